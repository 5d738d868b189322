"""Numbers at their limits in our own files: nothing traps, nothing that is acknowledged later becomes unreadable."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator

from arena import Arena
from attack import Attack, Attacks, Ending, Fell, turns
from judge import judge
from journal import journal_of, payloads
from sitting import AGAIN, Piped

LARGE = 2**53
VALUES = (LARGE - 1, LARGE - 2, LARGE, 2**63 - 1, -(2**63), 2**64, 10**9, 10**9 + 1, -1, 0, 1.5, 1e308)
ENDINGS = (Ending.KILL, Ending.LEAVE, Ending.TERM, Ending.INPUT)
# A session with something of everything that has numbers.
LINES = (
    "1 first", "2+", "3 \"second", "/2", "/break", "/on", "/off", "/on", "=2 hands", "/rec on tape", "/rec off",
    "/out 4", "/in 4", "/go K1", "4 third #new.code", "1 5- no", "/edit 1 1 first again", "/sum", "/retract 2",
    "half a line")


def lined(data: dict) -> bytes:
    """As the program writes it: a key a line, the notes a line each."""
    def dumped(value: object) -> str:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)

    parts = []
    for key, value in data.items():
        if isinstance(value, list) and key != "protocol":
            body = "[\n" + ",\n".join(dumped(item) for item in value) + "\n]"
        else:
            body = dumped(value)
        parts.append(f"{json.dumps(key)}: {body}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def numbered(value: object, path: tuple = ()) -> Iterator[tuple]:
    """Where numbers are, one of each kind: the first of a list stands for all."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "protocol":
                yield from numbered(inner, (*path, key))
    elif isinstance(value, list):
        for index in range(min(1, len(value))):
            yield from numbered(value[index], (*path, index))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path


def put(data: dict, path: tuple, value: object) -> dict:
    changed = copy.deepcopy(data)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


# The places in a session file as known; those that a session does not have are passed over.
PLACES = [
    ("version",), ("begun",), ("ended",), ("budget",), ("summary", "duration"), ("summary", "lastRecord"),
    ("summary", "nextNote"), ("summary", "notes"), ("summary", "participants"), ("recorders", 0, "from"),
    ("recorders", 0, "last"), ("participants", 0, "seat"), ("participants", 0, "present", 0, "from"),
    ("visits", 0, "from"), ("visits", 0, "to"), ("outcomes", 0, "at"), ("probes", 0, "changes", 0, "at"),
    ("stances", 0, "changes", 0, "at"), ("pauses", 0, "from"), ("pauses", 0, "to"), ("offRecord", 0, "from"),
    ("offRecord", 0, "to"), ("recordings", 0, "from"), ("recordings", 0, "to"), ("summaries", 0, "at"),
    ("retracted", 0, "at"), ("draft", "at"), ("notes", 0, "at"), ("notes", 0, "number"), ("notes", 0, "saved"),
    ("notes", 0, "revisions", 0, "at"), ("notes", 1, "number"), ("notes", 3, "count"), ("notes", 3, "of")]


def gone_on(arena: Arena, ending: Ending) -> None:
    """Looked at in every way, gone on with, ended, looked at again."""
    words = {line.split()[-1] for line in ("first again",)}
    for command in (("list",), ("check", str(arena.json)), ("show", "one"), ("replay", "one")):
        arena.run(*command)
    before = arena.show()
    sitting = Piped(arena, *AGAIN, settles=False)
    sitting.notes(3, patience=3)
    if sitting.process.poll() is None:
        sitting.ends(ending)
    else:
        sitting.ended_by = ending
        sitting.has_ended(5)
    arena.told += sitting.said
    judge(arena, sitting)
    if before.status == 0 and "first again" in before.out and sitting.acknowledged:
        if "first again" not in arena.show().out:
            raise Fell(f"notes from before are gone: {words}")


def in_json(path: tuple, value: object, ending: Ending) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        arena.record(*LINES)
        data = json.loads(arena.json.read_text())
        try:
            changed = put(data, path, value)
        except (KeyError, IndexError):
            changed = data | {str(path[0]): value} if len(path) == 1 else data
        arena.json.write_bytes(lined(changed))
        gone_on(arena, ending)

    return act


def in_journal(kind: str, value: object, ending: Ending) -> Callable[[Arena], None]:
    """Every number in the records of a kind, each time one of them, with true checksums."""
    def act(arena: Arena) -> None:
        sitting = Piped(arena)
        for line in LINES:
            sitting.enter(line)
        sitting.must_note(1)
        sitting.ends(Ending.KILL)
        original = arena.journal.read_bytes()
        records = payloads(original)
        for index, record in enumerate(records):
            if record["kind"] != kind:
                continue
            for path in numbered(record):
                if kind != "journal" or path[0] in ("n", "v", "at"):
                    changed = records[:index] + [put(record, path, value)] + records[index + 1:]
                    for other in arena.sessions.glob("*one.*"):
                        other.unlink()
                    arena.journal.write_bytes(journal_of(changed))
                    gone_on(arena, ending)
            break

    return act


def sums(where: str) -> Callable[[Arena], None]:
    """Each legal, all together beyond what a number holds."""
    def act(arena: Arena) -> None:
        arena.record(*LINES)
        data = json.loads(arena.json.read_text())
        large = 10**16
        if where == "clock":
            data["clock"] = [{"at": 1, "by": large} for _ in range(1000)]
        elif where == "pauses":
            data["pauses"] = [{"from": 0, "to": LARGE - 1, "why": "break"} for _ in range(2000)]
        elif where == "visits":
            data["visits"] = [{"from": 0, "question": "W", "to": LARGE - 1} for _ in range(2000)]
        else:
            data["protocol"]["questions"][0]["minutes"] = LARGE // 60000
            data["protocol"]["questions"] = [
                data["protocol"]["questions"][0] | {"id": f"Q{number}"} for number in range(2000)]
        arena.json.write_bytes(lined(data))
        gone_on(arena, Ending.KILL)

    return act


def attacks() -> Attacks:
    number = 0
    short = {(("summary", "lastRecord"), LARGE - 1), (("summary", "nextNote"), 10**9 + 1), 
             (("notes", 0, "number"), 10**9), (("summary", "lastRecord"), 2**63 - 1), (("notes", 0, "at"), LARGE - 1)}
    for path in PLACES:
        for value in VALUES:
            number += 1
            name = ".".join(str(part) for part in path)
            yield Attack(f"{name} = {value} in the file, {turns(ENDINGS, number).value}",
                         in_json(path, value, turns(ENDINGS, number)), short=(path, value) in short)
    for kind in ("journal", "begin", "recorder", "note", "pause", "visited", "together", "stance", "probe", "clock",
                 "edit", "draft", "off-record", "recording"):
        for value in (LARGE - 1, LARGE, 2**63 - 1, 10**9 + 1, -1):
            number += 1
            yield Attack(f"{value} in a journal's record of kind {kind}, {turns(ENDINGS, number).value}",
                         in_journal(kind, value, turns(ENDINGS, number)))
    for where in ("clock", "pauses", "visits", "minutes"):
        yield Attack(f"a sum of {where} beyond 64 bits", sums(where), short=where == "clock")
