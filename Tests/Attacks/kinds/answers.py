"""What a terminal says by itself is never typed: reports, mouse, focus, in one piece and in many."""

from __future__ import annotations

import time
from collections.abc import Callable

from arena import Arena
from attack import Attack, Attacks, Ending, Fell, Skipped
from judge import judge, judge_gone
from sitting import OnScreen

ESC, ST, BEL = b"\x1b", b"\x1b\\", b"\x07"
ANSWERS: list[tuple[str, bytes]] = [
    ("device attributes 1", b"\x1b[?62;1;2;6;9;15;22c"),
    ("device attributes 2", b"\x1b[>41;354;0c"),
    ("device attributes 3 (DCS)", b"\x1bP!|00000000" + ST),
    ("XTVERSION (DCS)", b"\x1bP>|XTerm(380)" + ST),
    ("DECRQSS (DCS)", b"\x1bP1$r0;1;4;38:2::255:0:0m" + ST),
    ("XTGETTCAP (DCS)", b"\x1bP1+r544e=787465726d2d323536636f6c6f72" + ST),
    ("colour 4 (OSC, ST)", b"\x1b]4;1;rgb:cdcd/0000/0000" + ST),
    ("colour 4 (OSC, BEL)", b"\x1b]4;1;rgb:cdcd/0000/0000" + BEL),
    ("foreground (OSC 10, ST)", b"\x1b]10;rgb:ffff/ffff/ffff" + ST),
    ("background (OSC 11, BEL)", b"\x1b]11;rgb:1e1e/1e1e/1e1e" + BEL),
    ("background twice", b"\x1b]11;rgb:1e1e/1e1e/1e1e" + BEL + b"\x1b]10;rgb:ffff/ffff/ffff" + BEL),
    ("clipboard (OSC 52)", b"\x1b]52;c;aGVsbG8gd29ybGQ=" + BEL),
    ("a long clipboard (OSC 52)", b"\x1b]52;c;" + b"QUJD" * 2000 + ST),
    ("title report (OSC l)", b"\x1b]l/redact 1" + ST),
    ("icon report (OSC L)", b"\x1b]Lmy window" + ST),
    ("title with UTF-8", b"\x1b]l" + "caf\u00e9 \u65e5\u672c".encode() + ST),
    ("APC (kitty graphics)", b"\x1b_Gi=31;OK" + ST),
    ("PM", b"\x1b^privacy" + ST),
    ("SOS", b"\x1bXstart of string" + ST),
    ("a string ended by CAN", b"\x1bP1$rabandoned\x18"),
    ("a string ended by SUB", b"\x1b]11;abandoned\x1a"),
    ("a string with Enter in it", b"\x1bP1$r0\r\nm" + ST),
    ("a string with ^Q in it", b"\x1b]l a\x11b" + ST),
    ("cursor position", b"\x1b[12;40R"),
    ("cursor position (DEC)", b"\x1b[?12;40;1R"),
    ("device status", b"\x1b[0n"),
    ("mode report", b"\x1b[?2026;2$y"),
    ("window size", b"\x1b[8;24;80t"),
    ("window position", b"\x1b[3;100;200t"),
    ("window state", b"\x1b[1t"),
    ("focus in", b"\x1b[I"),
    ("focus out", b"\x1b[O"),
    ("kitty keyboard flags", b"\x1b[?1u"),
    ("colour scheme", b"\x1b[?997;1n"),
    ("a CSI of 300 bytes", b"\x1b[" + b"1;" * 149 + b"1c"),
    ("mouse X10 press and release", b"\x1b[M !!\x1b[M#!!"),
    ("mouse X10 far right", b"\x1b[M \xf0\xf0"),
    ("mouse X10 wheel", b"\x1b[M`!!\x1b[Ma!!"),
    ("mouse X10 on Enter's byte", b"\x1b[M \x0d\x0d"),
    ("mouse urxvt", b"\x1b[32;30;12M\x1b[35;30;12M"),
    ("mouse SGR", b"\x1b[<0;30;12M\x1b[<0;30;12m"),
    ("mouse SGR wheel", b"\x1b[<64;30;12M\x1b[<65;30;12M"),
    ("mouse SGR motion", b"\x1b[<35;1;1M\x1b[<35;2;1M\x1b[<35;3;1M"),
    ("locator report (DEC)", b"\x1b[1;2;10;20;1&w"),
    ("sixel (DCS)", b"\x1bPq#0;2;0;0;0#0~~@@vv@@~~$-" + ST),
    ("a checksum (DCS)", b"\x1bP1!~ABCD" + ST),
]
# How it comes.
Comes = Callable[[OnScreen, bytes], None]
# Seconds between two pieces: within an introducer less than any delay after Escape, in a string as on a slow link.
SOON, LATER = 0.003, 0.02
# What an introducer may take at most on a busy machine before it is no longer one.
TOO_LATE = 0.012


def whole(sitting: OnScreen, answer: bytes) -> None:
    sitting.send_keys(answer)


def in_bytes(sitting: OnScreen, answer: bytes) -> None:
    """Byte by byte, as over a slow link."""
    pieces(sitting, [answer[at:at + 1] for at in range(len(answer))], SOON)


def pieces(sitting: OnScreen, parts: list[bytes], gap: float) -> None:
    """One after another; a machine that was too busy to send them in time has tried nothing."""
    before = time.monotonic()
    for number, part in enumerate(parts):
        sitting.send_keys(part)
        now = time.monotonic()
        if 0 < number < 3 and gap == SOON and now - before > TOO_LATE:
            raise Skipped("this machine was too busy to send an introducer in time")
        before = now
        time.sleep(gap)


def places(answer: bytes, most: int = 24) -> list[int]:
    """Where it is broken in two; of a long one the ends and some between."""
    every = list(range(1, len(answer)))
    if len(every) <= most:
        return every
    return every[:most // 2] + every[most // 2:-6:max(1, len(every) // 8)] + every[-6:]


def typed(sitting: OnScreen, answer: bytes, comes: Comes, half: str) -> None:
    """Half a note, the answer, the rest of the note, Enter: one note with exactly these words."""
    word = sitting.arena.word()
    sitting.typed.append(word)
    if half:
        sitting.send_keys(half.encode())
        sitting.waits(lambda: half in sitting.terminal.text, 3)
    comes(sitting, answer)
    # A string that was not ended is over by now.
    time.sleep(0.05)
    rest = f" {word} ends"
    sitting.send_keys(rest.encode() + b"\r")
    if not sitting.waits(lambda: word in sitting.acknowledged, 6):
        raise Fell(f"the note is not saved after {answer[:24]!r}: {' '.join(sitting.terminal.text.split())[-160:]}")


def judge_texts(sitting: OnScreen, texts: list[str]) -> None:
    """The notes are exactly these, and no others."""
    sitting.ends(Ending.LEAVE)
    shown = sitting.arena.run("replay", "one").out.splitlines()
    notes = [line.split(" W ", 1)[1] for line in shown if " W " in line]
    if notes != texts:
        wrong = next((note for note in notes if note not in texts), f"{len(notes)} notes instead of {len(texts)}")
        raise Fell(f"not what was typed: {wrong[:120]!r}")
    judge(sitting.arena, sitting)


def in_note(answer: bytes, comes: Comes, half: str) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        sitting = OnScreen(arena)
        typed(sitting, answer, comes, half)
        judge_texts(sitting, [f"{half} {sitting.typed[0]} ends".strip()])

    return act


def split_everywhere(answer: bytes) -> Callable[[Arena], None]:
    def act(arena: Arena) -> None:
        sitting = OnScreen(arena)
        texts = []
        for at in places(answer):
            def in_two(sitting: OnScreen, answer: bytes, at: int = at) -> None:
                pieces(sitting, [answer[:at], answer[at:]], SOON if at < 3 else LATER)

            typed(sitting, answer, in_two, "half")
            texts.append(f"half {sitting.typed[-1]} ends")
        judge_texts(sitting, texts)

    return act


def in_confirmation(answer: bytes, half: bytes) -> Callable[[Arena], None]:
    """The question stands, with `yes` typed or not: nothing that the terminal says confirms it."""
    def act(arena: Arena) -> None:
        sitting = OnScreen(arena)
        sitting.must_note(2)
        sitting.enter("/redact 1")
        if not sitting.waits(lambda: "yes?>" in sitting.terminal.text, 5):
            raise Fell("no question before a redaction")
        time.sleep(0.3)
        sitting.send_keys(half)
        time.sleep(0.05)
        sitting.send_keys(answer)
        time.sleep(0.7)
        sitting.send_keys(b"\x1b")
        time.sleep(0.3)
        sitting.ends(Ending.LEAVE)
        judge(arena, sitting)

    return act


def never_ended(answer: bytes) -> Callable[[Arena], None]:
    """A string that never ends: after half a second of silence what is typed is text again."""
    def act(arena: Arena) -> None:
        sitting = OnScreen(arena)

        def comes(sitting: OnScreen, answer: bytes) -> None:
            sitting.send_keys(answer)
            time.sleep(0.9)

        typed(sitting, answer, comes, "half")
        judge_texts(sitting, [f"half {sitting.typed[0]} ends"])

    return act


def erased(arena: Arena) -> None:
    """The attack can fail: with a real yes and Enter the note is gone."""
    sitting = OnScreen(arena)
    sitting.must_note(2)
    sitting.enter("/redact 1")
    sitting.waits(lambda: "yes?>" in sitting.terminal.text, 5)
    time.sleep(0.4)
    sitting.send_keys(b"yes")
    time.sleep(0.3)
    sitting.send_keys(b"\r")
    sitting.waits(lambda: "redacted" in sitting.terminal.text, 5)
    gone = sitting.typed.pop(0)
    sitting.ends(Ending.LEAVE)
    judge_gone(arena, gone)


def attacks() -> Attacks:
    chosen = {"colour 4 (OSC, BEL)", "background (OSC 11, BEL)", "XTVERSION (DCS)", "title report (OSC l)",
              "mouse X10 press and release", "mouse urxvt", "mouse SGR", "APC (kitty graphics)", "a CSI of 300 bytes"}
    for name, answer in ANSWERS:
        short = name in chosen
        yield Attack(f"{name}, in one piece, in an empty line", in_note(answer, whole, ""))
        yield Attack(f"{name}, in one piece, in half a note", in_note(answer, whole, "half"), short=short)
        yield Attack(f"{name}, byte by byte, in half a note", in_note(answer, in_bytes, "half"))
        yield Attack(f"{name}, broken in two at each place", split_everywhere(answer), short=name == "mouse urxvt")
        yield Attack(f"{name}, while a redaction waits for yes", in_confirmation(answer, b""))
        yield Attack(f"{name}, while a redaction waits with yes typed", in_confirmation(answer, b"yes"),
                     short=name.startswith("mouse urxvt"))
    for name, answer in (
        ("OSC", b"\x1b]11;rgb:1e1e"), ("DCS", b"\x1bP1$r0"), ("APC", b"\x1b_Gi=1"), ("CSI", b"\x1b[12;4"),
        ("PM", b"\x1b^x"), ("SOS", b"\x1bXx"), ("mouse", b"\x1b[M ")):
        yield Attack(f"{name} that never ends", never_ended(answer), short=name in ("OSC", "DCS"))
    yield Attack("a real yes is one", erased, short=True)
