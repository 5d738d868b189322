"""Somebody who records, through a pipe or on the full screen, and what was acknowledged to them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable

from arena import Arena, checks_bytes, text
from attack import Ending, Fell
from watched import Watched

# Seconds for an acknowledgement, and for an end that was asked for.
PATIENCE = 15.0
ENDS_WITHIN = 15.0
NEW = ("run", "example", "--id", "one", "--participants", "4", "--yes")
AGAIN = ("resume", "one")


class Sitting:
    """One run of the program in which notes are typed."""

    kind = ""

    def __init__(self, arena: Arena) -> None:
        self.arena = arena
        # The words of the notes that were typed, in order.
        self.typed: list[str] = []
        self.ended_by: Ending | None = None
        # A signal that was sent besides.
        self.sent = 0
        self.status: int | None = None
        arena.at_the_end(self.destroy)

    # MARK: What each way of running does in its own manner

    @property
    def acknowledged(self) -> list[str]:
        """The words of the notes that the program called saved."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """All that was printed or shown, as text."""
        raise NotImplementedError

    @property
    def pid(self) -> int:
        raise NotImplementedError

    def enter(self, line: str) -> None:
        raise NotImplementedError

    def waits(self, seen: Callable[[], bool], seconds: float) -> bool:
        raise NotImplementedError

    def has_ended(self, seconds: float) -> bool:
        raise NotImplementedError

    def leave(self) -> bool:
        raise NotImplementedError

    def end_of_input(self) -> None:
        raise NotImplementedError

    def destroy(self) -> None:
        raise NotImplementedError

    def mark(self) -> None:
        """What is said from here on is what `said_since` gives."""
        raise NotImplementedError

    @property
    def said_since(self) -> str:
        """What was said since the mark, apart from acknowledgements."""
        raise NotImplementedError

    # MARK: The same for all

    def note(self, patience: float = PATIENCE, before: str = "") -> bool:
        """Types one more note; whether it was acknowledged."""
        word = self.arena.word()
        self.typed.append(word)
        self.enter(f"{before}{word} was said")
        return self.waits(lambda: word in self.acknowledged, patience)

    def notes(self, count: int = 3, patience: float = PATIENCE) -> int:
        """Types so many notes one after another; how many of them were acknowledged."""
        return sum(self.note(patience) for _ in range(count))

    def must_note(self, count: int = 3) -> None:
        """Notes that nothing stands in the way of."""
        for number in range(count):
            if not self.note():
                raise Fell(f"note {number + 1} of {count} is not acknowledged: …{self.said[-300:].strip()}")

    def ends(self, how: Ending, within: float = ENDS_WITHIN) -> None:
        """Ends it, which has to come within the time; a leaving may be asked for twice."""
        self.ended_by = how
        if how is Ending.LEAVE:
            if not self.leave():
                raise Fell(f"it cannot be left: …{self.said[-300:].strip()}")
        elif how in SIGNALS:
            self.send(SIGNALS[how])
        else:
            self.end_of_input()
        if not self.has_ended(within):
            raise Fell(f"not ended {within:.0f} s after {how.value}: …{self.said[-300:].strip()}")
        self.arena.told += self.said

    def send(self, number: int) -> None:
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            pass

    def checks_end(self) -> None:
        """It ended by itself or by the signal that was sent."""
        expected = {-self.sent}
        if self.ended_by in SIGNALS:
            expected.add(-SIGNALS[self.ended_by])
        if self.ended_by is Ending.CLOSED:
            expected.add(-signal.SIGHUP)
        if self.status is not None and self.status < 0 and self.status not in expected:
            raise Fell(f"crashed: signal {-self.status}: …{self.said[-300:].strip()}")


SIGNALS = {Ending.KILL: signal.SIGKILL, Ending.TERM: signal.SIGTERM, Ending.HUP: signal.SIGHUP}


class Piped(Sitting):
    """Lines through a pipe, answered by lines."""

    kind = "plain"

    def __init__(self, arena: Arena, *arguments: str, reads: bool = True, settles: bool = True) -> None:
        super().__init__(arena)
        self._out = bytearray()
        self._mark = 0
        command = arena.command(*(arguments or NEW), "--study", str(arena.study))
        if "run" not in command:
            command.append("--plain")
        self.process = subprocess.Popen(
            command, cwd=arena.root, env=arena.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        self._reader = threading.Thread(target=self._reads, daemon=True)
        if reads:
            self._reader.start()
            if settles and not self.waits(lambda: b"question " in self._out, PATIENCE):
                raise Fell(f"it does not run: {self.said[-400:].strip()}")

    def _reads(self) -> None:
        while data := os.read(self.process.stdout.fileno(), 65536):
            self._out += data

    def reads_on(self) -> None:
        """Begins to read what it prints."""
        if not self._reader.is_alive():
            self._reader.start()

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def said(self) -> str:
        return text(bytes(self._out))

    @property
    def acknowledged(self) -> list[str]:
        saved = "\n".join(line for line in self.said.splitlines() if re.match(r"\S*>? ?saved \d+ ", line))
        return [word for word in self.typed if word in saved]

    def mark(self) -> None:
        self._mark = len(self._out)

    @property
    def said_since(self) -> str:
        lines = text(bytes(self._out[self._mark:])).splitlines()
        return "\n".join(line for line in lines if line.strip() and not line.startswith("saved "))

    def write(self, data: bytes) -> None:
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass

    def enter(self, line: str) -> None:
        self.write(line.encode() + b"\n")

    def waits(self, seen: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not seen():
            if time.monotonic() > deadline:
                return False
            if self.process.poll() is not None and not self._reader.is_alive():
                return seen()
            time.sleep(0.003)
        return True

    def has_ended(self, seconds: float) -> bool:
        try:
            self.status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        if self._reader.is_alive():
            self._reader.join(5)
        checks_bytes("output", self.said)
        return True

    def leave(self) -> bool:
        """Twice if need be, as on the screen."""
        self.enter("/leave")
        if not self.has_ended(6):
            self.enter("/leave")
        return self.has_ended(ENDS_WITHIN)

    def end_of_input(self) -> None:
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass

    def destroy(self) -> None:
        self.process.kill()
        self.process.wait()
        self.end_of_input()


class OnScreen(Sitting):
    """The full screen in a pseudo-terminal, read through a terminal emulator."""

    kind = "screen"
    ready = r"\d+ notes? saved"

    def __init__(
        self, arena: Arena, *arguments: str, rows: int = 24, columns: int = 80, ready: str | None = None,
        settles: bool = True,
    ) -> None:
        super().__init__(arena)
        command = arena.command(*(arguments or NEW), "--study", str(arena.study))
        self.terminal = Watched(command, arena.environment(), arena.root, rows, columns)
        shown = re.compile(ready or self.ready, re.M)
        self._before = self._most = 0
        if settles:
            if not self.waits(lambda: shown.search(self.trimmed) is not None, PATIENCE):
                raise Fell(f"it does not run: {self.terminal.said[-400:].strip()}")
            self._before = self._count or 0

    @property
    def pid(self) -> int:
        return self.terminal.pid

    @property
    def said(self) -> str:
        return self.terminal.said

    @property
    def trimmed(self) -> str:
        """The screen without the blanks at the ends of its rows."""
        return "\n".join(row.rstrip() for row in self.terminal.rows)

    @property
    def _count(self) -> int | None:
        """The header's count of saved notes; none where something more urgent stands there."""
        found = re.search(r"(\d+) notes? saved", "\n".join(self.terminal.rows[:3]))
        return int(found.group(1)) if found else None

    @property
    def acknowledged(self) -> list[str]:
        # Where something more urgent stands in the header, what it last counted is still acknowledged.
        self._most = max(self._count or 0, self._most)
        return self.typed[:max(0, self._most - self._before)]

    def mark(self) -> None:
        self.terminal.mark()

    @property
    def said_since(self) -> str:
        return self.terminal.said_since

    def send_keys(self, keys: bytes) -> None:
        self.terminal.send(keys)

    def enter(self, line: str) -> None:
        self.terminal.send(line.encode() + b"\r")

    def waits(self, seen: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        # In slices, since what is waited for need not show.
        while not self.terminal.waits(lambda _: seen(), 0.05):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.002)
        return True

    def has_ended(self, seconds: float) -> bool:
        self.status = self.terminal.ends(seconds)
        return self.status is not None

    def leave(self) -> bool:
        """^Q, and where that is not enough, ^Q again."""
        self.terminal.send(b"\x11")
        if not self.has_ended(5):
            self.terminal.send(b"\x11")
        return self.has_ended(ENDS_WITHIN)

    def end_of_input(self) -> None:
        self.terminal.closes_window()

    def destroy(self) -> None:
        self.terminal.destroy()


class AtTerminal(OnScreen):
    """Plain lines at a terminal."""

    kind = "plain at a terminal"
    ready = r"\w+> ?$"

    def __init__(self, arena: Arena, *arguments: str, **how) -> None:
        super().__init__(arena, *(arguments or NEW), "--plain", **how)

    @property
    def acknowledged(self) -> list[str]:
        """Its answers do not say the words again, which are on the screen already: they come in order."""
        answers = re.findall(r"saved \d+ ", text(bytes(self.terminal.seen.whole)))
        return self.typed[:len(set(answers))]
