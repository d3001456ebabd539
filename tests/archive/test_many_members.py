"""A list of members can be far longer than what they hold; what is too large is not read at all."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from fairnotice.archive import verify
from tests.folder import Site


def test_a_list_of_thousands_of_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """64 MB of list made Python take 700 MB, and a quarter of a minute."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(30):
            archive.writestr(f"{number}.txt", b"")
    monkeypatch.setattr(verify, "MOST_MEMBERS", 20)
    (problem,) = verify.problems(stream.getvalue(), "x.zip")
    assert "too many members" in problem.wrong


def test_a_manifest_that_names_thousands_more_than_there_are_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A million missing members took a gigabyte and ten seconds to tell."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        named = ",".join(f'"{number}":""' for number in range(30))
        archive.writestr("manifest.json", '{"sha256":{' + named + "}}")
    monkeypatch.setattr(verify, "MOST_MEMBERS", 20)
    (problem,) = verify.problems(stream.getvalue(), "x.zip")
    assert "no manifest that can be read" in problem.wrong


def test_a_file_of_gigabytes_is_no_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "x.zip").open("wb") as file:
        file.truncate(1 << 40)
    said = Site(tmp_path, capsys).run("verify", str(tmp_path / "x.zip"))
    assert (said.code, "too large for evidence" in said.err) == (1, True)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_whatever_packed_it_damage_is_said(method: int) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("manifest.json", b'{"sha256": {}}' + b" " * 500)
    whole = stream.getvalue()
    chance = random.Random(3)  # noqa: S311  # bytes, not secrets
    for _ in range(300):
        bent = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            bent[chance.randrange(len(bent))] = chance.randrange(256)
        list(verify.problems(bytes(bent), "x.zip"))
