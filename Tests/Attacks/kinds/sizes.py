"""Windows of any size, at the start and in between."""

from __future__ import annotations

from collections.abc import Callable

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import judge
from mounts import peak_memory
from sitting import NEW, OnScreen

# Rows, columns.
SIZES = [
    (0, 0), (1, 1), (1, 2), (2, 1), (2, 2), (1, 80), (24, 1), (3, 5), (11, 39), (12, 40), (24, 80), (100, 300),
    (1000, 1000), (24, 1001), (1001, 80), (24, 32766), (24, 32767), (24, 32768), (32767, 80), (32768, 80), (24, 40000),
    (40000, 80), (32768, 32768), (65535, 80), (24, 65535), (65535, 65535), (10000, 10000), (65535, 1), (1, 65535)]
MOST_MEMORY = 600 << 20


def resized(rows: int, columns: int, ending: Ending) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        sitting = OnScreen(arena)
        sitting.must_note(2)
        sitting.terminal.resize(rows, columns)
        blind(sitting, "in between")
        checks_memory(sitting)
        sitting.terminal.resize(24, 80)
        sitting.send_keys(b"\x0c")
        sitting.must_note(1)
        sitting.ends(ending)
        judge(arena, sitting)

    return act


def blind(sitting: OnScreen, when: str) -> None:
    """A note in a window in which nothing needs to be readable: it is in a file."""
    word = sitting.arena.word()
    sitting.enter(f"{word} was said")
    if not sitting.waits(lambda: bool(sitting.arena.holding(word)), 15):
        raise Fell(f"a note {when} is not kept")
    sitting.typed.append(word)


def checks_memory(sitting: OnScreen) -> None:
    if (peak := peak_memory(sitting.pid)) > MOST_MEMORY:
        raise Fell(f"it took {peak >> 20} MiB")


def begun(rows: int, columns: int, ending: Ending) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        sitting = OnScreen(arena, *NEW, rows=rows, columns=columns, settles=False)
        sitting.terminal.rests(0.5)
        blind(sitting, "at the start")
        checks_memory(sitting)
        sitting.ends(ending)
        judge(arena, sitting)

    return act


def elsewhere(what: tuple[str, ...], keys: bytes, rows: int, columns: int) -> Callable[[Arena], None]:
    """Home and replay."""
    def act(arena: Arena) -> None:
        arena.record("1 first", "2 second")
        sitting = OnScreen(arena, *what, ready=r"example|notes")
        sitting.terminal.resize(rows, columns)
        sitting.terminal.rests(0.4)
        if sitting.status is None and sitting.has_ended(0.05):
            raise Fell(f"it ended by itself: {sitting.status}")
        checks_memory(sitting)
        sitting.send_keys(keys)
        sitting.ended_by = Ending.LEAVE
        if not sitting.has_ended(10):
            raise Fell("it cannot be left")
        sitting.checks_end()

    return act


def attacks() -> Attacks:
    for rows, columns in SIZES:
        large = (rows, columns) in ((24, 40000), (32768, 80), (65535, 65535))
        for ending in (Ending.LEAVE, Ending.TERM):
            short = ending is Ending.LEAVE and (large or (rows, columns) == (1, 1))
            yield Attack(f"resized to {rows} rows, {columns} columns, {ending.value}", resized(rows, columns, ending),
                         short, ("linux",))
        yield Attack(f"begun with {rows} rows, {columns} columns", begun(rows, columns, Ending.LEAVE), needs=("linux",))
        yield Attack(f"home, {rows} rows, {columns} columns", elsewhere(("home",), b"\x11", rows, columns),
                     needs=("linux",))
        yield Attack(f"replay, {rows} rows, {columns} columns", elsewhere(("replay", "one"), b"q", rows, columns),
                     needs=("linux",))
