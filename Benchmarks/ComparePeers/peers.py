"""The programs compared: how a note is entered, what acknowledges it, and how it is read back."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOCUSGROUP = os.environ.get("FOCUSGROUP_BINARY") or str(ROOT / ".build/release/focusgroup")
ASCIINEMA = str(Path(sys.executable).parent / "asciinema")


class Peer:
    """One program as its users get it. Everything lies in one folder, which is also its home."""

    name = ""
    file = "notes.txt"
    # On the terminal when notes can be typed.
    ready = rb""
    # On the terminal when a note could not be saved.
    refused = rb""
    draws = False
    # What its own way of recovery is called.
    recovery = ""

    def prepare(self, folder):
        """Makes what the program needs before it starts."""

    def command(self):
        raise NotImplementedError

    def note(self, number, text):
        """The keys that make a note and save it."""
        raise NotImplementedError

    def acknowledged(self, seen, number, text):
        """The program has told its user that this note is safe."""
        raise NotImplementedError

    def unfinished(self, text):
        """The keys that type a line without entering or saving it, after a first note."""
        raise NotImplementedError

    def read(self, folder):
        """All notes as the program itself gives them back, and what it complained of."""
        return texts(folder / self.file), ""

    def recover(self, folder):
        """What its own recovery brings back besides."""
        return ""

    def environment(self, folder):
        return {
            "PATH": os.environ["PATH"], "HOME": str(folder), "XDG_STATE_HOME": str(folder / "state"),
            "LANG": "C.UTF-8", "TERM": "linux", "SHELL": "/bin/sh", "PS1": "ready> ",
        }

    def run(self, folder, *command):
        """Runs a command to its end: its output, and its complaints, which are none if it succeeded silently."""
        done = subprocess.run(
            command, cwd=folder, env=self.environment(folder), stdin=subprocess.DEVNULL, capture_output=True,
            timeout=60)
        complaint = done.stderr.decode(errors="replace").strip()
        return done.stdout.decode(errors="replace"), complaint or ("failed" if done.returncode else "")


class Focusgroup(Peer):
    """Plain mode: a line is answered by `saved N`."""

    name = "focusgroup --plain"
    file = "study/Sessions/group.journal"
    ready = rb"W> $"
    refused = rb"not saved yet"
    recovery = "focusgroup resume"
    options = ("--plain",)

    def prepare(self, folder):
        (folder / "study/Sessions").mkdir(parents=True)
        shutil.copytree(ROOT / "Protocols", folder / "study/Protocols")

    def command(self):
        return [FOCUSGROUP, "run", "example", "--study", "study", "--id", "group", "--participants", "8",
                "--yes", *self.options]

    def note(self, number, text):
        return text.encode() + b"\r"

    def acknowledged(self, seen, number, text):
        return b"saved %d " % number in seen.bytes

    def unfinished(self, text):
        return text.encode()

    def read(self, folder):
        return self.run(folder, FOCUSGROUP, "show", "group", "--study", "study")

    def recover(self, folder):
        return self.run(folder, FOCUSGROUP, "resume", "group", "--plain", "--study", "study")[0]


class FocusgroupScreen(Focusgroup):
    """The full screen: its first row counts the notes that are saved."""

    name = "focusgroup (screen)"
    ready = rb"0 notes saved"
    refused = rb"NOT SAVED"
    draws = True
    options = ()

    def acknowledged(self, seen, number, text):
        return re.search(rf"\b{number} notes? saved", seen.top) is not None


class Asciinema(Peer):
    """A recorder around a shell: what the shell shows is what its user takes for recorded."""

    name = "asciinema rec"
    file = "notes.cast"
    ready = rb"ready> $"
    # It has none on the terminal: it sends a desktop notification, if there is a desktop.
    refused = rb"Write error"

    def command(self):
        return [ASCIINEMA, "rec", self.file]

    def note(self, number, text):
        return b"echo " + text.encode() + b"\r"

    def acknowledged(self, seen, number, text):
        return re.search(b"(?<!echo )" + text.encode(), seen.bytes) is not None

    def unfinished(self, text):
        return b"echo " + text.encode()

    def read(self, folder):
        return self.run(folder, ASCIINEMA, "cat", self.file)


class Nano(Peer):
    """A line and ^O Enter, which says `Wrote N lines`."""

    name = "nano"
    ready = rb"\^X"
    refused = rb"Error writing|No space"
    recovery = "notes.txt.save"
    options = ()

    def command(self):
        return ["nano", *self.options, self.file]

    def note(self, number, text):
        return self.unfinished(text, number) + b"\x0f\r"

    def acknowledged(self, seen, number, text):
        return re.search(rb"Wrote %d line" % number, seen.bytes) is not None

    def unfinished(self, text, number=2):
        return (b"\r" if number > 1 else b"") + stamped(text)

    def recover(self, folder):
        return texts(*folder.glob(self.file + ".save*"), folder / (self.file + "~"))


class CarefulNano(Nano):
    """nano told to keep the file as it was before."""

    name = "nano (careful)"
    refused = Nano.refused + rb"|backup"
    recovery = "notes.txt~"
    options = ("--backup",)


class Vim(Peer):
    """A line and :w, which says `NL, NB written`."""

    name = "vim"
    ready = rb"\[New\]"
    refused = rb"E\d+: "
    recovery = "vim -r or notes.txt~"
    options = ()

    def command(self):
        return ["vim", *self.options, self.file]

    def note(self, number, text):
        return self.unfinished(text, number) + b"\x1b:w\r"

    def acknowledged(self, seen, number, text):
        return re.search(rb"\b%dL, \d+B written" % number, seen.bytes) is not None

    def unfinished(self, text, number=2):
        return (b"o" if number > 1 else b"i") + stamped(text)

    def recover(self, folder):
        self.run(folder, "vim", "-es", "-r", self.file, "-c", "w! recovered.txt", "-c", "qa!")
        return texts(folder / "recovered.txt", folder / (self.file + "~"))


class CarefulVim(Vim):
    """vim told to be as careful as it can be."""

    name = "vim (careful)"
    settings = "set fsync swapsync=fsync updatecount=1 updatetime=100 backup"
    options = ("--cmd", settings, "-c", settings)


PEERS = [Focusgroup(), FocusgroupScreen(), Asciinema(), Nano(), CarefulNano(), Vim(), CarefulVim()]


def texts(*files):
    """What is in those of the files that are there."""
    return "".join(file.read_text(errors="replace") for file in files if file.exists())


def stamped(text):
    """An editor stamps nothing: its user types the time too."""
    return time.strftime("%H:%M:%S ").encode() + text.encode()


def versions():
    for command in [FOCUSGROUP], [ASCIINEMA], ["nano"], ["vim"], ["strace"]:
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        yield Path(command[0]).name + " " + re.search(r"\d+(\.\d+)+", done.stdout).group()
