"""The disk is full, notes are typed all the same, then the program ends: what was not on the disk is kept elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from arena import Arena
from attack import ON_SCREEN, PIPED, Attack, Attacks, Ending, Fell
from judge import found, is_told, judge
from mounts import small_disk
from sitting import OnScreen, Piped, Sitting


def fill(folder: Path) -> None:
    """Every page is taken."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass


def filled(kind: type[Sitting], ending: Ending, count: int, frees: bool) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        disk = arena.root / "disk"
        small_disk(arena, disk, "96k")
        arena.study = arena.new_study("disk/study")
        sitting = kind(arena)
        sitting.must_note(2)
        fill(disk)
        for number in range(count):
            sitting.typed.append(arena.word())
            sitting.enter(f"{sitting.typed[-1]} was said " + "x" * 180)
            # On the screen a line that was refused stays in the line.
            sitting.waits(lambda: len(sitting.acknowledged) == number + 3, 0.2)
        if frees:
            (disk / "filler").unlink()
            sitting.waits(lambda: len(sitting.acknowledged) == len(sitting.typed), 5)
        ends(sitting, ending)
        (disk / "filler").unlink(missing_ok=True)
        judge(arena, sitting)
        if ending is not Ending.KILL and not (ending is Ending.LEAVE and isinstance(sitting, OnScreen)):
            everyone(arena, sitting, ending)

    return act


def ends(sitting: Sitting, ending: Ending) -> None:
    """Leaving may be refused as long as the disk is full; then another end has to come."""
    try:
        sitting.ends(ending)
    except Fell:
        if ending is not Ending.LEAVE or isinstance(sitting, OnScreen):
            raise
        sitting.ends(Ending.INPUT)


def everyone(arena: Arena, sitting: Sitting, ending: Ending) -> None:
    """Each note that was typed is kept somewhere or answered as not saved; where nobody is left to read, it is kept."""
    words = set(sitting.typed)
    missing = words - found(arena, words, arena.study)
    if ending in (Ending.HUP, Ending.CLOSED, Ending.TERM):
        if missing:
            raise Fell(f"{len(missing)} of {len(words)} notes are kept nowhere, and nobody was there to read so")
    elif silent := [word for word in missing if not is_told(arena, word)]:
        raise Fell(f"{len(silent)} of {len(words)} notes are neither kept nor answered")


def attacks() -> Attacks:
    for kind, endings in ((Piped, PIPED), (OnScreen, ON_SCREEN)):
        for ending in endings:
            for count in (1, 30):
                for frees in (False, True):
                    if frees and count == 1:
                        continue
                    again = ", then room" if frees else ""
                    yield Attack(f"full, {count} more{again}, {ending.value} ({kind.kind})",
                                 filled(kind, ending, count, frees), needs=("mount",))
