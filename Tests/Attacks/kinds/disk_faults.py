"""Any call fails with any error while recording (FUSE), short writes, lost writes, a disk that hangs."""

from __future__ import annotations

import time
from collections.abc import Callable

from arena import Arena
from attack import Attack, Attacks, Ending, Fell, turns
from judge import judge, judge_gone
from mounts import FaultyDisk
from sitting import AGAIN, NEW, OnScreen, Piped

CALLS = ("write", "fsync", "fsyncdir", "rename", "unlink", "flush", "open", "create", "truncate", "getattr", "read")
ERRORS = (
    "EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR", "EAGAIN", "ENOMEM", "ESTALE", "ENOTCONN", "EINVAL", "EOPNOTSUPP",
    "ENOSYS", "EBADF", "EPERM", "EACCES", "ETIMEDOUT", "EFBIG", "ENFILE", "ENXIO", "ENODEV", "EBUSY", "ENOENT")
PIPED = (Ending.KILL, Ending.LEAVE, Ending.TERM, Ending.INPUT)
SCREEN = (Ending.LEAVE, Ending.CLOSED, Ending.KILL, Ending.TERM)
# The disk that hangs, in the kind's own words: seconds.
HANGS = 12


def fails(faults: list[dict], ending: Ending, on_screen: bool, again: bool, stays: bool) -> Callable[[Arena], None]:
    """Two notes, the disk begins to fail, three notes, the end; then the disk is mended and everything looked for."""
    def act(arena: Arena) -> None:
        sittings = []
        if again:
            sittings.append(Piped(arena))
            sittings[0].must_note(2)
            sittings[0].ends(Ending.LEAVE)
        disk = FaultyDisk(arena, arena.study)
        sitting = (OnScreen if on_screen else Piped)(arena, *(AGAIN if again else ()))
        sitting.must_note(2)
        sitting.mark()
        disk.tell(faults=faults)
        sitting.notes(3, patience=2)
        if not stays:
            disk.tell()
            sitting.notes(1, patience=5)
        ends(arena, sitting, ending)
        disk.tell()
        judge(arena, *sittings, sitting)
        unacknowledged = len(sitting.typed) - len(sitting.acknowledged)
        if unacknowledged and ending is not Ending.KILL and "not saved" not in sitting.said.lower():
            missing = [word for word in sitting.typed if word not in sitting.acknowledged]
            shown = arena.show().out
            if any(word not in shown for word in missing):
                raise Fell("a note is neither acknowledged nor kept nor refused with a word")

    return act


def ends(arena: Arena, sitting, ending: Ending) -> None:
    """Leaving a session whose disk fails may be refused; then another end has to come."""
    try:
        sitting.ends(ending)
    except Fell:
        if ending is not Ending.LEAVE or isinstance(sitting, OnScreen):
            raise
        sitting.ends(Ending.INPUT)


def from_the_start(fault: dict) -> Callable[[Arena], None]:
    """A call that never works: it runs, or it says in words why not, and leaves no empty journal behind."""
    def act(arena: Arena) -> None:
        disk = FaultyDisk(arena, arena.study, faults=[fault])
        sitting = Piped(arena, *NEW, settles=False)
        sitting.notes(3, patience=2)
        ends(arena, sitting, Ending.INPUT)
        disk.tell()
        if not sitting.said.strip():
            raise Fell("it neither ran nor said why")
        if not sitting.acknowledged and arena.journal.exists() and not arena.journal.stat().st_size:
            raise Fell("an empty journal is left behind")
        if sitting.acknowledged:
            judge(arena, sitting)

    return act


def shortly(size: int, ending: Ending) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        FaultyDisk(arena, arena.study, short=size)
        sitting = Piped(arena)
        sitting.must_note(5)
        sitting.ends(ending)
        judge(arena, sitting)

    return act


def lies(calls: list[str], ending: Ending) -> Callable[[Arena], None]:
    """The disk says yes and does nothing: what it took before is still there, and nothing crashes."""
    def act(arena: Arena) -> None:
        disk = FaultyDisk(arena, arena.study)
        before = Piped(arena)
        before.must_note(3)
        before.ends(Ending.LEAVE)
        disk.tell(lies=calls)
        sitting = Piped(arena, *AGAIN, settles=False)
        sitting.notes(3, patience=3)
        sitting.ends(ending)
        disk.tell()
        judge(arena, before)

    return act


def waits_for(seconds: int, call: str, duty: str, what: str) -> Callable[[Arena], None]:
    """A redaction or leaving waits for the disk: keys are echoed, and the terminal is given back when it is asked for."""
    def act(arena: Arena) -> None:
        disk = FaultyDisk(arena, arena.study)
        sitting = OnScreen(arena)
        secret = arena.word()
        sitting.enter(f"3 {secret} was said")
        sitting.must_note(2)
        if duty == "redaction":
            sitting.enter("/redact 1")
            if not sitting.waits(lambda: "yes" in sitting.terminal.text, 5):
                raise Fell("a redaction does not ask")
            time.sleep(1)
        disk.tell(slow={call: seconds})
        if duty == "redaction":
            sitting.enter("yes")
        else:
            sitting.send_keys(b"\x11")
        sitting.send_keys(b"typedmeanwhile")
        if not sitting.waits(lambda: "typedmeanwhile" in sitting.terminal.text, min(5, seconds)):
            raise Fell(f"no echo while {duty} waits for the disk")
        sitting.send(15 if what == "SIGTERM" else 1)
        if not sitting.waits(lambda: restored(sitting), min(3, seconds)):
            raise Fell(f"the terminal is not given back 3 s after {what} while {duty} waits")
        sitting.has_ended(seconds * 12)
        disk.tell()
        sitting.ended_by = Ending.TERM if what == "SIGTERM" else Ending.HUP
        if sitting.status is None:
            raise Fell(f"not ended {seconds * 12} s after {what}")
        arena.told += sitting.said
        judge(arena, sitting)
        if duty == "redaction":
            arena.resume("1 again")
            judge_gone(arena, secret)

    return act


def hangs(seconds: int, call: str, what: str) -> Callable[[Arena], None]:
    """The disk answers only after so long: keys are echoed, and the program ends when it is told to."""
    def act(arena: Arena) -> None:
        disk = FaultyDisk(arena, arena.study)
        sitting = OnScreen(arena)
        sitting.must_note(2)
        disk.tell(slow={call: seconds})
        sitting.typed.append(arena.word())
        sitting.enter(f"{sitting.typed[-1]} was said")
        begun = time.monotonic()
        sitting.send_keys(b"typedmeanwhile")
        if not sitting.waits(lambda: "typedmeanwhile" in sitting.terminal.text, min(5, seconds)):
            raise Fell(f"no echo while the disk hangs: {time.monotonic() - begun:.1f} s")
        if what == "leave":
            sitting.send_keys(b"\x15\x11")
            if not sitting.waits(lambda: has_word(sitting), min(3, seconds)):
                raise Fell("leaving on a hanging disk says nothing")
            sitting.has_ended(seconds * 12)
        else:
            sitting.send(15 if what == "SIGTERM" else 1)
            if not sitting.waits(lambda: restored(sitting), 5):
                raise Fell(f"the terminal is not given back 5 s after {what}")
            # The kernel holds a process in a call; that is beyond a program.
            sitting.has_ended(seconds * 12)
        disk.tell()
        sitting.ended_by = Ending.TERM if what == "SIGTERM" else Ending.HUP if what == "SIGHUP" else Ending.LEAVE
        if sitting.status is None:
            raise Fell(f"not ended {seconds * 12} s after {what}")
        arena.told += sitting.said
        judge(arena, sitting)

    return act


def has_word(sitting: OnScreen) -> bool:
    return sitting.status is not None or "writ" in sitting.terminal.text.lower() or not sitting.terminal.text.strip()


def restored(sitting: OnScreen) -> bool:
    return not sitting.terminal.given_back()


def attacks() -> Attacks:
    number = 0
    for call in CALLS:
        for error in ERRORS:
            for stays in (True, False):
                number += 1
                on_screen = number % 5 == 0
                ending = turns(SCREEN if on_screen else PIPED, number // (5 if on_screen else 1))
                fault = {"call": call, "error": error, "path": "/Sessions"}
                if not stays:
                    fault["times"] = 2
                kind = "screen" if on_screen else "plain"
                yield Attack(
                    f"{call}: {error} {'for ever' if stays else 'twice'}, {ending.value} ({kind})",
                    fails([fault], ending, on_screen, number % 3 == 0, stays), needs=("fuse",))
    for call in CALLS:
        for error in ("EIO", "ENOSPC", "EROFS", "EACCES", "ENOSYS"):
            yield Attack(f"{call}: {error} from the start", from_the_start(
                {"call": call, "error": error, "path": "/Sessions"}), needs=("fuse",))
    for size in (1, 7, 100):
        for ending in (Ending.KILL, Ending.LEAVE):
            yield Attack(f"no write takes more than {size} bytes, {ending.value}", shortly(size, ending),
                         needs=("fuse",), bound=300)
    for calls in (["write"], ["fsync", "fsyncdir"], ["rename"], ["unlink"], ["truncate"]):
        for ending in (Ending.KILL, Ending.LEAVE):
            yield Attack(f"{' and '.join(calls)} that does nothing, {ending.value}", lies(calls, ending),
                         needs=("fuse",))
    for call in ("fsync", "write", "rename"):
        for what in ("SIGTERM", "SIGHUP", "leave"):
            yield Attack(f"{call} hangs {HANGS} s, {what}", hangs(HANGS, call, what), needs=("fuse",), bound=300)
    for call in ("fsync", "rename", "unlink"):
        for duty in ("redaction", "leaving"):
            for what in ("SIGTERM", "SIGHUP"):
                yield Attack(f"{duty} waits {HANGS} s for {call}, {what}", waits_for(HANGS, call, duty, what),
                             needs=("fuse",), bound=300)
