"""What was destroyed stands in no file of the study, and on an ordinary disk not behind the files either."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from arena import Arena, contents
from attack import Attack, Attacks, Ending, Fell
from judge import judge, judge_gone
from mounts import image_disk, lazily_unmounts
from sitting import AGAIN, Piped, Sitting

ENDINGS = (Ending.LEAVE, Ending.KILL, Ending.TERM, Ending.INPUT)


class Destroying:
    """A canary in a note of P3, and a way in which it is destroyed."""

    def __init__(self, arena: Arena) -> None:
        self.arena = arena
        self.canary = arena.word()
        self.kept: list[Sitting] = []

    def noted(self, *arguments: str, ending: Ending | None) -> Sitting:
        """A sitting with the canary between other notes, ended or going on."""
        sitting = Piped(self.arena, *arguments)
        sitting.must_note(1)
        sitting.enter(f"3 {self.canary} was said")
        sitting.must_note(1)
        if ending:
            sitting.ends(ending)
        self.kept.append(sitting)
        return sitting


def same_run(destroying: Destroying) -> Sitting:
    return destroying.noted(ending=None)


def left(times: int) -> Callable[[Destroying], Sitting]:
    def act(destroying: Destroying) -> Sitting:
        destroying.noted(ending=Ending.LEAVE)
        for number in range(times - 1):
            destroying.arena.resume(f"1 again {number}")
        return Piped(destroying.arena, *AGAIN)

    return act


def cut_off(destroying: Destroying) -> Sitting:
    destroying.noted(ending=Ending.KILL)
    return Piped(destroying.arena, *AGAIN)


def cut_off_twice(destroying: Destroying) -> Sitting:
    destroying.noted(ending=Ending.KILL)
    again = Piped(destroying.arena, *AGAIN)
    again.must_note(1)
    again.ends(Ending.KILL)
    destroying.kept.append(again)
    return Piped(destroying.arena, *AGAIN)


def torn(destroying: Destroying) -> Sitting:
    """Cut off within a record: the torn end is kept aside."""
    destroying.noted(ending=Ending.KILL)
    arena = destroying.arena
    destroying.kept.clear()
    lines = contents(arena.journal).splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if destroying.canary.encode() in line)
    # The record with the canary comes again, half: what a write leaves that was cut off.
    with arena.journal.open("ab") as file:
        file.write(lines[at][:-20])
    return Piped(arena, *AGAIN)


def edited(destroying: Destroying) -> Sitting:
    sitting = destroying.noted(ending=None)
    sitting.enter(f"/edit 2 3 {destroying.canary} was said otherwise")
    sitting.must_note(1)
    return sitting


def by_redact(sitting: Sitting) -> str:
    sitting.enter("/redact 2")
    return "redacted 2"


def by_off(sitting: Sitting) -> str:
    sitting.enter("/off since 2")
    return "off the record since"


def by_erase(sitting: Sitting) -> str:
    sitting.enter("/withdraw 3 erase")
    return "P3 withdrew"


HISTORIES: list[tuple[str, Callable[[Destroying], Sitting]]] = [
    ("in the same run", same_run), ("left once", left(1)), ("left four times", left(4)), ("after a crash", cut_off),
    ("after two crashes", cut_off_twice), ("after a torn end", torn), ("after an edit", edited)]
WAYS = [("redact", by_redact), ("off since", by_off), ("withdraw erase", by_erase)]


def destroyed(
    arena: Arena, history: Callable[[Destroying], Sitting], way: Callable[[Sitting], str], ending: Ending
) -> Destroying:
    destroying = Destroying(arena)
    sitting = history(destroying)
    answer = way(sitting)
    if not sitting.waits(lambda: re.search(answer, sitting.said) is not None, 15):
        raise Fell(f"not answered: {sitting.said[-200:]}")
    sitting.ends(ending)
    return destroying


def in_files(history: Callable, way: Callable, ending: Ending) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        destroying = destroyed(arena, history, way, ending)
        judge_gone(arena, destroying.canary)
        if destroying.canary in arena.show().all:
            raise Fell("destroyed, and shown")
        if way is not by_off:
            judge(arena, *destroying.kept)
        arena.resume()
        judge_gone(arena, destroying.canary, " (after resume)")

    return act


def on_disk(history: Callable, way: Callable, ending: Ending) -> Callable[[Arena], None]:
    """Every block of a disk of its own is looked at, also those that belong to no file."""
    def act(arena: Arena) -> None:
        disk = arena.root / "disk"
        image = image_disk(arena, disk)
        arena.study = arena.new_study("disk/study")
        arena.extra["XDG_STATE_HOME"] = str(disk / "state")
        destroying = destroyed(arena, history, way, ending)
        arena.resume()
        os.sync()
        lazily_unmounts(disk)
        subprocess.run(["sync", "-f", str(image)], capture_output=True)
        count = contents(image).count(destroying.canary.encode())
        if count:
            raise Fell(f"{count} copies are left on the disk")

    return act


def review(arena: Arena) -> None:
    """What a reviewer said of a note goes with it."""
    arena.record("1 first", "3 second")
    canary = arena.word()
    arena.run("replay", "one", "--plain", "--reviewer", "anna", stdin=f"/memo 2 {canary}\n/verify 2 {canary} words\n")
    arena.resume("/redact 2")
    judge_gone(arena, canary)


def draft(arena: Arena) -> None:
    """A half-typed line, then off the record for the past."""
    sitting = Piped(arena)
    sitting.must_note(1)
    canary = arena.word()
    sitting.write(f"3 {canary}".encode())
    sitting.write(b"\x15\n/off 5m\n")
    sitting.note(5)
    sitting.ends(Ending.KILL)
    arena.resume("/redact 2", "/redact 1")
    judge_gone(arena, canary)


def no_core(arena: Arena) -> None:
    """An abort leaves no memory behind, whatever the shell allows."""
    arena.prefix = ["sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$0" "$@"']
    sitting = Piped(arena)
    sitting.must_note(2)
    limits = Path(f"/proc/{sitting.pid}/limits").read_text()
    allowed = next(line.split()[4] for line in limits.splitlines() if line.startswith("Max core file size"))
    sitting.sent = signal.SIGABRT
    sitting.ended_by = Ending.KILL
    sitting.send(signal.SIGABRT)
    sitting.has_ended(20)
    cores = [path.name for path in arena.files() if path.name.startswith("core")]
    if allowed != "0" or cores:
        raise Fell(f"a core file may be written: {allowed} bytes, {cores}")
    judge(arena, sitting)


def attacks() -> Attacks:
    for history_name, history in HISTORIES:
        for way_name, way in WAYS:
            for ending in ENDINGS:
                short = (way is by_redact and ending is Ending.LEAVE and history in (same_run, cut_off, torn)) or (
                    way is by_erase and ending is Ending.KILL and history is same_run)
                yield Attack(f"{way_name} {history_name}, {ending.value}", in_files(history, way, ending), short)
            yield Attack(f"{way_name} {history_name}, every block of the disk", on_disk(history, way, Ending.LEAVE),
                         needs=("root", "mount"))
    yield Attack("what a reviewer said of it", review, short=True)
    yield Attack("a half-typed line", draft)
    yield Attack("no core file", no_core, short=True, needs=("linux",))
