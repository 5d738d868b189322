"""Copies of a session that other programs leave beside it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable

from arena import Arena, contents
from attack import Attack, Attacks, Ending, Fell, flat
from sitting import Piped

# How clients and editors name them.
NAMES = [
    "one (conflicted copy 2026-07-10 070952).json", "one-DESKTOP-3F9.json", "one (1).json", "one copy.json",
    "one.sync-conflict-20260710-070952-ABCDEFG.json", "one.json~", "one.json.bak", ".one.json.swp", "two.json",
    "one (Anna's conflicted copy).json", "one_conflict-20260710-070952.json"]
JOURNALS = ["one (conflicted copy).journal", "one.journal~", "one.sync-conflict-20260710-070952-ABCDEFG.journal"]


def redacted(name: str) -> Callable[[Arena], None]:
    """What is destroyed is taken out of the copy, or the copy is named and `everywhere` is not said."""
    def act(arena: Arena) -> None:
        canary, other = arena.word(), arena.word()
        arena.record(f"3 {canary}", f"2 {other}")
        shutil.copy(arena.json, arena.sessions / name)
        done = arena.resume("/redact 1")
        left = [path.name for path in arena.holding(canary)]
        if left and ("everywhere" in done.all or not all(flat(file) in flat(done.all) for file in left)):
            raise Fell(f"destroyed “everywhere”, and still in {', '.join(left)}")
        if name.endswith(".json") and other.encode() not in contents(arena.sessions / name):
            raise Fell("the copy lost more than what was destroyed")

    return act


def journal_redacted(name: str) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        sitting = Piped(arena)
        canary = arena.word()
        sitting.enter(f"3 {canary}")
        sitting.must_note(1)
        shutil.copy(arena.journal, arena.sessions / name)
        sitting.ends(Ending.KILL)
        done = arena.resume("/redact 1")
        left = [path.name for path in arena.holding(canary)]
        if left and ("everywhere" in done.all or not all(flat(file) in flat(done.all) for file in left)):
            raise Fell(f"destroyed “everywhere”, and still in {', '.join(left)}")

    return act


def with_more(arena: Arena) -> None:
    """A copy that holds the only notes of an afternoon keeps them through a redaction."""
    canary, only = arena.word(), arena.word()
    arena.record(f"3 {canary}")
    there = arena.new_study("elsewhere/there")
    shutil.copy(arena.json, there / "Sessions")
    arena.resume(f"2 {only}", study=there)
    copy = arena.sessions / NAMES[0]
    shutil.copy(there / "Sessions/one.json", copy)
    arena.resume("/redact 1")
    if only.encode() not in contents(copy):
        raise Fell("the notes that only the copy had are gone")
    json.loads(contents(copy))


def linked(arena: Arena) -> None:
    """A backup by hard links: its file keeps its bytes, or it is told that it lost them."""
    canary = arena.word()
    arena.record(f"3 {canary}", "2 other")
    backup = arena.elsewhere / "backup.json"
    os.link(arena.json, backup)
    before = contents(backup)
    done = arena.resume("/redact 1")
    if contents(backup) != before and "link" not in done.all:
        raise Fell("a file of another name was overwritten without a word")
    if canary.encode() in contents(backup) and "everywhere" in done.all:
        raise Fell("destroyed “everywhere”, and another name leads to it")


def listed(name: str, how: str) -> Callable[[Arena], None]:
    """`list` and home name the copy under its session, and count the session once."""
    def act(arena: Arena) -> None:
        arena.record("1 first")
        there = arena.new_study("elsewhere/there")
        shutil.copy(arena.json, there / "Sessions")
        arena.resume("2 second", study=there)
        shutil.copy(there / "Sessions/one.json", arena.sessions / name)
        done = arena.run("list") if how == "list" else arena.run()
        if name.removesuffix(".json") not in done.all:
            raise Fell(f"{how} does not name the copy")
        rows = [line for line in done.out.splitlines() if line.startswith("one ")]
        if len(rows) != 1:
            raise Fell(f"{how} counts the session {len(rows)} times")

    return act


def resumed(name: str) -> Callable[[Arena], None]:
    """The last line names the file that was opened."""
    def act(arena: Arena) -> None:
        arena.record("1 first")
        shutil.copy(arena.json, arena.sessions / name)
        stem = name.removesuffix(".json")
        done = arena.resume("2 only in the copy", identifier=stem)
        if done.status == 0 and stem not in done.all.strip().splitlines()[-1]:
            raise Fell(f"the last line leads elsewhere: {done.all.strip().splitlines()[-1]!r}")

    return act


def attacks() -> Attacks:
    for name in NAMES:
        short = name in (NAMES[0], "two.json", "one.json~")
        yield Attack(f"a redaction beside “{name}”", redacted(name), short)
        if not name.startswith("."):
            for how in ("list", "home"):
                yield Attack(f"{how} beside “{name}”", listed(name, how), short and how == "list")
    for name in ("two.json", "one-DESKTOP-3F9.json"):
        yield Attack(f"resume of “{name}”", resumed(name), short=True)
    for name in JOURNALS:
        yield Attack(f"a redaction beside “{name}”", journal_redacted(name))
    yield Attack("a redaction beside a copy that has more", with_more, short=True)
    yield Attack("a redaction, and another name of the file", linked, short=True)
