"""Fuzzes the readers and printers: `python -m tests.fuzz.run --count 1000000`.

Every batch of inputs runs in a process of its own that may take ten seconds for one input, a
gigabyte more than it begins with, and no file but the program's own. Its parent knows which input
it was at when it died. An input is named by run, target and number and can be made again; one that
failed is written to tests/fuzz/found/ and belongs, once mended, into tests/fuzz/seeds/.
"""

import argparse
import contextlib
import faulthandler
import mmap
import os
import resource
import signal
import sys
import sysconfig
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.inputs import bent, seeds
from tests.fuzz.targets import TARGETS

SECONDS = 10
"""Processor time that one input may take, give or take the second in which the kernel counts."""
_PATIENCE = 12
"""Times as long an input may take by the clock: on a busy machine it is not the input's doing."""
MEMORY = 1_000_000_000
"""Bytes that reading may need beyond what the process held before."""
FOUND = Path(__file__).parent / "found"
_BATCH = 2_000
_ROOT = Path(__file__).parents[2]


class Failure(NamedTuple):
    """An input that did what none may do."""

    target: str
    number: int
    """Negative for the seeds: -1 is the first."""
    raw: bytes
    what: str


class Result(NamedTuple):
    """What became of one target's inputs."""

    target: str
    count: int
    seconds: float
    """Processor time of the children."""
    failures: tuple[Failure, ...]


def run(target: str, numbers: range, run_number: int = 0) -> Result:
    """Runs these inputs of a target, all its seeds before them."""
    wanted = [*range(-len(seeds(target)), 0), *numbers]
    failures = []
    before = os.times()
    while wanted:
        batch, wanted = wanted[:_BATCH], wanted[_BATCH:]
        while batch:
            died_at = _batch(target, batch, run_number)
            if died_at is None:
                break
            at, what = died_at
            failures.append(Failure(target, batch[at], made(target, batch[at], run_number), what))
            batch = batch[at + 1 :]
            if len(failures) >= 20:
                return _result(target, numbers, before, failures)
    return _result(target, numbers, before, failures)


def _result(
    target: str, numbers: range, before: os.times_result, failures: list[Failure]
) -> Result:
    now = os.times()
    spent = (now.children_user + now.children_system) - (
        before.children_user + before.children_system
    )
    return Result(target, len(numbers) + len(seeds(target)), spent, tuple(failures))


def made(target: str, number: int, run_number: int) -> bytes:
    """The input with this number."""
    return seeds(target)[number] if number < 0 else bent(target, number, run_number)


def _batch(target: str, numbers: Sequence[int], run_number: int) -> tuple[int, str] | None:
    """Runs inputs in a child; which one it died of, and of what. None when it lived."""
    at = mmap.mmap(-1, 8)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 70
        with contextlib.suppress(BaseException):
            code = _child(target, numbers, run_number, at, writing)
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        words = said.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    if status == 0:
        return None
    stopped = int.from_bytes(at[:8], "little")
    late = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
    if late or "Timeout" in words:
        words = f"took over {SECONDS} seconds\n{words}"
    return stopped, words or f"ended with status {status}"


def _child(
    target: str, numbers: Sequence[int], run_number: int, at: mmap.mmap, writing: int
) -> int:
    deed = TARGETS[target][0]
    # What is loaded on first use (rules, dictionaries, time zones) is no doing of the input.
    with contextlib.suppress(Exception):
        deed(seeds(target)[0] if seeds(target) else b"x")
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
    watch = _Watch()
    sys.addaudithook(watch)
    faulthandler.register(signal.SIGXCPU, file=writing, chain=True)  # shows where, then ends
    for place, number in enumerate(numbers):
        at[:8] = place.to_bytes(8, "little")
        raw = made(target, number, run_number)
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS + 1, resource.RLIM_INFINITY))
        faulthandler.dump_traceback_later(SECONDS * _PATIENCE, exit=True, file=writing)
        watch.seen = ""
        try:
            deed(raw)
        except BaseException:  # noqa: BLE001  # whatever it is, it is a finding
            os.write(writing, traceback.format_exc()[-4000:].encode("utf-8", "replace"))
            return 1
        if watch.seen:
            os.write(writing, watch.seen.encode("utf-8", "replace"))
            return 1
    faulthandler.cancel_dump_traceback_later()
    return 0


_OWN = tuple(
    str(Path(place).resolve())
    for place in (*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, _ROOT)
)
_DOING = """
os.system os.exec os.posix_spawn subprocess.Popen socket.connect socket.bind socket.getaddrinfo
os.remove os.rename os.mkdir os.rmdir os.symlink os.link os.chmod os.truncate shutil.rmtree
"""
_DEEDS = frozenset(_DOING.split())


class _Watch:
    """Notes what is done to files, processes and the network (PEP 578)."""

    def __init__(self) -> None:
        self.seen = ""

    def __call__(self, event: str, given: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = given
            if not isinstance(path, str | bytes):
                return
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            place = os.path.realpath(os.fsdecode(path))
            if writes or not place.startswith((*_OWN, "/usr/share/zoneinfo", "/dev/null")):
                self.seen = self.seen or f"opened {place} ({mode!r})"
        elif event in _DEEDS:
            self.seen = self.seen or f"{event} {given!r}"[:300]


def shares(count: int) -> Iterator[tuple[str, int]]:
    """How many inputs each target gets of `count`: at least one."""
    for name, (_, share) in TARGETS.items():
        yield name, max(1, count * share // 1000)


def main() -> int:
    """Runs, prints a line a target, and keeps what failed; 1 when anything did."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--count", type=int, default=20_000, help="inputs over all targets")
    ask.add_argument("--run", type=int, default=0, help="number of the run: other inputs")
    ask.add_argument("--first", type=int, default=0, help="number of each target's first input")
    ask.add_argument("--target", action="append", choices=list(TARGETS), help="these alone")
    asked = ask.parse_args()
    failed = total = 0
    for name, count in shares(asked.count):
        if asked.target and name not in asked.target:
            continue
        begun = time.monotonic()
        found = run(name, range(asked.first, asked.first + count), asked.run)
        total += found.count
        print(
            f"{name:12} {found.count:9,} inputs {found.seconds:8.1f} s of processor time "
            f"{time.monotonic() - begun:8.1f} s by the clock  {len(found.failures)} failed",
            flush=True,
        )
        for failure in found.failures:
            failed += 1
            FOUND.mkdir(exist_ok=True)
            place = FOUND / f"{name}-{asked.run}-{failure.number}"
            place.write_bytes(failure.raw)
            print(f"    {place.relative_to(_ROOT)} ({len(failure.raw)} bytes)")
            print("    " + failure.what.strip().replace("\n", "\n    ")[-1500:], flush=True)
    print(f"{total:,} inputs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
