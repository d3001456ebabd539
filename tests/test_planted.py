"""Whatever somebody planted in the store's folder is not waited for, and not held in memory."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fairnotice import store as module
from fairnotice.store import FOLDER, stored


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize("name", ["facts.sqlite", "facts.sqlite-journal", "facts.sqlite-wal"])
def test_a_pipe_in_place_of_facts_is_not_waited_for(tmp_path: Path, name: str) -> None:
    with stored(tmp_path, "tool") as store:
        store.put("key", b"value")
    (tmp_path / FOLDER / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / FOLDER / name)
    with stored(tmp_path, "tool") as store:
        assert store.get("key") is None
        assert not store.keeps_files


def test_what_is_larger_than_any_of_ours_is_not_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fact of a gigabyte packs into nothing in a store that was planted."""
    monkeypatch.setattr(module, "_LARGEST", 50_000)
    with stored(tmp_path, "tool") as store:
        digest = store.keep(b"x" * 50_001)
        for size in (50_000, 40_000):
            store.put(str(size), bytes(size))
    with closing(sqlite3.connect(tmp_path / FOLDER / "facts.sqlite")) as base, base:
        large = bytes(100_000)
        base.execute(
            "UPDATE facts SET value = ?, sum = ? WHERE name LIKE '%50000'",
            (large, module._sum("tool-50000", large)),
        )
        base.execute("UPDATE files SET mtime = 0")
    with stored(tmp_path, "tool") as store:
        assert store.get("50000") is None
        assert store.get("40000") == bytes(40_000)
        assert not store.holds(digest)
