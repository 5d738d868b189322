"""A program in a pseudo-terminal, and what it has shown there."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

ROWS, COLUMNS = 24, 80


class Seen:
    """What a user has seen: the bytes since the last key, and the screen that all bytes have drawn."""

    def __init__(self, draws=False, rows=ROWS, columns=COLUMNS):
        self.bytes = b""
        self._screen = pyte.Screen(columns, rows) if draws else None
        self._stream = pyte.ByteStream(self._screen) if draws else None

    def feed(self, data):
        self.bytes += data
        if self._stream:
            self._stream.feed(data)

    def forget(self):
        self.bytes = b""

    @property
    def top(self):
        """The first row of the screen."""
        return self._screen.display[0]

    @property
    def everything(self):
        """The screen's text, or where none is drawn the bytes."""
        return "\n".join(self._screen.display).encode() if self._screen else self.bytes


class Terminal:
    """A program with a terminal, a session and a process group of its own."""

    def __init__(self, command, environment, folder, draws=False, rows=ROWS, columns=COLUMNS, seen=None):
        self.seen = seen or Seen(draws, rows, columns)
        self.pid, self._side = pty.fork()
        if self.pid == 0:
            # Python ignores these two, and what it starts would inherit that.
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            try:
                os.chdir(folder)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        # Whoever held this too would keep the window open.
        os.set_inheritable(self._side, False)

    def send(self, keys):
        self.seen.forget()
        while keys:
            try:
                keys = keys[os.write(self._side, keys):]
            except OSError:
                return

    def waits(self, shown, seconds=20.0):
        """Waits until `shown(seen)`; False when the program ended or the time passed without it."""
        deadline = time.monotonic() + seconds
        while not shown(self.seen):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._side], [], [], left)[0]:
                return False
            try:
                data = os.read(self._side, 65536)
            except OSError:
                data = b""
            if not data:
                return shown(self.seen)
            self.seen.feed(data)
        return True

    def rests(self, seconds):
        """Lets time pass, and reads along."""
        self.waits(lambda seen: False, seconds)

    def kill(self):
        """Kills the process group: the recorder with its helpers, the editor, the program."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def hang_up(self, seconds=3.0):
        """Closes the window, and leaves the program time to react."""
        os.close(self._side)
        self._side = None
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            time.sleep(0.02)

    def close(self):
        """Makes sure that nothing of it goes on."""
        self.kill()
        if self._side is not None:
            os.close(self._side)
        try:
            os.waitpid(self.pid, 0)
        except ChildProcessError:
            pass
