"""Pairs of files and the address of a Dask scheduler in, one diff report a pair out, in order.

What is sent is the two texts, so that workers need none of our files; what is done there is the
same pure function that a run on one machine uses. Dask gives what a lost worker had to do to
another. Only pairs in flight are held in memory. Facts about Dask: its documentation on
`Client.submit`, futures and resilience.
"""

import logging
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from fairnotice import __version__
from fairnotice.commands.diff_files import TextFile
from fairnotice.commands.diff_pairs import (
    SECONDS,
    Answer,
    Task,
    answer_of_texts,
    early,
    failure,
    texts,
)
from fairnotice.exits import NOT_DONE, RefusedError

PATIENCE = 10
"""Seconds that a scheduler has to answer, and then to find a worker."""
_AHEAD = 4
"""Pairs in flight for each thread of the cluster, …"""
_MOST = 2_000
"""… and in all: with texts of 30 KB, 120 MB."""
_LOOK = 256
"""Answers after which we look how many threads there are: workers come and go."""
_LARGEST = 4_000_000
"""Bytes of a text worth sending: longer ones are refused wherever they are read."""


def answers(
    given: Iterable[Task | Answer], address: str, seconds: float = SECONDS
) -> Iterator[Answer]:
    """An answer for each pair, in their order, from the cluster at `address`.

    RefusedError when Dask is not installed, the scheduler does not answer or goes away, or its
    workers lack this version of fairnotice.
    """
    client = _client(address)
    try:
        _same_everywhere(client)
        yield from _in_order(client, given, seconds, address)
    finally:
        client.close(timeout=2)


def _client(address: str) -> Any:
    """The cluster, with a worker at least."""
    try:
        import distributed  # noqa: PLC0415  # an extra, and half a second
    except ImportError as error:
        raise RefusedError(
            "Dask is not installed, so pairs cannot be given to a cluster.",
            "Install it with `pip install 'fairnotice[dask]'`, or leave --scheduler out.",
            NOT_DONE,
        ) from error
    _hushed()
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    # A client that gave up on a busy machine may find its own state not as it asserts.
    except (OSError, ValueError, TypeError, AssertionError) as error:
        raise RefusedError(
            f"No Dask scheduler answers at {address}.",
            "Name the address that the scheduler prints when it starts, as tcp://10.0.0.5:8786.",
            NOT_DONE,
        ) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close(timeout=2)
        raise RefusedError(
            f"The scheduler at {address} has no worker.",
            f"Start some: `dask worker {address}`.",
            NOT_DONE,
        ) from error
    return client


def _hushed() -> None:
    """Keeps Dask from logging what we say ourselves; some of its loggers have their own level."""
    for name in ("distributed", "tornado", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _same_everywhere(client: Any) -> None:
    """RefusedError unless every worker has this version of fairnotice: results would differ."""
    mend = f"Install fairnotice {__version__} on every worker."
    try:
        found = set(client.run(installed).values())
    except ImportError as error:
        raise RefusedError("A worker of the cluster lacks fairnotice.", mend, NOT_DONE) from error
    if found - {__version__}:
        others = ", ".join(sorted(found - {__version__}))
        raise RefusedError(
            f"The cluster's workers have fairnotice {others}, and this is {__version__}.",
            mend,
            NOT_DONE,
        )


def installed() -> str:
    """The version of fairnotice; asked on each worker."""
    return __version__


def _in_order(
    client: Any, given: Iterable[Task | Answer], seconds: float, address: str
) -> Iterator[Answer]:
    """All answers, in order; as many pairs are on their way as the cluster can use."""
    source = iter(given)
    waiting: deque[tuple[object, Any]] = deque()
    done = room = 0
    while True:
        if done % _LOOK == 0:
            room = min(_MOST, max(1, _AHEAD * sum(client.nthreads().values())))
        while len(waiting) < room and (item := next(source, None)) is not None:
            waiting.append(_begun(client, item, seconds))
        if not waiting:
            return
        pair_id, begun = waiting.popleft()
        yield begun if isinstance(begun, Answer) else _result(pair_id, begun, done, address)
        done += 1


def _begun(client: Any, item: Task | Answer, seconds: float) -> tuple[object, Any]:
    """The pair's id, and its answer or what will become it."""
    if isinstance(item, Answer):
        return None, item
    read = texts(item)
    if isinstance(read, Answer):
        return item.id, read
    if max(len(side.content) for side in read) > _LARGEST:
        return item.id, answer_of_texts(item.id, *read)
    # Not `pure`: two pairs that say the same are two tasks, so no key has to be hashed.
    return item.id, client.submit(on_worker, item.id, *read, seconds, pure=False)


def _result(pair_id: object, future: Any, done: int, address: str) -> Answer:
    from distributed.client import CancelledError  # noqa: PLC0415  # it is loaded by now
    from distributed.scheduler import KilledWorker  # noqa: PLC0415

    try:
        return Answer(*future.result())
    except KilledWorker:  # several workers died of it, one after the other
        return failure(pair_id, early())
    except CancelledError as error:
        raise RefusedError(
            f"The cluster at {address} went away after {done} pairs.",
            "Start it again; the answers so far are whole, so the rest of the list is enough.",
            NOT_DONE,
        ) from error
    except Exception as error:  # noqa: BLE001  # one bad pair must not stop the others
        return failure(pair_id, f"The comparison failed ({type(error).__name__}: {error}).")


_OWN = threading.local()


def on_worker(
    pair_id: object, old: TextFile, new: TextFile, seconds: float
) -> tuple[str, str | None]:
    """The answer on a pair, as plain data; runs on a worker, in a process beside its thread."""
    from fairnotice.commands.diff_worker import Child  # noqa: PLC0415  # only where it is used

    child = getattr(_OWN, "child", None)
    if child is None or not child.usable:
        child = _OWN.child = Child()
    return tuple(child.answer(pair_id, TextFile(*old), TextFile(*new), seconds))
