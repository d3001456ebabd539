"""20,000 inputs at every run of the tests; `make fuzz COUNT=1000000` makes others, and more."""

import os
import signal
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import run, targets
from tests.fuzz.inputs import SEEDS, bent, pieces, seeds

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="each batch is a forked process")

COUNT = 20_000


@pytest.mark.parametrize(("target", "count"), [*run.shares(COUNT)])
def test_no_input_fails_hangs_eats_memory_or_touches_a_file(target: str, count: int) -> None:
    found = run.run(target, range(count))
    assert found.count >= count
    assert [(failure.number, failure.raw[:200], failure.what) for failure in found.failures] == []


# Those that answer within a millisecond or two; the dear ones have their share above.
QUICK = [name for name, (_, share) in targets.TARGETS.items() if share >= 15]


@pytest.mark.parametrize("target", QUICK)
def test_what_hypothesis_makes_of_the_pieces_fails_nothing(target: str) -> None:
    inputs = st.lists(st.one_of(st.sampled_from(pieces(target)), st.text(max_size=8)), max_size=25)

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(inputs)
    def examined(parts: list[str]) -> None:
        targets.TARGETS[target][0]("".join(parts).encode("utf-8", "surrogatepass"))

    examined()


def test_every_target_has_seeds_and_every_seed_a_target() -> None:
    assert {path.name for path in SEEDS.iterdir()} == set(targets.TARGETS)
    assert all(seeds(target) for target in targets.TARGETS)


def test_an_input_is_the_same_whenever_it_is_made() -> None:
    assert [bent("yaml", n) for n in range(50)] == [bent("yaml", n) for n in range(50)]
    assert bent("yaml", 1, run=1) != bent("yaml", 1, run=2)


def _hanging(raw: bytes) -> None:
    while raw.startswith(b"hang"):
        pass


def _reading(raw: bytes) -> None:
    if raw.startswith(b"read"):
        os.close(os.open("/etc/hostname", os.O_RDONLY))


def _greedy(raw: bytes) -> None:
    if raw.startswith(b"eat"):
        bytearray(2 * run.MEMORY)


def _failing(raw: bytes) -> None:
    if raw.startswith(b"fail"):
        raise KeyError(raw)


def _dying(raw: bytes) -> None:
    if raw.startswith(b"die"):
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("deed", "bad", "said"),
    [
        (_hanging, b"hang", "took over 1 seconds"),
        (_reading, b"read", "opened /etc/hostname"),
        (_greedy, b"eat", "MemoryError"),
        (_failing, b"fail", "KeyError"),
        (_dying, b"die", "ended with status"),
    ],
)
def test_the_fuzzer_notices_what_must_not_happen_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, deed: targets.Target, bad: bytes, said: str
) -> None:
    inputs = [b"fine", b"fine", bad, b"fine", bad]
    monkeypatch.setattr(run, "TARGETS", {"it": (deed, 1)})
    monkeypatch.setattr(run, "SECONDS", 1)
    monkeypatch.setattr(run, "seeds", lambda _target: ())
    monkeypatch.setattr(run, "made", lambda _target, number, _run: inputs[number])
    found = run.run("it", range(len(inputs)))
    assert [failure.number for failure in found.failures] == [2, 4]
    assert all(said in failure.what for failure in found.failures)
