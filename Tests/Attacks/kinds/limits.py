"""Near the limits: what can be written can be read, and what is too long is told or kept in parts."""

from __future__ import annotations

import re
from collections.abc import Callable

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import found, is_told, judge
from sitting import AGAIN, OnScreen, Piped

KIB, MIB = 1 << 10, 1 << 20
ENDINGS = (Ending.KILL, Ending.LEAVE)
REFUSED = re.compile("too long|longer than|error|not saved|at most", re.I)


def marked(arena: Arena, size: int, marks: list[str]) -> str:
    """A line of so many bytes with a mark here and there, the last at its end."""
    part = size // len(marks)
    pieces = []
    for mark in marks:
        filler = "word " * ((part - len(mark)) // 5)
        pieces.append(filler + mark)
    line = " ".join(pieces)
    return "x" * max(0, size - len(line) - 1) + " " + line


def line_of(size: int, ending: Ending) -> Callable[[Arena], None]:
    """One line of a pipe: all of it is kept, in as many notes as it takes, or it is refused with a word."""
    def act(arena: Arena) -> None:
        sitting = Piped(arena)
        sitting.must_note(1)
        sitting.mark()
        marks = [arena.word() for _ in range(8)]
        sitting.enter(marked(arena, size, marks))
        after = sitting.note(60)
        if not after:
            raise Fell("the next note is not acknowledged")
        answer = sitting.said_since
        sitting.ends(ending)
        here = found(arena, set(marks), arena.study)
        if len(here) < len(marks):
            if here or not REFUSED.search(answer):
                raise Fell(f"{len(marks) - len(here)} of {len(marks)} parts of a line are not kept: {answer[:160]!r}")
        judge(arena, sitting)

    return act


def many_large(ending: Ending) -> Callable[[Arena], None]:
    """Sixty lines of a megabyte: the journal is begun anew before it outgrows what can be read."""
    def act(arena: Arena) -> None:
        sitting = Piped(arena)
        marks = []
        for _ in range(60):
            marks.append(arena.word())
            sitting.enter(marked(arena, 900 * KIB, [marks[-1]]))
        if not sitting.note(120):
            raise Fell("not acknowledged within two minutes")
        size = sum(path.stat().st_size for path in arena.sessions.iterdir())
        sitting.ends(ending, within=60)
        if size > 400 * MIB:
            raise Fell(f"60 MB of notes take {size >> 20} MiB")
        here = found(arena, set(marks), arena.study)
        lost = [mark for mark in marks if mark not in here and not is_told(arena, mark)]
        if lost:
            raise Fell(f"{len(lost)} of {len(marks)} long notes are not found")
        judge(arena, sitting)

    return act


def changes(lines: Callable[[int], str], count: int, most: int, ending: Ending) -> Callable[[Arena], None]:
    """Many changes of a few things: the journal grows with what changed."""
    def act(arena: Arena) -> None:
        sitting = Piped(arena)
        sitting.must_note(3)
        # Something of everybody, for what changes many notes at once.
        sitting.write("".join(f"{number % 3 + 1} note {number}\n" for number in range(100)).encode())
        sitting.write("".join(lines(number) + "\n" for number in range(count)).encode())
        if not sitting.note(200):
            raise Fell("not done within 200 s")
        size = sum(path.stat().st_size for path in arena.sessions.glob("one.journal*"))
        sitting.ends(ending, within=60)
        if size > most:
            raise Fell(f"{count} changes make a journal of {size / MIB:.1f} MiB, more than {most / MIB:.0f}")
        # The first note was edited: its words are the last ones.
        sitting.typed.pop(0)
        judge(arena, sitting)

    return act


def long_draft(arena: Arena) -> None:
    """A line of 100 kB that stays in the line while keys are typed: what is written of it is what changed."""
    sitting = OnScreen(arena)
    sitting.must_note(1)
    sitting.send_keys(b"\x1b[200~" + b"word " * (100 * KIB // 5) + b"\x1b[201~")
    sitting.terminal.rests(2)
    before = arena.journal.stat().st_size
    for _ in range(15):
        sitting.send_keys(b"x")
        sitting.terminal.rests(0.35)
    grown = arena.journal.stat().st_size - before
    sitting.ends(Ending.KILL)
    if grown > 500 * KIB:
        raise Fell(f"15 keys in a line of 100 kB wrote {grown // KIB} KiB")
    judge(arena, sitting)


def nearly_full(arena: Arena) -> None:
    """A session file just below a gibibyte: what is noted in it can be read again, or it is said that it cannot."""
    arena.record("1 first")
    data = arena.json.read_bytes()
    padding = (1 << 30) - len(data) - 2000
    with arena.json.open("wb") as file:
        head, tail = data.split(b'"notes"', 1)
        file.write(head + b'"padding": "')
        for _ in range(padding >> 20):
            file.write(b"x" * MIB)
        file.write(b'",\n"notes"' + tail)
    sitting = Piped(arena, *AGAIN, settles=False)
    sitting.notes(2, patience=120)
    sitting.ends(Ending.INPUT, within=200)
    arena.told += sitting.said
    for word in sitting.acknowledged:
        shown = arena.run("show", "one", bound=200)
        if word not in shown.out and not is_told(arena, word):
            raise Fell(f"what was left can never be opened: {shown.err[-200:]}")


def attacks() -> Attacks:
    for size in (64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 100 * KIB, MIB - 1, MIB, MIB + 1, 3 * MIB):
        for ending in ENDINGS:
            yield Attack(f"a line of {size} bytes, {ending.value}", line_of(size, ending),
                         short=size == 64 * KIB + 1 and ending is Ending.KILL)
    for ending in (Ending.KILL, Ending.INPUT):
        yield Attack(f"sixty lines of a megabyte, {ending.value}", many_large(ending), bound=400)
        for name, lines in (
            ("edits of one note", lambda number: f"/edit 1 said in version {number}"),
            ("changes of one stance", lambda number: f"2{'+-'[number % 2]}@1"),
            ("comings and goings", lambda number: ("/out 4", "/in 4")[number % 2]),
            ("swaps", lambda number: "/swap 2 3 since 1"),
            ("undos and redos", lambda number: ("/undo", "/redo")[number % 2])):
            count = 300 if name == "swaps" else 4000
            yield Attack(f"{count} {name}, {ending.value}", changes(lines, count, 8 * MIB, ending), bound=300)
    yield Attack("keys in a line of 100 kB", long_draft)
    yield Attack("a session file just below a gibibyte", nearly_full, bound=600)
