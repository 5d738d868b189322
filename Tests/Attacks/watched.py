"""A pseudo-terminal that remembers all it has shown, and in which state the program leaves it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path

import attack  # noqa: F401 - it knows where the next one is.
from terminal import Seen, Terminal

# What a program may switch on and has to switch off again; pyte keeps private modes shifted by five.
PRIVATE = {
    1: "cursor keys", 1000: "mouse", 1002: "mouse drags", 1003: "mouse motion", 1004: "focus", 1006: "SGR mouse",
    1049: "alternate screen", 2004: "bracketed paste"}


class History(Seen):
    """All bytes, and every row that ever stood on the screen."""

    def __init__(self, rows: int, columns: int) -> None:
        # An emulator of a terminal as wide as the widest there are would take the memory that it is not about.
        self.draws = rows <= 500 and columns <= 1000
        super().__init__(self.draws, rows, columns)
        self.whole = bytearray()
        self.shown: dict[str, None] = {}
        self.since: dict[str, None] = {}

    def feed(self, data: bytes) -> None:
        self.whole += data
        super().feed(data)
        if self._screen:
            for row in rows_of(self._screen):
                if stripped := row.strip():
                    self.shown[stripped] = self.since[stripped] = None


def rows_of(screen) -> list[str]:
    """The rows as text; the second half of a wide character, wherever it stands, is nothing."""
    return ["".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(screen.lines)]


class Watched(Terminal):
    """A program in a terminal; a window that can be closed, blocked, resized."""

    def __init__(self, command: list, environment: dict, folder: Path, rows: int = 24, columns: int = 80) -> None:
        super().__init__(
            [os.fsdecode(part) for part in command], environment, folder, rows=rows, columns=columns,
            seen=History(rows, columns))
        self._status: int | None = None

    @property
    def side(self) -> int:
        return self._side

    @property
    def rows(self) -> list[str]:
        screen = self.seen._screen
        return rows_of(screen) if screen else plain(bytes(self.seen.whole)).splitlines()

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def said(self) -> str:
        """Every row that stood on the screen, and what was printed in lines."""
        return "\n".join(self.seen.shown) + "\n" + plain(bytes(self.seen.whole[-4000:]))

    def mark(self) -> None:
        self.seen.since.clear()

    @property
    def said_since(self) -> str:
        return "\n".join(self.seen.since)

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self._side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def ends(self, seconds: float) -> int | None:
        """Reads along until it has ended: its status, negative for a signal; none if it goes on."""
        deadline = time.monotonic() + seconds
        while self._status is None:
            self._reads(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
                self._reads(0.1)
            elif time.monotonic() > deadline:
                return None
        return self._status

    def _reads(self, seconds: float) -> None:
        while self._side is not None and select.select([self._side], [], [], seconds)[0]:
            try:
                data = os.read(self._side, 65536)
            except OSError:
                return
            if not data:
                return
            self.seen.feed(data)

    def closes_window(self) -> None:
        os.close(self._side)
        self._side = None

    def destroy(self) -> None:
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        if self._side is not None:
            self.closes_window()

    # MARK: What it leaves behind

    def given_back(self) -> str:
        """What of the terminal is not as it was, in words; empty if all is."""
        faults = []
        if differing(termios.tcgetattr(self._side), fresh()):
            faults.append("settings (stty)")
        screen = self.seen._screen
        faults += [what for mode, what in PRIVATE.items() if screen and mode << 5 in screen.mode]
        if screen and screen.cursor.hidden:
            faults.append("cursor hidden")
        return ", ".join(faults)


def fresh() -> list:
    """The settings of a terminal that nobody has changed."""
    main, side = pty.openpty()
    try:
        return termios.tcgetattr(main)
    finally:
        os.close(main)
        os.close(side)


def differing(one: list, other: list) -> bool:
    """Flags and control characters, not speeds."""
    return one[:4] != other[:4] or one[6] != other[6]


def plain(data: bytes) -> str:
    """The text in what was sent to a terminal."""
    cleaned = re.sub(rb"\x1b\[[0-9;?<>=]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>78M]|[\x00-\x08\x0b-\x1f]", b"", data)
    return cleaned.decode(errors="replace")
