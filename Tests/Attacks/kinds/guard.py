"""One guard before what cannot be undone: on every road a question, and no answer that was not meant."""

from __future__ import annotations

import time
from collections.abc import Callable

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import judge, judge_gone
from sitting import AtTerminal, OnScreen

CTRL_D, CTRL_G, CTRL_P, CTRL_R = b"\x04", b"\x07", b"\x10", b"\x12"
DESTROYING = ("/redact 1", "/withdraw 1 erase", "/off since 1", "/off 2m")
# Roads to a command's line on the full screen: the keys before it.
ROADS = [
    ("the line", b""), ("the list of people", CTRL_P), ("the checklist", CTRL_D), ("find", CTRL_R), ("go to", CTRL_G)]
PASTE = b"\x1b[200~", b"\x1b[201~"


def by(road: bytes, command: str) -> Callable[[Arena], None]:
    """The command without an answer destroys nothing."""
    def act(arena: Arena) -> None:
        sitting = begun(arena, OnScreen)
        if road:
            sitting.send_keys(road)
            sitting.terminal.rests(0.3)
        sitting.enter(command)
        sitting.terminal.rests(0.5)
        leaves(sitting)
        judge(arena, sitting)

    return act


def begun(arena: Arena, kind: type[OnScreen]) -> OnScreen:
    """Four notes of P1: the last three within a minute go off the record without a question."""
    sitting = kind(arena)
    for _ in range(4):
        if not sitting.note(before="1 "):
            raise Fell("not acknowledged")
    # Older than any limit within which an answer is too soon.
    sitting.terminal.rests(0.3)
    return sitting


def leaves(sitting: OnScreen) -> None:
    """Escape closes whatever is open; then it is left."""
    for _ in range(3):
        sitting.send_keys(b"\x1b")
        sitting.terminal.rests(0.1)
    sitting.ends(Ending.LEAVE)


def at_the_prompt(command: str) -> Callable[[Arena], None]:
    """Another command at the `yes?>` prompt is no yes, and asks for itself."""
    def act(arena: Arena) -> None:
        sitting = begun(arena, OnScreen)
        sitting.enter("/redact 3")
        sitting.terminal.rests(0.4)
        sitting.enter(command)
        sitting.terminal.rests(0.4)
        leaves(sitting)
        judge(arena, sitting)

    return act


def sent(keys: bytes, kind: type[OnScreen] = OnScreen) -> Callable[[Arena], None]:
    """Keys that come as fast as a terminal can send them: nothing in them is an answer."""
    def act(arena: Arena) -> None:
        sitting = begun(arena, kind)
        sitting.send_keys(keys)
        sitting.terminal.rests(0.8)
        leaves(sitting)
        kept = arena.show().out
        gone = [word for word in sitting.acknowledged[:3] if word not in kept]
        if gone:
            raise Fell(f"{len(gone)} notes went by an answer that nobody gave")

    return act


def answered(answer: bytes, kind: type[OnScreen], after: float = 0.6) -> Callable[[Arena], None]:
    """The question is seen; then something comes that is no yes."""
    def act(arena: Arena) -> None:
        sitting = begun(arena, kind)
        sitting.enter("/redact 1")
        sitting.terminal.rests(after)
        sitting.send_keys(answer)
        sitting.terminal.rests(0.6)
        leaves(sitting)
        if sitting.typed[0] not in arena.show().out:
            raise Fell(f"{answer!r} was taken for a yes")

    return act


def meant(command: str, kind: type[OnScreen]) -> Callable[[Arena], None]:
    """And a yes that is meant is one: typed after the question was there."""
    def act(arena: Arena) -> None:
        sitting = begun(arena, kind)
        sitting.enter(command)
        if not sitting.waits(lambda: "yes" in sitting.terminal.text, 5):
            raise Fell("no question")
        time.sleep(0.5)
        for byte in (b"y", b"e", b"s", b"\r"):
            sitting.send_keys(byte)
            sitting.terminal.rests(0.06)
        sitting.terminal.rests(0.6)
        leaves(sitting)
        judge_gone(arena, sitting.typed[0])

    return act


def in_bulk(command: str) -> Callable[[Arena], None]:
    """Corrections in bulk ask, too: without a yes the speakers are as they were."""
    def act(arena: Arena) -> None:
        sitting = begun(arena, OnScreen)
        sitting.enter(command)
        sitting.terminal.rests(0.5)
        leaves(sitting)
        lines = [line for line in arena.show().out.splitlines() if any(word in line for word in sitting.typed)]
        if not all(" P1 " in line for line in lines):
            raise Fell("changed without a yes")
        judge(arena, sitting)

    return act


def attacks() -> Attacks:
    for road_name, road in ROADS:
        for command in DESTROYING:
            short = command in ("/redact 1", "/off since 1") and road_name in ("the line", "the checklist") or (
                command == "/withdraw 1 erase" and road_name in ("the list of people", "the line"))
            yield Attack(f"{command} by {road_name}, no answer", by(road, command), short)
    for command in DESTROYING:
        yield Attack(f"{command} at the prompt of another redaction", at_the_prompt(command),
                     short=command == "/withdraw 1 erase")
        for name, keys in (
            ("in one block with its yes", f"{command}\ryes\r".encode()),
            ("in one block with its yes, line feeds", f"{command}\nyes\n".encode()),
            ("pasted with its yes", PASTE[0] + f"{command}\nyes\n".encode() + PASTE[1]),
            ("pasted with its yes, then Enter", PASTE[0] + f"{command}\nyes".encode() + PASTE[1] + b"\r"),
            ("between notes in one block", f"1 a\r{command}\ryes\r1 b\r".encode())):
            for kind in (OnScreen, AtTerminal):
                yield Attack(f"{command} {name} ({kind.kind})", sent(keys, kind),
                             short=command == "/redact 1" and name.startswith("in one block with its yes")
                             and kind is OnScreen)
    for name, answer in (
        ("Enter", b"\r"), ("no", b"no\r"), ("a pasted yes", PASTE[0] + b"yes\r" + PASTE[1]),
        ("a pasted yes without Enter, then Enter", PASTE[0] + b"yes" + PASTE[1] + b"\r"),
        ("yes with Escape", b"yes\x1b"),
        ("yes and ^Q", b"yes\x11"), ("a note", b"1 yes they said\r")):
        yield Attack(f"a redaction answered by {name}", answered(answer, OnScreen))
    yield Attack("a redaction answered at once", answered(b"yes\r", OnScreen, after=0.0), short=True)
    for kind in (OnScreen, AtTerminal):
        for command in DESTROYING:
            yield Attack(f"{command}, answered by a yes that is meant ({kind.kind})", meant(command, kind),
                         short=command == "/redact 1")
        yield Attack(f"/redact 1 and no answer ({kind.kind})", answered(b"", kind), short=kind is AtTerminal)
    for command in ("/reseat 1 3 since 1", "/swap 1 3 since 1"):
        yield Attack(f"{command}, no answer", in_bulk(command))
