"""As an ordinary user, for whom permissions mean something."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

from arena import Arena
from attack import ON_SCREEN, PIPED, Attack, Attacks, Ending, Fell, is_root
from judge import judge
from kinds import taken_away
from mounts import NOBODY, STARTED_BY, ordinary
from sitting import OnScreen, Piped, Sitting


def theirs(arena: Arena) -> None:
    """What was made since belongs to the user."""
    if is_root() and os.environ.get(STARTED_BY) == "0":
        for path in [arena.root, *arena.root.rglob("*")]:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def folder_closed(arena: Arena) -> None:
    """Sessions may be read and no longer written."""
    arena.sessions.chmod(0o500)


def folder_shut(arena: Arena) -> None:
    """Sessions may not even be entered."""
    arena.sessions.chmod(0o000)


def study_shut(arena: Arena) -> None:
    arena.study.chmod(0o000)


def journal_closed(arena: Arena) -> None:
    arena.journal.chmod(0o400)


def nothing(arena: Arena) -> None:
    pass


ACTS = [
    ("nothing", nothing), ("Sessions not writable", folder_closed), ("Sessions not to be entered", folder_shut),
    ("the study not to be entered", study_shut), ("the journal not writable", journal_closed),
    ("the journal removed", taken_away.removed), ("Sessions removed", taken_away.sessions_removed),
    ("the study removed", taken_away.study_removed)]


def row(kind: type[Sitting], act_on: Callable[[Arena], None], ending: Ending) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        ordinary(arena)
        sitting = kind(arena)
        sitting.must_note(2)
        sitting.mark()
        act_on(arena)
        sitting.notes(2, 6)
        sitting.ends(ending)
        for folder in (arena.study, arena.sessions):
            if folder.exists():
                folder.chmod(0o700)
        if not arena.study.exists():
            arena.new_study("study")
        theirs(arena)
        judge(arena, sitting)

    return act


def modes(arena: Arena) -> None:
    """Whatever the umask, nobody else reads what is noted."""
    ordinary(arena)
    shutil.rmtree(arena.sessions)
    arena.prefix = ["sh", "-c", 'umask 000; exec "$0" "$@"', *arena.prefix]
    sitting = Piped(arena)
    sitting.must_note(2)
    sitting.ends(Ending.LEAVE)
    for path in (arena.sessions, *arena.sessions.iterdir()):
        if path.stat().st_mode & 0o077:
            raise Fell(f"{path.name} has mode {path.stat().st_mode & 0o777:o}")
    judge(arena, sitting)


def others_file(arena: Arena) -> None:
    """A session that belongs to somebody else, and may not be read, hides no other."""
    ordinary(arena)
    arena.record("1 mine", identifier="mine")
    arena.record("1 theirs", identifier="one")
    arena.json.chmod(0o000)
    if "mine" not in arena.run("list").out:
        raise Fell("`list` does not show what may be read")
    if arena.run("show", "one").status == 0:
        raise Fell("shown, though it may not be read")


def no_room(arena: Arena) -> None:
    """Neither the study nor the state folder may be written: nothing more is called saved."""
    ordinary(arena)
    sitting = Piped(arena)
    sitting.must_note(2)
    arena.root.chmod(0o500)
    arena.home.chmod(0o500)
    shutil.rmtree(arena.sessions)
    arena.study.chmod(0o500)
    sitting.notes(2, 5)
    sitting.ends(Ending.TERM)
    for path in (arena.root, arena.home, arena.study):
        path.chmod(0o700)
    for word in sitting.acknowledged[2:]:
        if not arena.holding(word):
            raise Fell("a note was called saved that is nowhere")
    if "not saved" not in sitting.said.lower():
        raise Fell("what is not saved is not said")


def attacks() -> Attacks:
    for name, act_on in ACTS:
        for kind, endings in ((Piped, PIPED), (OnScreen, ON_SCREEN)):
            for ending in endings:
                yield Attack(f"{name}, {ending.value} ({kind.kind})", row(kind, act_on, ending),
                             short=kind is Piped and ending is Ending.KILL and act_on in (folder_closed, folder_shut),
                             needs=("linux",))
    yield Attack("nobody else reads what is noted", modes, short=True)
    yield Attack("a session that may not be read", others_file, needs=("linux",))
    yield Attack("nothing may be written anywhere", no_room, needs=("linux",))
