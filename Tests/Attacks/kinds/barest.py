"""The barest places: no /proc, no terminfo, no home, almost no descriptors. It runs, or says why not in one line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from arena import Arena, checks_bytes, text
from attack import Attack, Attacks, Ending, Fell, Skipped
from judge import judge
from mounts import run
from sitting import NEW, OnScreen, Piped

LIMITS = ("-n 3", "-n 4", "-n 6", "-n 8", "-n 12", "-f 0", "-f 1", "-v 300000", "-d 65536", "-s 512", "-u 1", "-t 60",
          "-l 0", "-c unlimited")
GARBAGE = "\udcff" + "x" * 300


def environment(changes: dict[str, str | None]) -> Callable[[Arena], None]:
    """A whole recording with these variables, or without them."""
    def act(arena: Arena) -> None:
        whole = arena.environment

        def changed() -> dict[str, str]:
            merged = {**whole(), **{name: value for name, value in changes.items() if value is not None}}
            return {name: value for name, value in merged.items() if changes.get(name, "") is not None}

        arena.environment = changed
        sitting = Piped(arena, settles=False)
        sitting.notes(2, 8)
        sitting.ends(Ending.KILL)
        if not sitting.acknowledged and not sitting.said.strip():
            raise Fell("it neither ran nor said why")
        if sitting.acknowledged:
            judge(arena, sitting)

    return act


def on_screen(changes: dict[str, str]) -> Callable[[Arena], None]:
    """At a terminal: the screen or plain lines, but a recording, and the terminal given back."""
    def act(arena: Arena) -> None:
        arena.extra.update(changes)
        sitting = OnScreen(arena, *NEW, ready=r"notes saved|W>")
        word = arena.word()
        sitting.enter(f"{word} was said")
        if not sitting.waits(lambda: bool(arena.holding(word)), 8):
            raise Fell("a note is not kept")
        sitting.ends(Ending.LEAVE)
        if faults := sitting.terminal.given_back():
            raise Fell(f"the terminal is not given back: {faults}")
        if word not in arena.show().out:
            raise Fell("the note is not there")

    return act


def limited(limit: str) -> Callable[[Arena], None]:
    """Under a limit of the shell: it runs, or says why not, and crashes at nothing."""
    def act(arena: Arena) -> None:
        arena.prefix = ["bash", "-c", f'ulimit {limit} || exit 99; exec "$0" "$@"']
        done = subprocess.run(
            arena.command(*NEW, "--study", str(arena.study)), cwd=arena.root, env=arena.environment(),
            input=b"1 a note\n", capture_output=True, timeout=60)
        if done.returncode == 99:
            raise Skipped("this limit cannot be set here")
        checks_bytes("output", text(done.stdout) + text(done.stderr))
        if done.returncode < 0 or done.returncode > 128:
            raise Fell(f"crashed: {done.returncode}: {text(done.stderr)[-200:]}")
        if "saved 1" not in text(done.stdout) and (done.returncode == 0 or not done.stderr.strip()):
            raise Fell(f"it neither ran nor said why: {done.returncode}: {text(done.stdout)[-100:]}")
        arena.prefix = []
        if "saved 1" in text(done.stdout) and "a note" not in arena.show().out:
            raise Fell("saved, and not there")

    return act


def closed(streams: str) -> Callable[[Arena], None]:
    """Standard streams that are closed from the start."""
    def act(arena: Arena) -> None:
        done = subprocess.run(
            ["sh", "-c", f'exec "$0" "$@" {streams}', *arena.command(*NEW, "--study", str(arena.study))],
            cwd=arena.root, env=arena.environment(), input=b"1 a note\n", capture_output=True, timeout=60)
        if done.returncode < 0 or done.returncode > 128:
            raise Fell(f"crashed: {done.returncode}")
        for path in (*arena.sessions.iterdir(), *(arena.study / "Protocols").iterdir()):
            if b"session one\n" in path.read_bytes():
                raise Fell(f"output was written into {path.name}")

    return act


def bare_root(arena: Arena, with_proc: bool, with_terminfo: bool) -> Path:
    """A root with nothing in it but the program and the libraries that it asks for."""
    root = arena.root / "bare"
    (root / "study").mkdir(parents=True)
    shutil.copytree(arena.study, root / "study", dirs_exist_ok=True)
    for folder in ("dev", "tmp", "home", "proc"):
        (root / folder).mkdir()
    listed = subprocess.run(["ldd", arena.binary], capture_output=True, text=True).stdout
    for library in re.findall(r"(/\S+) \(0x", listed):
        place = root / library.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library, place)
    shutil.copy(arena.binary, root / "focusgroup")
    for name in ("null", "tty", "ptmx"):
        (root / "dev" / name).touch()
        run("mount", "--bind", f"/dev/{name}", root / "dev" / name)
        arena.at_the_end(lambda name=name: subprocess.run(["umount", "-l", root / "dev" / name], capture_output=True))
    if with_proc:
        run("mount", "-t", "proc", "none", root / "proc")
        arena.at_the_end(lambda: subprocess.run(["umount", "-l", root / "proc"], capture_output=True))
    if with_terminfo:
        for folder in ("/usr/share/terminfo", "/lib/terminfo"):
            if os.path.isdir(folder):
                shutil.copytree(folder, root / folder.lstrip("/"))
    return root


def chrooted(with_proc: bool, with_terminfo: bool) -> Callable[[Arena], None]:
    """In a root of its own: it records, or says in a line why not."""
    def act(arena: Arena) -> None:
        root = bare_root(arena, with_proc, with_terminfo)
        chroot = shutil.which("chroot") or "/usr/sbin/chroot"
        command = [chroot, str(root), "/focusgroup", *NEW, "--study", "/study"]
        env = {"HOME": "/home", "TERM": "xterm-256color", "PATH": "/"}
        done = subprocess.run(command, input=b"1 a note\n", capture_output=True, timeout=60, env=env, cwd="/")
        if done.returncode < 0 or done.returncode > 128:
            raise Fell(f"crashed: {done.returncode}: {text(done.stderr)[-200:].strip()}")
        if done.returncode and len(text(done.stderr).strip().splitlines()) != 1:
            raise Fell(f"not refused in one line: {text(done.stderr)[-200:]}")
        if done.returncode == 0:
            arena.study = root / "study"
            if "a note" not in arena.show().out:
                raise Fell("the note is not there")

    return act


def attacks() -> Attacks:
    bare = {name: None for name in ("HOME", "PATH", "TERM", "LANG", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    environments: list[tuple[str, dict[str, str | None]]] = [
        ("no variables at all", bare), ("no HOME", {"HOME": None, "XDG_STATE_HOME": None}),
        ("HOME is no folder", {"HOME": "/dev/null", "XDG_STATE_HOME": None}),
        ("HOME empty", {"HOME": "", "XDG_STATE_HOME": ""}),
        ("HOME not absolute", {"HOME": "here", "XDG_STATE_HOME": "there"}), ("LANG of garbage", {"LANG": GARBAGE}),
        ("LANG of another encoding", {"LANG": "ja_JP.EUC-JP", "LC_ALL": "ja_JP.EUC-JP"}),
        ("TZ of garbage", {"TZ": GARBAGE}),
        ("TZ far off", {"TZ": "ABC-167:59:59"}), ("TZ a device", {"TZ": ":/dev/zero"}),
        ("TZ a path", {"TZ": "../../etc/passwd"}),
        ("COLUMNS and LINES of garbage", {"COLUMNS": "99999999999", "LINES": "-1"}),
        ("a long variable", {"X": "x" * 100_000})]
    for name, changes in environments:
        yield Attack(f"a pipe, {name}", environment(changes), short=name == "no variables at all")
    for name, changes in (
        ("TERM unknown", {"TERM": "no-such-terminal"}), ("TERM empty", {"TERM": ""}), ("TERM dumb", {"TERM": "dumb"}),
        ("TERM of garbage", {"TERM": "../../../etc/passwd"}), ("TERM vt100", {"TERM": "vt100"}),
        ("TERM linux", {"TERM": "linux"}),
        ("no terminfo", {"TERMINFO": "/nonexistent", "TERMINFO_DIRS": "/nonexistent"}),
        ("HOME gone", {"HOME": "/nonexistent"}),
        ("LANG C", {"LANG": "C"}), ("LC_ALL POSIX", {"LC_ALL": "POSIX"}), ("NO_COLOR", {"NO_COLOR": "1"}),
        ("COLUMNS 99999", {"COLUMNS": "99999", "LINES": "99999"}), ("ESCDELAY of garbage", {"ESCDELAY": "-5"})):
        yield Attack(f"a terminal, {name}", on_screen(changes), short=name == "TERM unknown")
    for limit in LIMITS:
        yield Attack(f"ulimit {limit}", limited(limit), short=limit == "-f 0", needs=("linux",))
    for streams in ("<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-", "</dev/null", ">/dev/full", "2>/dev/full"):
        yield Attack(f"started with {streams}", closed(streams), short=streams == "<&- >&- 2>&-")
    for with_proc in (True, False):
        for with_terminfo in (True, False):
            what = f"{'with' if with_proc else 'without'} /proc, {'with' if with_terminfo else 'without'} terminfo"
            yield Attack(f"a root with nothing else in it, {what}", chrooted(with_proc, with_terminfo),
                         needs=("root", "mount"))
