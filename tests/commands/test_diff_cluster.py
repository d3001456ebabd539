"""Many pairs on a real Dask cluster of two workers: the same answers as on one machine."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from fairnotice.cli import main
from fairnotice.commands import diff_cluster
from fairnotice.commands.diff_files import TextFile
from fairnotice.commands.diff_pairs import answer_of_texts
from fairnotice.commands.diff_worker import Child

pytest.importorskip("distributed", reason="the extra fairnotice[dask] is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of other systems")

ROOT = Path(__file__).parents[2]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
OLD = TextFile("old.md", b"# P\n\n## Keep {#k}\n\nWe keep your orders for six months.\n")
NEW = TextFile("new.md", b"# P\n\n## Keep {#k}\n\nWe keep your orders for two years.\n")


def started(*argv: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *argv],
        env=_ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Cluster(NamedTuple):
    """A scheduler and its workers, each a process."""

    address: str
    scheduler: "subprocess.Popen[str]"
    workers: "list[subprocess.Popen[str]]"

    def add_worker(self, folder: Path) -> None:
        argv = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]
        worker = started("-m", "distributed.cli.dask_worker", self.address, *argv)
        said(worker, r"Registered to:")
        self.workers.append(worker)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.communicate()


def said(process: "subprocess.Popen[str]", pattern: str) -> str:
    """What fits `pattern` in what a process says of itself; waits for it."""
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if found := re.search(pattern, line):
            return found.group(found.lastindex or 0)
    raise AssertionError("".join(lines))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    argv = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
    scheduler = started("-m", "distributed.cli.dask_scheduler", *argv)
    address = said(scheduler, r"Scheduler at:\s+(tcp://\S+)")
    made = Cluster(address, scheduler, [])
    try:
        for _ in range(2):
            made.add_worker(tmp_path)
        yield made
    finally:
        made.end()


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A list of 150 pairs, three of them bad in ways of their own."""
    for number in range(10):
        text = "".join(
            f"## Part {part} {{#p{part}}}\n\nWe keep {part} for {part + number} days.\n\n"
            for part in range(8)
        )
        (tmp_path / f"{number}.md").write_text(f"# P\n\n{text}", "utf-8")
    (tmp_path / "latin.md").write_bytes(b"caf\xe9\n")
    lines = [
        json.dumps({"id": n, "old": f"{n % 10}.md", "new": f"{n * 7 % 10}.md"}) for n in range(150)
    ]
    lines[11] = "no pair"
    lines[22] = json.dumps({"id": "gone", "old": "gone.md", "new": "1.md"})
    lines[33] = json.dumps({"id": "latin", "old": "1.md", "new": "latin.md"})
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path / "pairs.jsonl"


def diff(pairs: Path, *more: str) -> "subprocess.Popen[str]":
    return started("-m", "fairnotice", "diff", "--pairs", str(pairs), *more)


def rest_of(run: "subprocess.Popen[str]") -> tuple[str, str]:
    """What a program still says, and what it complains of; it has ended then.

    Read from the streams themselves: `communicate` passes over what `readline` read ahead.
    """
    assert run.stdout is not None
    assert run.stderr is not None
    with run.stdout, run.stderr:
        said = run.stdout.read(), run.stderr.read()
    run.wait(timeout=60)
    return said


def test_the_answers_are_those_of_one_machine_though_a_worker_is_killed(
    cluster: Cluster, pairs: Path
) -> None:
    alone, failures = diff(pairs).communicate()
    assert failures == ""
    assert len(alone.splitlines()) == 150
    run = diff(pairs, "--scheduler", cluster.address)
    assert run.stdout is not None
    begun = [run.stdout.readline() for _ in range(20)]
    cluster.workers[0].send_signal(signal.SIGKILL)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    rest, failures = rest_of(run)
    assert failures == ""
    assert run.returncode == 3  # three pairs are bad
    assert "".join(begun) + rest == alone


def test_a_cluster_that_goes_away_is_said_and_what_was_answered_is_whole(
    cluster: Cluster, pairs: Path
) -> None:
    run = diff(pairs, "--scheduler", cluster.address)
    assert run.stdout is not None
    begun = [run.stdout.readline() for _ in range(20)]
    for process in (cluster.scheduler, *cluster.workers):
        process.kill()
    rest, failures = rest_of(run)
    assert run.returncode == 3
    assert re.search(r"went away after \d+ pairs", failures)
    assert "Traceback" not in failures
    for line in [*begun, *rest.splitlines()]:
        json.loads(line)


def test_a_scheduler_without_workers_is_said(
    cluster: Cluster,
    pairs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for worker in cluster.workers:
        worker.terminate()
        worker.communicate()
    monkeypatch.setattr(diff_cluster, "PATIENCE", 1)
    assert main(["diff", "--pairs", str(pairs), "--scheduler", cluster.address]) == 3
    assert "has no worker" in capfd.readouterr().err


def test_an_address_that_does_not_answer_is_said(
    pairs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(diff_cluster, "PATIENCE", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense", "http://127.0.0.1:1", ""):
        assert main(["diff", "--pairs", str(pairs), "--scheduler", address]) == 3
        said = capfd.readouterr()
        assert "No Dask scheduler answers at" in said.err
        assert "Traceback" not in said.err
        assert said.out == ""


def test_without_the_extra_it_is_said_how_to_get_it(
    pairs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["diff", "--pairs", str(pairs), "--scheduler", "tcp://127.0.0.1:1"]) == 3
    assert "pip install 'fairnotice[dask]'" in capfd.readouterr().err


def test_a_scheduler_is_for_many_pairs(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "a.md", "b.md", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "--scheduler is for many pairs" in capfd.readouterr().err


# ---------------------------------------- the process beside a worker's thread


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.end()


def test_it_answers_as_the_function_itself_does(child: Child) -> None:
    for pair_id in (7, "ü\n", ["a", None]):
        assert child.answer(pair_id, OLD, NEW, 20) == answer_of_texts(pair_id, OLD, NEW)
    bad = TextFile("bad.md", b"\xff")
    assert child.answer("x", OLD, bad, 20) == answer_of_texts("x", OLD, bad)


def test_a_pair_whose_process_stands_still_or_dies_is_an_error_and_ends_it() -> None:
    late, early = "longer than 0.1 seconds", "early"
    signs = ((signal.SIGSTOP, late), (signal.SIGKILL, early), (signal.SIGPROF, late))
    for sign, words in signs:
        child = Child()
        child.answer("warm", OLD, NEW, 20)
        child._process.send_signal(sign)
        found = child.answer("x", OLD, NEW, 0.1)
        assert found.verdict is None
        assert words in json.loads(found.line)["error"]
        assert not child.usable
        assert child._process.poll() is not None
