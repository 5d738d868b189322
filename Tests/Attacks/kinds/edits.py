"""An edit forgets the words that it takes away, in every file, once the session is left."""

from __future__ import annotations

import json
from collections.abc import Callable

from arena import Arena
from attack import ON_SCREEN, Attack, Attacks, Ending, Fell
from judge import judge, judge_gone
from kinds.numbers import lined
from sitting import OnScreen, Piped

# What is edited: the line with the word, the line that puts it right.
EDITS: list[tuple[str, str, str]] = [
    ("a name put right", "3 {canary} said so", "/edit 1 3 she said so"),
    ("what was typed", "3 text #{canary}", "/edit 1 3 text #other.code"),
    ("how it was said", "3 {canary} *", "/edit 1 3 nothing of it"),
    ("what was seen", "~{canary} laughs", "/edit 1 ~P2 laughs"),
    ("a quote", '3 "we met {canary}', '/edit 1 3 "we met somebody'),
    ("twice edited", "3 {canary}", "/edit 1 3 first\n/edit 1 3 second"),
    ("edited, undone, redone", "3 {canary}", "/edit 1 3 other\n/undo\n/redo"),
    ("a quote completed", '3 "we met {canary}...', "/edit 1 3 \"we met somebody"),
]
LEAVES = (Ending.LEAVE, Ending.INPUT)


def forgotten(before: str, after: str, ending: Ending, crash: bool) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        canary = arena.word()
        sitting = Piped(arena)
        sitting.enter(before.format(canary=canary))
        if crash:
            sitting.note()
            sitting.ends(Ending.KILL)
            sitting = Piped(arena, "resume", "one")
        for line in after.splitlines():
            sitting.enter(line)
        sitting.must_note(1)
        sitting.ends(ending)
        judge_gone(arena, canary)
        for command in (("show", "one"), ("replay", "one")):
            if canary in arena.run(*command).out:
                raise Fell(f"`{command[0]}` brings the earlier words back")
        judge(arena, sitting)

    return act


def replayed(arena: Arena) -> None:
    """Replay shows the final words from when they first came."""
    arena.record("1 before", "/edit 1 1 after")
    shown = arena.run("replay", "one").out
    if "before" in shown or "after" not in shown:
        raise Fell("replay does not show the final words")


def older(arena: Arena) -> None:
    """A session of before keeps earlier words until it is left again, which says how many; `check` names it."""
    canary = arena.word()
    arena.record("1 final words")
    data = json.loads(arena.json.read_text())
    data["notes"][0]["revisions"] = [{"at": data["notes"][0]["saved"], "text": canary, "typed": f"1 {canary}"}]
    arena.json.write_bytes(lined(data))
    checked = arena.run("check", str(arena.json))
    said = arena.resume("2 more")
    judge_gone(arena, canary)
    if "earlier words of 1 edit" not in said.all.lower():
        raise Fell("nothing is said of the words that went")
    if "took away" not in checked.all.lower():
        raise Fell("`check` does not name a session that keeps earlier words")


def by_hand(ending: Ending) -> Callable[[Arena], None]:
    """On the screen: Up, Enter, other words, Enter."""
    def act(arena: Arena) -> None:
        sitting = OnScreen(arena)
        sitting.must_note(2)
        sitting.send_keys(b"\x1b[A")
        sitting.terminal.rests(0.3)
        sitting.send_keys(b"\r")
        sitting.terminal.rests(0.3)
        sitting.send_keys(b"\x15other words\r")
        sitting.terminal.rests(0.5)
        canary = sitting.typed.pop()
        sitting.ends(ending)
        if ending is not Ending.LEAVE:
            arena.resume()
        judge_gone(arena, canary)
        judge(arena, sitting)

    return act


def attacks() -> Attacks:
    for name, before, after in EDITS:
        for ending in LEAVES:
            for crash in (False, True):
                again = ", after a crash" if crash else ""
                yield Attack(f"{name}, {ending.value}{again}", forgotten(before, after, ending, crash),
                             short=name == EDITS[0][0] and ending is Ending.LEAVE)
    yield Attack("replay shows the final words", replayed, short=True)
    yield Attack("an older session", older, short=True)
    for ending in ON_SCREEN:
        yield Attack(f"by the arrows on the screen, {ending.value}", by_hand(ending))
