"""A disk that fails on demand: a FUSE view of a folder. Usage: faulty.py BACKING MOUNTPOINT CONTROL

CONTROL is a file of JSON, read anew whenever it changes:

faults        [{"call": "fsync", "error": "EIO", "path": "journal", "after": 2, "times": 1}]: calls on paths with this
              in them fail, after so many that do not, so many times
short         no write takes more than so many bytes
lies          names of calls that answer well and do nothing
slow          {"call": seconds}
renumbers     true: every file has another inode number each time it is looked at
plain_rename  true: renames with flags (exchange, no replacement) are refused, as old file systems do
"""

from __future__ import annotations

import ctypes
import errno
import itertools
import json
import os
import sys
import time

import mfusepy

LIBC = ctypes.CDLL(None, use_errno=True)
AT_FDCWD = -100


class Control:
    """What the disk was told."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._seen = None
        self._counts: dict[int, int] = {}
        self.settings: dict = {}

    def now(self) -> dict:
        try:
            stamp = os.stat(self.path)
        except FileNotFoundError:
            return self.settings
        seen = stamp.st_ino, stamp.st_mtime_ns
        if seen != self._seen:
            with open(self.path) as file:
                self.settings = json.load(file)
            self._seen, self._counts = seen, {}
        return self.settings

    def meets(self, call: str, path: str) -> bool:
        """Waits and fails as told; whether the call is to do nothing."""
        settings = self.now()
        if seconds := settings.get("slow", {}).get(call):
            time.sleep(seconds)
        for number, fault in enumerate(settings.get("faults", [])):
            if call != fault["call"] or fault.get("path", "") not in path:
                continue
            self._counts[number] = count = self._counts.get(number, 0) + 1
            after = fault.get("after", 0)
            if after < count <= after + fault.get("times", 1 << 60):
                raise mfusepy.FuseOSError(getattr(errno, fault["error"]))
        return call in settings.get("lies", [])


class View(mfusepy.Operations):
    """Everything goes to the folder behind it, apart from what it was told."""

    use_ns = True

    def __init__(self, backing: str, control: Control) -> None:
        self.backing = backing
        self.control = control
        self._numbers = itertools.count(1_000_000)

    def at(self, path: str) -> str:
        return self.backing + path

    def getattr(self, path, fh=None):
        self.control.meets("getattr", path)
        found = os.lstat(self.at(path)) if fh is None else os.fstat(fh)
        names = ("st_mode", "st_nlink", "st_uid", "st_gid", "st_size", "st_ino", "st_blocks")
        values = {name: getattr(found, name) for name in names}
        for time_name in ("st_atime", "st_mtime", "st_ctime"):
            values[time_name] = getattr(found, time_name + "_ns")
        if self.control.now().get("renumbers"):
            values["st_ino"] = next(self._numbers)
        return values

    def statfs(self, path):
        found = os.statvfs(self.backing)
        return {name: getattr(found, name) for name in (
            "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_namemax")}

    # MARK: Names

    def readdir(self, path, fh):
        self.control.meets("readdir", path)
        # An entry without a number is passed over by the C library.
        names = [".", "..", *os.listdir(self.at(path))]
        return [(name, {"st_ino": os.lstat(self.at(path) + "/" + name).st_ino}, 0) for name in names]

    def mkdir(self, path, mode):
        self.control.meets("mkdir", path)
        os.mkdir(self.at(path), mode)

    def rmdir(self, path):
        self.control.meets("rmdir", path)
        os.rmdir(self.at(path))

    def unlink(self, path):
        if not self.control.meets("unlink", path):
            os.unlink(self.at(path))

    def symlink(self, target, source):
        os.symlink(source, self.at(target))

    def readlink(self, path):
        return os.readlink(self.at(path))

    def link(self, target, source):
        self.control.meets("link", target)
        os.link(self.at(source), self.at(target))

    def renames(self, old, new, flags):
        """With flags, which the binding does not pass on by itself."""
        if self.control.meets("rename", new) or self.control.meets("rename", old):
            return
        if flags and self.control.now().get("plain_rename"):
            raise mfusepy.FuseOSError(errno.EINVAL)
        if LIBC.renameat2(AT_FDCWD, os.fsencode(self.at(old)), AT_FDCWD, os.fsencode(self.at(new)), flags):
            raise mfusepy.FuseOSError(ctypes.get_errno())

    def rename(self, old, new):
        self.renames(old, new, 0)

    def chmod(self, path, mode):
        self.control.meets("chmod", path)
        os.chmod(self.at(path), mode)

    def chown(self, path, uid, gid):
        os.lchown(self.at(path), uid, gid)

    def utimens(self, path, times=None):
        os.utime(self.at(path), ns=times)

    def truncate(self, path, length, fh=None):
        if not self.control.meets("truncate", path):
            os.truncate(self.at(path), length)

    # MARK: Files

    def create(self, path, mode, fi=None):
        self.control.meets("create", path)
        return os.open(self.at(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

    def open(self, path, flags):
        self.control.meets("open", path)
        # A file is written where it is told to be, and the kernel has looked at who may.
        return os.open(self.at(path), os.O_RDWR | (flags & os.O_TRUNC))

    def read(self, path, size, offset, fh):
        self.control.meets("read", path)
        return os.pread(fh, size, offset)

    def write(self, path, data, offset, fh):
        if self.control.meets("write", path):
            return len(data)
        short = self.control.now().get("short")
        return os.pwrite(fh, data[:short] if short else data, offset)

    def flush(self, path, fh):
        self.control.meets("flush", path)

    def release(self, path, fh):
        os.close(fh)

    def fsync(self, path, datasync, fh):
        if not self.control.meets("fsync", path):
            os.fsync(fh)

    def opendir(self, path):
        return 0

    def fsyncdir(self, path, datasync, fh):
        self.control.meets("fsyncdir", path)


class Locking(View):
    """Locks are asked for here; a disk without this has the kernel's own."""

    def lock(self, path, fh, cmd, lock):
        self.control.meets("lock", path)
        raise mfusepy.FuseOSError(errno.ENOLCK)


class Mount(mfusepy.FUSE):
    def rename_fuse_3(self, old, new, flags):
        self.operations.renames(old.decode(self.encoding, self.errors), new.decode(self.encoding, self.errors), flags)
        return 0


def main() -> None:
    backing, mountpoint, control_file = sys.argv[1:]
    control = Control(control_file)
    settings = control.now()
    view = Locking if any(fault["call"] == "lock" for fault in settings.get("faults", [])) else View
    # Nothing is remembered by the kernel, so that two views see what the other wrote.
    direct = bool(settings.get("direct"))
    Mount(
        view(backing, control), mountpoint, foreground=True, nothreads=not settings.get("slow"),
        direct_io=direct, use_ino=True, attr_timeout=0, entry_timeout=0, negative_timeout=0, errors="surrogateescape")


main()
