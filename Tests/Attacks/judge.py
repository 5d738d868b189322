"""The judge: every note that was acknowledged is found, or what became of it was told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from arena import Arena, contents
from attack import Fell, flat
from sitting import Sitting


def judge(
    arena: Arena, *sittings: Sitting, studies: Iterable[Path] = (), others: Iterable[str] = (),
    must_say: bool = False, resumes: bool = True, identifier: str = "one",
) -> None:
    """Raises `Fell` at what was lost in silence.

    `studies`: where to look, made anew if they are gone; `others`: words of somebody else that have to be found too;
    `must_say`: since the last sitting's mark something had to be said besides acknowledgements.
    """
    said = [sitting.said_since for sitting in sittings]
    for sitting in sittings:
        sitting.checks_end()
    words = [word for sitting in sittings for word in sitting.acknowledged] + list(others)
    places = list(studies) or [arena.study]
    judge_words(arena, words, places, identifier)
    if resumes:
        for place in places:
            arena.resume(identifier=identifier, study=place)
        judge_words(arena, words, places, identifier, "after resume: ")
    if must_say and not is_told_of_trouble(said[-1]):
        raise Fell(f"nothing was said of it: {said[-1][-200:]!r}")


def judge_words(
    arena: Arena, words: list[str], places: list[Path], identifier: str = "one", when: str = ""
) -> None:
    missing = set(words)
    for place in places:
        missing -= found(arena, missing, place, identifier)
    lost = [word for word in words if word in missing and not is_told(arena, word)]
    if lost:
        where = {within(arena, path) for word in lost for path in arena.holding(word)}
        raise Fell(
            f"{when}{len(lost)} of {len(words)} acknowledged notes are not found and not told of"
            + (f" (they are in {', '.join(sorted(where))})" if where else " (they are in no file)"))


def within(arena: Arena, path: Path) -> str:
    return str(path.relative_to(arena.root))


def found(arena: Arena, words: set[str], study: Path, identifier: str = "one") -> set[str]:
    """Those of the words that `show` shows, in the session or in any that is listed."""
    if not words:
        return set()
    if not study.exists():
        arena.new_study(study)
    elif not (study / "Sessions").exists():
        (study / "Sessions").mkdir()
    text = arena.show(identifier, study).out
    here = {word for word in words if word in text}
    if here != words:
        for other in arena.listed(study):
            if other != identifier:
                text = arena.show(other, study).out
                here |= {word for word in words if word in text}
    return here


def is_told(arena: Arena, word: str) -> bool:
    """Where it lies was said, by a path that leads there; or that it is not saved."""
    told = flat(arena.told).replace("~/", str(arena.home) + "/")
    for path in arena.holding(word):
        # A name that is no session's own is enough; else the folder belongs to it.
        names = [str(path), "/".join(path.parts[-2:])] + [path.name] * (path.name not in OWN)
        # So is the folder, where it is not the one in which everybody looks.
        names += [str(path.parent)] * (path.parent != arena.sessions)
        if any(flat(name) in told for name in names):
            return True
    return any(
        word in line and re.search(r"\bnot saved\b|\blost\b", line) and not line.startswith("saved ")
        for line in arena.told.splitlines())


OWN = ("one.json", "one.journal", "two.json", "two.journal")
TROUBLE = re.compile(
    r"journal|sessions|folder|disk|moved|elsewhere|taken away|no longer|file|not saved|not closed|replaced", re.I)


def is_told_of_trouble(said: str) -> bool:
    return TROUBLE.search(said) is not None


def judge_gone(arena: Arena, word: str, said: str = "") -> None:
    """A word that is destroyed stands in no file and is not shown."""
    if files := arena.holding(word):
        raise Fell(f"destroyed, and still in {', '.join(within(arena, path) for path in files)}{said}")


def kept_whole(arena: Arena, path: Path, before: bytes) -> None:
    """A file of somebody else is as it was."""
    if contents(path) != before:
        raise Fell(f"{within(arena, path)} was changed")
