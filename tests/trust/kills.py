"""Kills real builds of the example site with SIGKILL: `python -m tests.trust.kills --count 200`.

Two states of the site alternate. Half of the kills fall anywhere in a build, half while it writes,
which is the shorter part by far. After each, the trees of output/ must be whole ones, old or new;
at the end a build must leave no stray file.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.trust.faults import digests

ROOT = Path(__file__).parents[2]
_DAYS = ("2026-11-23", "2026-12-20")
"""Two days on which the example says different things."""


class Kills(NamedTuple):
    """What came of them."""

    killed: int
    """Builds that had not ended before."""
    writing: int
    """Of those, killed while they wrote."""
    changed: int
    """Trees that were new after a kill."""
    mixtures: tuple[str, ...]
    """Trees that were neither old nor new: there must be none."""
    seconds: float
    """How long a whole build takes by the clock."""


def build(site: Path, day: str) -> "subprocess.Popen[bytes]":
    """A build of the site, begun."""
    return subprocess.Popen(
        [sys.executable, "-m", "fairnotice", "-C", str(site), "build", "-q", "--clock", day],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def kills(site: Path, count: int, seed: int) -> Kills:
    """Kills `count` builds in a copy of the example made at `site`."""
    ignored = shutil.ignore_patterns("output", ".fairnotice-cache")
    shutil.copytree(ROOT / "example", site, ignore=ignored)
    known: dict[str, set[str]] = {}
    for day in reversed(_DAYS):
        begun = time.perf_counter()
        assert build(site, day).wait() == 0
        lasts = time.perf_counter() - begun
        for name, found in digests(site / "output").items():
            known.setdefault(name, set()).add(found)
    assert any(len(both) == 2 for both in known.values()), "the two days must differ"
    chance = random.Random(seed)  # noqa: S311  # moments, not secrets
    killed = writing = changed = 0
    mixtures = []
    before = digests(site / "output")
    for number in range(count):
        run = build(site, _DAYS[(number + 1) % 2])
        if number % 2:
            _until_it_writes(site, run)
            time.sleep(chance.random() * 0.12)
        else:
            time.sleep(chance.random() * lasts)
        writes = any((site / "output").glob(".*.*"))
        run.send_signal(signal.SIGKILL)
        if run.wait() == -signal.SIGKILL:
            killed += 1
            writing += writes
        after = digests(site / "output")
        for name, found in after.items():
            changed += found != before[name]
            # On systems without the exchange in one step, a tree may wait beside its place.
            waits = (site / "output" / f".{name}.old").is_dir() and not found
            if found not in known[name] and not waits:
                mixtures.append(f"{number}: {name}")
        before = after
    assert build(site, _DAYS[0]).wait() == 0
    names = {path.name for path in (site / "output").iterdir()}
    assert names == {"site", "review", "reports"}, names
    return Kills(killed, writing, changed, tuple(mixtures), lasts)


def _until_it_writes(site: Path, run: "subprocess.Popen[bytes]") -> None:
    # What earlier kills left lies there from the beginning: only what is new counts.
    left = {path: path.stat().st_ino for path in (site / "output").glob(".*.new")}
    while run.poll() is None:
        for path in (site / "output").glob(".*.new"):
            try:
                if path.stat().st_ino != left.get(path):
                    return
            except FileNotFoundError:
                left.pop(path, None)
        time.sleep(0.002)


def main() -> int:
    """Kills, and says what came of it; 1 where a mixture was found."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--count", type=int, default=200)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("site", type=Path, help="a folder that is not there yet")
    asked = ask.parse_args()
    begun = time.monotonic()
    found = kills(asked.site, asked.count, asked.seed)
    print(
        f"{asked.count} builds ({found.seconds:.1f} s each), {found.killed} killed, "
        f"{found.writing} of them while writing; {found.changed} trees were new afterwards, "
        f"{len(found.mixtures)} mixtures; {time.monotonic() - begun:.0f} s"
    )
    print("\n".join(found.mixtures))
    return 1 if found.mixtures else 0


if __name__ == "__main__":
    sys.exit(main())
