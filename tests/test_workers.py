"""Work in several processes comes out as if it were done in one, whatever becomes of them."""

import os
import signal
import sys
import time
from collections import Counter
from itertools import pairwise

import pytest

from fairnotice import workers
from fairnotice.workers import on_all_cores
from tests.trust import faults

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def nothing() -> None:
    """What a child has to do first: nothing."""


def test_all_is_made_in_order_and_by_several() -> None:
    made = list(on_all_cores(lambda n: (n, os.getpid()), 200, nothing, cores=3, worth=0))
    assert [number for number, _ in made] == list(range(200))
    assert len({process for _, process in made} - {os.getpid()}) == 3


@pytest.mark.parametrize("count", [2, 3, 4, 7, 200, 5000])
@pytest.mark.parametrize("cores", [2, 3, 8])
def test_each_has_as_much_to_make_as_the_others_of_neighbours(count: int, cores: int) -> None:
    """Also where the first take longer than the last: old versions are further from today's."""
    shares = workers._shares(range(count), min(cores, count))
    assert sorted(number for share in shares for number in share) == list(range(count))
    assert all(shares)
    if count >= 200:
        times = [sum(2 * count - number for number in share) for share in shares]
        assert max(times) <= 1.1 * min(times)
        breaks = [sum(after != before + 1 for before, after in pairwise(share)) for share in shares]
        assert max(breaks) <= max(1, count // cores // 200)


def test_little_is_made_here() -> None:
    made = on_all_cores(lambda _: os.getpid(), 20, nothing, cores=4, worth=60)
    assert set(made) == {os.getpid()}


def test_a_single_core_has_a_child_for_much_alone() -> None:
    """It gives back what memory that took; little is sooner made here."""
    for count, children in ((200, 0), (2000, 1)):
        made = set(on_all_cores(lambda _: os.getpid(), count, nothing, cores=1, worth=0))
        assert len(made - {os.getpid()}) == children


def test_a_child_makes_so_many_things_and_then_another_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "_LIFE", 100)
    saved: list[int] = []
    made = list(
        on_all_cores(
            lambda n: (n, os.getpid()), 1001, nothing, lambda: saved.append(1), cores=2, worth=0
        )
    )
    assert [number for number, _ in made] == list(range(1001))
    made_by = Counter(process for _, process in made)
    assert made_by.pop(os.getpid(), 0) <= 1
    assert len(made_by) >= 10
    assert max(made_by.values()) <= 100
    assert saved == [1]  # children put down nothing: one time is enough


def test_few_things_that_take_long_are_made_by_several() -> None:
    begun: list[int] = []

    def slow(_number: int) -> int:
        time.sleep(0.2)
        return os.getpid()

    made = list(on_all_cores(slow, 3, nothing, lambda: begun.append(os.getpid()), cores=2))
    assert made[0] == os.getpid()
    assert len(set(made)) == 3
    assert begun == [os.getpid()]


def test_what_is_soon_made_after_what_took_long_is_made_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Six pages of an edit: to begin processes for the last two would take longer."""
    now = [0.0]
    monkeypatch.setattr("fairnotice.workers.time.perf_counter", lambda: now[0])

    def soon(_number: int) -> int:
        now[0] += 0.03
        return os.getpid()

    made = on_all_cores(soon, 6, nothing, cores=2)
    assert set(made) == {os.getpid()}


def test_what_a_child_leaves_undone_is_made_here() -> None:
    here = os.getpid()

    def fatal(number: int) -> int:
        if number == 17 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(on_all_cores(fatal, 200, nothing, cores=2, worth=0)) == list(range(200))


def test_what_fails_in_a_child_fails_here_too() -> None:
    def failing(number: int) -> int:
        if number == 150:
            raise KeyError(number)
        return number

    with pytest.raises(KeyError):
        list(on_all_cores(failing, 200, nothing, cores=2, worth=0))


def test_no_child_is_left_behind() -> None:
    children = set(on_all_cores(lambda _: os.getpid(), 200, nothing, cores=2, worth=0)) - {
        os.getpid()
    }
    assert children
    for child in children:  # others of this process, such as a browser, are none of its business
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


@pytest.mark.skipif(sys.platform != "linux", reason="a call of Linux's")
def test_a_build_that_is_killed_leaves_nobody_at_work() -> None:
    reading, writing = os.pipe()

    def slow(number: int) -> int:
        os.write(writing, b"x")
        time.sleep(60)
        return number

    def killed() -> None:
        signal.setitimer(signal.ITIMER_REAL, 3)
        list(on_all_cores(slow, 200, nothing, cores=2, worth=0))

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    assert faults.in_child(killed) == -signal.SIGALRM
    os.close(writing)
    assert os.read(reading, 100)  # they were at work
    while os.read(reading, 100):  # ends when nobody holds the other end any more
        pass
    os.close(reading)


def test_nobody_begins_to_work_for_a_build_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was killed between the birth of a child and the child's wish to die with it."""
    reading, writing = os.pipe()

    def too_late() -> None:
        parent = os.getppid()
        while os.getppid() == parent:
            time.sleep(0.01)

    monkeypatch.setattr(workers, "_die_with_parent", too_late)

    def killed() -> None:
        signal.setitimer(signal.ITIMER_REAL, 1)
        list(on_all_cores(lambda _: os.write(writing, b"x"), 200, nothing, cores=2, worth=0))

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    assert faults.in_child(killed) == -signal.SIGALRM
    os.close(writing)
    assert os.read(reading, 1) == b""
    os.close(reading)
