"""Disks for attacks: memory, an image of ext4, one that fails on demand; and what this machine allows of them."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import disk
from arena import Arena
from attack import Fell, Skipped, is_root

HERE = Path(__file__).resolve().parent
# Who started this, before a namespace of users may have made everybody root.
STARTED_BY = "ATTACKS_STARTED_BY"
NOBODY = 65534


def goes_apart() -> None:
    """Starts this program again where it may mount, so that no disk is left behind; here, if that is nowhere."""
    os.environ.setdefault(STARTED_BY, str(os.geteuid()))
    if sys.platform == "linux":
        disk.goes_apart()


def lacking(needs: tuple[str, ...]) -> str:
    """What this machine does not have of what a row needs, in words; empty if it has all."""
    missing = [words for need in needs if (words := LACKS[need]())]
    return "; ".join(missing)


def lacks_program(*names: str) -> str:
    missing = [name for name in names if not shutil.which(name)]
    return f"no {', '.join(missing)} here" if missing else ""


@functools.cache
def lacks_fuse() -> str:
    """Tried once: a disk is mounted and taken away."""
    if reason := lacks_mount():
        return reason
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "/dev/fuse cannot be opened here"
    with Arena("/bin/true", Random(1)) as arena:
        try:
            FaultyDisk(arena, arena.study).unmount()
        except Skipped as reason:
            return str(reason)
    return ""


def lacks_mount() -> str:
    return "" if disk.can_mount() else "no disk can be mounted here"


LACKS = {
    "linux": lambda: "" if sys.platform == "linux" else "Linux only",
    "root": lambda: "" if os.environ.get(STARTED_BY) == "0" and is_root() else "for root only",
    "mount": lacks_mount,
    "fuse": lacks_fuse,
    "bindfs": lambda: lacks_fuse() or lacks_program("bindfs"),
    "git": lambda: lacks_program("git"),
}


def run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Skipped(f"{command[0]} is refused here: {done.stderr.strip()}")


def lazily_unmounts(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], capture_output=True)


def small_disk(arena: Arena, folder: Path, size: str) -> None:
    """A disk of memory on a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder)
    arena.at_the_end(lambda: lazily_unmounts(folder))


def image_disk(arena: Arena, folder: Path, options: str = "loop,nodiscard") -> Path:
    """An ext4 of its own on a folder; gives its image, in which every block can be read."""
    image = arena.elsewhere / "image"
    with image.open("wb") as file:
        file.truncate(64 << 20)
    for mkfs in ("mkfs.ext4", "/usr/sbin/mkfs.ext4", "/sbin/mkfs.ext4"):
        if shutil.which(mkfs):
            run(mkfs, "-q", "-E", "nodiscard", image)
            break
    else:
        raise Skipped("no mkfs.ext4 here")
    folder.mkdir(parents=True, exist_ok=True)
    run("mount", "-o", options, image, folder)
    arena.at_the_end(lambda: lazily_unmounts(folder))
    return image


def ordinary(arena: Arena) -> None:
    """From here on the program runs as somebody without privileges, and the arena is theirs."""
    if not is_root():
        return
    if os.environ.get(STARTED_BY) == "0":
        prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]
    else:
        prefix = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--"]
    if reason := lacks_program("setpriv"):
        raise Skipped(reason)
    probe = subprocess.run([*prefix, arena.binary, "--version"], capture_output=True, text=True, cwd="/")
    if probe.returncode:
        raise Skipped(f"the program cannot be run by another user here: {probe.stderr.strip()[-100:]}")
    if os.environ.get(STARTED_BY) == "0":
        for path in [arena.root, *arena.root.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
    arena.prefix = prefix


class FaultyDisk:
    """A view of a folder through FUSE, whose calls fail as they are told to."""

    def __init__(self, arena: Arena, folder: Path, **settings: object) -> None:
        """The folder moves behind the disk, which takes its place.

        `settings` as `faulty.py` has them.
        """
        self.folder = folder
        self.backing = folder.with_name(folder.name + "-backing")
        folder.rename(self.backing)
        folder.mkdir()
        self.mounts(arena, self.folder, **settings)

    @classmethod
    def another_view(cls, arena: Arena, first: FaultyDisk, folder: Path, **settings: object) -> FaultyDisk:
        """Another view of what is behind a disk, with locks of its own."""
        view = cls.__new__(cls)
        view.folder, view.backing = folder, first.backing
        folder.mkdir()
        view.mounts(arena, folder, **settings)
        return view

    def mounts(self, arena: Arena, folder: Path, **settings: object) -> None:
        self._control = folder.with_name(folder.name + "-control")
        self.tell(**settings)
        self._process = subprocess.Popen(
            [sys.executable, "-B", HERE / "faulty.py", self.backing, folder, self._control],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        arena.at_the_end(self.unmount)
        deadline = time.monotonic() + 10
        while not os.path.ismount(folder):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                errors = self._process.communicate()[1].decode(errors="replace").strip()
                raise Skipped(f"no FUSE here: {errors[-160:]}")
            time.sleep(0.01)

    def tell(self, **settings: object) -> None:
        """From the next call on it behaves like this; nothing told: as a good disk."""
        fresh = self._control.with_suffix(".new")
        fresh.write_text(json.dumps(settings))
        fresh.replace(self._control)

    def unmount(self) -> None:
        lazily_unmounts(self.folder)
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()


def peak_memory(pid: int) -> int:
    """The most memory that a process had, in bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise Fell("the process is gone")
