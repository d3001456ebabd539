"""Files that are named to a verb may have no end: devices, pipes, lines of gigabytes."""

import json
import os
import threading
from io import StringIO
from pathlib import Path

import pytest

from fairnotice.archive import verify
from fairnotice.commands import diff_files, diff_pairs
from tests.folder import Site

ENDLESS = Path("/dev/zero")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    if not ENDLESS.exists():
        pytest.skip("there are no devices")
    monkeypatch.setattr(verify, "MOST", 1 << 20)
    monkeypatch.setattr(diff_files, "LARGEST", 1 << 20)


def test_a_device_is_read_no_further_than_any_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, capsys)
    answer = site.run("verify", str(ENDLESS))
    assert (answer.code, "too large for evidence" in answer.err) == (1, True)
    answer = site.run("diff", str(ENDLESS), str(ENDLESS))
    assert (answer.code, "larger than" in answer.err) == (1, True)


def test_a_pair_names_plain_files_alone(tmp_path: Path) -> None:
    """A pipe held its worker up for minutes, /dev/zero took all memory of the machine."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "text.md").write_text("# Text\n")
    for name in ("pipe", str(ENDLESS)):
        answer = diff_pairs.answer(diff_pairs.Task("x", tmp_path, "text.md", name))
        assert json.loads(answer.line)["error"] == f"{name} cannot be read: it is no plain file."


def test_a_pipe_that_is_named_on_the_command_line_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`fairnotice diff <(git show main:privacy.md) privacy.md`."""
    pipe, text = tmp_path / "pipe", tmp_path / "text.md"
    text.write_text("# Text\n")
    os.mkfifo(pipe)
    writing = threading.Thread(target=pipe.write_text, args=("# Text\n",))
    writing.start()
    answer = Site(tmp_path, capsys).run("diff", str(pipe), str(text))
    writing.join()
    assert (answer.code, "No change." in answer.out) == (0, True)


def test_a_line_that_is_longer_than_any_pair_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff_pairs, "_LONGEST", 40)
    pair = '{"id": 1, "old": "a", "new": "b"}'
    given = StringIO(f"{pair}\n{pair[:-1]}{' ' * 500}}}\n{' ' * 39}\n{pair}")
    found = list(diff_pairs.tasks(diff_pairs.lines(given), Path()))
    assert [isinstance(one, diff_pairs.Task) for one in found] == [True, False, True]
