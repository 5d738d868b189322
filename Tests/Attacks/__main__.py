"""Attacks on the built program: what other programs, machines, disks, terminals and signals do to it.

Each row sets a session up, does something to it, ends it, and judges: every note that was acknowledged is found, or
what became of it was told. Run by `make attack`; the short form, which mounts nothing, by `make test`.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import multiprocessing
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from arena import Arena
from attack import ROOT, Attack, Fell, Skipped
from kinds import KINDS
from mounts import goes_apart, lacking

ROWS: list[tuple[str, Attack]] = []
# Rows of these wait for a screen. On a busy machine it may come too late: what fell is tried once more, alone.
TIMED = ("answers", "bounded", "guard", "sizes", "unread")
OPTIONS = argparse.Namespace()


@dataclass(frozen=True)
class Verdict:
    word: str  # held, fell, skipped
    why: str = ""
    seconds: float = 0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="Tests/Attacks", description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="only the rows that the tests run: about a minute")
    parser.add_argument(
        "--kind", action="append", default=[], help="only kinds with this in their name or their file's; repeatable")
    parser.add_argument("--row", default="", help="only rows with this in their name")
    parser.add_argument("--seed", type=int, default=1, help="of every choice that is made by chance (1)")
    parser.add_argument("--binary", default=os.environ.get("FOCUSGROUP_BINARY", ""), help="the program under attack")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="rows at the same time")
    parser.add_argument("--list", action="store_true", help="only names what there is")
    parser.add_argument("--fallen", action="store_true", help="prints no row that held")
    chosen = parser.parse_args()
    chosen.binary = os.path.abspath(chosen.binary) if chosen.binary else str(ROOT / ".build/release/focusgroup")
    return chosen


def rows() -> list[tuple[str, Attack]]:
    """Those that were asked for: of a kind by its words or its module's name."""
    return [
        (kind, attack) for kind, module in KINDS
        if not OPTIONS.kind or any(part in f"{kind} {module.__name__}" for part in OPTIONS.kind)
        for attack in module.attacks() if OPTIONS.row in attack.name and (attack.short or not OPTIONS.short)]


def tried(number: int) -> Verdict:
    """One row, in a process of its own, so that nothing of one reaches another."""
    kind, attack = ROWS[number]
    if missing := lacking(attack.needs):
        return Verdict("skipped", missing)
    begun = time.monotonic()

    def verdict(word: str, why: str = "") -> Verdict:
        return Verdict(word, " ".join(why.split()), time.monotonic() - begun)

    def hangs(*_) -> None:
        raise Fell(f"the row hangs: {attack.bound} s")

    signal.signal(signal.SIGALRM, hangs)
    signal.alarm(attack.bound)
    try:
        with Arena(OPTIONS.binary, Random(f"{OPTIONS.seed} {kind} {attack.name}")) as arena:
            try:
                attack.act(arena)
            finally:
                # Tidying up may take its time.
                signal.alarm(0)
    except Fell as fell:
        return verdict("fell", str(fell))
    except Skipped as skipped:
        return verdict("skipped", str(skipped))
    except Exception as error:  # A row that fails by a fault of its own is no row that held.
        return verdict("fell", f"{type(error).__name__}: {error} (line {last_line(error)})")
    return verdict("held")


def last_line(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def table(verdicts: list[Verdict]) -> list[str]:
    """Of each kind how many rows were tried, held and fell."""
    lines = [f"{'kind':<52}{'tried':>7}{'held':>7}{'fell':>7}{'skipped':>9}"]
    for kind in dict.fromkeys(kind for kind, _ in ROWS):
        words = [verdict.word for (other, _), verdict in zip(ROWS, verdicts) if other == kind]
        held, fell, skipped = (words.count(word) for word in ("held", "fell", "skipped"))
        lines.append(f"{kind:<52}{held + fell:>7}{held:>7}{fell:>7}{skipped or '':>9}")
    return lines


def main() -> int:
    if OPTIONS.list:
        for kind, attack in ROWS:
            print(f"{'short  ' if attack.short else '       '}{kind}: {attack.name}")
        print(f"{len(ROWS)} rows")
        return 0
    if not os.access(OPTIONS.binary, os.X_OK):
        print(f"no program: {OPTIONS.binary}", file=sys.stderr)
        return 1
    modules = {kind: module.__name__.rpartition(".")[2] for kind, module in KINDS}
    verdicts: list[Verdict] = [Verdict("fell", "not reached")] * len(ROWS)
    pool = concurrent.futures.ProcessPoolExecutor(
        OPTIONS.jobs, mp_context=multiprocessing.get_context("fork"))
    with pool:
        waiting = {pool.submit(tried, number): number for number in range(len(ROWS))}
        for future in concurrent.futures.as_completed(waiting):
            number = waiting[future]
            verdict = verdicts[number] = future.result()
            kind, attack = ROWS[number]
            if not (OPTIONS.fallen and verdict.word == "held"):
                why = f": {verdict.why}" if verdict.why else ""
                word = "again" if verdict.word == "fell" and modules[kind] in TIMED else verdict.word
                print(f"{word:<8}{verdict.seconds:5.1f} s  {kind}: {attack.name}{why}", flush=True)
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as alone:
        for number, (kind, attack) in enumerate(ROWS):
            if verdicts[number].word == "fell" and modules[kind] in TIMED:
                verdicts[number] = alone.submit(tried, number).result()
                why = f": {verdicts[number].why}" if verdicts[number].why else ""
                print(f"{verdicts[number].word:<8}once more, alone  {kind}: {attack.name}{why}", flush=True)
    print("\n" + "\n".join(table(verdicts)) + "\n")
    words = [verdict.word for verdict in verdicts]
    if skipped := words.count("skipped"):
        print(f"{skipped} skipped, each with its reason above")
    print(f"{words.count('held')} passed, {words.count('fell')} failed")
    return 1 if words.count("fell") or not words.count("held") else 0


if __name__ == "__main__":
    OPTIONS = options()
    # A shell's background jobs ignore these two, and what is started here would inherit that.
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not OPTIONS.list:
        goes_apart()
    ROWS = rows()
    sys.exit(main())
