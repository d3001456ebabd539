"""Lines that name pairs of files in, one diff report a line out, in order, on all cores.

Each worker process does one pair at a time. One that takes longer than its time, or dies, is
replaced; the pair is reported as an error and the rest goes on. Time is processor time, kept by the
kernel, so that a busy machine changes no answer. Only pairs in flight are held in memory.
"""

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from fairnotice.model import Verdict

if TYPE_CHECKING:
    from fairnotice.commands.diff_files import TextFile

SECONDS = 10.0
"""Processor time that a pair has in its worker."""
PATIENCE = 12
"""Times as long a pair may take by the clock: a busy machine or a slow disk is not its doing."""
_LONGEST = 1 << 20
"""Characters of a line: two paths and an id."""
_AHEAD = 8
"""Pairs a worker that may be done before the one whose turn it is."""


class Task(NamedTuple):
    """One pair to compare."""

    id: object
    """As it was given, mostly a text."""
    folder: Path
    """The folder that the paths are relative to."""
    old: str
    new: str


class Answer(NamedTuple):
    """What is printed for one pair."""

    line: str
    """JSON on one line, without a line feed."""
    verdict: Verdict | None
    """None when the pair could not be compared."""


def tasks(lines: Iterable[str], folder: Path) -> Iterator[Task | Answer]:
    """The pairs that the lines name; paths are relative to `folder`. A bad line is an answer."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _task(line, number, folder)


def lines(file: TextIO) -> Iterator[str]:
    """The lines of a file of pairs; of one that is longer than any pair, what is none."""
    while line := file.readline(_LONGEST):
        rest = line
        while len(rest) == _LONGEST and not rest.endswith("\n"):
            rest = file.readline(_LONGEST)
        yield line


def _task(line: str, number: int, folder: Path) -> Task | Answer:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        given = {}
    pair_id, old, new = given.get("id"), given.get("old"), given.get("new")
    if pair_id is not None and isinstance(old, str) and isinstance(new, str):
        return Task(pair_id, folder, old, new)
    return failure(
        pair_id, f'Line {number} is not a pair: {{"id": …, "old": …, "new": …}} is expected.'
    )


def failure(pair_id: object, error: str) -> Answer:
    """The answer for a pair that cannot be compared."""
    return Answer(json.dumps({"id": pair_id, "error": error}, ensure_ascii=False), None)


def limit_time(seconds: float) -> None:
    """Lets the kernel end this process (SIGPROF) after so much more processor time.

    Not on Windows, which has no such call: there the clock alone counts.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def was_late(exit_code: int | None) -> bool:
    """Whether a process was ended by `limit_time`."""
    return sys.platform != "win32" and exit_code == -signal.SIGPROF


def early() -> str:
    """What is said of a pair whose process died."""
    return "The comparison ended early, perhaps for want of memory."


def late(seconds: float) -> str:
    """What is said of a pair whose time is over."""
    return f"The comparison took longer than {seconds:g} seconds."


def answers(
    given: Iterable[Task | Answer], workers: int = 0, seconds: float = SECONDS
) -> Iterator[Answer]:
    """An answer for each pair, in their order."""
    pool = _Pool(workers or _cores(), seconds)
    try:
        yield from pool.run(iter(given))
    finally:
        pool.close()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker:
    """A process that compares one pair at a time."""

    def __init__(self, seconds: float) -> None:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]  # both contexts have it
            target=_serve, args=(theirs, seconds), daemon=True
        )
        self._process.start()
        theirs.close()
        self.place = -1
        self.task: Task | None = None
        self.deadline = 0.0

    def begin(self, place: int, task: Task, until: float) -> None:
        """Give it a pair, for which it has until this moment of the monotonic clock."""
        self.place, self.task, self.deadline = place, task, until
        with contextlib.suppress(OSError):  # a dead worker is noticed when its answer is read
            self.connection.send(task)

    def end(self) -> bool:
        """Stop it at once; whether it had taken longer than its time already."""
        self._process.kill()
        self._process.join()
        self.connection.close()
        return was_late(self._process.exitcode)


class _Pool:
    def __init__(self, size: int, seconds: float) -> None:
        self._size = size
        self._seconds = seconds
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._done: dict[int, Answer] = {}

    def run(self, given: Iterator[Task | Answer]) -> Iterator[Answer]:
        """All answers, in order."""
        taken = turn = 0
        more = True
        while more or self._busy or self._done:
            while more and taken - turn < _AHEAD * self._size and self._has_room():
                item = next(given, None)
                if item is None:
                    more = False
                    break
                if isinstance(item, Answer):
                    self._done[taken] = item
                else:
                    worker = self._idle.pop() if self._idle else _Worker(self._seconds)
                    worker.begin(taken, item, time.monotonic() + PATIENCE * self._seconds)
                    self._busy.append(worker)
                taken += 1
            while turn in self._done:
                yield self._done.pop(turn)
                turn += 1
            if self._busy:
                self._collect()

    def _has_room(self) -> bool:
        return bool(self._idle) or len(self._busy) < self._size

    def _collect(self) -> None:
        """Take the answers that are there; replace the workers whose time is over."""
        until = min(worker.deadline for worker in self._busy)
        wait(
            [worker.connection for worker in self._busy],
            max(0.0, until - time.monotonic()),
        )
        for worker in tuple(self._busy):
            task = worker.task
            assert task is not None  # noqa: S101  # busy workers have one
            if worker.connection.poll():
                self._busy.remove(worker)
                try:
                    self._done[worker.place] = Answer(*worker.connection.recv())
                    self._idle.append(worker)
                except (EOFError, OSError):
                    ended = late(self._seconds) if worker.end() else early()
                    self._done[worker.place] = failure(task.id, ended)
            elif time.monotonic() >= worker.deadline:
                self._busy.remove(worker)
                worker.end()
                self._done[worker.place] = failure(task.id, late(self._seconds))

    def close(self) -> None:
        """End all workers."""
        for worker in (*self._idle, *self._busy):
            worker.end()


def _serve(connection: Connection, seconds: float) -> None:
    """What a worker does until it is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            limit_time(seconds)
            connection.send(tuple(answer(task)))


def answer(task: Task) -> Answer:
    """The report on one pair of files, or what is wrong with them."""
    read = texts(task)
    return read if isinstance(read, Answer) else answer_of_texts(task.id, *read)


def texts(task: Task) -> "tuple[TextFile, TextFile] | Answer":
    """The two files of a pair, read; or what is wrong with them."""
    from fairnotice.commands.diff_files import (  # noqa: PLC0415  # in the worker, not at start-up
        UnreadableError,
        text_file,
    )

    for path in (task.old, task.new):
        place = task.folder / path
        # A pipe would be waited for, for ever; whoever names one on the command line means it.
        if place.exists() and not place.is_file() and not place.is_dir():
            return failure(task.id, f"{path} cannot be read: it is no plain file.")
    try:
        return text_file(task.old, task.folder), text_file(task.new, task.folder)
    except UnreadableError as error:
        return failure(task.id, str(error))


def answer_of_texts(pair_id: object, old: "TextFile", new: "TextFile") -> Answer:
    """The report on two texts, or what is wrong with them: a pure function of what is given."""
    from fairnotice.commands.diff_files import UnreadableError, diff_of_texts  # noqa: PLC0415
    from fairnotice.reports.diff_json import diff_report  # noqa: PLC0415

    try:
        diff = diff_of_texts(old, new)
        report = diff_report(diff.comparison, diff.assessment, diff.old, diff.new, pair_id)
        return Answer(json.dumps(report, ensure_ascii=False), report["verdict"])
    except UnreadableError as error:
        return failure(pair_id, str(error))
    except Exception as error:  # noqa: BLE001  # one bad pair must not stop the others
        return failure(pair_id, f"The comparison failed ({type(error).__name__}: {error}).")
