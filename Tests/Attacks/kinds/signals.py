"""Every signal that can be caught gives the terminal back and loses nothing, or is ignored."""

from __future__ import annotations

import signal
from collections.abc import Callable

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import judge
from sitting import AGAIN, NEW, AtTerminal, OnScreen, Piped, Sitting

# Cannot be caught; or say that a child, a window or a stop has changed, or stop it.
NOT_TRIED = {"SIGKILL", "SIGSTOP", "SIGCHLD", "SIGCONT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGWINCH"}
STOPS = ("SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGSTOP")
# Ends like this have to keep the line that was typed.
CALM = {"SIGHUP", "SIGTERM"}


def numbers() -> list[tuple[int, str]]:
    """Signals with names, those of real time among them; 32 and 33 are the C library's own."""
    named = {int(number): number.name for number in signal.Signals if number.name not in NOT_TRIED}
    for name in ("SIGSTKFLT",):
        if hasattr(signal, name):
            named[int(getattr(signal, name))] = name
    first = int(getattr(signal, "SIGRTMIN", 0))
    last = int(getattr(signal, "SIGRTMAX", -1))
    for number in range(first, last + 1):
        named[number] = f"SIGRTMIN+{number - first}"
    return sorted(named.items())


def on_screen(number: int, name: str, *arguments: str, plain: bool = False, ready: str | None = None,
              setup: bool = False) -> Callable[[Arena], None]:
    records = not setup and not ready
    def act(arena: Arena) -> None:
        if ready:
            arena.record("1 first", "2 second")
        kind = AtTerminal if plain else OnScreen
        sitting = kind(arena, *arguments, **({"ready": ready} if ready else {}))
        draft = arena.word()
        if records:
            sitting.must_note(2)
            sitting.send_keys(draft.encode())
            sitting.waits(lambda: draft in sitting.terminal.text, 5)
        meets(arena, sitting, number, name, draft if records and not plain else "")
        if records:
            judge(arena, sitting)

    return act


def meets(arena: Arena, sitting: OnScreen, number: int, name: str, draft: str) -> None:
    """Sends it; either it ends, or it goes on as if nothing were."""
    sitting.sent = number
    sitting.send(number)
    if not sitting.has_ended(2):
        sitting.send_keys(b"\x15" if draft else b"")
        if draft and not sitting.note():
            raise Fell(f"{name} neither ends it nor is ignored")
        sitting.send_keys(b"\x11")
        if not sitting.has_ended(5):
            sitting.send_keys(b"\x1bq\x11")
            if not sitting.has_ended(10):
                raise Fell(f"after {name} it cannot be left")
    elif draft and name in CALM and not arena.holding(draft):
        raise Fell("the line that was typed is lost")
    sitting.checks_end()
    if faults := sitting.terminal.given_back():
        raise Fell(f"the terminal is not given back: {faults} (status {sitting.status})")


def piped(number: int, name: str) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        sitting = Piped(arena)
        sitting.must_note(2)
        sitting.sent = number
        sitting.send(number)
        if not sitting.has_ended(2):
            sitting.must_note(1)
            sitting.ends(Ending.LEAVE)
        judge(arena, sitting)

    return act


def stopped(name: str, kind: type[Sitting]) -> Callable[[Arena], None]:
    """Stopped and continued: the same screen, and the same notes."""
    def act(arena: Arena) -> None:
        sitting = kind(arena)
        sitting.must_note(2)
        sitting.send(getattr(signal, name))
        sitting.has_ended(0.3)
        sitting.send(signal.SIGCONT)
        sitting.must_note(2)
        sitting.ends(Ending.LEAVE)
        if isinstance(sitting, OnScreen) and (faults := sitting.terminal.given_back()):
            raise Fell(f"the terminal is not given back: {faults}")
        judge(arena, sitting)

    return act


def many(kind: type[Sitting]) -> Callable[[Arena], None]:
    """A dozen signals at the same moment."""
    def act(arena: Arena) -> None:
        sitting = kind(arena)
        sitting.must_note(2)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGWINCH, signal.SIGTERM, signal.SIGUSR1):
            sitting.send(number)
        sitting.sent = signal.SIGUSR1
        sitting.ended_by = Ending.TERM
        if not sitting.has_ended(10):
            raise Fell("not ended")
        judge(arena, sitting)

    return act


def at_once(arena: Arena) -> None:
    """The window changes, a note is being saved, a key waits and SIGTERM comes, all while a large frame is made."""
    for number in range(12):
        sitting = OnScreen(arena, *(NEW if number == 0 else AGAIN))
        sitting.terminal.resize(1000, 1000)
        sitting.note()
        sitting.enter(f"{sitting.arena.word()} was said")
        sitting.terminal.resize(24, 80)
        sitting.send_keys(b"\x0cx")
        sitting.ends(Ending.TERM, within=5)
        judge(arena, sitting)


def attacks() -> Attacks:
    places = (
        ("recording", dict()), ("plain at a terminal", dict(plain=True)),
        ("home", dict(ready="example")), ("replay", dict(ready="notes")),
        ("setting up", dict(setup=True, ready=r"Group|group|Who|who")))
    arguments = {"recording": NEW, "plain at a terminal": NEW, "home": ("home",), "replay": ("replay", "one"),
                 "setting up": ("run", "example", "--id", "two")}
    for number, name in numbers():
        for place, how in places:
            yield Attack(
                f"{name} while {place}", on_screen(number, name, *arguments[place], **how),
                short=place == "recording" and name in (
                    "SIGTERM", "SIGQUIT", "SIGUSR1", "SIGXCPU", "SIGSEGV", "SIGRTMIN+0", "SIGALRM"))
        yield Attack(f"{name} while lines come through a pipe", piped(number, name))
    for name in STOPS:
        for kind in (OnScreen, AtTerminal, Piped):
            yield Attack(f"{name}, then continued ({kind.kind})", stopped(name, kind))
    for kind in (OnScreen, Piped):
        yield Attack(f"six at once ({kind.kind})", many(kind))
    yield Attack("SIGTERM while the window changes, a note is saved and a key waits", at_once, short=True)
