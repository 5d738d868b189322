"""What is done to each program, and what of its notes is left."""

import codecs
import re
import shutil
import string
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from disk import SmallDisk
from terminal import Seen, Terminal

# How long a program may take to acknowledge a note before that counts as refused.
PATIENCE = 20.0
PATIENCE_WHEN_FULL = 1.0


@dataclass
class Count:
    """Notes of one program, counted over all rounds of one scenario."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    recovered: int = 0
    rounds_with_loss: int = 0
    # Rounds in which the program said that a note was not saved.
    said: int = 0

    def add(self, peer, folder, notes):
        """Looks for the acknowledged notes of a round that is over."""
        text, _ = peer.read(folder)
        lost = {note for note in notes if note not in text}
        text = peer.recover(folder) if lost else ""
        self.rounds += 1
        self.acknowledged += len(notes)
        self.lost += len(lost)
        self.recovered += sum(note in text for note in lost)
        self.rounds_with_loss += bool(lost)


@contextmanager
def a_folder():
    # On a real disk as a rule, which /tmp often is not; and vim keeps no backups of what is in /tmp.
    path = Path(tempfile.mkdtemp(prefix="compare-peers-", dir="/var/tmp"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Session:
    """Somebody at one program, who enters a note when the one before was acknowledged."""

    def __init__(self, peer, folder, random, wrapper=()):
        self.peer = peer
        self.random = random
        self.notes = []
        self._begun = None
        peer.prepare(folder)
        self.terminal = Terminal([*wrapper, *peer.command()], peer.environment(folder), folder, peer.draws)
        if not self.terminal.waits(lambda seen: re.search(peer.ready, seen.everything)):
            raise RuntimeError(f"{peer.name} does not start: {self.terminal.seen.bytes[-500:]!r}")

    def text(self):
        words = " ".join("".join(self.random.choices(string.ascii_lowercase, k=6)) for _ in range(6))
        return f"note {len(self.notes) + 1} {words}"

    def enters(self, patience=PATIENCE):
        """One more note; False if it was not acknowledged."""
        number, text = len(self.notes) + 1, self.text()
        self._begun = number, text
        self.terminal.send(self.peer.note(number, text))
        if not self.terminal.waits(lambda seen: self.peer.acknowledged(seen, number, text), patience):
            return False
        self.notes.append(text)
        self._begun = None
        return True

    def enters_many(self, count):
        """So many more notes, all of which have to be acknowledged."""
        for _ in range(count):
            if not self.enters():
                raise RuntimeError(f"{self.peer.name} hangs: {self.terminal.seen.bytes[-500:]!r}")

    def ends(self):
        """What was on the way to the terminal at the end was shown too."""
        if self._begun and self.terminal.waits(lambda seen: self.peer.acknowledged(seen, *self._begun), 0.5):
            self.notes.append(self._begun[1])
        self.terminal.close()


# MARK: Kills

def killed_at_random(peer, random, count):
    """Killed at a moment that has nothing to do with what it is doing."""
    with a_folder() as folder:
        session = Session(peer, folder, random)
        timer = threading.Timer(random.uniform(0.01, 0.5), session.terminal.kill)
        timer.start()
        while session.enters():
            pass
        timer.join()
        session.ends()
        count.add(peer, folder, session.notes)


def killed_when_acknowledged(peer, random, count):
    """Killed as soon as an acknowledgement has been seen: the worst moment for one that comes too early."""
    with a_folder() as folder:
        session = Session(peer, folder, random)
        session.enters_many(random.randint(1, 12))
        session.terminal.kill()
        session.ends()
        count.add(peer, folder, session.notes)


# MARK: A full disk

def disk_filled(peer, random, count):
    """The disk is filled between two notes; up to 80 more are tried, then the program is killed."""
    with a_folder() as folder:
        disk = SmallDisk(folder)
        try:
            session = Session(peer, folder, random)
            session.enters_many(random.randint(5, 25))
            disk.fill(session.terminal, folder / peer.file)
            more = 80
            while more and session.enters(PATIENCE_WHEN_FULL):
                more -= 1
            count.said += re.search(peer.refused, session.terminal.seen.everything) is not None
            session.terminal.kill()
            session.ends()
            disk.make_room()
            count.add(peer, folder, session.notes)
        finally:
            disk.make_room()
            disk.remove()


# MARK: Damage

@dataclass
class Damage:
    """What is lost besides the notes that were hit, when a file was torn or a byte of it changed."""

    cuts: int = 0
    lost_by_cut: int = 0
    changes: int = 0
    lost_by_change: int = 0
    noticed: int = 0


def damaged(peer, random, times, damage):
    """The file of a killed session of 30 notes, cut at random and with one byte changed, again and again."""
    with a_folder() as folder:
        session = Session(peer, folder, random)
        session.enters_many(30)
        session.terminal.rests(0.5)
        session.terminal.kill()
        session.ends()
        whole = (folder / peer.file).read_bytes()
        places = {}
        for note in session.notes:
            at = whole.index(note.encode())
            places[note] = whole.rfind(b"\n", 0, at) + 1, whole.index(b"\n", at) + 1
        first = places[session.notes[0]][0]
        for _ in range(times):
            cut = random.randint(first, len(whole) - 1)
            text, _ = read_with(peer, folder, whole[:cut])
            damage.cuts += 1
            damage.lost_by_cut += sum(end <= cut and note not in text for note, (_, end) in places.items())
            at = random.randint(first, len(whole) - 2)
            # Two lines are hit where a line end is.
            hit = {at, at + 1} if whole[at] == ord("\n") else {at}
            changed = bytearray(whole)
            changed[at] = random.choice([byte for byte in range(256) if byte != whole[at]])
            text, complaint = read_with(peer, folder, bytes(changed))
            damage.changes += 1
            damage.lost_by_change += sum(
                hit.isdisjoint(range(start, end)) and note not in text for note, (start, end) in places.items())
            damage.noticed += bool(complaint)


def read_with(peer, folder, contents):
    (folder / peer.file).write_bytes(contents)
    return peer.read(folder)


# MARK: What was typed and not saved

# What happens to the program, how many seconds after the last key, and whether its window is closed instead of a kill.
UNFINISHED = {
    "killed after ½ s": (0.5, False), "2 s": (2, False), "5 s": (5, False), "window closed after ½ s": (0.5, True)}


@dataclass
class Unfinished:
    """Rounds in which a line that was only typed came back, by what happened."""

    rounds: int = 0
    back: dict = field(default_factory=lambda: dict.fromkeys(UNFINISHED, 0))


def unfinished(peers, random, counts):
    """A line is typed and neither entered nor saved; all programs at the same time, as most of it is waiting."""
    with a_folder() as root:
        sessions = []
        for peer in peers:
            for end in UNFINISHED:
                folder = root / str(len(sessions))
                folder.mkdir()
                session = Session(peer, folder, random)
                session.enters_many(1)
                sessions.append((session, folder, session.text(), end))
        with ThreadPoolExecutor(len(sessions)) as pool:
            for (session, _, _, end), is_back in zip(sessions, pool.map(comes_back, *zip(*sessions))):
                counts[session.peer.name].back[end] += is_back
        for peer in peers:
            counts[peer.name].rounds += 1


def comes_back(session, folder, text, end):
    """Types the line, ends the program, and looks for it in the file and in what the program recovers."""
    seconds, is_window_closed = UNFINISHED[end]
    session.terminal.send(session.peer.unfinished(text))
    session.terminal.rests(seconds)
    if is_window_closed:
        session.terminal.hang_up()
    session.terminal.close()
    return text in session.peer.read(folder)[0] or text in session.peer.recover(folder)


# MARK: Syncs

SYNCED_OF = 8
STRACE = ["strace", "-f", "-y", "-s", "65536", "-e", "signal=none",
          "-e", "trace=write,writev,fsync,fdatasync,sync,syncfs"]
CALL = re.compile(r'^(\d+) +(<\.\.\. )?(\w+)(?:\((?:\d+<([^>]*)>)?(?:, (?:\[\{iov_base=)?"(.*?)"(?:\.\.\.)?[,}])?)?')


def synced(peer, random):
    """How many of some notes were synced to the disk before the program showed them as acknowledged."""
    with a_folder() as folder, tempfile.NamedTemporaryFile(mode="r") as log:
        session = Session(peer, folder, random, [*STRACE, "-o", log.name])
        session.enters_many(SYNCED_OF)
        session.terminal.kill()
        session.ends()
        return syncs_before(peer, session.notes, str(folder / peer.file), log)


def syncs_before(peer, notes, file, log):
    """Reads the system calls in their order: a sync of the notes' file that succeeded, then the acknowledgement."""
    seen, number, was_synced, count, begun = Seen(peer.draws), 1, False, 0, {}
    for line in log:
        call = CALL.match(line)
        if not call:
            continue
        thread, resumed, name, path, data = call.groups()
        if "sync" in name:
            path = begun.pop(thread, path) if resumed else path
            if "<unfinished" in line:
                begun[thread] = path
            elif line.rstrip().endswith("= 0") and (path == file or path is None):
                was_synced = True
        elif data and not resumed and path.startswith(("/dev/pts", "/dev/tty")):
            seen.feed(codecs.decode(data, "unicode_escape").encode("latin-1"))
            if number <= len(notes) and peer.acknowledged(seen, number, notes[number - 1]):
                count += was_synced
                number, was_synced = number + 1, False
                seen.forget()
    if number <= len(notes):
        raise RuntimeError(f"{peer.name}: strace's log shows no acknowledgement of note {number}")
    return count
