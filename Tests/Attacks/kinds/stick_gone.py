"""The disk of the study is gone: notes go on, and there is always a way out, with the place told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from arena import Arena
from attack import ON_SCREEN, PIPED, Attack, Attacks, Ending, Fell, flat
from judge import judge
from mounts import FaultyDisk, lazily_unmounts, small_disk
from sitting import AGAIN, AtTerminal, OnScreen, Piped, Sitting

# Takes the disk away; before it, makes it.
Stick = Callable[[Arena], "Callable[[], None]"]


def pulled(arena: Arena) -> Callable[[], None]:
    """A stick that is pulled: its disk fails for ever."""
    disk = FaultyDisk(arena, arena.study)
    calls = ("write", "fsync", "fsyncdir", "open", "create", "rename", "unlink", "getattr", "readdir", "mkdir")
    return lambda: disk.tell(faults=[{"call": call, "error": "EIO"} for call in calls])


def vanished(arena: Arena) -> Callable[[], None]:
    """The file system's own process has died."""
    disk = FaultyDisk(arena, arena.study)
    return disk.unmount


def unmounted(arena: Arena) -> Callable[[], None]:
    """Lazily unmounted: open files go on, no name leads to them."""
    folder = arena.root / "stick"
    small_disk(arena, folder, "8m")
    arena.study = arena.new_study("stick/study")
    return lambda: lazily_unmounts(folder)


def shadowed(arena: Arena) -> Callable[[], None]:
    """Another disk is mounted over it."""
    return lambda: small_disk(arena, arena.study, "1m")


def removed(arena: Arena) -> Callable[[], None]:
    return lambda: shutil.rmtree(arena.study)


STICKS: list[tuple[str, Stick, tuple[str, ...]]] = [
    ("a stick that fails for ever", pulled, ("fuse",)), ("a file system that died", vanished, ("fuse",)),
    ("umount -l", unmounted, ("mount",)), ("another disk over it", shadowed, ("mount",)), ("rm -r", removed, ())]


def gone(kind: type[Sitting], stick: Stick, ending: Ending, again: bool = False) -> Callable[[Arena], None]:
    """`again`: the session was left once, so that its file stands there and says what is to be kept."""
    def act(arena: Arena) -> None:
        take = stick(arena)
        if again:
            arena.record("2 said before it was left")
        sitting = kind(arena, *(AGAIN if again else ()))
        sitting.must_note(2)
        sitting.mark()
        take()
        if sitting.notes(3, 8) < 3:
            raise Fell(f"no more notes are acknowledged, though the state folder is there: {sitting.said_since[-200:]}")
        sitting.ends(ending)
        if ending is not Ending.KILL and flat(str(arena.state)) not in flat(sitting.said):
            raise Fell("where the notes are is not told")
        arena.study = arena.new_study("another/study")
        judge(arena, sitting)

    return act


def begins_on_nothing(arena: Arena) -> None:
    """A study that cannot be written at all is refused in words."""
    disk = FaultyDisk(arena, arena.study)
    disk.tell(faults=[{"call": call, "error": "EROFS"} for call in ("create", "mkdir", "write")])
    done = arena.run("run", "example", "--id", "one", "--participants", "2", "--yes", stdin="1 note\n")
    if done.status == 0 and not Path(arena.state).exists():
        raise Fell("it ran and kept nothing")
    if not done.err.strip():
        raise Fell("it said nothing")


def attacks() -> Attacks:
    for name, stick, needs in STICKS:
        for kind, endings in ((Piped, PIPED), (OnScreen, ON_SCREEN), (AtTerminal, (Ending.LEAVE, Ending.TERM))):
            for ending in endings:
                yield Attack(f"{name}, {ending.value} ({kind.kind})", gone(kind, stick, ending),
                             short=stick is removed and kind is OnScreen and ending in (Ending.LEAVE, Ending.TERM),
                             needs=needs)
                yield Attack(f"{name}, {ending.value} ({kind.kind}, resumed)", gone(kind, stick, ending, again=True),
                             needs=needs)
    yield Attack("nothing can be made there from the start", begins_on_nothing, needs=("fuse",))
