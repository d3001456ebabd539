"""Whatever happens to a build, each tree of output/ is the whole old one or the whole new one."""

import contextlib
import ctypes
import errno
import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from fairnotice import disk, swap
from fairnotice import trees as trees_of_files
from fairnotice.cli import main
from fairnotice.disk_error import DiskError
from tests.trust import faults
from tests.world import FILES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")

Trees = Mapping[str, Mapping[str, bytes]]
NAMES = ("site", "review", "reports")


def trees(word: bytes, count: int = 6) -> Trees:
    """Three trees that say one word everywhere, of names that differ from word to word."""
    return {
        name: {f"{word.decode()}-{n % 2}/{n}.html": word * 300 for n in range(count)}
        | {"index.html": word, "same.css": b"the same in all"}
        for name in NAMES
    }


OLD, NEW = trees(b"old"), trees(b"new")


@pytest.fixture(params=["in one step", "in two steps"])
def site(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with the old output; where folders can change places in one step, and where not."""
    if request.param == "in two steps":
        monkeypatch.setattr("fairnotice.trees.exchange", lambda _one, _other: False)
    for path, text in FILES.items():
        (tmp_path / "s" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "s" / path).write_text(text, "utf-8")
    written(tmp_path / "s", OLD)
    return tmp_path / "s"


def written(site: Path, what: Trees) -> None:
    """Writes the trees as a build does."""
    with disk.sole_writer(site):
        disk.write(site, what)


def tried(site: Path, what: Trees) -> int:
    """The same as an exit code: 3 where the program would say that the disk would not do it."""
    try:
        written(site, what)
    except DiskError:
        return 3
    return 0


def strays(site: Path) -> set[str]:
    """What stands in output/ beside the trees."""
    return {path.name for path in (site / "output").iterdir()} - set(NAMES)


class Both:
    """The digests of the old and the new trees, to hold what is found against."""

    def __init__(self, site: Path) -> None:
        written(site, NEW)
        self.new = faults.digests(site / "output")
        written(site, OLD)
        self.old = faults.digests(site / "output")
        assert set(self.new.values()).isdisjoint(self.old.values())

    def holds(self, site: Path) -> None:
        """Each tree is the one or the other, once a build has begun to look after what is left."""
        disk.tidy(site)
        found = faults.digests(site / "output")
        for name in NAMES:
            assert found[name] in (self.old[name], self.new[name]), name
        assert strays(site) == set()


def test_a_kill_before_any_step_leaves_each_tree_whole(site: Path) -> None:
    both = Both(site)
    count = faults.steps(lambda: written(site, NEW), site)
    assert count > 60  # 24 files and their folders written, three swaps, 24 old files removed
    for step in range(1, count + 1):
        written(site, OLD)
        assert faults.killed_at(step, lambda: written(site, NEW), site) == -signal.SIGKILL
        both.holds(site)
    assert faults.killed_at(count + 1, lambda: written(site, OLD), site) == 0


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EMFILE])
def test_a_refusal_at_any_step_leaves_each_tree_whole(site: Path, error: int) -> None:
    both = Both(site)
    count = faults.steps(lambda: written(site, NEW), site)
    codes = []
    for step in range(1, count + 1, 1 if error == errno.ENOSPC else 7):
        written(site, OLD)
        codes.append(faults.refused_at(step, lambda: tried(site, NEW), site, error))
        both.holds(site)
    assert set(codes) <= {0, 3}
    assert codes.count(3) > len(codes) / 2


def test_a_kill_while_it_is_tidied_up_after_a_kill_loses_nothing(site: Path) -> None:
    """The second build is killed as well, while it removes what the first one left."""
    both = Both(site)
    count = faults.steps(lambda: written(site, NEW), site)
    chance = random.Random(5)  # noqa: S311  # moments, not secrets
    for _ in range(40):
        written(site, OLD)
        for _ in range(3):
            faults.killed_at(chance.randint(1, count), lambda: written(site, NEW), site)
        both.holds(site)


def test_a_kill_at_any_moment_leaves_each_tree_whole(site: Path) -> None:
    both = Both(site)
    begun = time.perf_counter()
    assert faults.in_child(lambda: written(site, NEW)) == 0
    lasts = time.perf_counter() - begun
    chance = random.Random(11)  # noqa: S311  # moments, not secrets
    killed = 0
    for _ in range(2000):
        written(site, OLD)
        begun = time.perf_counter()
        moment = chance.random() * lasts + 1e-4
        if faults.killed_after(moment, lambda: written(site, NEW)) < 0:
            killed += 1
        else:  # it was faster than the last one: a busy disk takes now this long, now that
            lasts = time.perf_counter() - begun
        both.holds(site)
        if killed == 50:
            break
    assert killed == 50


# ---------------------------------------- disks that are full or may not be written


def _bigger() -> Trees:
    return {name: {**files, "large.html": b"x" * 400_000} for name, files in NEW.items()}


def test_a_file_that_may_not_grow_leaves_each_tree_whole(site: Path) -> None:
    before = faults.digests(site / "output")

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    assert faults.in_child(lambda: tried(site, _bigger()), small_files) == 3
    assert faults.digests(site / "output") == before
    assert strays(site) == set()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 KB; only root can make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can make a small disk; the test above limits files instead")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_each_tree_whole_and_the_next_build_succeeds(
    small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = small_disk / "s"
    for path, text in FILES.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    both = Both(site)
    for hold in range(0, 600_000, 40_000):
        with contextlib.suppress(OSError):
            (small_disk / "ballast").write_bytes(b"x" * hold)
        assert tried(site, _bigger()) == 3
        both.holds(site)
        assert (site / "output" / "site" / "index.html").read_bytes() == b"old"
    # The real program says it in a sentence, and succeeds once there is room.
    with contextlib.suppress(OSError), (small_disk / "ballast").open("wb") as ballast:
        while True:
            ballast.write(b"x" * 4096)
            ballast.flush()
    capsys.readouterr()
    assert main(["-C", str(site), "build", "--clock", "2026-03-01"]) == 3
    said = capsys.readouterr().err
    assert "cannot be written: No space left on device" in said
    assert "Traceback" not in said
    both.holds(site)
    (small_disk / "ballast").unlink()
    written(site, NEW)
    assert faults.digests(site / "output") == both.new


def _without_rights(place: Path) -> Callable[[], None]:
    """Gives up what root may do beyond others (capset(2)): to root, no folder is read-only."""

    def give_up() -> None:
        if os.geteuid() == 0:
            head = struct.pack("Ii", 0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
            assert ctypes.CDLL(None).capset(head, bytes(24)) == 0
        assert not os.access(place, os.W_OK)

    return give_up


def test_a_folder_that_may_not_be_written_is_said_and_left_alone(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = faults.digests(site / "output")
    (site / "output").chmod(0o555)
    code = faults.in_child(
        lambda: main(["-C", str(site), "build", "--clock", "2026-03-01"]),
        _without_rights(site / "output"),
    )
    (site / "output").chmod(0o755)
    said = capfd.readouterr().err
    assert code == 3, said
    assert "cannot be written: Permission denied" in said
    assert faults.digests(site / "output") == before
    assert strays(site) == set()


# ---------------------------------------- the real program


def test_a_file_that_vanishes_while_it_is_read_is_said(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = faults.digests(site / "output")
    gone = site / "content" / "privacy" / "2026-02-01.md"

    def vanishing() -> None:
        def hook(event: str, given: tuple[object, ...]) -> None:
            if event == "open" and str(given[0]) == str(gone) and gone.exists():
                gone.unlink()

        sys.addaudithook(hook)

    code = faults.in_child(
        lambda: main(["-C", str(site), "build", "--clock", "2026-03-01"]), vanishing
    )
    assert code == 3
    said = capfd.readouterr().err
    assert "2026-02-01.md vanished while it was being read" in said
    assert "Traceback" not in said
    assert faults.digests(site / "output") == before


def program(site: Path, *argv: str) -> "subprocess.Popen[str]":
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-m", "fairnotice", "-C", str(site), *argv],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def ended(run: "subprocess.Popen[str]") -> int:
    """The exit code of a program that has nothing to say."""
    assert run.communicate()[1] == ""
    return run.returncode


def test_two_builds_at_once_the_second_is_told_and_the_first_ends_well(tmp_path: Path) -> None:
    site = tmp_path / "s"
    for path, text in FILES.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    assert ended(program(site, "lock", "-q", "--clock", "2026-03-01")) == 0
    with disk.sole_writer(site):  # a first build, at work
        second = program(site, "build", "--clock", "2026-03-01")
        _, said = second.communicate()
        assert second.returncode == 3
        assert "Another build is writing" in said
        assert strays(site) == set()
    # And five that really begin together: each ends well or is told, and the site is whole.
    runs = [program(site, "build", "-q", "--clock", "2026-03-01") for _ in range(5)]
    told = [(run.communicate()[1], run.returncode) for run in runs]
    codes = [code for _, code in told]
    assert set(codes) <= {0, 3}
    assert 0 in codes
    assert all("Another build is writing" in said for said, code in told if code == 3)
    alone = faults.digests(site / "output")
    assert ended(program(site, "build", "-q", "--clock", "2026-03-01")) == 0
    assert faults.digests(site / "output") == alone
    assert strays(site) == set()


def test_clocks_that_jump_change_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files from 1970 and from 2100, a system clock that runs backwards: the same bytes."""
    args = ["-C", str(site), "build", "-q", "--clock", "2026-03-01"]
    assert main(["-C", str(site), "lock", "--clock", "2026-03-01"]) == 0
    assert main(args) == 0
    before = faults.digests(site / "output")
    for number, path in enumerate(sorted(site.rglob("*"))):
        moment = (0, 4_102_444_800)[number % 2]
        os.utime(path, (moment, moment))
    jumping = random.Random(3)  # noqa: S311  # moments, not secrets
    monkeypatch.setattr(time, "time", lambda: jumping.uniform(0, 4e9))
    monkeypatch.setattr(time, "time_ns", lambda: int(jumping.uniform(0, 4e18)))
    assert main(args) == 0
    assert faults.digests(site / "output") == before


def test_kills_at_random_moments_of_real_builds(tmp_path: Path) -> None:
    """A few with the tests; 200 by `python -m tests.trust.kills` (figures in docs/trust.md)."""
    from tests.trust.kills import kills

    found = kills(tmp_path / "example", 6, 1)
    assert found.mixtures == ()
    assert set(found.killed.values()) == {2}
    assert swap.exchange is trees_of_files.exchange
    shutil.rmtree(tmp_path / "example")
