"""Journals as bytes: frames with true checksums, to write what the program never would."""

from __future__ import annotations

import json

HEAD = 18


def crc32c(data: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def entry(number: int) -> int:
    for _ in range(8):
        number = (number >> 1) ^ (0x82F63B78 if number & 1 else 0)
    return number


TABLE = [entry(number) for number in range(256)]


def frame(payload: bytes) -> bytes:
    """`crc32c length payload` and a line end."""
    rest = b"%08x %s" % (len(payload), payload)
    return b"%08x %s\n" % (crc32c(rest), rest)


def payloads(journal: bytes) -> list[dict]:
    return [json.loads(line[HEAD:]) for line in journal.splitlines() if len(line) > HEAD]


def journal_of(records: list[dict]) -> bytes:
    return b"".join(
        frame(json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode()) for record in records)
