"""Output that nobody reads: a full pipe, a stopped terminal, a dead link. It ends when told to; notes are kept."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import termios
import time
from collections.abc import Callable

from arena import Arena
from attack import Attack, Attacks, Ending, Fell
from judge import judge
from sitting import NEW, AtTerminal, OnScreen, Piped, Sitting

# A second is promised; a busy machine may take longer to say so.
WITHIN = 3.0
# Linux: which pseudo-terminal this is the main side of.
TIOCGPTN = 0x80045430
SIGNALS = (Ending.TERM, Ending.HUP)


def full_pipe(ending: Ending) -> Callable[[Arena], None]:
    """Standard output is a pipe that is full."""
    def act(arena: Arena) -> None:
        sitting = Piped(arena, *NEW, reads=False)
        words = [arena.word() for _ in range(3)]
        for word in words:
            sitting.enter(f"{word} was said")
        sitting.write(b"/help\n" * 200)
        time.sleep(1.0)
        ends(sitting, ending)
        sitting.reads_on()
        sitting.typed = words
        finishes(sitting, ending)
        judge(arena, sitting)
        shown = arena.show().out
        if any(word not in shown for word in words):
            raise Fell("notes from before the pipe was full are not kept")

    return act


def ends(sitting: Sitting, ending: Ending) -> None:
    """Told to end while nobody reads; it has to be over soon."""
    sitting.ended_by = ending
    sitting.send({Ending.TERM: 15, Ending.HUP: 1, Ending.KILL: 9}[ending])
    begun = time.monotonic()
    while time.monotonic() - begun < WITHIN:
        if is_over(sitting.pid):
            return
        time.sleep(0.02)
    raise Fell(f"not ended {WITHIN:.0f} s after {ending.value} while nobody reads")


def is_over(pid: int) -> bool:
    """Ended, though nobody has waited for it yet."""
    if sys.platform == "linux":
        try:
            with open(f"/proc/{pid}/stat") as file:
                return file.read().rsplit(")", 1)[1].split()[0] in "ZX"
        except OSError:
            return True
    return not os.popen(f"ps -o stat= -p {pid}").read().strip().rstrip("+s").replace("Z", "")


def finishes(sitting: Sitting, ending: Ending) -> None:
    if not sitting.has_ended(5):
        raise Fell(f"not ended after {ending.value}")
    sitting.arena.told += sitting.said


def not_read(ending: Ending, kind: type[OnScreen]) -> Callable[[Arena], None]:
    """The terminal reads no more: a dead link, a frozen window."""
    def act(arena: Arena) -> None:
        sitting = kind(arena)
        sitting.must_note(3)
        # Redraws, until what the terminal takes is full.
        keys = b"\x0c" if kind is OnScreen else b"/help\r"
        for _ in range(60):
            sitting.send_keys(keys)
            time.sleep(0.01)
        time.sleep(0.3)
        ends(sitting, ending)
        finishes(sitting, ending)
        judge(arena, sitting)

    return act


def slave(sitting: OnScreen) -> int:
    """The other side of a terminal, which its main side can name."""
    number = struct.unpack("I", fcntl.ioctl(sitting.terminal.side, TIOCGPTN, struct.pack("I", 0)))[0]
    return os.open(f"/dev/pts/{number}", os.O_RDWR | os.O_NOCTTY)


def stopped(ending: Ending, kind: type[OnScreen]) -> Callable[[Arena], None]:
    """XOFF: the terminal takes nothing until it is told to go on."""
    def act(arena: Arena) -> None:
        sitting = kind(arena)
        sitting.must_note(3)
        side = slave(sitting)
        termios.tcflow(side, termios.TCOOFF)
        try:
            for _ in range(40):
                sitting.send_keys(b"\x0c")
                time.sleep(0.01)
            ends(sitting, ending)
        finally:
            termios.tcflow(side, termios.TCOON)
            os.close(side)
        finishes(sitting, ending)
        judge(arena, sitting)

    return act


def goes_on(kind: type[OnScreen]) -> Callable[[Arena], None]:
    """Stopped for a while with notes typed meanwhile, then read again: the notes are there."""
    def act(arena: Arena) -> None:
        sitting = kind(arena)
        sitting.must_note(1)
        side = slave(sitting)
        termios.tcflow(side, termios.TCOOFF)
        try:
            for _ in range(3):
                sitting.typed.append(arena.word())
                sitting.enter(f"{sitting.typed[-1]} was said")
                time.sleep(0.2)
        finally:
            termios.tcflow(side, termios.TCOON)
            os.close(side)
        if not sitting.waits(lambda: len(sitting.acknowledged) == 4, 8):
            raise Fell("notes typed while the terminal was stopped are not there")
        sitting.ends(Ending.LEAVE)
        judge(arena, sitting)

    return act


def attacks() -> Attacks:
    for ending in SIGNALS:
        yield Attack(f"a full pipe, {ending.value}", full_pipe(ending), short=ending is Ending.TERM, needs=("linux",))
        for kind in (OnScreen, AtTerminal):
            yield Attack(f"a terminal that reads no more, {ending.value} ({kind.kind})", not_read(ending, kind),
                         short=kind is OnScreen and ending is Ending.HUP, needs=("linux",))
            yield Attack(f"a terminal that is stopped, {ending.value} ({kind.kind})", stopped(ending, kind),
                         short=kind is OnScreen and ending is Ending.TERM, needs=("linux",))
    for kind in (OnScreen, AtTerminal):
        yield Attack(f"a terminal stopped for a while ({kind.kind})", goes_on(kind), needs=("linux",))
