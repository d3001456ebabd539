"""Evidence whose manifest unpacks to more than any real one is refused before it is read."""

import zipfile
from io import BytesIO

import pytest

from fairnotice.archive import verify
from fairnotice.archive.evidence import MANIFEST


def test_a_manifest_that_unpacks_to_megabytes_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, b"[" + b"[]," * (verify.MOST_OF_MANIFEST // 3) + b"0]")
    monkeypatch.setattr(verify.json, "loads", lambda _: pytest.fail("it was read"))
    (found,) = verify.problems(stream.getvalue(), "x.zip")
    assert "has no manifest that can be read" in found.wrong
