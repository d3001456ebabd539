"""What was put in its place is on the disk before what it replaces goes; files that people name are
written whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fairnotice import disk, durable, trees
from fairnotice.disk import replace, save, write
from fairnotice.disk_error import DiskError


def test_a_tree_is_flushed_before_it_is_swapped_in_and_its_name_before_the_old_one_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def noting(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object) -> object:
            order.append(name)
            return real(*given)

        return noted

    write(tmp_path, {"site": {"a": b"old"}})
    for module, name in (
        (disk, "flush_below"),
        (trees, "exchange"),
        (trees, "flush"),
        (trees, "remove"),
        (disk, "flush"),
    ):
        monkeypatch.setattr(module, name, noting(name, getattr(module, name)))
    write(tmp_path, {"site": {"a": b"new"}})
    assert order[:4] == ["flush_below", "exchange", "flush", "remove"]
    order.clear()
    replace(tmp_path, "notices.lock", b"x")
    assert order == ["flush", "flush"]


@pytest.mark.parametrize("at_one_go", [True, False])
def test_both_ways_to_flush_reach_every_file_or_say_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_one_go: bool
) -> None:
    flushed: list[str] = []
    real = os.fsync

    def noting(handle: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{handle}").resolve().name)
        real(handle)

    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.html").write_bytes(b"c")
    monkeypatch.setattr(os, "fsync", noting)
    if not at_one_go:
        monkeypatch.setattr(durable, "_at_one_go", lambda _folder: False)
    durable.flush_below(tmp_path / "a")
    assert flushed == ([] if at_one_go else ["a", "c.html", "b"])
    with pytest.raises(OSError, match="No such file"):
        durable.flush(tmp_path / "none")


def test_a_disk_that_cannot_keep_what_it_took_is_said_and_the_old_tree_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"site": {"a": b"old"}})

    def failing(*_folders: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(disk, "flush_below", failing)
    with pytest.raises(DiskError, match="Input/output error"):
        write(tmp_path, {"site": {"a": b"new"}})
    assert (tmp_path / "output" / "site" / "a").read_bytes() == b"old"
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["site"]


# ---------------------------------------- a file that the caller named


def test_a_named_file_is_whole_or_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "proof.zip"
    save(place, b"one")
    place.chmod(0o640)
    save(place, b"two")
    assert place.read_bytes() == b"two"
    assert place.stat().st_mode & 0o777 == 0o640

    def half(self: Path, content: bytes) -> int:
        os.write(os.open(self, os.O_WRONLY | os.O_CREAT), content[:1])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        with pytest.raises(DiskError, match="No space left"):
            save(place, b"three")
    assert place.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["proof.zip"]


def test_a_link_stays_a_link_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "x")
    save(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "x").read_bytes() == b"x"
    save(Path(os.devnull), b"x")
    with pytest.raises(DiskError, match="cannot be written"):
        save(tmp_path / "real", b"x")
