"""Kills real builds of the example site with SIGKILL: `python -m tests.trust.kills --count 200`.

Two states of the site alternate. A third of the kills fall anywhere in a build from nothing, a
third anywhere in one that remembers, a third while it writes, which is the shortest part by far. A
build that ends before it is killed does not count, and tells how long such a build takes at the
moment, so a slow or a busy machine gets as many kills as a fast one. After each kill the trees of
output/ must be whole ones, old or new; at the end a build must leave no stray file.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.trust.faults import digests

ROOT = Path(__file__).parents[2]
_DAYS = ("2026-11-23", "2026-12-20")
"""Two days on which the example says different things."""

SORTS = ("from nothing", "remembering", "writing")
"""When the kills fall."""


class Kills(NamedTuple):
    """What came of them."""

    killed: Mapping[str, int]
    """Builds of each sort that had not ended before."""
    ended: int
    """Builds that had, and were whole."""
    changed: int
    """Trees that were new after a kill."""
    mixtures: tuple[str, ...]
    """Trees that were neither old nor new: there must be none."""


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
    output = site / "output"
    whole = {}
    lasts = dict.fromkeys(SORTS, 0.0)
    for day in _DAYS:
        begun = time.perf_counter()
        assert build(site, day).wait() == 0
        lasts["from nothing"] = max(lasts["from nothing"], time.perf_counter() - begun)
        whole[day] = digests(output)
    lasts["remembering"] = lasts["from nothing"]
    lasts["writing"] = 0.1
    assert whole[_DAYS[0]] != whole[_DAYS[1]], "the two days must differ"
    chance = random.Random(seed)  # noqa: S311  # moments, not secrets
    killed = dict.fromkeys(SORTS, 0)
    ended = changed = 0
    mixtures = []
    before = digests(output)
    for number in range(20 * count):
        if sum(killed.values()) == count:
            break
        sort = min(SORTS, key=lambda each: killed[each])
        if sort == "from nothing":
            shutil.rmtree(site / ".fairnotice-cache")
        # The day whose pages do not stand there: a build of the other would write nothing.
        day = _DAYS[0] if before != whole[_DAYS[0]] else _DAYS[1]
        run = _begun(site, day, until_it_writes=sort == "writing")
        begun = time.perf_counter()
        time.sleep(chance.random() * lasts[sort])
        run.send_signal(signal.SIGKILL)
        code = run.wait()
        if code == -signal.SIGKILL:
            killed[sort] += 1
        else:
            assert code == 0, f"a build ended with {code}"
            ended += 1
            lasts[sort] = time.perf_counter() - begun
        after = digests(output)
        for name, found in after.items():
            changed += found != before[name]
            # On systems without the exchange in one step, a tree may wait beside its place.
            waits = (output / f".{name}.old").is_dir() and not found
            if found not in {both[name] for both in whole.values()} and not waits:
                mixtures.append(f"{number}: {name}")
        before = after
    assert build(site, _DAYS[0]).wait() == 0
    assert digests(output) == whole[_DAYS[0]]
    names = {path.name for path in output.iterdir()}
    assert names == {"site", "review", "reports"}, names
    return Kills(killed, ended, changed, tuple(mixtures))


def _begun(site: Path, day: str, *, until_it_writes: bool) -> "subprocess.Popen[bytes]":
    """A build that is at work; or one that has begun to write, or ended."""
    if not until_it_writes:
        return build(site, day)
    # What an earlier kill left would be taken for this build's.
    for left in (site / "output").glob(".*.new"):
        shutil.rmtree(left)
    run = build(site, day)
    while run.poll() is None:
        if any(path.name.endswith(".new") for path in (site / "output").iterdir()):
            break
        time.sleep(0.001)
    return run


def main() -> int:
    """Kills, and says what came of it; 1 where a mixture was found."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--count", type=int, default=200)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("site", type=Path, help="a folder that is not there yet")
    asked = ask.parse_args()
    begun = time.monotonic()
    found = kills(asked.site, asked.count, asked.seed)
    told = ", ".join(f"{number} {sort}" for sort, number in found.killed.items())
    print(
        f"killed: {told}; {found.ended} had ended before; {found.changed} trees were new after a "
        f"kill; {len(found.mixtures)} mixtures; {time.monotonic() - begun:.0f} s"
    )
    print("\n".join(found.mixtures))
    return 1 if found.mixtures else 0


if __name__ == "__main__":
    sys.exit(main())
