"""Pairs of texts in, a line of JSON each, on standard input; their answers out, a line each.

A process of its own beside each thread of a cluster's worker: a thread cannot be ended, a process
can, so a pair that takes too long or eats all memory costs itself and nothing else. It ends when
its input does, so with its worker, however that ended.
"""

import base64
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import IO

from fairnotice.commands.diff_files import TextFile
from fairnotice.commands.diff_pairs import (
    PATIENCE,
    Answer,
    answer_of_texts,
    early,
    failure,
    late,
    limit_time,
    was_late,
)


class Child:
    """Such a process; started with the object."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            (sys.executable, "-m", __name__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="ascii",
        )
        self.usable = True
        """False once it was ended."""

    def answer(self, pair_id: object, old: TextFile, new: TextFile, seconds: float) -> Answer:
        """The answer on a pair; one that says so after `seconds` of processor time, many more by
        the clock, or when the process dies."""
        over = threading.Event()

        def end() -> None:
            over.set()
            self._process.kill()

        timer = threading.Timer(PATIENCE * seconds, end)
        timer.daemon = True
        timer.start()
        try:
            given = _answer(self._exchanged(_question(pair_id, old, new, seconds)))
        except (OSError, ValueError):
            given = None
        finally:
            timer.cancel()
        if given is not None and not over.is_set():
            return given
        self.end()
        if given is not None:
            return given
        too_late = over.is_set() or was_late(self._process.returncode)
        return failure(pair_id, late(seconds) if too_late else early())

    def end(self) -> None:
        """Stop it at once."""
        self.usable = False
        self._process.kill()
        with contextlib.suppress(OSError):
            self._process.communicate()

    def _exchanged(self, line: str) -> str:
        into, out = self._process.stdin, self._process.stdout
        assert into is not None  # noqa: S101  # both are pipes, see above
        assert out is not None  # noqa: S101
        into.write(line + "\n")
        into.flush()
        return out.readline()


def _question(pair_id: object, old: TextFile, new: TextFile, seconds: float) -> str:
    return json.dumps(
        [
            pair_id,
            seconds,
            *([side.path, base64.b64encode(side.content).decode()] for side in (old, new)),
        ]
    )


def _answer(line: str) -> Answer:
    """What a line of the process says; ValueError when it ended before its end."""
    return Answer(*json.loads(line))


def _answers(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        pair_id, seconds, *sides = json.loads(line)
        limit_time(seconds)
        old, new = (TextFile(path, base64.b64decode(content)) for path, content in sides)
        yield json.dumps(answer_of_texts(pair_id, old, new))


def serve(given: Iterable[str], out: IO[str]) -> None:
    """Answers until the input ends."""
    for line in _answers(given):
        out.write(line + "\n")
        out.flush()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        serve(sys.stdin, sys.stdout)
