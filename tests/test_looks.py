"""A text that nobody touched is known by how it looks, and read by no build; else it is read."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fairnotice import disk, looks
from fairnotice.looks import Look, Noted
from fairnotice.memo.files import digest
from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo
from fairnotice.remembered import remembering
from tests.folder import Site, valid_site
from tests.world import TEXT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="does not say when files changed")

NEWEST = "content/privacy/2027-01-01.md"
DRAFT = f"---\nstatus: draft\n---\n{TEXT}"


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """A site that was built; all its texts are older than the build."""
    made = valid_site(tmp_path / "site", capsys)
    made.put({NEWEST: DRAFT})
    built(made)
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the texts that are opened to know them."""
    found: list[str] = []
    as_ever = disk._bytes

    def reading(place: Path, *bound: disk._Bound) -> bytes:
        if place.suffix == ".md":
            found.append(place.name)
        return as_ever(place, *bound)

    monkeypatch.setattr(disk, "_bytes", reading)
    return found


def built(site: Site) -> bytes:
    """The page of the newest version, built anew."""
    time.sleep(0.02)
    assert site.run("build", "--drafts").code == 0
    return (site.folder / "output/site/privacy/2027-01-01/index.html").read_bytes()


def test_after_an_edit_the_other_texts_are_not_opened(site: Site, opened: list[str]) -> None:
    site.put({NEWEST: f"{DRAFT}\nWe keep herons.\n"})
    assert b"We keep herons." in built(site)
    assert opened == ["2027-01-01.md"]
    site.put({NEWEST: f"{DRAFT}\nWe keep owls.\n"})
    assert b"We keep owls." in built(site)
    assert opened == ["2027-01-01.md"] * 2


def in_place(place: Path, text: str) -> None:
    place.write_text(text)


def renamed(place: Path, text: str) -> None:
    new = place.with_name(".new")
    new.write_text(text)
    os.utime(new, ns=(place.stat().st_atime_ns, place.stat().st_mtime_ns))
    new.replace(place)


def linked(place: Path, text: str) -> None:
    other = place.with_name(".other")
    other.write_text(text)
    place.unlink()
    place.symlink_to(other.name)


@pytest.mark.parametrize("deed", [in_place, renamed, linked])
def test_a_text_as_large_and_as_old_as_the_one_before_is_read(
    site: Site, deed: Callable[[Path, str], None]
) -> None:
    """Somebody sets its time back; only the system's own time of the last change tells."""
    place = site.folder / NEWEST
    site.put({NEWEST: f"{DRAFT}\nWe keep herons.\n"})
    assert b"We keep herons." in built(site)
    stood = place.stat()
    deed(place, f"{DRAFT}\nWe keep cranes.\n")
    os.utime(place, ns=(stood.st_atime_ns, stood.st_mtime_ns))
    assert b"We keep cranes." in built(site)


def test_a_text_that_is_as_young_as_the_build_is_not_noted(
    site: Site, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second write in the same tick of the clock would not show."""
    as_ever = looks.Looks._look

    def now(self: looks.Looks, place: str) -> Look | None:
        found, begun = as_ever(self, place), self._begun
        return found and begun and found._replace(ctime=begun.st_mtime_ns)

    with monkeypatch.context() as young:
        young.setattr(looks.Looks, "_look", now)
        site.put({"site.yaml": (site.folder / "site.yaml").read_text() + "\n# a comment\n"})
        built(site)
    opened.clear()
    site.put({"site.yaml": (site.folder / "site.yaml").read_text() + "\n# another\n"})
    built(site)
    assert sorted(opened) == sorted(p.name for p in (site.folder / "content").rglob("*.md"))


def test_once_in_a_day_all_are_read(
    site: Site, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = time.time() + 86_400
    monkeypatch.setattr("fairnotice.looks.time.time", lambda: tomorrow)
    site.put({NEWEST: f"{DRAFT}\nWe keep herons.\n"})
    built(site)
    assert len(opened) == len(list((site.folder / "content").rglob("*.md")))


def test_a_forged_note_is_believed_by_no_second_build(site: Site) -> None:
    with remembering(site.folder) as store:
        memo = Memo(store)
        noted: Noted | None = memo.look(key("looks"), Noted)
        assert noted is not None
        assert noted.texts[NEWEST][1] == digest((site.folder / NEWEST).read_bytes())
        texts = {path: (look, digest(b"another")) for path, (look, _) in noted.texts.items()}
        memo.note(key("looks"), noted._replace(texts=texts))
    site.put({"site.yaml": (site.folder / "site.yaml").read_text() + "\n# a comment\n"})
    told = site.run("build", "--drafts")
    assert (told.code, "changed while it was being read" in told.err) == (3, True)
    assert site.run("build").code == 0
