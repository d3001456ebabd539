"""What is read stays inside the site; what is written is the whole new one or the whole old one."""

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairnotice import disk, swap, trees
from fairnotice.disk import files_below, read, replace, save, sole_writer, write
from fairnotice.disk_error import DiskError

OLD = {name: {"index.html": b"old " * 50, "a/b.html": b"old"} for name in ("site", "review")}
NEW = {name: {"index.html": b"new " * 50, "a/c.html": b"new"} for name in ("site", "review")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "content" / "privacy").mkdir(parents=True)
    (site / "site.yaml").write_text("site_name: x\n")
    (site / "content" / "privacy" / "2025-01-01.md").write_text("# P\n")
    return site


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def own(files: Mapping[str, bytes]) -> list[str]:
    """The files that are not the program's templates."""
    return [path for path in files if not path.startswith("templates/")]


# ---------------------------------------- reading


def test_texts_that_are_not_held_are_read_again(folder: Path) -> None:
    late = read(folder, late=True).files
    assert dict(late) == dict(read(folder).files)
    assert list(late) == list(read(folder).files)


def test_a_text_that_is_changed_before_it_is_read_again_is_told(folder: Path) -> None:
    late = read(folder, late=True).files
    (folder / "content" / "privacy" / "2025-01-01.md").write_text("# Q\n")
    with pytest.raises(DiskError, match=r"2025-01-01.md was changed while it was being read"):
        dict(late)


def test_the_tree_is_read_by_path_and_in_order(folder: Path) -> None:
    (folder / "content" / "changelog.yaml").write_bytes(b"[]\n")
    found = read(folder)
    assert own(found.files) == [
        "content/changelog.yaml",
        "content/privacy/2025-01-01.md",
        "site.yaml",
    ]
    assert found.files["content/changelog.yaml"] == b"[]\n"
    assert found.problems == ()


def test_hidden_files_output_and_what_is_beside_the_content_are_not_read(folder: Path) -> None:
    for path in ("content/.secret.md", "output/site/index.html", ".env", "notes.txt"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x")
    (folder / "logo.svg").write_text("<svg/>")
    assert own(read(folder).files) == ["content/privacy/2025-01-01.md", "logo.svg", "site.yaml"]


def test_a_template_of_the_site_goes_before_the_packaged_one_file_by_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, package = tmp_path / "beside", tmp_path / "package"
    for place, names in ((beside, "abc"), (package, "ab"), (folder / "templates", "a")):
        place.mkdir()
        for name in names:
            (place / f"{name}.html").write_text(place.name)
    monkeypatch.setattr(disk, "template_folders", lambda: iter((beside, package)))
    files = read(folder).files
    assert [files[f"templates/{name}.html"] for name in "abc"] == [
        b"templates",
        b"package",
        b"beside",
    ]


@pytest.mark.parametrize("link", ["content/privacy/x.md", "content/more", "site.yaml", "templates"])
def test_a_link_out_of_the_site_is_refused_and_reported(
    folder: Path, tmp_path: Path, link: str
) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.md").write_text("SECRET")
    (folder / link).unlink(missing_ok=True)
    (folder / link).symlink_to(secret if "." not in link else secret / "key.md")
    found = read(folder)
    assert b"SECRET" not in b"".join(found.files.values())
    (problem,) = found.problems
    assert (problem.check, problem.place.path, problem.broken) == ("outside-site", link, True)


def test_a_link_inside_the_site_is_followed_and_a_circle_ends(folder: Path) -> None:
    (folder / "content" / "privacy" / "again").symlink_to(folder / "content")
    (folder / "content" / "privacy" / "2026-01-01.md").symlink_to("2025-01-01.md")
    found = read(folder)
    assert found.problems == ()
    assert found.files["content/privacy/2026-01-01.md"] == b"# P\n"


def test_links_in_folders_that_links_lead_to_come_to_an_end(folder: Path) -> None:
    """Two links in each of thirty folders: a thousand million ways through them."""
    for number in range(30):
        place = folder / "content" / f"d{number}"
        place.mkdir()
        (place / "x.txt").touch()
        for name in "ab":
            (place / name).symlink_to(f"../d{(number + 1) % 30}")
    found = read(folder)
    assert [problem.check for problem in found.problems] == ["too-many-links"]
    assert found.problems[0].broken


def test_a_file_of_gigabytes_is_not_read(folder: Path) -> None:
    for path in ("content/privacy/film.mp4", "content/privacy/2025-01-01.md", "logo.png"):
        with (folder / path).open("wb") as file:
            file.truncate(1 << 40)  # a terabyte of nothing, which takes no room
    for late in (False, True):
        found = read(folder, late=late)
        assert [(p.check, p.broken) for p in found.problems] == [("too-large", True)] * 3
        assert own(found.files) == ["site.yaml"]


def test_links_to_a_large_file_are_not_all_read(folder: Path) -> None:
    with (folder / "content" / "large.png").open("wb") as file:
        file.truncate(disk.LARGEST // 4)
    for number in range(5):
        (folder / "content" / f"{number}.png").symlink_to("large.png")
    found = read(folder)
    assert [(p.check, p.place.path) for p in found.problems] == [
        ("too-large", "content/3.png"),
        ("too-large", "content/4.png"),
    ]


def test_files_that_are_large_together_are_not_all_held(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred pictures of 32 MB of zeros take no room in a pull request."""
    monkeypatch.setattr(disk, "_MOST_HELD", 3 << 20)
    for place in ("content/privacy", "templates/assets", "output/email"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        for number in range(2):
            with (folder / place / f"{number}.png").open("wb") as file:
                file.truncate(1_800_000)
    for late in (False, True):
        found = read(folder, late=late)
        assert [(p.check, p.place.path) for p in found.problems] == [
            ("too-large", "content/privacy/1.png"),
            ("too-large", "templates/assets/0.png"),
            ("too-large", "templates/assets/1.png"),
        ]
        assert "content/privacy/0.png" in found.files
    with pytest.raises(DiskError, match="more than 3 MB"):
        files_below(folder, "output/email")


def test_folders_without_end_in_one_another_are_told(folder: Path) -> None:
    """Each costs a call within a call; a thousand ended the program."""
    (folder / "content" / "/".join(["d" * 50] * 9)).mkdir(parents=True)
    (problem,) = read(folder).problems
    assert problem.check == "bad-file-name"
    assert "more than 400" in problem.wrong


def test_a_text_larger_than_any_is_not_read(folder: Path) -> None:
    """A hundred of 32 MB took a build minutes before each was refused."""
    for path in ("content/privacy/2025-01-01.md", "content/real.md"):
        with (folder / path).open("wb") as file:
            file.truncate((2 << 20) + 1)
    (folder / "content/privacy/2024-01-01.md").symlink_to("../real.md")
    for late in (False, True):
        found = read(folder, late=late)
        assert [p.check for p in found.problems] == ["too-large"] * 3
        assert "2 MB" in found.problems[0].wrong


def test_a_link_to_nothing_and_a_pipe_are_reported_and_not_waited_for(folder: Path) -> None:
    (folder / "content" / "dead.md").symlink_to("nowhere.md")
    os.mkfifo(folder / "content" / "pipe.md")
    found = read(folder)
    assert {(p.check, p.place.path) for p in found.problems} == {
        ("dead-file-link", "content/dead.md"),
        ("not-a-file", "content/pipe.md"),
    }


def test_a_name_that_cannot_be_printed_is_reported_without_it(folder: Path) -> None:
    os.close(os.open(os.fsencode(folder) + b"/content/\xff\x1b[31m.md", os.O_CREAT))
    (problem,) = read(folder).problems
    assert problem.check == "bad-file-name"
    assert problem.place.path.isprintable()


@pytest.mark.parametrize(
    "path",
    ["content/aux.md", "content/privacy/NUL", "content/con/2025-01-01.md", "templates/Com1.x.y"],
)
def test_a_name_that_windows_keeps_for_a_device_is_reported(folder: Path, path: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text("x")
    (problem,) = read(folder).problems
    assert (problem.check, problem.broken) == ("bad-file-name", True)
    assert path.startswith(problem.place.path)
    assert "Windows" in problem.wrong


@pytest.mark.parametrize(
    "name", ["contact", "com10", "com", "auxiliary.md", "a.con", "console.png"]
)
def test_a_name_that_is_only_like_a_device_is_read(folder: Path, name: str) -> None:
    (folder / "content" / name).write_text("x")
    found = read(folder)
    assert found.problems == ()
    assert f"content/{name}" in found.files


def test_a_file_that_vanishes_while_the_tree_is_read_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def vanishing(self: Path) -> bytes:
        if self.name == "2025-01-01.md":
            raise FileNotFoundError(errno.ENOENT, "gone", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    with pytest.raises(DiskError, match=r"2025-01-01.md vanished while it was being read"):
        read(folder)


def test_a_file_that_may_not_be_read_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(DiskError, match="cannot be read: Permission denied"):
        read(folder)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="There is no folder"):
        read(tmp_path / "none")


# ---------------------------------------- writing


def in_two_steps(_one: Path, _other: Path) -> bool:
    """A system on which folders cannot change places in one step."""
    return False


@pytest.fixture(params=["exchanged", "renamed"])
def written(folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with an old output; where folders can change places in one step, and where not."""
    if request.param == "renamed":
        monkeypatch.setattr(trees, "exchange", in_two_steps)
    write(folder, OLD)
    return folder


def test_what_is_written_is_all_there_is(written: Path) -> None:
    write(written, NEW)
    output = written / "output"
    assert {name: tree(output / name) for name in NEW} == NEW
    assert sorted(path.name for path in output.iterdir()) == ["review", "site"]


def test_a_tree_that_is_not_given_stays_and_so_does_email(written: Path) -> None:
    (written / "output" / "email").mkdir()
    (written / "output" / "email" / "x.eml").write_text("draft")
    write(written, {"reports": {"report.json": b"{}"}})
    output = written / "output"
    assert tree(output / "site") == OLD["site"]
    assert (output / "email" / "x.eml").read_text() == "draft"
    assert tree(output / "reports") == {"report.json": b"{}"}


def steps(monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> Callable[[], int]:
    """Makes the `at`-th step on the disk fail; the answer counts the steps."""
    count = 0
    for name in ("write_bytes", "mkdir", "rename", "unlink"):
        real = getattr(Path, name)

        def step(
            self: Path, *args: object, _real: Callable[..., object] = real, **more: object
        ) -> object:
            nonlocal count
            count += 1
            if count == at:
                raise error
            return _real(self, *args, **more)

        monkeypatch.setattr(Path, name, step)
    return lambda: count


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()],
    ids=["disk full", "Ctrl-C"],
)
def test_whatever_step_fails_each_tree_is_the_old_or_the_new_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Every single step fails once, with and without the exchange in one step."""
    for exchange in (swap.exchange, in_two_steps):
        at = 0
        while True:
            at += 1
            with monkeypatch.context() as patch:
                patch.setattr(trees, "exchange", exchange)
                write(folder, OLD)
                count = steps(patch, at, error)
                with contextlib.suppress(DiskError, KeyboardInterrupt):
                    write(folder, NEW)
                reached = count()
            disk.tidy(folder)
            output = folder / "output"
            for name, old in OLD.items():
                assert tree(output / name) in (old, NEW[name])
            assert sorted(path.name for path in output.iterdir()) == ["review", "site"]
            if reached < at:
                assert {name: tree(output / name) for name in NEW} == NEW
                break
        assert at > 10


def test_what_a_killed_build_left_is_put_back_or_removed(folder: Path) -> None:
    write(folder, OLD)
    output = folder / "output"
    (output / "site").rename(output / ".site.old")
    (output / ".site.new").mkdir()
    (output / ".site.new" / "half.html").write_text("ha")
    disk.tidy(folder)
    assert {name: tree(output / name) for name in OLD} == OLD
    assert sorted(path.name for path in output.iterdir()) == ["review", "site"]


_WRITER = """
import sys
from pathlib import Path
from fairnotice.disk import sole_writer, write
folder = Path(sys.argv[1])
print("ready", flush=True)
for round in range(100_000):
    letter = b"ab"[round % 2 : round % 2 + 1]
    files = {f"{n}.html": letter * 2000 for n in range(20)}
    with sole_writer(folder):
        write(folder, {"site": files, "review": files, "reports": files})
"""


def test_a_kill_at_any_moment_leaves_no_mixture(folder: Path) -> None:
    """kill -9 at a dozen random moments of writing without pause."""
    chance = random.Random(7)  # noqa: S311  # moments, not secrets
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(folder)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(0.02 + chance.random() * 0.1)
            writer.send_signal(signal.SIGKILL)
        for name in ("site", "review", "reports"):
            place = folder / "output" / name
            if place.exists():
                contents = list(tree(place).values())
                assert len(contents) == 20
                assert len(set(contents)) == 1
    with sole_writer(folder):  # a killed build's lock ends with it
        write(folder, NEW)
    assert sorted(p.name for p in (folder / "output").iterdir()) == ["reports", "review", "site"]


def test_a_second_build_is_told_that_there_is_a_first(folder: Path) -> None:
    second = sole_writer(folder)
    with sole_writer(folder), pytest.raises(DiskError, match="Another build is writing"):
        second.__enter__()
    with sole_writer(folder):
        pass


def test_a_build_that_is_just_ending_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was killed has ended, and its processes go a moment later."""
    monkeypatch.setattr("fairnotice.disk._PATIENCE", 20)
    first = sole_writer(folder)
    first.__enter__()
    end = threading.Timer(0.1, first.__exit__, (None, None, None))
    end.start()
    with sole_writer(folder):
        write(folder, NEW)
    end.join()


def test_an_output_that_leads_elsewhere_is_refused_and_left_alone(
    folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "site").mkdir(parents=True)
    (home / "site" / "thesis.txt").write_text("dear")
    (folder / "output").symlink_to(home)
    with pytest.raises(DiskError, match="is a link to a place outside"):
        write(folder, NEW)
    with pytest.raises(DiskError, match="is a link to a place outside"), sole_writer(folder):
        pass
    assert tree(home) == {"site/thesis.txt": b"dear"}


def test_an_output_that_leads_into_the_site_is_refused(folder: Path) -> None:
    """Else a folder of the repository that is called `site` or `reports` would be replaced."""
    (folder / "reports").mkdir()
    (folder / "reports" / "thesis.txt").write_text("dear")
    (folder / "output").symlink_to(".")
    with pytest.raises(DiskError, match="is a link to a place inside"), sole_writer(folder):
        pass
    with pytest.raises(DiskError, match="is a link to a place inside"):
        write(folder, {"reports": {"report.json": b"{}"}})
    assert tree(folder / "reports") == {"thesis.txt": b"dear"}


def test_a_link_below_output_is_replaced_and_what_it_leads_to_is_left_alone(
    folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.txt").write_text("dear")
    (folder / "output").mkdir()
    for name in ("site", ".site.new", ".review.old"):
        (folder / "output" / name).symlink_to(home)
    write(folder, NEW)
    assert tree(home) == {"thesis.txt": b"dear"}
    assert tree(folder / "output" / "site") == NEW["site"]


def test_an_output_that_is_a_file_is_said(folder: Path) -> None:
    (folder / "output").write_text("x")
    with pytest.raises(DiskError, match="cannot be written"):
        write(folder, NEW)


@pytest.mark.parametrize("path", ["../evil.html", "/evil.html", "a/../../evil.html", ""])
def test_no_path_leads_out_of_the_output(folder: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        write(folder, {"site": {path: b"x"}})
    assert [p.name for p in (folder / "output").iterdir()] == []


names = st.text("abc-é", min_size=1, max_size=6).map(lambda name: f"{name}.html")
any_files = st.dictionaries(
    st.builds(lambda part, name: f"d{part}/{name}" if part else name, st.integers(0, 3), names),
    st.binary(max_size=50),
    max_size=8,
)


@given(st.lists(any_files, min_size=1, max_size=4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_row_of_builds_the_last_one_is_there(
    folder: Path, rows: list[dict[str, bytes]]
) -> None:
    for row in rows:
        write(folder, {"site": row})
    assert tree(folder / "output" / "site") == rows[-1]


# ---------------------------------------- single files


def test_one_file_is_replaced_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(folder, "content/notices.lock", b"one\n")
    replace(folder, "content/notices.lock", b"two\n")
    assert (folder / "content" / "notices.lock").read_bytes() == b"two\n"

    def full(self: Path, _target: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskError, match="No space left"):
        replace(folder, "content/notices.lock", b"three\n")
    assert (folder / "content" / "notices.lock").read_bytes() == b"two\n"
    assert not list((folder / "content").glob(".*"))


def test_one_file_is_not_written_through_a_folder_that_leads_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "content" / "out").symlink_to(tmp_path)
    with pytest.raises(DiskError, match="leads out of the site"):
        replace(folder, "content/out/x.md", b"x")
    assert not (tmp_path / "x.md").exists()


def test_a_link_where_a_file_is_prepared_is_not_written_through(
    folder: Path, tmp_path: Path
) -> None:
    """Who opens a pull request could otherwise have any file of the maintainer's overwritten."""
    dear = tmp_path / "thesis.txt"
    dear.write_text("dear")
    for path in ("content/.notices.lock.new", ".redline.html.new"):
        (folder / path).symlink_to(dear)
    replace(folder, "content/notices.lock", b"one\n")
    save(folder / "redline.html", b"two\n")
    assert dear.read_text() == "dear"
    for path, content in (("content/notices.lock", b"one\n"), ("redline.html", b"two\n")):
        assert (folder / path).read_bytes() == content
        assert not (folder / path).is_symlink()


def test_two_folders_change_places_in_one_step_here(tmp_path: Path) -> None:
    """On the systems that the tests run on; where it is False, the disk renames in two steps."""
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not swap.exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this system cannot")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    assert not swap.exchange(tmp_path / "a", tmp_path / "none")


def test_who_names_a_folder_that_is_not_there_is_not_told_to_make_room(tmp_path: Path) -> None:
    with pytest.raises(DiskError) as found:
        save(tmp_path / "nowhere" / "proof.zip", b"x")
    assert found.value.mend == "Make its folder first, or name another."
