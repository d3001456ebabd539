"""Numbers of versions in, a table of builds out: ours beside peers, in one run, medians of five.

    python -m benchmarks.build [--versions 100,300] [--times 5] [--peers N] [--plot FILE.svg]

Ours is everything that a site is: pages, archive, redlines of neighbours, findings, feeds, review
pages. The peers build the same documents as plain pages. Four states of ours: cold (no store, no
output), the same with its store (as CI has it), nothing changed, one version edited; and the pages
of versions alone, cold. Each is a command of its own, start-up included; besides the seconds by the
clock, those of all processors.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.build_corpus import site, texts
from benchmarks.build_peers import PEERS, Peer, peers

CLOCK = "2025-12-01"
"""Half a year after the last version."""
BUILD = Path(__file__).resolve().parent.parent / "build.py"
DRAFT = "2026-03-02"


class Cost(NamedTuple):
    """What one command cost."""

    seconds: float
    """By the clock."""
    processor: float
    """Seconds of all processors."""
    memory: float
    """Most memory of one process, in MB."""


class Row(NamedTuple):
    """The median of some runs of the same thing."""

    name: str
    versions: int
    seconds: float
    processor: float
    memory: float


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--versions", default="100", help="numbers of versions, by commas")
    options.add_argument("--times", type=int, default=5, help="runs of each")
    options.add_argument("--peers", type=int, default=1_000, help="most documents for the peers")
    options.add_argument("--plot", type=Path, help="an SVG of the cost by number of versions")
    chosen = options.parse_args(argv)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, chosen.versions.split(",")):
            found = [*_ours(Path(folder) / str(count), count, chosen.times)]
            if count <= chosen.peers:
                found += _peers(Path(folder) / str(count), count, chosen.times)
            sys.stdout.write(_table(count, found))
            sys.stdout.flush()
            rows += found
    if chosen.plot:
        plotted = json.dumps([row._asdict() for row in rows])
        command = [str(PEERS / "python"), "-m", "benchmarks.build_plot", str(chosen.plot)]
        subprocess.run(command, input=plotted.encode(), check=True)  # our own
    return 0


def _ours(folder: Path, count: int, times: int) -> Iterator[Row]:
    """Our four states; the site is locked first, and has a draft that editors work on."""
    root = folder / "fairnotice"
    files = site(count)
    newest = max(path for path in files if path.startswith("content/privacy/"))
    files[f"content/privacy/{DRAFT}.md"] = b"---\nstatus: draft\n---\n" + files[newest]
    _write(root, {path: content.decode() for path, content in files.items()})
    ours = (sys.executable, str(BUILD), "-q", "--clock", CLOCK, "--drafts")

    def nothing() -> None:
        _put_aside(root / "output")
        _put_aside(root / ".fairnotice-cache")

    def store_alone() -> None:
        _put_aside(root / "output")

    draft = root / "content" / "privacy" / f"{DRAFT}.md"

    def edited() -> None:
        draft.write_text(f"{draft.read_text('utf-8')}\nWe keep this for {time.time_ns()} days.\n")

    yield _row("fairnotice, cold", count, ours, root, times, nothing)
    yield _row("fairnotice, with its store", count, ours, root, times, store_alone)
    yield _row("fairnotice, one version edited", count, ours, root, times, edited)
    yield _row("fairnotice, nothing changed", count, ours, root, times, lambda: None)
    # In a process of its own, too.
    alone = (sys.executable, "-m", "benchmarks.build_alone", str(root))
    name = "fairnotice, cold, pages of versions alone"
    yield _row(name, count, alone, BUILD.parent, times, nothing)


def _peers(folder: Path, count: int, times: int) -> Iterator[Row]:
    if not (PEERS / "mkdocs").exists():
        sys.exit("The peers are not installed: make .venv-peers/made")
    for peer in peers(texts(count), sys.executable):
        root = folder / peer.name.split()[0].lower()
        _write(root, peer.files)
        yield _row(peer.name, count, peer.command, root, times, _emptied(root, peer))
        built = sum(1 for _ in (root / peer.output).rglob("*.html"))
        if built < count:
            sys.exit(f"{peer.name} made {built} pages of {count} documents.")


def _emptied(root: Path, peer: Peer) -> Callable[[], None]:
    return lambda: _put_aside(root / peer.output)


def _put_aside(folder: Path) -> None:
    """What an earlier run made, if any: all of it is removed in the end. Whoever builds from
    nothing has deleted no thousands of files a moment ago, and some file systems (ext4) go round
    the places of those for minutes when new ones are made."""
    if folder.exists():
        aside = Path(tempfile.mkdtemp(dir=folder.parent.parent, prefix="aside-"))
        folder.rename(aside / folder.name)


def _row(
    name: str,
    count: int,
    command: Sequence[str],
    root: Path,
    times: int,
    before: Callable[[], None],
) -> Row:
    costs = []
    for _ in range(times):
        before()
        costs.append(_run(command, root))
    medians = [statistics.median(values) for values in zip(*costs, strict=True)]
    return Row(name, count, *medians)


_LAUNCHER = """
import json, os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(pid, 0)
cost = time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
print(json.dumps([os.waitstatus_to_exitcode(status), cost]))
"""
"""A small process between: on Linux, a new program's most memory counts that of its parent."""


_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Whoever installs a program of Python has it compiled once, not at each start."""


def _run(command: Sequence[str], root: Path) -> Cost:
    launched = (sys.executable, "-I", "-S", "-c", _LAUNCHER, *command)
    # The commands stand above.
    run = subprocess.run(
        launched, cwd=root, env=_ENVIRONMENT, capture_output=True, text=True, check=True
    )
    code, cost = json.loads(run.stdout)
    if code:
        sys.exit(f"{' '.join(command)} gave {code}: {run.stderr[-2000:]}")
    return Cost(*cost)


def _write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def _table(count: int, rows: Sequence[Row]) -> str:
    """A Markdown table; the ratios are of seconds by the clock to each peer's."""
    others = [row for row in rows if not row.name.startswith("fairnotice")]
    head = ["", "s", "processor s", "MB", *(f"÷ {row.name.split(' of ')[0]}" for row in others)]
    lines = [head, ["---"] * len(head)]
    for row in rows:
        ratios = (f"{row.seconds / other.seconds:.2f}" for other in others)
        lines.append(
            [
                row.name,
                f"{row.seconds:.2f}",
                f"{row.processor:.2f}",
                f"{row.memory:.0f}",
                *ratios,
            ]
        )
    title = f"\n{count:,} versions, {os.cpu_count()} processors, medians\n\n"
    return title + "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
