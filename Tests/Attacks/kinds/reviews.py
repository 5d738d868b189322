"""Reviews: what was said of notes is kept like the notes themselves."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import is_told
from sitting import Piped

# No screen: a reviewer's lines.
ENDINGS = (Ending.KILL, Ending.TERM, Ending.LEAVE, Ending.INPUT)


class Reviewing(Piped):
    """A reviewer's lines, each answered by `memo N on M`."""

    def __init__(self, arena: Arena) -> None:
        super().__init__(arena, "replay", "one", "--reviewer", "anna", settles=False)
        self.count = 0
        self._answers: list[str] = []
        self.waits(lambda: "notes" in self.said, 15)

    def note(self, patience: float = 10, before: str = "") -> bool:
        word = self.arena.word()
        self.typed.append(word)
        answers = len(re.findall(r"^memo \d+ on ", self.said, re.M))
        self.enter(f"/memo 1 {word}")
        if self.waits(lambda: len(re.findall(r"^memo \d+ on ", self.said, re.M)) > answers, patience):
            self._answers.append(word)
            return True
        return False

    @property
    def acknowledged(self) -> list[str]:
        return list(self._answers)

    @property
    def said_since(self) -> str:
        return "\n".join(line for line in super().said_since.splitlines() if not line.startswith("memo "))


def session(arena: Arena) -> None:
    arena.record("1 first", "2 second")


def judge_memos(arena: Arena, *sittings: Reviewing, studies: tuple[Path, ...] = ()) -> None:
    """Found in a replay, now and after the next review was left; or told."""
    words = [word for sitting in sittings for word in sitting.acknowledged]
    for when in ("", "after the next review: "):
        shown = ""
        for study in studies or (arena.study,):
            if (study / "Sessions").exists():
                for identifier in dict.fromkeys(["one", *arena.listed(study)]):
                    shown += arena.run("replay", identifier, "--reviewer", "anna", study=study).out
        lost = [word for word in words if word not in shown and not is_told(arena, word)]
        if lost:
            where = [str(path.relative_to(arena.root)) for path in arena.holding(lost[0])]
            files = ", ".join(where) or "no file"
            raise Fell(f"{when}{len(lost)} of {len(words)} memos are not found and not told of, in {files}")
        for study in studies or (arena.study,):
            if (study / "Sessions/one.json").exists():
                arena.run("replay", "one", "--plain", "--reviewer", "anna", study=study, stdin="/memo 2 later\n")


def journal(arena: Arena) -> Path:
    return arena.sessions / "one.review-anna.journal"


def file(arena: Arena) -> Path:
    return arena.sessions / "one.review-anna.json"


def removed(arena: Arena) -> None:
    journal(arena).unlink()


def copied_over(arena: Arena) -> None:
    shutil.copy(journal(arena), arena.sessions / "x")
    (arena.sessions / "x").rename(journal(arena))


def emptied(arena: Arena) -> None:
    os.truncate(journal(arena), 0)


def sessions_made_anew(arena: Arena) -> None:
    """The folder comes back from a backup without what was being written."""
    aside = arena.sessions.rename(arena.root / "Sessions-aside")
    arena.sessions.mkdir()
    shutil.copy(aside / "one.json", arena.json)


def study_moved(arena: Arena) -> Path:
    return arena.study.rename(arena.root / "moved")


def other_review(arena: Arena) -> None:
    """The file of another machine's anna arrives."""
    other = arena.new_study("elsewhere/other")
    shutil.copy(arena.json, other / "Sessions")
    arena.run("replay", "one", "--plain", "--reviewer", "anna", study=other, stdin="/memo 2 theirs\n")
    shutil.copy(other / "Sessions/one.review-anna.json", arena.sessions / "x")
    (arena.sessions / "x").rename(file(arena))


def row(taking: Callable[[Arena], "Path | None"], ending: Ending) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        session(arena)
        sitting = Reviewing(arena)
        sitting.must_note(2)
        moved = taking(arena)
        sitting.notes(2, patience=6)
        sitting.ends(ending)
        sitting.checks_end()
        judge_memos(arena, sitting, studies=(moved,) if moved else ())

    return act


def two_machines(mine: int, theirs: int) -> Callable[[Arena], None]:
    """Cut off here; another machine's newer file of the same reviewer arrives."""
    def act(arena: Arena) -> None:
        session(arena)
        before = Reviewing(arena)
        before.must_note(1)
        before.ends(Ending.LEAVE)
        here, there = arena.study, arena.new_study("elsewhere/there")
        for path in here.glob("Sessions/*.json"):
            shutil.copy(path, there / "Sessions")
        cut = Reviewing(arena)
        cut.must_note(mine)
        cut.ends(Ending.KILL)
        arena.study = there
        left = Reviewing(arena)
        left.must_note(theirs)
        left.ends(Ending.LEAVE)
        arena.study = here
        shutil.copy(there / "Sessions/one.review-anna.json", here / "Sessions/x")
        (here / "Sessions/x").rename(file(arena))
        judge_memos(arena, before, cut, left)

    return act


def damaged(contents: bytes) -> Callable[[Arena], None]:
    """The file is damaged beside a good journal."""
    def act(arena: Arena) -> None:
        session(arena)
        sitting = Reviewing(arena)
        sitting.must_note(3)
        sitting.ends(Ending.KILL)
        file(arena).write_bytes(contents)
        judge_memos(arena, sitting)

    return act


def attacks() -> Attacks:
    takings = (
        ("its journal removed", removed), ("a copy renamed over its journal", copied_over),
        ("its journal emptied", emptied), ("Sessions made anew", sessions_made_anew),
        ("the study moved", study_moved), ("another machine's file arrives", other_review))
    for name, taking in takings:
        for ending in ENDINGS:
            yield Attack(
                f"{name}, {ending.value}", row(taking, ending),
                short=ending is Ending.KILL and taking in (removed, other_review, study_moved))
    for mine, theirs in ((2, 1), (2, 5)):
        yield Attack(
            f"{mine} memos cut off here, {theirs} left there, their file arrives", two_machines(mine, theirs),
            short=theirs == 5)
    for name, contents in (("emptied", b""), ("cut", b'{\n"format": "focusgroup.review"'), ("zeroed", bytes(400))):
        yield Attack(f"its file {name} beside its journal", damaged(contents), short=name == "emptied")
