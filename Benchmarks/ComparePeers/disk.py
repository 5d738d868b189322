"""A disk that can be filled while a program works: a small tmpfs, or a limit on the size of its files."""

import contextlib
import os
import resource
import subprocess
import sys
from pathlib import Path

# Rooms of one's own, in which disks can be mounted; the first that works here is taken. In a room of root's own, disk
# images can be mounted too.
APART = [["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]]
MARK = "COMPARE_PEERS_APART"
SIZE = 2 << 20

# Takes every page that becomes free, as a log or an image that somebody else writes does.
GREEDY = """
import os, sys
target = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
for size in (1 << 16, 1 << 12):
    try:
        while True: os.write(target, bytes(size))
    except OSError: pass
print("full", flush=True)
while True:
    try: os.write(target, bytes(1 << 12))
    except OSError: pass
"""


def goes_apart():
    """Starts this script again where it may mount, so that no disk is left behind; here, if that is nowhere."""
    if MARK in os.environ:
        return
    for apart in APART:
        probe = apart + ["mount", "-t", "tmpfs", "none", "/mnt"]
        with contextlib.suppress(OSError):
            if subprocess.run(probe, capture_output=True).returncode == 0:
                os.execvpe(apart[0], [*apart, sys.executable, "-B", *sys.argv], os.environ | {MARK: "1"})


def can_mount():
    return MARK in os.environ


class SmallDisk:
    """A folder on a disk of its own, if disks can be mounted."""

    def __init__(self, folder):
        self.folder = folder
        self._filler = None
        if can_mount():
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", folder], check=True)

    def fill(self, terminal, file):
        """Fills it to the last page; from now on no page stays free. Or else no file may get larger than this."""
        if not can_mount():
            limit(terminal.pid, file.stat().st_size)
            return
        self._filler = subprocess.Popen(
            [sys.executable, "-c", GREEDY, self.folder / "filler"], stdout=subprocess.PIPE)
        self._filler.stdout.readline()

    def make_room(self):
        if self._filler:
            self._filler.kill()
            self._filler.communicate()
            self._filler = None
            (self.folder / "filler").unlink()

    def remove(self):
        if can_mount():
            subprocess.run(["umount", "-l", self.folder], check=True)


def limit(session, size):
    """No process of this terminal may write beyond so many bytes of a file."""
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getsid(int(entry.name)) == session:
                resource.prlimit(int(entry.name), resource.RLIMIT_FSIZE, (size, size))
