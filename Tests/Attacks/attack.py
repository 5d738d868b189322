"""What an attack is, how a recording ends, and how an attack says what it found."""

from __future__ import annotations

import enum
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arena import Arena

ROOT = Path(__file__).resolve().parents[2]
# Terminals and small disks are driven as the comparison with other programs drives them.
sys.path.append(str(ROOT / "Benchmarks/ComparePeers"))


class Fell(Exception):
    """The attack went through: what is promised did not hold."""


class Skipped(Exception):
    """The attack could not be tried on this machine, and why."""


class Ending(enum.Enum):
    """How a recording ends."""

    KILL = "kill -9"
    TERM = "SIGTERM"
    HUP = "SIGHUP"
    LEAVE = "leave"
    INPUT = "end of input"
    CLOSED = "closed terminal"


# The ways in which lines from a pipe end, and the full screen.
PIPED = (Ending.KILL, Ending.TERM, Ending.HUP, Ending.LEAVE, Ending.INPUT)
ON_SCREEN = (Ending.KILL, Ending.TERM, Ending.LEAVE, Ending.CLOSED)


@dataclass(frozen=True)
class Attack:
    """One row: what is done to the program, and the judgement of it, in one function that raises `Fell`."""

    name: str
    act: Callable[[Arena], None]
    # Belongs to the short form, which the tests run.
    short: bool = False
    # Any of "linux", "root", "mount", "fuse", "bindfs", "git".
    needs: tuple[str, ...] = ()
    # Seconds after which the row counts as hung.
    bound: int = 120


Attacks = Iterator[Attack]


def turns(values: tuple, number: int):
    """The values in turn, so that many rows share all of them."""
    return values[number % len(values)]


def flat(text: str) -> str:
    """Without white space, since a screen breaks lines anywhere."""
    return "".join(text.split())


def is_root() -> bool:
    return os.geteuid() == 0
