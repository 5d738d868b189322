"""What went on in the state folder is found again, whatever the study's path is then."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from arena import Arena
from attack import ON_SCREEN, PIPED, Attack, Attacks, Ending, Fell
from judge import judge
from sitting import OnScreen, Piped, Sitting


def went_elsewhere(arena: Arena, kind: type[Sitting], ending: Ending, again: bool) -> Sitting:
    """A recording whose study goes away, so that it goes on in the state folder; then another study, empty."""
    if again:
        before = Piped(arena)
        before.must_note(2)
        before.ends(Ending.LEAVE)
    sitting = kind(arena, *(("resume", "one") if again else ()))
    sitting.must_note(2)
    shutil.rmtree(arena.study)
    sitting.must_note(2)
    sitting.ends(ending)
    arena.study = arena.new_study("another place/study")
    return sitting


def offered(kind: type[Sitting], ending: Ending, again: bool, by: str) -> Callable[[Arena], None]:
    """Home, `list` and `resume` tell of it in the other study."""
    def act(arena: Arena) -> None:
        sitting = went_elsewhere(arena, kind, ending, again)
        done = {
            "list": lambda: arena.run("list"), "home": lambda: arena.run(), "show": lambda: arena.show(),
            "resume": lambda: arena.run("resume", "--plain"), "resume one": lambda: arena.resume()}[by]()
        if by == "show":
            # It shows the notes themselves, and says that they are not in this study.
            lost = [word for word in sitting.acknowledged if word not in done.out]
            if lost or "saved elsewhere" not in done.err:
                raise Fell(f"{len(lost)} notes are not shown, or not told of: {done.err[-200:].strip()!r}")
        elif not any(word in done.all for word in ("one.", " one ", "\none ", "session one", "focusgroup/one", "elsewhere: one,")):
            raise Fell(f"`{by}` does not tell of it: {done.all[-200:].strip()!r}")
        judge(arena, sitting)

    return act


def recreated(ending: Ending) -> Callable[[Arena], None]:
    """The study comes back at its old path, empty or as it was in a backup."""
    def act(arena: Arena) -> None:
        sitting = Piped(arena)
        sitting.must_note(2)
        backup = shutil.copytree(arena.study, arena.elsewhere / "backup")
        shutil.rmtree(arena.study)
        sitting.must_note(2)
        sitting.ends(ending)
        shutil.copytree(backup, arena.study)
        judge(arena, sitting)

    return act


def not_twice(arena: Arena) -> None:
    """What was found and gone on with is not offered again."""
    sitting = went_elsewhere(arena, Piped, Ending.KILL, False)
    arena.resume("2 later")
    rows = [line for line in arena.run("list").out.splitlines() if line.startswith("one ")]
    if len(rows) != 1:
        raise Fell(f"`list` has it {len(rows)} times")
    judge(arena, sitting)
    left = [path.name for path in arena.state.rglob("*.journal*")]
    if left:
        raise Fell(f"the state folder still has {', '.join(left)} after a leave")


def no_state(arena: Arena) -> None:
    """No state folder either: nothing more is called saved, and what is not saved is said."""
    arena.state.write_text("not a folder\n")
    sitting = Piped(arena)
    sitting.must_note(2)
    shutil.rmtree(arena.study)
    sitting.notes(2, 5)
    before = sitting.typed[:2]
    sitting.ends(Ending.TERM)
    for word in sitting.acknowledged:
        if word not in before and not arena.holding(word):
            raise Fell("a note was called saved that is nowhere")
    if "not saved" not in sitting.said.lower() and "journal" not in sitting.said.lower():
        raise Fell("nothing was said")


def attacks() -> Attacks:
    for by in ("list", "home", "resume", "resume one", "show"):
        for again in (False, True):
            resumed = ", resumed before" if again else ""
            for kind, endings in ((Piped, PIPED), (OnScreen, ON_SCREEN)):
                for ending in endings:
                    yield Attack(f"{by} in another study, {ending.value} ({kind.kind}{resumed})",
                                 offered(kind, ending, again, by),
                                 short=by in ("list", "resume one") and kind is Piped and not again
                                 and ending is Ending.KILL)
    for ending in PIPED:
        yield Attack(f"the study comes back from a backup, {ending.value}", recreated(ending),
                     short=ending is Ending.KILL)
    yield Attack("gone on with, it is not offered twice", not_twice)
    yield Attack("no state folder either", no_state, short=True)
