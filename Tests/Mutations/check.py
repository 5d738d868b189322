"""The mutation check: takes each sync, checksum, lock and sanitiser away in turn, and some checks besides; the tests must fail.

Works in a copy of the last commit, never in this tree. Each mutant is built and tried with the tests that ought to notice;
what they let pass, the whole suite has to notice. Usage: check.py [numbers of mutants from 1, or ranges as 3-7].
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
# Longer than the suite takes on two cores: a mutant that hangs is noticed too.
LONGEST = 1800
# A sync of a file or a folder that is asked for; where the call itself stands, it is not asked for.
SYNC = re.compile(r"\b\w+(\([^()]*\))?\.(sync|syncAll|syncData)\(\)|(?<!func )(?<!\.)\bsync(All|Data)\(\)")


def mutants():
    for line in (HERE / "mutants.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            parts = [part.strip().replace("\\|", "|") for part in re.split(r"(?<!\\)\|", line)]
            file, place, old, new, tests = parts
            yield file, int(place), old, new, tests


def unlisted(listed):
    """The syncs in the sources that no mutant takes away: each has to be proved, or to go."""
    for path in sorted((REPOSITORY / "Sources").rglob("*.swift")):
        file = str(path.relative_to(REPOSITORY))
        text = path.read_text()
        taken = set()
        for name, place, old, _, _ in listed:
            if name == file:
                start = occurrence(text, place, old)
                taken |= {start + found.start() for found in SYNC.finditer(old)} if start >= 0 else set()
        for found in SYNC.finditer(text):
            if found.start() not in taken:
                yield f"{file}:{text.count(chr(10), 0, found.start()) + 1}"


def occurrence(text, place, old):
    """Where the n-th occurrence of a text begins; -1 if there is no such place."""
    start = -1
    for _ in range(place):
        start = text.find(old, start + 1)
        if start < 0:
            return -1
    return start


def mutated(text, place, old, new):
    """The text with the n-th occurrence replaced; none if there is no such place."""
    start = occurrence(text, place, old)
    return None if start < 0 else text[:start] + new + text[start + len(old):]


def run(copy, *command):
    """Whether a command succeeds within the time."""
    try:
        return subprocess.run(
            command, cwd=copy, timeout=LONGEST, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def build(copy, tests):
    """Builds the tests, and the program for those that run it."""
    return run(copy, "swift", "build", "--build-tests") and (
        not tests.startswith("EndToEndTests") or run(copy, "make", "build")
    )


def passes(copy, tests):
    return run(copy, "swift", "test", "--skip-build", "--filter", tests)


def verdict(copy, file, place, old, new, tests):
    path = copy / file
    original = path.read_text()
    changed = mutated(original, place, old, new)
    if changed is None:
        return "NOT THERE: the list is older than the code"
    path.write_text(changed)
    try:
        if not build(copy, tests):
            return "DOES NOT BUILD: proves nothing"
        if not passes(copy, tests):
            return "red, by " + tests
        if not run(copy, "make", "test"):
            return "red, by the whole suite"
        return "GREEN: nothing noticed"
    finally:
        path.write_text(original)


def numbers(word):
    """The numbers of `5` or `3-7`."""
    first, _, last = word.partition("-")
    return range(int(first), int(last or first) + 1)


def main():
    everything = list(mutants())
    missing = list(unlisted(everything))
    if missing:
        sys.exit("no mutant takes these syncs away: " + ", ".join(missing))
    chosen = set(range(1, len(everything) + 1))
    if sys.argv[1:]:
        chosen = {number for word in sys.argv[1:] for number in numbers(word)}
    copy = pathlib.Path(tempfile.mkdtemp(prefix="focusgroup-mutants-")) / "copy"
    bad = 0
    try:
        subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(copy)], check=True)
        print("building what is to be broken", flush=True)
        for tests in sorted({mutant[-1] for number, mutant in enumerate(everything, 1) if number in chosen}):
            if not build(copy, tests):
                sys.exit("the last commit does not build")
            # What is red already cannot turn red.
            if not passes(copy, tests):
                sys.exit("the last commit does not pass " + tests)
        for number, mutant in enumerate(everything, 1):
            if number not in chosen:
                continue
            said = verdict(copy, *mutant)
            bad += not said.startswith("red")
            file, place, old, _, _ = mutant
            print(f"{number:2} {said} · {file} ({place}) without: {old}", flush=True)
    finally:
        shutil.rmtree(copy.parent, ignore_errors=True)
    print(f"{bad} not red" if bad else "all red")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
