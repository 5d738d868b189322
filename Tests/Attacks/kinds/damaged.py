"""Damaged files: what can be read is shown, what is missing is said, and damage in one file never hides another."""

from __future__ import annotations

import json
from collections.abc import Callable

from arena import Arena, contents
from attack import ROOT, Attack, Attacks, Ending, Fell
from judge import judge
from sitting import AGAIN, Piped

SAMPLES = ("sample-dk-museum", "sample-fr-regional-authority", "sample-si-municipality")
Damage = Callable[[bytes], bytes]


def cut_at(share: float) -> Damage:
    return lambda data: data[:int(len(data) * share)]


def zeroed(share: float, length: int = 3000) -> Damage:
    def act(data: bytes) -> bytes:
        at = int(len(data) * share)
        return data[:at] + bytes(min(length, len(data) - at)) + data[at + length:]

    return act


def flipped(share: float) -> Damage:
    def act(data: bytes) -> bytes:
        at = int(len(data) * share)
        return data[:at] + bytes([data[at] ^ 0x80]) + data[at + 1:]

    return act


def markers(data: bytes) -> bytes:
    middle = data.find(b"\n", len(data) * 4 // 5) + 1
    return data[:middle] + b"<<<<<<< ours\n=======\n>>>>>>> theirs\n" + data[middle:]


DAMAGES: list[tuple[str, Damage, bool]] = [
    # The last says whether anything of it can be read.
    ("emptied", lambda data: b"", False),
    ("all zeros", lambda data: bytes(len(data)), False),
    ("cut to 1 %", cut_at(0.01), False),
    ("cut to 70 %", cut_at(0.7), True), ("cut to 90 %", cut_at(0.9), True),
    ("its last byte cut", cut_at(0.99999), True),
    ("zeros in the middle", zeroed(0.6), True), ("zeros at the end", zeroed(0.95, 1 << 20), True),
    ("zeros in its head", zeroed(0.002, 60), True),
    ("a byte order mark", lambda data: b"\xef\xbb\xbf" + data, True),
    ("lines ended as on Windows", lambda data: data.replace(b"\n", b"\r\n"), True),
    ("conflict markers", markers, True), ("a flipped bit", flipped(0.8), True),
    ("something behind it", lambda data: data + b"}\n\n", True),
    ("as UTF-16", lambda data: data.decode().encode("utf-16"), False),
    ("twice in a row", lambda data: data + data, True),
]


def texts(data: bytes) -> list[str]:
    """The words of the notes on lines that are whole."""
    found = []
    for line in data.decode(errors="replace").splitlines():
        try:
            note = json.loads(line.strip().rstrip(",").removeprefix("\ufeff"))
        except ValueError:
            continue
        if isinstance(note, dict) and note.get("text") and "number" in note:
            found.append(note["text"])
    return found


def alone(sample: str, damage: Damage, readable: bool) -> Callable[[Arena], None]:
    """No journal beside it: what stands on whole lines is shown, `list` says that it is damaged."""
    def act(arena: Arena) -> None:
        path = arena.sessions / f"{sample}.json"
        broken = damage((ROOT / "Sessions" / f"{sample}.json").read_bytes())
        path.write_bytes(broken)
        whole = texts(broken) if readable else []
        listed = arena.run("list")
        if sample not in listed.all:
            raise Fell("`list` does not name it")
        shown = arena.show(sample)
        lost = [text for text in whole if flat_word(text) not in flat_word(shown.out)]
        if len(lost) > len(whole) // 50:
            raise Fell(f"`show` does not show {len(lost)} of {len(whole)} notes that can be read: {shown.err[:160]}")
        if not shown.all.strip():
            raise Fell("`show` says nothing")
        arena.resume("1 later", identifier=sample)
        if not any(contents(file) == broken for file in arena.files()) and broken:
            kept = arena.show(sample).out
            if any(flat_word(text) not in flat_word(kept) for text in whole):
                raise Fell("going on with it has lost what could be read")

    return act


def flat_word(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def beside_journal(damage: Damage, ending: Ending, again: bool) -> Callable[[Arena], None]:
    """A damaged file beside a good journal hides nothing of it."""
    def act(arena: Arena) -> None:
        if again:
            first = Piped(arena)
            first.must_note(2)
            first.ends(Ending.LEAVE)
            whole = contents(arena.json)
        sitting = Piped(arena, *(AGAIN if again else ()))
        sitting.must_note(3)
        sitting.ends(ending)
        arena.json.write_bytes(damage(whole if again else (ROOT / "Sessions/sample-nl-municipality.json").read_bytes()))
        judge(arena, sitting)

    return act


def folder_in_place(arena: Arena) -> None:
    sitting = Piped(arena)
    sitting.must_note(3)
    sitting.ends(Ending.KILL)
    arena.json.mkdir()
    judge(arena, sitting)


def with_journal(damage: Damage) -> Callable[[Arena], None]:
    """The journal is damaged: every whole record of it counts, whatever stands before."""
    def act(arena: Arena) -> None:
        sitting = Piped(arena)
        sitting.must_note(30)
        sitting.ends(Ending.KILL)
        whole = contents(arena.journal)
        broken = damage(whole)
        arena.journal.write_bytes(broken)
        good = {line for line in whole.splitlines() if line in set(broken.splitlines())}
        sitting_words = [word for word in sitting.typed if any(word.encode() in line for line in good)]
        shown = arena.show()
        lost = [word for word in sitting_words if word not in shown.out]
        if lost:
            raise Fell(f"{len(lost)} of {len(sitting_words)} whole records are not shown: {shown.err[:160]}")
        if len(sitting_words) < len(sitting.typed) and not shown.err.strip():
            raise Fell("nothing is said of what is missing")
        arena.resume("1 later")
        if [word for word in sitting_words if word not in arena.show().out]:
            raise Fell("going on with it has lost whole records")

    return act


def newest(arena: Arena) -> None:
    """`resume` without a name does not take an older session because the newest one is damaged."""
    arena.record("1 older", identifier="older")
    sitting = Piped(arena)
    sitting.must_note(2)
    sitting.ends(Ending.KILL)
    arena.json.write_bytes(b"")
    done = arena.run("resume", "--plain", stdin="1 into the wrong one\n")
    if "into the wrong one" in arena.show("older").out:
        raise Fell(f"the older session was gone on with in silence: {done.status}")
    judge(arena, sitting)


def attacks() -> Attacks:
    for sample in SAMPLES:
        for name, damage, readable in DAMAGES:
            short = sample == SAMPLES[0] and name in (
                "emptied", "cut to 90 %", "a byte order mark", "zeros in the middle")
            yield Attack(f"{sample}: {name}", alone(sample, damage, readable), short)
    for name, damage, _ in DAMAGES:
        for again in (False, True):
            for ending in (Ending.KILL, Ending.TERM):
                resumed = ", resumed" if again else ""
                yield Attack(f"{name}, beside a good journal, {ending.value}{resumed}",
                             beside_journal(damage, ending, again),
                             short=again and ending is Ending.KILL and name in ("emptied", "cut to 70 %"))
    yield Attack("a folder in its place beside a good journal", folder_in_place, short=True)
    for name, damage in (
        ("emptied head", lambda data: bytes(300) + data[300:]), ("zeros in the middle", zeroed(0.5, 700)),
        ("cut", cut_at(0.7)), ("a flipped bit", flipped(0.5)), ("lines ended as on Windows",
         lambda data: data.replace(b"\n", b"\r\n")), ("conflict markers", markers)):
        yield Attack(f"the journal: {name}", with_journal(damage), short=name == "zeros in the middle")
    yield Attack("resume without a name, the newest is damaged", newest, short=True)
