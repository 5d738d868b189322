"""The session's file changes while it is recorded: another's arrives, a hand edits it, it goes away."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from arena import Arena, contents
from attack import ON_SCREEN, PIPED, Attack, Attacks, Ending
from judge import judge, kept_whole
from sitting import AGAIN, OnScreen, Piped, Sitting

# Before the sitting: what the change needs. Then the change: the words of somebody else that have to be found too.
Change = Callable[[Arena], "list[str]"]


def other_session(arena: Arena) -> list[str]:
    """The other note-taker's session of the same id: another uuid."""
    words = [arena.word() for _ in range(3)]
    elsewhere = arena.new_study("elsewhere/other")
    arena.record(*words, study=elsewhere)
    arrives(arena, elsewhere / "Sessions/one.json")
    return words


def gone_on_elsewhere(arena: Arena) -> list[str]:
    """The same session, gone on with on another machine from the same file."""
    words = [arena.word() for _ in range(3)]
    elsewhere = arena.new_study("elsewhere/other")
    source = arena.elsewhere / "before.json"
    if source.exists():
        shutil.copy(source, elsewhere / "Sessions/one.json")
        arena.resume(*words, study=elsewhere)
    else:
        # Nothing was left yet: the other machine had the journal.
        shutil.copy(arena.journal, elsewhere / "Sessions/one.journal")
        arena.resume(*words, study=elsewhere)
    arrives(arena, elsewhere / "Sessions/one.json")
    return words


def arrives(arena: Arena, path: Path) -> None:
    new = arena.sessions / ".sync.tmp"
    shutil.copy(path, new)
    new.rename(arena.json)


def hand_edited(arena: Arena) -> list[str]:
    """As `jq . one.json > x; mv x one.json` does, with words put in by hand."""
    if not arena.json.exists():
        return other_session(arena)
    word = arena.word()
    data = json.loads(arena.json.read_text())
    data["notes"][0]["text"] += " " + word
    new = arena.sessions / "x"
    new.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    new.rename(arena.json)
    return [word]


def edited_in_place(arena: Arena) -> list[str]:
    if not arena.json.exists():
        return other_session(arena)
    word = arena.word()
    data = json.loads(arena.json.read_text())
    data["title"] = f"Our library {word}"
    arena.json.write_text(json.dumps(data, ensure_ascii=False) + "\n")
    return [word]


def removed(arena: Arena) -> list[str]:
    arena.json.unlink(missing_ok=True)
    return []


def emptied(arena: Arena) -> list[str]:
    arena.json.write_bytes(b"")
    return []


def cut(arena: Arena) -> list[str]:
    arena.json.write_bytes((contents(arena.json) or b'{"format": "focusgroup.session"}')[:900])
    return []


def garbage(arena: Arena) -> list[str]:
    arena.json.write_bytes(b"<<<<<<< HEAD\n" + contents(arena.json) + b"=======\n>>>>>>> theirs\n")
    return []


def folder(arena: Arena) -> list[str]:
    arena.json.unlink(missing_ok=True)
    arena.json.mkdir()
    return []


def link(arena: Arena) -> list[str]:
    """A link to a file outside the study, which is nobody's to write."""
    arena.json.unlink(missing_ok=True)
    (arena.root / "outside").write_text("outside\n")
    arena.json.symlink_to(arena.root / "outside")
    return []


def pipe(arena: Arena) -> list[str]:
    arena.json.unlink(missing_ok=True)
    os.mkfifo(arena.json)
    return []


CHANGES: list[tuple[str, Change]] = [
    ("another session of the same id", other_session),
    ("gone on with elsewhere", gone_on_elsewhere),
    ("edited by hand, renamed over it", hand_edited),
    ("edited by hand, in place", edited_in_place),
    ("removed", removed),
    ("emptied", emptied),
    ("cut short", cut),
    ("conflict markers", garbage),
    ("a folder in its place", folder),
    ("a link out of the study in its place", link),
    ("a pipe in its place", pipe),
]

KEEPS = {gone_on_elsewhere, hand_edited, edited_in_place}


def row(kind: type[Sitting], change: Change, ending: Ending, again: bool) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        sittings = []
        if again:
            before = Piped(arena)
            before.must_note(2)
            before.ends(Ending.LEAVE)
            # What was left and then taken away by somebody else is theirs to take, until it is written again.
            if change in KEEPS or ending in (Ending.LEAVE, Ending.INPUT):
                sittings.append(before)
            shutil.copy(arena.json, arena.elsewhere / "before.json")
        sitting = kind(arena, *(AGAIN if again else ()))
        sitting.must_note(2)
        words = change(arena)
        sitting.must_note(2)
        sitting.ends(ending)
        judge(arena, *sittings, sitting, others=words)
        if (outside := arena.root / "outside").exists():
            kept_whole(arena, outside, b"outside\n")

    return act


def attacks() -> Attacks:
    for name, change in CHANGES:
        for again in (False, True):
            for kind, endings in ((Piped, PIPED), (OnScreen, ON_SCREEN)):
                for ending in endings:
                    short = kind is Piped and again and ending in (Ending.KILL, Ending.LEAVE) and change in (
                        other_session, gone_on_elsewhere, hand_edited, removed, cut)
                    resumed = ", resumed" if again else ""
                    yield Attack(
                        f"{name}, {ending.value} ({kind.kind}{resumed})", row(kind, change, ending, again), short)
