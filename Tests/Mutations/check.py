"""The mutation check: takes each sync, checksum, lock and sanitiser away in turn, and some checks besides; the tests must fail.

Works in a copy of the last commit, never in this tree. Each mutant is built and tried with the tests that ought to notice, as
far as the first that fails. Usage: check.py [numbers of mutants from 1, or ranges as 3-7].
"""

import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
# Seconds, more than the suite takes on two cores: a mutant that hangs is noticed too.
LONGEST = 1800
# What only the program shows that is built for users, with everything in it.
RELEASED = "EndToEndTests.BarePlaceTests"
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


class Copy:
    """A copy of the last commit, built once. Of what is broken in it only the target is built anew, and the two programs are
    linked: nothing that depends on it changes, since no mutant changes a declaration."""

    def __init__(self, folder):
        self.folder = folder
        subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(folder)], check=True)
        built = subprocess.run(
            ["swift", "build", "--build-tests", "--verbose"], cwd=folder, capture_output=True, text=True)
        if built.returncode:
            sys.exit("the last commit does not build:\n" + built.stdout[-4000:])
        # How the tests and the program are linked.
        self.links = {
            found[1]: shlex.split(found[0])
            for found in re.findall(r"^(\S*swiftc .* -o (\S+(?:PackageTests\.xctest|/focusgroup)) .*)$", built.stdout, re.M)
        }
        self.tests = next((path for path in self.links if path.endswith(".xctest")), None)
        program = next((path for path in self.links if path.endswith("/focusgroup")), None)
        if not self.tests or not program:
            sys.exit("it cannot be seen how the tests and the program are linked")
        tools = REPOSITORY / ".venv/bin"
        self.program = program
        self.environment = {
            **os.environ, "FOCUSGROUP_PYTHON": str(tools / "python"),
            "FOCUSGROUP_CHECK_JSONSCHEMA": str(tools / "check-jsonschema")}

    def build(self, file, tests):
        """Builds the target that a file is of, and links; for some tests the program that users get."""
        if tests == RELEASED:
            return self.release()
        target = pathlib.Path(file).parts[1]
        commands = [["swift", "build", "--target", target]] + [
            [word for word in link if word != "-v"] + ["-use-ld=lld"] for link in self.links.values()]
        return all(
            subprocess.run(command, cwd=self.folder, capture_output=True).returncode == 0 for command in commands)

    def release(self):
        return subprocess.run(["make", "build"], cwd=self.folder, capture_output=True).returncode == 0

    def passes(self, tests):
        """Whether tests pass, within the time. The first that fails is enough."""
        program = self.folder / ".build/release/focusgroup" if tests == RELEASED else self.program
        command = [self.tests, "--testing-library", "swift-testing", "--filter", tests]
        running = subprocess.Popen(
            command, cwd=self.folder, env={**self.environment, "FOCUSGROUP_BINARY": str(program)},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
        clock = threading.Timer(LONGEST, os.killpg, [running.pid, signal.SIGKILL])
        clock.start()
        try:
            for line in running.stdout:
                if " recorded an issue " in line:
                    return False
            return running.wait() == 0
        finally:
            clock.cancel()
            try:
                os.killpg(running.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            running.wait()


def verdict(copy, file, place, old, new, tests):
    path = copy.folder / file
    original = path.read_text()
    changed = mutated(original, place, old, new)
    if changed is None:
        return "NOT THERE: the list is older than the code"
    path.write_text(changed)
    try:
        if not copy.build(file, tests):
            return "DOES NOT BUILD: proves nothing"
        if not copy.passes(tests):
            return "red, by " + tests
        return "GREEN: nothing noticed"
    finally:
        path.write_text(original)
        # The program that users get is built anew for the next that needs it, which puts this right too.
        if tests != RELEASED and not copy.build(file, tests):
            sys.exit("what was broken cannot be put right again: " + file)


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
    folder = pathlib.Path(tempfile.mkdtemp(prefix="focusgroup-mutants-"))
    bad = 0
    try:
        print("building what is to be broken", flush=True)
        copy = Copy(folder / "copy")
        for tests in sorted({mutant[-1] for number, mutant in enumerate(everything, 1) if number in chosen}):
            if tests == RELEASED and not copy.release():
                sys.exit("the last commit does not build for users")
            # What is red already cannot turn red.
            if not copy.passes(tests):
                sys.exit("the last commit does not pass " + tests)
        for number, mutant in enumerate(everything, 1):
            if number not in chosen:
                continue
            said = verdict(copy, *mutant)
            bad += not said.startswith("red")
            file, place, old, _, _ = mutant
            print(f"{number:2} {said} · {file} ({place}) without: {old}", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{bad} not red" if bad else "all red")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
