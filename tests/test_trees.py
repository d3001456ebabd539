"""A new tree holds exactly what it should, whatever became of the one that it is made of."""

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice import disk, laid, trees
from fairnotice.disk import write
from fairnotice.disk_error import DiskError
from fairnotice.memo.files import KeptFiles
from fairnotice.memo.memo import Memo
from fairnotice.store import FOLDER, DiskStore, stored

NAMES = ("404.html", "a/1/x.html", "a/1/y.html", "a/2/x.html", "a/x.html", "b/1/2/3/x.html")


@contextlib.contextmanager
def kept(folder: Path, files: Mapping[str, str]) -> Iterator[tuple[DiskStore, KeptFiles]]:
    """The store of a site, and these files in it."""
    with stored(folder, "test") as store:
        digests = {path: store.keep(text.encode()) for path, text in files.items()}
        yield store, KeptFiles(digests, store)


def build(folder: Path, files: Mapping[str, str]) -> None:
    """Writes output/site anew, as a process of its own does."""
    with kept(folder, files) as (store, known):
        write(folder, {"site": known}, store)


def site(folder: Path) -> dict[str, str]:
    """All files of output/site; folders without any count, too."""
    root = folder / "output" / "site"
    return {
        path.relative_to(root).as_posix(): "" if path.is_dir() else path.read_text()
        for path in root.rglob("*")
        if not path.is_dir() or not any(path.iterdir())
    }


def at_once(patch: pytest.MonkeyPatch) -> None:
    """Folders are trusted as soon as the clock of the disk has ticked."""
    patch.setattr(laid, "_ALONE", 0)


def tick() -> None:
    """Waits until a change gets another time than one before."""
    time.sleep(0.02)


def put_anew(place: Path) -> None:
    """As an editor's program does: another file under the name."""
    place.unlink()
    place.write_text("You agree to everything.")


def put_in_place(place: Path) -> None:
    """The store's own copy is the same file."""
    place.write_text("You agree to everything.")


def put_beside(place: Path) -> None:
    """A file that nobody knows."""
    (place.parent / "stray.html").write_text("x")


def put_folder(place: Path) -> None:
    """A folder that nobody knows, and a file in it."""
    (place.parent / "stray").mkdir(exist_ok=True)
    (place.parent / "stray" / "file").write_text("x")


def put_folder_instead(place: Path) -> None:
    """A folder with the name of a file."""
    place.unlink()
    place.mkdir()


def link_out(place: Path) -> None:
    """The folder of the file leads elsewhere."""
    folder = place.parent
    if folder.name not in ("site", "a", "b"):
        shutil.rmtree(folder)
        folder.symlink_to("/etc")


def set_time_back(place: Path) -> None:
    """Hidden as well as anybody can hide it."""
    before = place.parent.stat()
    put_anew(place)
    os.utime(place.parent, ns=(before.st_atime_ns, before.st_mtime_ns))


DAMAGE: tuple[Callable[[Path], None], ...] = (
    put_anew,
    put_in_place,
    put_beside,
    put_folder,
    put_folder_instead,
    link_out,
    set_time_back,
    Path.unlink,
)

FILES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["one", "two", "three"]))
HARM = st.lists(st.tuples(st.sampled_from(DAMAGE), st.sampled_from(NAMES)), max_size=3)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(FILES, HARM, HARM), min_size=2, max_size=5))
def test_a_tree_is_what_it_should_be_whatever_became_of_those_before(
    builds: list[
        tuple[
            dict[str, str],
            list[tuple[Callable[[Path], None], str]],
            list[tuple[Callable[[Path], None], str]],
        ]
    ],
) -> None:
    """Files come, change and go; between builds somebody harms the folder that was put by, and the
    one that is published."""
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        at_once(patch)
        folder = Path(place)
        for files, of_spare, of_output in builds:
            build(folder, files)
            assert site(folder) == files
            tick()
            for root, harms in (
                (folder / FOLDER / "spare" / "site", of_spare),
                (folder / "output" / "site", of_output),
            ):
                for harm, name in harms:
                    if (root / name).is_file() and not (root / name).parent.is_symlink():
                        harm(root / name)
            tick()
        build(folder, builds[-1][0])
        assert site(folder) == builds[-1][0]


@pytest.mark.parametrize("way", ["../../../../victim", "..", ".", "a/../../../../../victim"])
@pytest.mark.parametrize("sort", ["files", "below"])
def test_a_forged_note_removes_nothing_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, sort: str
) -> None:
    """Whoever can write to the store can change the site, and nothing beside it."""
    at_once(monkeypatch)
    folder = tmp_path / "s"
    folder.mkdir()
    (tmp_path / "victim").write_text("mine")
    for text in ("one", "two"):
        build(folder, {"a/x.html": text, "a/y.html": "always"})
        tick()
    spare = folder / FOLDER / "spare" / "site"
    seen = os.lstat(spare / "a")
    look = laid.Look(seen.st_ino, seen.st_mode, seen.st_mtime_ns, seen.st_ctime_ns)
    here = {name: os.lstat(spare / "a" / name).st_ino for name in ("x.html", "y.html")}
    files, below = (here | {way: 7}, ()) if sort == "files" else (here, (way,))
    with stored(folder, "test") as store:
        Memo(store).note(laid._name(spare), {"a": laid.Folder(look, files, below)})
    build(folder, {"a/x.html": "three", "a/y.html": "always"})
    assert site(folder) == {"a/x.html": "three", "a/y.html": "always"}
    assert (tmp_path / "victim").read_text() == "mine"
    assert (folder / FOLDER / "facts.sqlite").exists()


def folders_read(patch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are read from here on, by name."""
    read, found = trees._entries, list[str]()

    def noting(place: str) -> list["os.DirEntry[str]"]:
        found.append(Path(place).name)
        return read(place)

    patch.setattr(trees, "_entries", noting)
    return found


def test_folders_that_nobody_touched_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    files = {f"{number}/index.html": str(number) for number in range(20)}
    for text in ("one", "two", "three"):
        tick()
        build(tmp_path, {**files, "7/index.html": text})
    tick()
    read = folders_read(monkeypatch)
    build(tmp_path, {**files, "7/index.html": "four"})
    # What is put by twice in turn: the folder of the first change was made anew for the third.
    assert read == [".site.new"]
    assert site(tmp_path) == {**files, "7/index.html": "four"}


def test_a_folder_that_was_changed_a_moment_ago_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second change in the same tick of the clock would not show."""
    for text in ("one", "two", "three"):
        build(tmp_path, {"a/x.html": "always", "b/x.html": text})
    read = folders_read(monkeypatch)
    build(tmp_path, {"a/x.html": "always", "b/x.html": "four"})
    assert sorted(read) == [".site.new", "a", "b"]


CHANGES: tuple[dict[str, str], ...] = (
    {"404.html": "a", "a/1/x.html": "a", "b/x.html": "a"},
    {"404.html": "b", "a/1/x.html": "a", "c/x.html": "b"},
    {"404.html": "c", "a/1/x.html": "a", "c/x.html": "c", "d/1/x.html": "c"},
    {"404.html": "d", "a/1/x.html": "d", "d/1/x.html": "c"},
)
"""What a site is, build after build."""


@contextlib.contextmanager
def failing(at: int, error: BaseException) -> Iterator[Callable[[], int]]:
    """The `at`-th step on the disk fails; gives the number of steps that there were."""
    count = 0
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in (
            *((Path, name) for name in ("write_bytes", "mkdir", "rename", "unlink")),
            (os, "link"),
            (os, "scandir"),
            (shutil, "rmtree"),
        ):
            real = getattr(owner, name)

            def step(*args: Any, _real: Callable[..., Any] = real, **more: Any) -> Any:
                nonlocal count
                count += 1
                if count == at:
                    raise error
                return _real(*args, **more)

            patch.setattr(owner, name, step)
        yield lambda: count


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()],
    ids=["disk full", "Ctrl-C"],
)
def test_whatever_step_fails_the_tree_is_the_old_or_the_new_one_and_the_next_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """A tree is made of one put by before; where that fails, nothing wrong is believed later."""
    at_once(monkeypatch)
    first, second, third, last = CHANGES
    at, reached = 0, 1
    while reached >= at:
        at += 1
        folder = tmp_path / str(at)
        folder.mkdir()
        for files in (first, second):
            build(folder, files)
            tick()
        with kept(folder, third) as (store, known), failing(at, error) as count:
            with contextlib.suppress(DiskError, KeyboardInterrupt):
                write(folder, {"site": known}, store)
            reached = count()
        disk.tidy(folder)
        assert site(folder) in (second, third)
        tick()
        for files in (last, third):
            build(folder, files)
            assert site(folder) == files
            tick()
    assert at > 15
