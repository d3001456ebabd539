"""What the program keeps beside its modules."""

import sys
from pathlib import Path

import pytest

from fairnotice.own import Own


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python would keep its bytecode, empty."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.mark.parametrize("version", ["1", "3.99.0 (a long tale of how it was made) " * 9, "é"])
def test_what_is_kept_is_there_for_the_same_version_alone(version: str) -> None:
    Own(version).put("geese", b"grey")
    assert Own(version).get("geese") == b"grey"
    assert Own(f"{version}+").get("geese") is None
    assert Own(version).get("swans") is None
