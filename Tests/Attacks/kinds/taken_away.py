"""The journal, or a folder above it, goes away or changes under the program; then three more notes, then the end."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from arena import Arena
from attack import ON_SCREEN, PIPED, Attack, Attacks, Ending, Fell
from judge import judge
from sitting import OnScreen, Piped, Sitting

# Does something to the study, and gives where it now has to be looked for, if not where it was.
Act = Callable[[Arena], "Path | None"]


# MARK: The journal

def removed(arena: Arena) -> None:
    arena.journal.unlink()


def copied_over(arena: Arena) -> None:
    """As a synchronising client writes: a new file, renamed over the old."""
    copy = arena.sessions / ".sync.tmp"
    shutil.copy(arena.journal, copy)
    copy.rename(arena.journal)


def conflicted(arena: Arena) -> None:
    """The file is renamed aside, and a copy takes its place."""
    aside = arena.sessions / "one (conflicted copy).journal"
    arena.journal.rename(aside)
    shutil.copy(aside, arena.journal)


def renamed(arena: Arena) -> None:
    arena.journal.rename(arena.sessions / "one.journal.bak")


def emptied(arena: Arena) -> None:
    os.truncate(arena.journal, 0)


def halved(arena: Arena) -> None:
    os.truncate(arena.journal, arena.journal.stat().st_size // 2)


def written_over(arena: Arena) -> None:
    """The same file, with zeros where records were."""
    with arena.journal.open("r+b") as file:
        file.seek(200)
        file.write(bytes(100))


def grown(arena: Arena) -> None:
    """Another writer has appended to it."""
    with arena.journal.open("ab") as file:
        file.write(b"0badc0de 00000004 null\n")


def older_version(arena: Arena) -> None:
    """A backup from before the last note is put back."""
    lines = arena.journal.read_bytes().splitlines(keepends=True)
    copy = arena.sessions / ".restored"
    copy.write_bytes(b"".join(lines[:-2]))
    copy.rename(arena.journal)


def older_in_place(arena: Arena) -> None:
    lines = arena.journal.read_bytes().splitlines(keepends=True)
    arena.journal.write_bytes(b"".join(lines[:-2]))


def folder_in_place(arena: Arena) -> None:
    arena.journal.unlink()
    arena.journal.mkdir()


def link_in_place(arena: Arena) -> None:
    """A link that leads to the very file."""
    aside = arena.root / "elsewhere.journal"
    arena.journal.rename(aside)
    arena.journal.symlink_to(aside)


def pipe_in_place(arena: Arena) -> None:
    arena.journal.unlink()
    os.mkfifo(arena.journal)


def second_link(arena: Arena) -> None:
    """A backup by hard links: the file is still the file."""
    os.link(arena.journal, arena.root / "backup.journal")


# MARK: Folders

def sessions_removed(arena: Arena) -> None:
    shutil.rmtree(arena.sessions)


def study_removed(arena: Arena) -> None:
    shutil.rmtree(arena.study)


def sessions_moved(arena: Arena) -> None:
    arena.sessions.rename(arena.root / "Sessions-aside")


def study_moved(arena: Arena) -> Path:
    return arena.study.rename(arena.root / "moved")


def study_moved_and_made(arena: Arena) -> Path:
    moved = arena.study.rename(arena.root / "moved")
    arena.new_study("study")
    return moved


def sessions_made_anew(arena: Arena) -> None:
    shutil.rmtree(arena.sessions)
    arena.sessions.mkdir()


def sessions_swapped(arena: Arena) -> None:
    """As restoring from a backup does: the folder goes aside, a copy of it comes back."""
    aside = arena.root / "Sessions-aside"
    arena.sessions.rename(aside)
    shutil.copytree(aside, arena.sessions)


def study_swapped(arena: Arena) -> None:
    aside = arena.study.rename(arena.root / "study-aside")
    shutil.copytree(aside, arena.study)
    shutil.rmtree(aside)


def sessions_linked(arena: Arena) -> None:
    """The folder is moved to another place and a link put where it was."""
    aside = arena.sessions.rename(arena.root / "Sessions-aside")
    arena.sessions.symlink_to(aside)


def file_for_sessions(arena: Arena) -> None:
    shutil.rmtree(arena.sessions)
    arena.sessions.write_text("not a folder\n")


def git(arena: Arena, *words: str) -> None:
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *name, *words], cwd=arena.study, check=True, capture_output=True, env={
        **os.environ, "HOME": str(arena.home)})


def in_git(arena: Arena) -> None:
    git(arena, "init", "-q")
    git(arena, "add", "Protocols")
    git(arena, "commit", "-q", "-m", "protocols")


def git_cleaned(arena: Arena) -> None:
    in_git(arena)
    git(arena, "clean", "-fdxq")


def git_stashed(arena: Arena) -> None:
    in_git(arena)
    git(arena, "stash", "-u")


def git_switched(arena: Arena) -> None:
    """The journal was committed; another branch has none."""
    in_git(arena)
    git(arena, "checkout", "-q", "-b", "field")
    git(arena, "add", "-f", "Sessions")
    git(arena, "commit", "-q", "-m", "field")
    git(arena, "checkout", "-q", "-")


def git_reset(arena: Arena) -> None:
    """An older commit of the journal is put back."""
    in_git(arena)
    git(arena, "add", "-f", "Sessions")
    git(arena, "commit", "-q", "-m", "older")
    with arena.journal.open("r+b") as file:
        file.seek(-2, os.SEEK_END)
        file.write(b"x")
    git(arena, "reset", "-q", "--hard")


@dataclass(frozen=True)
class Taking:
    name: str
    act: Act
    says: bool = True  # Something has to be said.
    short: bool = False
    needs: tuple[str, ...] = ()


TAKINGS = [
    Taking("rm", removed, short=True),
    Taking("a copy renamed over it", copied_over, short=True),
    Taking("renamed aside, a copy in its place", conflicted),
    Taking("renamed aside", renamed),
    Taking("emptied", emptied, short=True),
    Taking("cut to half", halved),
    Taking("zeros written into it", written_over, says=False),
    Taking("appended to by another", grown, short=True),
    Taking("an older version renamed over it", older_version),
    Taking("an older version written into it", older_in_place),
    Taking("a folder in its place", folder_in_place),
    Taking("a link in its place", link_in_place),
    Taking("a pipe in its place", pipe_in_place),
    Taking("a second link to it", second_link, says=False),
    Taking("rm -r Sessions", sessions_removed, short=True),
    Taking("rm -r study", study_removed),
    Taking("mv Sessions aside", sessions_moved),
    Taking("mv study elsewhere", study_moved, says=False, short=True),
    Taking("mv study elsewhere, another made", study_moved_and_made),
    Taking("Sessions removed and made anew", sessions_made_anew),
    Taking("Sessions restored from a copy", sessions_swapped),
    Taking("study restored from a copy", study_swapped),
    Taking("Sessions moved, a link in its place", sessions_linked, says=False),
    Taking("a file in place of Sessions", file_for_sessions),
    Taking("git clean -fdx", git_cleaned, needs=("git",)),
    Taking("git stash -u", git_stashed, needs=("git",)),
    Taking("git checkout of a branch without it", git_switched, needs=("git",)),
    Taking("git reset --hard to an older one", git_reset, says=False, needs=("git",)),
]


def row(kind: type[Sitting], taking: Taking, ending: Ending, again: bool) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        first = []
        if again:
            # A session that was left once: the file is there, the journal is its second.
            before = Piped(arena)
            before.must_note(2)
            before.ends(Ending.LEAVE)
            first.append(before)
        sitting = kind(arena, *(("resume", "one") if again else ()))
        sitting.must_note(3)
        sitting.mark()
        moved = taking.act(arena)
        noted = sitting.notes(3, patience=6)
        if noted < 3:
            raise Fell(f"{noted} of 3 more notes acknowledged, though it could go on: {sitting.said_since[-200:]}")
        sitting.ends(ending)
        studies = [moved, arena.study] if moved else [arena.study]
        judge(arena, *first, sitting, studies=studies, must_say=taking.says)

    return act


def twice(arena: Arena) -> None:
    """Taken away again and again: no number of segments is the last."""
    sitting = Piped(arena)
    for _ in range(5):
        sitting.must_note(2)
        for journal in arena.sessions.glob("one.journal*"):
            journal.unlink()
    sitting.must_note(2)
    sitting.ends(Ending.KILL)
    judge(arena, sitting)


def then_redacted(arena: Arena) -> None:
    """What is redacted after the journal was taken away is destroyed all the same, where the program can reach it."""
    sitting = Piped(arena)
    sitting.must_note(3)
    removed(arena)
    sitting.must_note(1)
    sitting.enter("/redact 2")
    sitting.waits(lambda: "redacted 2" in sitting.said, 10)
    gone = sitting.typed.pop(1)
    sitting.ends(Ending.LEAVE)
    if files := arena.holding(gone):
        raise Fell(f"redacted, and still in {files[0].name}")
    judge(arena, sitting)


def second_instance(arena: Arena) -> None:
    """The name leads to a copy without a lock: nobody else is let in all the same."""
    sitting = Piped(arena)
    sitting.must_note(2)
    conflicted(arena)
    sitting.must_note(2)
    other = arena.resume("2 from another terminal")
    if other.status != 75:
        raise Fell(f"a second recorder was let in: {other.status}")
    sitting.ends(Ending.KILL)
    judge(arena, sitting)


def attacks() -> Attacks:
    for taking in TAKINGS:
        for again in (False, True):
            for kind, endings in ((Piped, PIPED), (OnScreen, ON_SCREEN)):
                for ending in endings:
                    short = taking.short and (
                        (kind is Piped and not again and ending in (Ending.KILL, Ending.LEAVE))
                        or (kind is OnScreen and again and ending is Ending.KILL and taking.act is removed))
                    resumed = ", resumed" if again else ""
                    yield Attack(
                        f"{taking.name}, {ending.value} ({kind.kind}{resumed})",
                        row(kind, taking, ending, again), short, ("linux", *taking.needs))
    yield Attack("taken away five times, kill -9", twice, short=True)
    yield Attack("rm, then a redaction", then_redacted, short=True)
    yield Attack("a copy in its place, then a second resume", second_instance, short=True)
