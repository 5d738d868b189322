"""Places and names: paths that are bytes, folders that are gone, links that others planted."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from arena import Arena, contents
from attack import Attack, Attacks, Ending, Fell
from judge import judge, kept_whole
from sitting import Piped

# Folder names: Latin-1, a lone surrogate in UTF-8, controls, quotes, blanks, long.
NAMES = [b"caf\xe9", b"\xff\xfe", b"a\xed\xa0\x80b", b"new\nline", b"tab\there", b"esc\x1b[2Jape", b"  blanks  ",
         b"'quotes\"", b"-dash", b"x" * 250, "\u00fc".encode(), "u\u0308".encode(), "\u202egnp".encode(), b"%s%n", b"$HOME",
         b"a\\b"]
# Names that the program itself makes for a moment.
TEMPORARY = [
    ".one.json.tmp", ".one.json.old", ".one.journal.tmp", "one.journal.torn", "one.journal-2", "one.journal.torn-2"]


def named(name: bytes) -> Callable[[Arena], None]:
    """A study in a folder of that name: everything in that folder, nothing beside it."""
    def act(arena: Arena) -> None:
        parent = os.fsencode(arena.root / "parent")
        folder = os.path.join(parent, name)
        os.makedirs(folder)
        study = Path(os.fsdecode(folder))
        made = subprocess.run(
            arena.command("init", "--", folder), cwd=arena.root, env=arena.environment(), capture_output=True,
            stdin=subprocess.DEVNULL, timeout=30)
        if made.returncode < 0:
            raise Fell(f"init crashed: {made.returncode}")
        shutil.copytree(arena.study / "Protocols", study / "Protocols", dirs_exist_ok=True)
        (study / "Sessions").mkdir(exist_ok=True)
        arena.study = study
        sitting = Piped(arena)
        sitting.must_note(2)
        sitting.ends(Ending.KILL)
        if (others := os.listdir(parent)) != [name]:
            raise Fell(f"made beside it: {others}")
        judge(arena, sitting)
        inside = subprocess.run(
            arena.command("list"), cwd=folder, env=arena.environment(), capture_output=True, stdin=subprocess.DEVNULL,
            timeout=30)
        if b"one" not in inside.stdout:
            raise Fell("as the current folder it has no sessions")
        if (others := os.listdir(parent)) != [name]:
            raise Fell(f"made beside it: {others}")

    return act


def deleted_current_folder(command: tuple[str, ...]) -> Callable[[Arena], None]:
    """The current folder was deleted: refused in words, and nothing is made anywhere."""
    def act(arena: Arena) -> None:
        gone = arena.root / "gone"
        gone.mkdir()
        before = set(os.listdir("/"))
        done = subprocess.run(
            ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *arena.command(*command)], cwd=gone, env=arena.environment(),
            capture_output=True, stdin=subprocess.DEVNULL, timeout=30)
        made = set(os.listdir("/")) - before
        for name in made & {"Protocols", "Sessions"}:
            shutil.rmtree(Path("/") / name)
        if made:
            raise Fell(f"made in /: {', '.join(sorted(made))}")
        if done.returncode <= 0 or not done.stderr.strip():
            raise Fell(f"not refused in words: {done.returncode}")

    return act


def planted(name: str, symbolic: bool, ending: Ending) -> Callable[[Arena], None]:
    """A link at a name that the program makes: what it leads to is never written."""
    def act(arena: Arena) -> None:
        arena.record("1 first")
        target = arena.elsewhere / "thesis.txt"
        target.write_text("the only copy of a thesis\n")
        link = arena.sessions / name
        if symbolic:
            link.symlink_to(target)
        else:
            os.link(target, link)
        sitting = Piped(arena, "resume", "one", settles=False)
        sitting.notes(2, 5)
        sitting.enter("/redact 1")
        sitting.note(5)
        sitting.ends(ending)
        kept_whole(arena, target, b"the only copy of a thesis\n")
        arena.resume("2 again")
        kept_whole(arena, target, b"the only copy of a thesis\n")
        judge(arena, sitting)

    return act


def copied(arena: Arena) -> None:
    """A copied session says which file it is."""
    arena.record("1 first")
    shutil.copy(arena.json, arena.sessions / "copy.json")
    sitting = Piped(arena, "resume", "copy")
    sitting.must_note(1)
    sitting.ends(Ending.LEAVE)
    if "copy" not in sitting.said:
        raise Fell("it does not say that this is the copy")
    if "resume one" in sitting.said:
        raise Fell("the advice leads to another session")
    if sitting.typed[0] not in arena.show("copy").out:
        raise Fell("the note is not in the copy")


def linked_sessions(arena: Arena) -> None:
    """Sessions is a link to a folder elsewhere."""
    arena.sessions.rename(arena.root / "kept")
    arena.sessions.symlink_to(arena.root / "kept")
    sitting = Piped(arena, settles=False)
    sitting.notes(2, 5)
    sitting.ends(Ending.KILL)
    if not sitting.acknowledged and not sitting.said.strip():
        raise Fell("neither kept nor refused in words")
    judge(arena, sitting)


def in_the_way(name: str, kind: str) -> Callable[[Arena], None]:
    """A folder, a pipe or a socket where the journal belongs: refused in words or passed round; never waited for."""
    def act(arena: Arena) -> None:
        path = arena.sessions / name
        if kind == "folder":
            path.mkdir()
        elif kind == "pipe":
            os.mkfifo(path)
        else:
            path.write_bytes(b"something of somebody\n")
        done = arena.run("run", "example", "--id", "one", "--participants", "2", "--yes", stdin="1 a note\n", bound=20)
        if done.status and not done.err.strip():
            raise Fell(f"refused without a word: {done.status}")
        # A name that only the program makes for a moment is its own.
        if kind == "file" and contents(path) != b"something of somebody\n" and not name.endswith(".tmp"):
            if not any(b"something of somebody" in contents(other) for other in arena.files()):
                raise Fell("a file of somebody was written over")

    return act


def attacks() -> Attacks:
    for name in NAMES:
        yield Attack(f"a study in {name[:24]!r}", named(name), short=name in (b"caf\xe9", b"new\nline"))
    for command in (("init",), ("list",), ("run", "example", "--yes"), ()):
        yield Attack(f"`{' '.join(command) or 'home'}` in a folder that was deleted", deleted_current_folder(command),
                     short=command == ("init",))
    for name in TEMPORARY:
        for symbolic in (False, True):
            for ending in (Ending.LEAVE, Ending.KILL):
                what = "symbolic" if symbolic else "hard"
                yield Attack(f"a {what} link planted at {name}, {ending.value}", planted(name, symbolic, ending),
                             short=ending is Ending.LEAVE and not symbolic
                             and name in (".one.json.tmp", "one.journal.torn"))
    yield Attack("a copied session", copied, short=True)
    yield Attack("Sessions is a link", linked_sessions)
    for name in ("one.journal", ".one.json.tmp", "one.json", "one.journal-2"):
        for kind in ("folder", "pipe", "file"):
            yield Attack(f"a {kind} at {name}", in_the_way(name, kind))
