"""Work stays bounded: ten times as much costs about ten times as much, and a key no more than the screen it changes.

Ratios within one run, since machines differ; what is too small to measure counts as nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import judge
from kinds.numbers import lined
from sitting import AGAIN, OnScreen, Piped

# Linear is 10; quadratic 100.
MOST = 25.0
# Seconds of processor below which a difference says nothing.
NOTHING = 0.3
MEASURED = Path(__file__).resolve().parent.parent / "measured.py"
TICKS = os.sysconf("SC_CLK_TCK")


def processor(pid: int) -> float:
    """Seconds of processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


TEXTS: list[tuple[str, Callable[[int], str]]] = [
    ("a word without a space", lambda size: "x" * size),
    ("base64", lambda size: "QUJDREVGR0g+/" * (size // 13)),
    ("CJK", lambda size: "\u6f22" * (size // 3)),
    ("joiners", lambda size: "\U0001f469\u200d" * (size // 7)),
    ("combining marks", lambda size: "e" + "\u0301" * (size // 2)),
    ("right to left", lambda size: "\u05d0" * (size // 2)),
    ("words", lambda size: "word " * (size // 5)),
    ("a word of hyphens", lambda size: "-" * size),
]


def keys_cost(arena: Arena, text: str, saved: bool) -> float:
    """Processor seconds of ten keys with this text in the line, or saved as a note above it."""
    arena.study = arena.new_study(f"study-{len(text)}")
    sitting = OnScreen(arena)
    sitting.send_keys(b"\x1b[200~" + text.encode() + b"\x1b[201~")
    quiet(sitting)
    if saved:
        sitting.send_keys(b"\r")
        quiet(sitting)
    begun = processor(sitting.pid)
    for _ in range(10):
        sitting.send_keys(b"y")
        sitting.terminal.rests(0.03)
    quiet(sitting)
    cost = processor(sitting.pid) - begun
    sitting.ends(Ending.KILL)
    return cost


def quiet(sitting: OnScreen) -> None:
    """Until it has been asleep for a while, and not only been kept waiting for the processor."""
    asleep = 0
    while asleep < 8:
        sitting.terminal.rests(0.05)
        state = Path(f"/proc/{sitting.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        asleep = asleep + 1 if state == "S" else 0


def key(text: Callable[[int], str], small: int, saved: bool) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        few, many = (keys_cost(arena, text(size), saved) for size in (small, 10 * small))
        if many > NOTHING and many > MOST * max(few, 0.02):
            raise Fell(f"ten keys cost {few:.2f} s with {small} bytes and {many:.2f} s with ten times as many")

    return act


def heard(arena: Arena) -> None:
    """A pasted word of 900 kB, then SIGTERM: heard at once."""
    sitting = OnScreen(arena)
    sitting.must_note(2)
    sitting.send_keys(b"\x1b[200~" + b"QUJDREVGR0g+/" * 70_000 + b"\x1b[201~")
    sitting.terminal.rests(1)
    begun = time.monotonic()
    sitting.ends(Ending.TERM, within=60)
    if (took := time.monotonic() - begun) > 5:
        raise Fell(f"SIGTERM was heard after {took:.0f} s")
    judge(arena, sitting)


def cost(arena: Arena, *arguments: str) -> tuple[float, int]:
    """Processor seconds and peak memory of a command."""
    command = [sys.executable, "-B", MEASURED, *arena.command(*arguments, "--study", str(arena.study))]
    done = subprocess.run(command, cwd=arena.root, env=arena.environment(), capture_output=True)
    if done.returncode != 0:
        raise Fell(f"`{arguments[0]}` was not measured: {done.stderr.decode(errors='replace')[-200:]}")
    told = json.loads(done.stdout)
    if told["status"] < 0:
        raise Fell(f"`{arguments[0]}` crashed: signal {-told['status']}")
    return told["seconds"], told["memory"]


def grows(makes: Callable[[Arena, int], None], small: int, *arguments: str) -> Callable[[Arena], None]:
    """A command over something, and over ten times as much of it."""
    def act(arena: Arena) -> None:
        base, _ = cost(arena, "list")
        costs = []
        for count in (small, 10 * small):
            arena.study = arena.new_study(f"study-{count}")
            makes(arena, count)
            costs.append(max(0.0, cost(arena, *arguments)[0] - base))
        few, many = costs
        if many > NOTHING and many > MOST * max(few, 0.02):
            raise Fell(f"`{arguments[0]}` costs {few:.2f} s for {small} and {many:.2f} s for ten times as many")

    return act


def revisions(arena: Arena, count: int) -> None:
    arena.record("1 first")
    data = json.loads(arena.json.read_text())
    data["notes"][0]["revisions"] = [{"at": 24 + number, "text": f"version {number}"} for number in range(count)]
    data["notes"][0]["at"], data["summary"]["duration"] = 24, count + 100
    arena.json.write_bytes(lined(data))


def reviews(arena: Arena, count: int) -> None:
    arena.record("1 first")
    arena.run("replay", "one", "--plain", "--reviewer", "anna", stdin="/memo 1 words\n")
    first = (arena.sessions / "one.review-anna.json").read_bytes()
    for number in range(count):
        name = f"r{number}"
        (arena.sessions / f"one.review-{name}.json").write_bytes(first.replace(b'"anna"', f'"{name}"'.encode()))


def questions(arena: Arena, count: int) -> None:
    arena.record("1 first")
    data = json.loads(arena.json.read_text())
    one = data["protocol"]["questions"][0]
    data["protocol"]["questions"] += [one | {"id": f"Q{number}"} for number in range(count)]
    arena.json.write_bytes(lined(data))


def notes(arena: Arena, count: int) -> None:
    arena.record(*(f"{number % 4 + 1} note {number}" for number in range(count)))


def strange_files(arena: Arena, count: int) -> None:
    arena.record("1 first")
    for number in range(count):
        (arena.sessions / f"strange {number}.txt").touch()


def unknown_heading(arena: Arena, size: int) -> None:
    """A long array that nobody knows, before anything that `list` needs."""
    arena.record("1 first")
    data = arena.json.read_bytes()
    with arena.json.open("wb") as file:
        file.write(b'{\n"unknown": [' + b"1," * (size // 2) + b"1],\n" + data[2:])


def long_title(arena: Arena, size: int) -> None:
    arena.record("1 first")
    data = json.loads(arena.json.read_text())
    data["title"] = "t" * size
    arena.json.write_bytes(lined(data))


def heading(makes: Callable[[Arena, int], None], *command: str) -> Callable[[Arena], None]:
    """However long a heading, `list` and home read no more than its bound."""
    def act(arena: Arena) -> None:
        costs = []
        for size in (1 << 20, 10 << 20):
            arena.study = arena.new_study(f"study-{size}")
            makes(arena, size)
            costs.append(cost(arena, *command))
        (few, _), (many, memory) = costs
        if many > NOTHING and many > 4 * max(few, 0.05):
            raise Fell(f"a heading of 1 MiB costs {few:.2f} s, one of 10 MiB {many:.2f} s")
        if memory > 120 << 20:
            raise Fell(f"a heading of 10 MiB takes {memory >> 20} MiB")

    return act


def many_revisions_resumed(arena: Arena) -> None:
    """A session of many revisions can be gone on with and left."""
    revisions(arena, 20_000)
    sitting = Piped(arena, *AGAIN)
    sitting.must_note(2)
    sitting.ends(Ending.LEAVE, within=30)
    judge(arena, sitting)


def attacks() -> Attacks:
    for name, text in TEXTS:
        yield Attack(f"keys with {name} of 20 and 200 kB in the line", key(text, 20_000, False), needs=("linux",),
                     bound=300)
        yield Attack(f"keys under a saved note of {name}, 6 and 60 kB", key(text, 6_000, True), needs=("linux",),
                     bound=40 if name == "CJK" else 300, short=name == "CJK")
    yield Attack("SIGTERM after a pasted word of 900 kB", heard, needs=("linux",), bound=200)
    for command in ("list", "home"):
        yield Attack(f"{command}: a heading of an unknown array", heading(unknown_heading, command),
                     short=command == "list")
        yield Attack(f"{command}: a title of 10 MiB", heading(long_title, command))
    for name, makes, small in (("revisions of one note", revisions, 10_000), ("reviews", reviews, 2000),
                               ("questions", questions, 500), ("notes", notes, 1000),
                               ("strange files in Sessions", strange_files, 400)):
        for command in (("replay", "one"), ("show", "one"), ("list",)):
            yield Attack(f"{command[0]}: {10 * small:,} {name}", grows(makes, small, *command), bound=300)
    yield Attack("resume of 20,000 revisions", many_revisions_resumed)
