"""One session on two machines: each goes on with it, one or both are cut off, then the files are brought together."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import judge
from sitting import AGAIN, OnScreen, Piped, Sitting

HERE, THERE = "study", "elsewhere/there"


class Machine:
    """A study with a home of its own."""

    def __init__(self, arena: Arena, name: str) -> None:
        self.arena = arena
        self.name = name
        self.study = arena.study if name == HERE else arena.new_study(name)

    @property
    def sessions(self) -> Path:
        return self.study / "Sessions"

    def sits(self, kind: type[Sitting], *arguments: str) -> Sitting:
        self.enter()
        return kind(self.arena, *arguments)

    def enter(self) -> None:
        """From here on the arena's programs are of this machine."""
        self.arena.study = self.study
        self.arena.extra["XDG_STATE_HOME"] = str(self.study.parent / f"{self.study.name}-state")

    def sends(self, other: Machine, *patterns: str) -> None:
        """The synchronising client brings its files to the other machine, each renamed over what is there."""
        for pattern in patterns:
            for path in sorted(self.sessions.glob(pattern)):
                new = other.sessions / ".sync.tmp"
                shutil.copy2(path, new)
                new.rename(other.sessions / path.name)


def begun(arena: Arena) -> tuple[Machine, Machine, Sitting]:
    """A session that was left on the first and has reached the second."""
    here, there = Machine(arena, HERE), Machine(arena, THERE)
    first = here.sits(Piped)
    first.must_note(2)
    first.ends(Ending.LEAVE)
    here.sends(there, "one.json")
    return here, there, first


def arrives(mine: int, theirs: int, ending: Ending, kind: type[Sitting]) -> Callable[[Arena], None]:
    """I am cut off; they go on and leave; their file arrives here."""
    def act(arena: Arena) -> None:
        here, there, first = begun(arena)
        cut = here.sits(kind, *AGAIN)
        cut.must_note(mine)
        cut.ends(ending)
        left = there.sits(Piped, *AGAIN)
        left.must_note(theirs)
        left.ends(Ending.LEAVE)
        there.sends(here, "one.json")
        here.enter()
        judge(arena, first, cut, left)

    return act


def arrives_while_recording(theirs: int, ending: Ending, kind: type[Sitting]) -> Callable[[Arena], None]:
    """Their file arrives while I record."""
    def act(arena: Arena) -> None:
        here, there, first = begun(arena)
        mine = here.sits(kind, *AGAIN)
        mine.must_note(2)
        left = there.sits(Piped, *AGAIN)
        left.must_note(theirs)
        left.ends(Ending.LEAVE)
        there.sends(here, "one.json")
        here.enter()
        mine.must_note(2)
        mine.ends(ending)
        judge(arena, first, mine, left)

    return act


def journals_cross(mine: int, theirs: int) -> Callable[[Arena], None]:
    """Both are cut off; the client keeps the other's journal as a conflicted copy, or puts it in the place of mine."""
    def act(arena: Arena) -> None:
        here, there, first = begun(arena)
        cut = here.sits(Piped, *AGAIN)
        cut.must_note(mine)
        cut.ends(Ending.KILL)
        other = there.sits(Piped, *AGAIN)
        other.must_note(theirs)
        other.ends(Ending.KILL)
        shutil.copy(there.sessions / "one.journal", here.sessions / "one (conflicted copy).journal")
        here.enter()
        judge(arena, first, cut, other)

    return act


def their_journal_arrives(theirs: int) -> Callable[[Arena], None]:
    """Mine was left; their cut-off journal arrives beside my newer file."""
    def act(arena: Arena) -> None:
        here, there, first = begun(arena)
        other = there.sits(Piped, *AGAIN)
        other.must_note(theirs)
        other.ends(Ending.KILL)
        mine = here.sits(Piped, *AGAIN)
        mine.must_note(3)
        mine.ends(Ending.LEAVE)
        there.sends(here, "one.journal")
        here.enter()
        judge(arena, first, mine, other)

    return act


def back_and_forth(arena: Arena) -> None:
    """Cut off here, left there, gone on here, left, gone on there: nobody's notes go."""
    here, there, first = begun(arena)
    sittings = [first]
    for machine, other, ending in (
        (here, there, Ending.KILL), (there, here, Ending.LEAVE), (here, there, Ending.LEAVE),
        (there, here, Ending.KILL), (here, there, Ending.LEAVE)):
        sitting = machine.sits(Piped, *AGAIN)
        sitting.must_note(2)
        sitting.ends(ending)
        machine.sends(other, "one.json")
        sittings.append(sitting)
    # The second machine was cut off last; its journal is there.
    for machine in (here, there):
        machine.enter()
    judge(arena, *sittings, studies=[here.study, there.study])


def rewritten(arena: Arena) -> None:
    """Their file is the same session redacted and shorter: what is destroyed stays so, what is mine stays, too."""
    here, there, first = begun(arena)
    cut = here.sits(Piped, *AGAIN)
    cut.must_note(3)
    cut.ends(Ending.KILL)
    there.enter()
    arena.resume("/redact 1")
    there.sends(here, "one.json")
    here.enter()
    destroyed = first.typed.pop(0)
    judge(arena, first, cut)
    arena.resume()
    if destroyed in arena.show().out:
        raise Fell("what the other machine redacted is shown again")


def attacks() -> Attacks:
    for mine, theirs in ((5, 1), (5, 5), (1, 5), (3, 12)):
        for ending in (Ending.KILL, Ending.TERM, Ending.HUP):
            yield Attack(
                f"{mine} notes cut off here by {ending.value}, {theirs} left there, their file arrives",
                arrives(mine, theirs, ending, Piped), short=ending is Ending.KILL and mine == 5)
        yield Attack(
            f"{mine} notes cut off here by closed terminal (screen), {theirs} left there, their file arrives",
            arrives(mine, theirs, Ending.CLOSED, OnScreen))
        yield Attack(f"{mine} cut off here, {theirs} there, both journals here", journals_cross(mine, theirs))
    for theirs in (1, 5):
        for kind, endings in (
            (Piped, (Ending.KILL, Ending.TERM, Ending.LEAVE, Ending.INPUT)),
            (OnScreen, (Ending.KILL, Ending.LEAVE, Ending.CLOSED))):
            for ending in endings:
                yield Attack(
                    f"their file with {theirs} notes arrives while recording, {ending.value} ({kind.kind})",
                    arrives_while_recording(theirs, ending, kind),
                    short=theirs == 5 and kind is Piped and ending in (Ending.KILL, Ending.LEAVE))
        yield Attack(f"their cut-off journal with {theirs} arrives beside my newer file", their_journal_arrives(theirs),
                     short=theirs == 5)
    yield Attack("back and forth, cut off and left", back_and_forth, short=True)
    yield Attack("what the other machine redacted stays destroyed", rewritten, short=True)
