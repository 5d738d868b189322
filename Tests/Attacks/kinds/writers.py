"""Two writers who cannot see each other's lock: two views of one folder, a share without locks."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import judge
from mounts import FaultyDisk, lazily_unmounts
from sitting import AGAIN, OnScreen, Piped, Sitting

# Two folders that are views of one.
Views = Callable[[Arena], "tuple[Path, Path]"]


def by_bindfs(arena: Arena) -> tuple[Path, Path]:
    """The folder, and bindfs beside it."""
    view = arena.root / "view"
    view.mkdir()
    done = subprocess.run(
        ["bindfs", "-o", "attr_timeout=0,entry_timeout=0", arena.study, view], capture_output=True, text=True)
    if done.returncode:
        raise Fell(f"bindfs: {done.stderr}")
    arena.at_the_end(lambda: lazily_unmounts(view))
    return arena.study, view


def by_two_mounts(arena: Arena) -> tuple[Path, Path]:
    """Two mounts of one folder, as two machines have of a share."""
    first = FaultyDisk(arena, arena.study, direct=True)
    second = FaultyDisk.another_view(arena, first, arena.root / "view", direct=True)
    return first.folder, second.folder


def without_locks(arena: Arena) -> tuple[Path, Path]:
    faults = [{"call": "lock", "error": "ENOLCK"}]
    first = FaultyDisk(arena, arena.study, faults=faults, direct=True)
    second = FaultyDisk.another_view(arena, first, arena.root / "view", faults=faults, direct=True)
    return first.folder, second.folder


def by_link(arena: Arena) -> tuple[Path, Path]:
    """The same folder under another name: here locks meet."""
    view = arena.root / "view"
    view.symlink_to(arena.study)
    return arena.study, view


def both(views: Views, kinds: tuple[type[Sitting], type[Sitting]], ends: tuple[Ending, Ending], again: bool):
    def act(arena: Arena) -> None:
        if again:
            before = Piped(arena)
            before.must_note(2)
            before.ends(Ending.LEAVE)
        one, other = views(arena)
        arena.study = one
        first = kinds[0](arena, *(AGAIN if again else ()))
        first.must_note(2)
        arena.study = other
        try:
            second = kinds[1](arena, *AGAIN)
        except Fell:
            # Refused, as it should be where the lock is seen; the first one goes on.
            second = None
        for _ in range(3):
            first.note(8)
            if second:
                second.note(8)
        first.ends(ends[0])
        if second:
            second.ends(ends[1])
        arena.study = one
        sittings = [first] + ([second] if second else []) + ([before] if again else [])
        judge(arena, *sittings)

    return act


def refused(arena: Arena) -> None:
    """Where locks meet, the second is told so: 75, on every road to the folder."""
    by_link(arena)
    first = Piped(arena)
    first.must_note(2)
    for study in (arena.study, arena.root / "view", arena.study / "../study"):
        done = arena.run("resume", "one", study=Path(study))
        if done.status != 75:
            raise Fell(f"a second recorder got {done.status} through {study.name}")
    first.must_note(1)
    first.ends(Ending.KILL)
    judge(arena, first)


def through_hard_link(arena: Arena) -> None:
    first = Piped(arena)
    first.must_note(2)
    os.link(arena.journal, arena.sessions / "two.journal")
    done = arena.run("resume", "two")
    if done.status == 0:
        raise Fell("a second recorder was let in through a hard link")
    first.must_note(2)
    first.ends(Ending.KILL)
    judge(arena, first)


def starts_together(arena: Arena) -> None:
    """Six begin at the same moment: one gets the session, the others are refused or get another id."""
    sittings = [Piped(arena, "run", "example", "--id", "one", "--participants", "4", "--yes", settles=False)
                for _ in range(6)]
    time.sleep(1)
    for sitting in sittings:
        sitting.note(5)
    for sitting in sittings:
        sitting.ends(Ending.KILL)
    judge(arena, *sittings)


def attacks() -> Attacks:
    pairs = ((Ending.KILL, Ending.KILL), (Ending.LEAVE, Ending.LEAVE), (Ending.KILL, Ending.LEAVE),
             (Ending.LEAVE, Ending.KILL), (Ending.TERM, Ending.INPUT))
    for name, views, needs in (
        ("bindfs beside the folder", by_bindfs, ("bindfs",)), ("two mounts of one folder", by_two_mounts, ("fuse",)),
        ("two mounts without locks", without_locks, ("fuse",))):
        for again in (False, True):
            for ends in pairs:
                resumed = ", resumed" if again else ""
                yield Attack(
                    f"{name}: {ends[0].value} and {ends[1].value}{resumed}", both(views, (Piped, Piped), ends, again),
                    needs=needs)
        yield Attack(
            f"{name}: kill -9 and leave (screen)",
            both(views, (OnScreen, Piped), (Ending.KILL, Ending.LEAVE), True), needs=needs)
    yield Attack("a second one in the same folder is refused", refused, short=True)
    yield Attack("a hard link to the journal", through_hard_link, short=True)
    yield Attack("six begin at the same moment", starts_together, short=True)
