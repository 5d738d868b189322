"""A place of its own for each attack: a study, a home, a state folder, and the program run there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from attack import ROOT, Fell

# No program of ours may take longer for one command.
BOUND = 60.0
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]")


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + "\n" + self.err


class Arena:
    """Everything lies in one folder, which goes when the attack is over."""

    def __init__(self, binary: str, random: Random, folder: str = "/var/tmp") -> None:
        self.binary = binary
        self.random = random
        # On a real disk as a rule, which /tmp often is not.
        self.root = Path(tempfile.mkdtemp(prefix="attack-", dir=folder if os.path.isdir(folder) else None))
        self.home = self.root / "home"
        self.state = self.root / "state"
        self.home.mkdir()
        self.study = self.new_study("study")
        # In front of every command: another user, a limit.
        self.prefix: list[str] = []
        self.extra: dict[str, str] = {}
        # All that the program has said, in whatever way.
        self.told = ""
        self._closing: list = []

    def __enter__(self) -> Arena:
        return self

    def __exit__(self, *_) -> None:
        for close in reversed(self._closing):
            close()
        shutil.rmtree(os.fsencode(self.root), ignore_errors=True)

    def at_the_end(self, close) -> None:
        """Calls it when the attack is over, the last one first."""
        self._closing.append(close)

    # MARK: Places

    def new_study(self, name: str | Path) -> Path:
        study = self.root / name
        (study / "Protocols").mkdir(parents=True, exist_ok=True)
        (study / "Sessions").mkdir(exist_ok=True)
        shutil.copy(ROOT / "Protocols/example.yaml", study / "Protocols")
        return study

    @property
    def sessions(self) -> Path:
        return self.study / "Sessions"

    @property
    def journal(self) -> Path:
        return self.sessions / "one.journal"

    @property
    def json(self) -> Path:
        return self.sessions / "one.json"

    def files(self) -> list[Path]:
        """Every ordinary file of the arena."""
        found = []
        for folder, _, names in os.walk(self.root):
            found += [path for name in names if (path := Path(folder) / name).is_file() and not path.is_symlink()]
        return sorted(found)

    @property
    def elsewhere(self) -> Path:
        """What belongs to other machines and to the attack itself: nothing here is found or told."""
        folder = self.root / "elsewhere"
        folder.mkdir(exist_ok=True)
        return folder

    def holding(self, word: str) -> list[Path]:
        """The files in which a word stands, apart from those elsewhere."""
        elsewhere = self.root / "elsewhere"
        return [path for path in self.files() if word.encode() in contents(path) and elsewhere not in path.parents]

    # MARK: Words and programs

    def word(self) -> str:
        """A word that stands nowhere else."""
        return "q" + "".join(self.random.choices("bcdfghjkmnpqrstvwxz", k=11))

    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(self.home),
            "XDG_STATE_HOME": str(self.state), "XDG_CONFIG_HOME": str(self.home / "config"),
            "LANG": "C.UTF-8", "TERM": "xterm-256color", **self.extra}

    def command(self, *arguments: str | bytes | Path) -> list:
        return [*self.prefix, self.binary, *arguments]

    def run(
        self, *arguments: str | bytes | Path, stdin: str | bytes = b"", study: Path | None = None,
        bound: float = BOUND, may: str = "",
    ) -> Done:
        """Runs the program to its end, which must come, by no signal and without control bytes.

        `may` is a pattern of what the bytes of the output may hold besides.
        """
        command = self.command(*arguments, "--study", study or self.study)
        typed = stdin.encode() if isinstance(stdin, str) else stdin
        try:
            done = subprocess.run(
                command, cwd=self.root, env=self.environment(), input=typed, capture_output=True, timeout=bound)
        except subprocess.TimeoutExpired:
            raise Fell(f"`{name(arguments)}` hangs: not ended after {bound:.0f} s") from None
        result = Done(done.returncode, text(done.stdout), text(done.stderr))
        self.told += result.all
        if done.returncode < 0:
            raise Fell(f"`{name(arguments)}` crashed: signal {-done.returncode}: {result.err[-300:].strip()}")
        checks_bytes(name(arguments), result.all)
        return result

    def record(self, *lines: str, identifier: str = "one", study: Path | None = None) -> Done:
        """A whole session through a pipe, begun and left."""
        return self.run(
            "run", "example", "--id", identifier, "--participants", "4", "--yes", study=study,
            stdin="".join(line + "\n" for line in lines))

    def resume(self, *lines: str, identifier: str = "one", study: Path | None = None) -> Done:
        """Goes on with a session through a pipe, and leaves it."""
        return self.run(
            "resume", identifier, "--plain", study=study, stdin="".join(line + "\n" for line in lines))

    def show(self, identifier: str = "one", study: Path | None = None) -> Done:
        return self.run("show", identifier, "--comments", study=study)

    def listed(self, study: Path | None = None) -> list[str]:
        """The ids that `list` tells: first words of its lines."""
        return ids(self.run("list", study=study).out)


def ids(out: str) -> list[str]:
    """The first words of the lines of a table, as ids may be written."""
    found = (re.match(r"\s*([A-Za-z0-9_-]+)\b", line) for line in out.splitlines())
    return [match.group(1) for match in found if match and match.group(1) != "SESSION"]


def checks_bytes(what: str, printed: str) -> None:
    """Text for a pipe has no control characters but line ends and tabs."""
    if found := CONTROLS.search(printed):
        raise Fell(f"`{what}` printed a raw control byte: {printed[max(0, found.start() - 30):found.end() + 10]!r}")


def contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def text(data: bytes) -> str:
    # Bytes that are no UTF-8 stay recognisable, and are no control characters.
    return data.decode(errors="surrogateescape")


def name(arguments: tuple) -> str:
    return " ".join(os.fsdecode(argument) for argument in arguments[:2])
