"""File systems that lack an operation for ever, as shares do. It runs, says what it cannot promise, loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import judge
from mounts import FaultyDisk
from sitting import NEW, OnScreen, Piped

# After ENOSYS the kernel itself says yes to every later sync, and keeps the locks: a program cannot know.
UNSEEN = "ENOSYS"
NO_SYNC = ("EINVAL", "EOPNOTSUPP", "ENOSYS", "EBADF", "EPERM")
NO_LOCK = ("ENOLCK", "EINVAL", "ENOSYS", "EOPNOTSUPP")
ENDINGS = (Ending.KILL, Ending.LEAVE, Ending.TERM, Ending.INPUT)
PROMISE = re.compile(r"promise|cannot|does not|no locks?|not synced|local folder", re.I)


def weak(settings: dict, ending: Ending, says: bool, on_screen: bool = False) -> Callable[[Arena], None]:
    """Recorded twice in a row on the weak disk, the second time after the first was ended."""
    def act(arena: Arena) -> None:
        FaultyDisk(arena, arena.study, **settings)
        sitting = OnScreen(arena) if on_screen else Piped(arena)
        if sitting.notes(3, 8) < 3 and "written, not synced" not in sitting.said:
            raise Fell(f"it does not record: {sitting.said[-300:]}")
        sitting.ends(ending)
        if says and not PROMISE.search(sitting.said):
            raise Fell("it does not say what this folder cannot promise")
        judge(arena, sitting)
        again = Piped(arena, "resume", "one")
        again.notes(2, 8)
        again.ends(Ending.KILL)
        judge(arena, sitting, again)

    return act


def power_cut(settings: dict) -> Callable[[Arena], None]:
    """The weak disk is gone after the cut: the second copy in the state folder has every note."""
    def act(arena: Arena) -> None:
        disk = FaultyDisk(arena, arena.study, **settings)
        sitting = Piped(arena)
        sitting.notes(3, 8)
        sitting.ends(Ending.KILL)
        # What was never synced is lost with the power.
        for path in (disk.backing / "Sessions").iterdir():
            path.unlink()
        judge(arena, sitting)

    return act


def no_litter(settings: dict) -> Callable[[Arena], None]:
    """Where it does not run after all, nothing empty is left behind, and the reason is not another terminal."""
    def act(arena: Arena) -> None:
        FaultyDisk(arena, arena.study, **settings)
        sitting = Piped(arena, *NEW, settles=False)
        sitting.notes(1, 5)
        sitting.ends(Ending.INPUT)
        if "another terminal" in sitting.said:
            raise Fell("it says that the session is open in another terminal")
        if arena.journal.exists() and not arena.journal.stat().st_size:
            raise Fell("an empty journal is left behind")

    return act


def fault(call: str, error: str) -> dict:
    return {"faults": [{"call": call, "error": error}]}


def both(error: str) -> dict:
    return {"faults": [{"call": call, "error": error} for call in ("fsync", "fsyncdir")]}


def attacks() -> Attacks:
    needs = ("fuse",)
    for error in NO_SYNC:
        for what, settings in (
            ("a folder", fault("fsyncdir", error)), ("a file", fault("fsync", error)), ("anything", both(error))):
            for ending in ENDINGS:
                yield Attack(
                    f"no sync of {what} ({error}), {ending.value}", weak(settings, ending, error != UNSEEN),
                    needs=needs)
            yield Attack(
                f"no sync of {what} ({error}), leave (screen)", weak(settings, Ending.LEAVE, error != UNSEEN, True),
                needs=needs)
        if error != UNSEEN:
            yield Attack(f"no sync of a file ({error}), power cut", power_cut(fault("fsync", error)), needs=needs)
    for error in NO_LOCK:
        for ending in ENDINGS:
            yield Attack(f"no locks ({error}), {ending.value}", weak(
                fault("lock", error), ending, error != UNSEEN), needs=needs)
        yield Attack(f"no locks ({error}): nothing empty left", no_litter(fault("lock", error)), needs=needs)
    for ending in ENDINGS:
        yield Attack(
            f"inode numbers that change, {ending.value}", weak({"renumbers": True}, ending, False), needs=needs)
    yield Attack("inode numbers that change: no other terminal is told of", no_litter({"renumbers": True}), needs=needs)
    for name, settings in (
        ("no exchange of names", {"plain_rename": True}), ("no hard links (EPERM)", fault("link", "EPERM")),
        ("no hard links (ENOSYS)", fault("link", "ENOSYS")), ("no chmod", fault("chmod", "EPERM")),
        ("neither links nor exchange", {"plain_rename": True, **fault("link", "EOPNOTSUPP")}),
        ("no truncation", fault("truncate", "EOPNOTSUPP"))):
        for ending in ENDINGS:
            yield Attack(f"{name}, {ending.value}", weak(settings, ending, False), needs=needs)
