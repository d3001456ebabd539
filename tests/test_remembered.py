"""What is remembered changes nothing but the time: the same bytes with the store and without it."""

import ast
import datetime
import hashlib
import os
import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from fairnotice import judging, pages
from fairnotice.compare.alphabet import Kin
from fairnotice.compare.compare import compare
from fairnotice.disk import read
from fairnotice.document.parse import Parsed, parsed
from fairnotice.memo.files import LateFiles, digest
from fairnotice.memo.memo import Memo, Recent
from fairnotice.memo.spread import one_by_one
from fairnotice.model import Comparison, Document, Notice, Version
from fairnotice.outcomes import Whole
from fairnotice.pages import history, section_history
from fairnotice.pages.section_history import LastChange, SectionThread, Step, step
from fairnotice.pages.site import PageError
from fairnotice.pages.view import View
from fairnotice.pipeline import Outcome, outcome
from fairnotice.source.changelog import Changelog, read_changelog
from fairnotice.store import FOLDER, DiskStore, stored
from fairnotice.workers import on_all_cores
from tests.folder import Site
from tests.world import FILES, SITE_YAML, TEXT

CLOCK = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
NEWEST = "content/privacy/2026-02-01.md"
Files = dict[str, bytes]
T = TypeVar("T")


def whole(found: Outcome) -> tuple[object, ...]:
    """All that a build writes and tells."""
    built = found.built
    return dict(built.site), dict(built.review), dict(built.reports), found.report


def read_site(folder: Path, more: dict[str, str] | None = None) -> Files:
    """The valid site's files, as they are read from a folder, with the program's templates."""
    for path, content in {**FILES, **(more or {})}.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)
    return dict(read(folder).files)


def late(files: Files, opened: list[str] | None = None) -> LateFiles:
    """The same files as a build has them: texts are opened when they are asked for."""
    texts = {path: digest(files[path]) for path in files if path.endswith(".md")}

    def fetch(path: str) -> bytes:
        if opened is not None:
            opened.append(path)
        return files[path]

    return LateFiles({path: files[path] for path in files if path not in texts}, texts, fetch)


def both(folder: Path, files: Files, clock: datetime.datetime = CLOCK, drafts: bool = False) -> int:
    """How many files a build with the store wrote anew, once it is shown to equal one without."""
    with stored(folder, "tool") as store:
        before = kept_files(folder)
        with_store = whole(outcome(late(files), clock, drafts, memo=Memo(store)))
    assert with_store == whole(outcome(files, clock, drafts))
    return len(kept_files(folder) - before)


def test_on_several_cores_a_build_makes_the_same(tmp_path: Path) -> None:
    """Texts are read, changes judged and pages made by children; all that they find is kept."""
    older = {
        f"content/privacy/19{year}-01-01.md": f"{TEXT}\nIn {year}.\n" for year in range(30, 99)
    }
    files = read_site(tmp_path, older)
    with stored(tmp_path, "tool") as store:

        def spread(make: Callable[[int], T], count: int) -> Iterable[T]:
            return on_all_cores(make, count, store.in_child, store.save, cores=3, worth=0)

        by_several = whole(outcome(files, CLOCK, False, memo=Memo(store), spread=spread))
    assert by_several == whole(outcome(files, CLOCK, False))
    assert both(tmp_path, files) == 0


def test_what_a_child_made_is_not_read_again_by_who_began_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It learns how the files look, and the next build finds them as they were."""
    files = read_site(tmp_path, {"content/privacy/1999-01-01.md": TEXT})
    hashed: list[bytes] = []

    def counted(content: bytes) -> str:
        hashed.append(content)
        return digest(content)

    monkeypatch.setattr("fairnotice.store.digest_of", counted)
    with stored(tmp_path, "tool") as store:

        def spread(make: Callable[[int], T], count: int) -> Iterable[T]:
            return on_all_cores(make, count, store.in_child, store.save, cores=2, worth=0)

        outcome(files, CLOCK, False, memo=Memo(store), spread=spread)
    with stored(tmp_path, "tool") as store:
        made = outcome(files, CLOCK, False, memo=Memo(store)).built
    assert b"<!doctype html>" in made.site["privacy/index.html"]
    assert not [content for content in hashed if b"<!doctype html>" in content]


def test_texts_that_are_not_held_make_the_same(tmp_path: Path) -> None:
    """With a store and without, and again from the store."""
    files = read_site(tmp_path, {"content/privacy/1999-01-01.md": f"{TEXT}\n<!-- a note -->\n"})
    held = whole(outcome(files, CLOCK, True))
    unheld = read(tmp_path, late=True).files
    assert whole(outcome(unheld, CLOCK, True)) == held
    for _ in ("from nothing", "from the store"):
        with stored(tmp_path, "tool") as store:
            assert whole(outcome(unheld, CLOCK, True, memo=Memo(store))) == held


def test_a_changelog_that_stayed_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mistakes in it, and their places, are told as before; after a change it is read."""
    read_it: list[bytes] = []

    def reading(raw: bytes) -> Changelog:
        read_it.append(raw)
        return read_changelog(raw)

    monkeypatch.setattr("fairnotice.loaded.read_changelog", reading)
    log = "content/changelog.yaml"
    files = read_site(
        tmp_path, {log: FILES[log] + "- notice: privacy\n  version: 1\n  sumary: x\n"}
    )
    for _ in range(2):
        for _ in range(2):
            with stored(tmp_path, "tool") as store:
                found = outcome(late(files), CLOCK, False, memo=Memo(store))
            wrong = [p for p in found.built.problems if p.place.path == log]
            assert wrong
            assert wrong == [
                p for p in outcome(files, CLOCK, False).built.problems if p.place.path == log
            ]
        files[log] += b"# a comment\n"
        files[NEWEST] += b"\nMore.\n"
    assert len(read_it) == 2 + 4
    assert len(set(read_it)) == 2


def kept_files(folder: Path) -> set[Path]:
    """The files of the store that are pages."""
    return {place for place in (folder / FOLDER / "files").rglob("*") if place.is_file()}


# ---------------------------------------- the same bytes


def text(files: Files, dice: random.Random) -> None:
    path = dice.choice([path for path in files if path.endswith(".md")])
    words = dice.choice(("six", "seven", "two")), dice.choice(("months", "years"))
    files[path] = files[path].replace(b"six months", " ".join(words).encode())
    if dice.random() < 0.5:
        files[path] += (
            f"\n## Part {dice.randrange(4)} {{#p{dice.randrange(4)}}}\n\nMore.\n".encode()
        )


def front(files: Files, dice: random.Random) -> None:
    path = dice.choice([path for path in files if path.endswith(".md")])
    if not files[path].startswith(b"---"):
        matter = dice.choice(("title: Another title", "status: draft", "lang: cy", "titel: x"))
        files[path] = f"---\n{matter}\n---\n".encode() + files[path]


def entry(files: Files, dice: random.Random) -> None:
    said = dice.choice(("We changed a word.", "We changed two words."))
    path = "content/changelog.yaml"
    files[path] = files[path].replace(b"summary: ", f"summary: {said} ".encode(), 1)


def comment(files: Files, dice: random.Random) -> None:
    """Lines move, and nothing else."""
    path = "content/changelog.yaml"
    files[path] = b"# moved\n" * dice.randrange(1, 3) + files[path]


def settings(files: Files, dice: random.Random) -> None:
    line = dice.choice(
        ("lang: cy\n", "brand: {colour: '#123456'}\n", "site_url: https://b.example\n")
    )
    files["site.yaml"] = files["site.yaml"] + line.encode()


def template(files: Files, dice: random.Random) -> None:
    files["templates/archive.html"] = dice.choice(
        (b"{{ page.versions|length }}", b"{{ page.nix }}")
    )


def version(files: Files, dice: random.Random) -> None:
    path = f"content/privacy/2026-0{dice.randrange(3, 9)}-01.md"
    files[path] = TEXT.replace("six months", f"{dice.randrange(2, 9)} weeks").encode()


def moved_id(files: Files, dice: random.Random) -> None:
    """A section's id moves on, as the entry says or no longer says."""
    path = "content/changelog.yaml"
    said = f"moved_ids: {{p{dice.randrange(4)}: p{dice.randrange(4)}}}\n  ".encode()
    files[path] = files[path].replace(b"summary: ", said + b"summary: ", 1)


def lock_line(files: Files, dice: random.Random) -> None:
    sha = dice.choice("abc") * 64
    version = f"privacy@2026-0{dice.randrange(1, 3)}-01"
    files["content/notices.lock"] = f"{version} {sha} 2026-01-01 2026-01-01\n".encode()


def without(files: Files, dice: random.Random) -> None:
    paths = [path for path in files if path.startswith("content/privacy/2")]
    if len(paths) > 1:
        del files[dice.choice(paths)]


DEEDS: tuple[Callable[[Files, random.Random], None], ...] = (
    text, front, entry, comment, settings, template, version, without, moved_id, lock_line,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(24))
def test_after_any_edits_a_build_with_the_store_equals_one_without(
    tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  # no secret hangs on it
    files = read_site(tmp_path)
    files["templates/archive.html"] = b"{{ page.versions|length }}"
    both(tmp_path, files)
    clock = CLOCK
    for _ in range(6):
        before = dict(files)
        for _ in range(dice.randrange(1, 3)):
            dice.choice(DEEDS)(files, dice)
        if dice.random() < 0.4:
            clock += datetime.timedelta(days=dice.choice((1, 1, 20, 200)))
        both(tmp_path, files, clock, drafts=dice.random() < 0.2)
        if dice.random() < 0.4:  # undone again
            files = before


def late_pages(files: Files, clock: datetime.datetime, memo: Memo) -> tuple[object, ...]:
    """What a preview shows: each page made when it is asked for."""
    found = outcome(files, clock, True, memo=memo, pages="late")
    made: dict[str, object] = {}
    for path in found.built.site:
        try:
            made[path] = found.built.site[path]
        except PageError as error:
            made[path] = error.problem
    return made, dict(found.built.reports), found.report


def test_a_template_that_stops_is_told_before_its_page_is_asked_for(tmp_path: Path) -> None:
    files = read_site(tmp_path)
    files["templates/archive.html"] = b"<h1>Mine</h1>\n{{ page.nothing.here }}\n"
    found = outcome(files, CLOCK, True, memo=Memo(), pages="late").built
    told = [problem for problem in found.problems if problem.check == "template-error"]
    assert [(each.place.path, each.place.line) for each in told] == [("templates/archive.html", 2)]
    assert not found.broken
    assert b"Brindle" in found.site["privacy/index.html"]
    with pytest.raises(PageError):
        found.site["privacy/versions/index.html"]


@pytest.mark.parametrize("seed", range(6))
def test_one_memory_through_many_saves_changes_nothing_and_does_not_grow(
    tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  # no secret hangs on it
    first = read_site(tmp_path)
    memo, sizes = Memo(), []
    for _ in range(16):
        files = dict(first)
        dice.choice(DEEDS)(files, dice)
        memo.turn(2)
        assert late_pages(files, CLOCK, memo) == late_pages(files, CLOCK, Memo())
        sizes.append(len(memo.small) + len(memo.large))
    fresh = Memo()
    late_pages(first, CLOCK, fresh)
    assert max(sizes) < 4 * (len(fresh.small) + len(fresh.large))


# ---------------------------------------- and less work


def test_nothing_is_made_twice(tmp_path: Path) -> None:
    files = read_site(tmp_path)
    assert both(tmp_path, files) > 20
    assert both(tmp_path, files) == 0


def test_a_comparison_is_made_once_for_all_pages_that_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And once to be judged; however few are remembered at a time."""
    older = {
        f"content/privacy/19{year}-01-01.md": f"{TEXT}\nIn {year}.\n" for year in range(60, 99)
    }
    files = read_site(tmp_path, older)
    made: Counter[tuple[str, str]] = Counter()

    def counted(old: Document, new: Document, kin: Kin) -> Comparison:
        made["".join(old.flat.wholes), "".join(new.flat.wholes)] += 1
        return compare(old, new, kin)

    monkeypatch.setattr(judging, "compare", counted)
    with stored(tmp_path, "tool") as store:
        memo = Memo(store)
        memo.large = Recent(8)
        built = outcome(files, CLOCK, False, memo=memo, spread=one_by_one).built
    assert len(made) > 2 * len(older)
    assert sum("/compare/" in path and path.endswith("index.html") for path in built.site) > len(
        made
    )
    assert max(made.values()) == 2


def test_an_edit_of_the_newest_text_leaves_the_pages_of_older_ones_alone(tmp_path: Path) -> None:
    older = {f"content/privacy/20{year}-01-01.md": TEXT for year in range(10, 25)}
    files = read_site(tmp_path, older)
    everything = both(tmp_path, files)
    files[NEWEST] += b"\nAnd one more sentence.\n"
    assert 0 < both(tmp_path, files) < everything / 3


def test_an_edit_of_a_draft_leaves_the_history_of_sections_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes through the versions that readers had or will have."""
    draft = "content/privacy/2026-09-01.md"
    files = read_site(tmp_path, {draft: f"---\nstatus: draft\n---\n{TEXT}"})
    both(tmp_path, files, drafts=True)
    as_ever, made = history.threads, list[str]()

    def counted(view: View, notice: Notice) -> tuple[SectionThread, ...]:
        made.append(notice.id)
        return as_ever(view, notice)

    monkeypatch.setattr(history, "threads", counted)
    for path, ids in ((draft, ["privacy"]), (NEWEST, ["privacy", "privacy"])):
        made.clear()
        files[path] += b"\nAnd one more sentence.\n"
        both(tmp_path, files, drafts=True)
        assert [each for each in made if each == "privacy"] == ids


def test_when_sections_last_changed_is_worked_out_once_for_all_that_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = {f"content/privacy/20{year}-01-01.md": TEXT for year in range(10, 25)}
    draft = "content/privacy/2026-09-01.md"
    files = read_site(tmp_path, {**older, draft: f"---\nstatus: draft\n---\n{TEXT}"})
    both(tmp_path, files, drafts=True)
    steps: list[Version] = []
    as_ever = section_history._stepped

    def counted(
        known: Mapping[str, LastChange], before: Version, version: Version, made: Step
    ) -> dict[str, LastChange]:
        steps.append(version)
        return as_ever(known, before, version, made)

    monkeypatch.setattr(section_history, "_stepped", counted)
    files[draft] += b"\nAnd one more sentence.\n"
    with stored(tmp_path, "tool") as store:
        built = outcome(late(files), CLOCK, True, memo=Memo(store)).built
    assert b"one more sentence" in built.site["privacy/2026-09-01/index.html"]
    assert [version.name for version in steps] == ["2026-09-01"]


def test_what_is_known_of_a_version_is_looked_up_as_one(tmp_path: Path) -> None:
    def looked_up(count: int) -> int:
        older = {f"content/privacy/20{year}-01-01.md": TEXT for year in range(10, 10 + count)}
        folder = tmp_path / str(count)
        files = read_site(folder, older)
        both(folder, files)
        files[NEWEST] += b"\nAnd one more sentence.\n"
        asked: list[str] = []
        with stored(folder, "tool") as store:
            as_ever = store.get

            def counted(name: str) -> bytes | None:
                asked.append(name)
                return as_ever(name)

            store.get = counted  # type: ignore[method-assign]
            outcome(late(files), CLOCK, False, memo=Memo(store))
        return len(asked)

    assert looked_up(15) - looked_up(5) <= 10 * 11


def test_half_of_what_is_known_of_a_version_is_worked_out_again(tmp_path: Path) -> None:
    files = read_site(tmp_path)
    both(tmp_path, files)
    place = tmp_path / FOLDER / "facts.sqlite"
    with closing(sqlite3.connect(place)) as base:
        base.execute("UPDATE facts SET value = substr(value, 1, length(value) / 2)")
        base.commit()
    both(tmp_path, files)


def test_a_text_that_is_as_it_was_is_not_opened_again(tmp_path: Path) -> None:
    older = {f"content/privacy/20{year}-01-01.md": TEXT for year in range(10, 25)}
    files = read_site(tmp_path, older)
    both(tmp_path, files)
    files[NEWEST] += b"\nAnd one more sentence.\n"
    opened: list[str] = []
    with stored(tmp_path, "tool") as store:
        outcome(late(files, opened), CLOCK, False, memo=Memo(store))
    assert set(opened) == {NEWEST}


def test_what_became_of_sections_is_known_whichever_process_worked_it_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Histories of sections go through all versions: an edit makes one step of many anew."""
    older = {f"content/privacy/20{year}-01-01.md": TEXT for year in range(10, 25)}
    files = read_site(tmp_path, older)
    with stored(tmp_path, "tool") as store:

        def spread(make: Callable[[int], T], count: int) -> Iterable[T]:
            return on_all_cores(make, count, store.in_child, store.save, cores=2, worth=0)

        outcome(files, CLOCK, False, memo=Memo(store), spread=spread)
    made: list[Comparison] = []

    def counted(comparison: Comparison, moved_ids: Mapping[str, str]) -> Step:
        made.append(comparison)
        return step(comparison, moved_ids)

    monkeypatch.setattr(section_history, "step", counted)
    files[NEWEST] += b"\nAnd one more sentence.\n"
    with stored(tmp_path, "tool") as store:
        outcome(files, CLOCK, False, memo=Memo(store))
    assert len(made) == 1


def test_a_day_on_which_nothing_happens_leaves_all_but_the_dated_pages_alone(
    tmp_path: Path,
) -> None:
    """Pages for readers, and reviews of what is settled, are the same on any such day."""
    older = {f"content/privacy/20{year}-01-01.md": TEXT for year in range(10, 25)}
    files = read_site(tmp_path, older)
    both(tmp_path, files)
    next_day = CLOCK + datetime.timedelta(days=1)
    dated = [
        path
        for path, content in outcome(files, next_day, False).built.review.items()
        if b"As things stood on" in content
    ]
    assert both(tmp_path, files, next_day) == len(dated)


def test_an_entry_of_one_version_leaves_the_pages_of_others_alone(tmp_path: Path) -> None:
    older = {f"content/privacy/20{year}-01-01.md": TEXT for year in range(10, 25)}
    files = read_site(tmp_path, older)
    everything = both(tmp_path, files)
    path = "content/changelog.yaml"
    files[path] = files[path].replace(b"summary: ", b"summary: Once more: ", 1)
    assert 0 < both(tmp_path, files) < everything / 3


# ---------------------------------------- what other verbs take from it


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """A site that was built once."""
    made = Site(tmp_path / "site", capsys)
    made.put(FILES)
    made.run("lock")
    made.run("build")
    return made


OLD_TEXT = "content/privacy/2025-01-01.md"
OLD_REF, NEW_REF = "privacy@2025-01-01", "privacy@2026-02-01"
SIGNED = ("--by", "Nell", "--role", "director")


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The texts whose Markdown was read so far."""
    found: set[str] = set()

    def reading(body: str, *, path: str, **where: Any) -> Parsed:
        found.add(path)
        return parsed(body, path=path, **where)

    monkeypatch.setattr("fairnotice.loaded.parsed", reading)
    return found


@pytest.mark.parametrize(
    ("argv", "wanted"),
    [
        (("status",), set()),
        (("lock",), set()),
        (("new", "version", "privacy", "--effective", "2028-01-01"), {NEWEST}),
        (("approve", NEW_REF, *SIGNED), {OLD_TEXT, NEWEST}),
        (("email", NEW_REF, "--proof"), {OLD_TEXT, NEWEST}),
        (("diff", OLD_REF, NEW_REF), {OLD_TEXT, NEWEST}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_after_a_build_a_verb_reads_no_other_text_than_those_it_was_asked_about(
    site: Site, texts_read: set[str], argv: tuple[str, ...], wanted: set[str]
) -> None:
    assert site.run(*argv).code == 0
    assert texts_read <= wanted


@pytest.mark.parametrize(
    "argv", [("verify",), ("evidence", NEW_REF, "-o", "e.zip")], ids=["verify", "evidence"]
)
def test_what_proves_something_reads_every_text_itself(
    site: Site, texts_read: set[str], monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(site.folder)
    assert site.run(*argv).code == 0
    assert texts_read == {path for path in FILES if path.endswith(".md")}


# ---------------------------------------- damage


def output(site: Site) -> dict[str, bytes]:
    """All that is in output/."""
    root = site.folder / "output"
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def bitten(store: Path) -> None:
    for place in store.rglob("*"):
        if place.is_file():
            content = place.read_bytes()
            place.write_bytes(content[: len(content) // 2])


def overwritten(store: Path) -> None:
    (store / "facts.sqlite").write_bytes(b"no data base at all\n" * 100)


def altered_pages(store: Path) -> None:
    for place in (store / "files").rglob("*"):
        if place.is_file():
            place.write_bytes(b"<p>You agree to everything.</p>")


def altered_facts(store: Path) -> None:
    with closing(sqlite3.connect(store / "facts.sqlite")) as base, base:
        base.execute("UPDATE facts SET value = x'c0'")


def emptied(store: Path) -> None:
    for place in (store / "files").rglob("*"):
        if place.is_file():
            place.unlink()


@pytest.mark.parametrize("damage", [bitten, overwritten, altered_pages, altered_facts, emptied])
def test_damage_is_noticed_and_made_good(site: Site, damage: Callable[[Path], None]) -> None:
    before = output(site)
    damage(site.folder / FOLDER)
    assert site.run("build").code == 0
    assert output(site) == before


def test_a_built_page_that_somebody_changed_is_put_right(site: Site) -> None:
    before = output(site)
    page = site.folder / "output/site/privacy/index.html"
    page.write_text("changed in place, and so is the store's own copy")
    assert site.run("build").code == 0
    assert output(site) == before


def test_a_new_tree_is_made_of_the_one_before_whatever_became_of_it(site: Site) -> None:
    """Somebody changes, adds and removes files in the folder that was put by; links lead out."""
    before = output(site)
    site.put({"site.yaml": SITE_YAML.replace("Brindle Bakery\n", "Owl\n", 1)})
    assert site.run("build").code == 0
    assert output(site) != before
    spare = site.folder / FOLDER / "spare" / "site"
    (spare / "privacy/index.html").unlink()
    (spare / "privacy/index.html").write_text("You agree to everything.")
    (spare / "stray").mkdir()
    (spare / "stray/file").write_text("x")
    (spare / "404.html").unlink()
    (spare / "404.html").symlink_to("/etc/hostname")
    shutil.rmtree(spare / "privacy/versions")
    (spare / "privacy/versions").symlink_to("/etc")
    shutil.rmtree(spare / "privacy/changes")
    (spare / "privacy/changes").write_text("a file where a folder was")
    (spare / "sitemap.xml").unlink()
    (spare / "sitemap.xml").mkdir()
    site.put({"site.yaml": SITE_YAML})
    assert site.run("build").code == 0
    assert output(site) == before
    assert not any(path.is_symlink() for path in (site.folder / "output").rglob("*"))
    assert not (site.folder / "output/site/stray").exists()


def test_files_that_look_alike_are_not_taken_for_one_another(site: Site) -> None:
    """As large, and as old: so they come from an archive that knows whole seconds, or one tick."""
    before = output(site)
    for name, as_before in (("Brendle", False), ("Brindle", True)):
        for path in (site.folder / FOLDER / "files").rglob("*"):
            os.utime(path, (1_800_000_000, 1_800_000_000))
        site.put({"site.yaml": SITE_YAML.replace("Brindle", name)})
        assert site.run("build").code == 0
        assert (output(site) == before) == as_before


def test_nothing_is_written_when_nothing_changed(site: Site) -> None:
    site.run("build")
    root = site.folder / "output"
    stamps = {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in root.rglob("*")}
    said = site.run("build")
    assert said == site.run("build")
    assert {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in root.rglob("*")} == stamps


def test_the_store_can_be_deleted_at_any_time(site: Site) -> None:
    before = output(site)
    shutil.rmtree(site.folder / FOLDER)
    assert site.run("build").code == 0
    assert output(site) == before


def test_another_version_of_the_program_starts_from_nothing(tmp_path: Path) -> None:
    with stored(tmp_path, "one") as store:
        store.put("key", b"value")
        assert store.get("key") == b"value"
    with stored(tmp_path, "two") as store:
        assert store.get("key") is None
    with stored(tmp_path, "one") as store:
        assert store.get("key") == b"value"


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    store = DiskStore(tmp_path, "tool", limit=20_000)
    store.put("old", b"x" * 9_000)
    store._today += 1
    for number in range(4):
        store.put(f"new {number}", bytes([number]) * 3_000)
    store.close()
    with stored(tmp_path, "tool") as after:
        assert after.get("old") is None
        assert after.get("new 3") is not None


def test_what_was_used_today_stays_though_it_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that needs more than the limit would else be made anew at every other build."""
    store = DiskStore(tmp_path, "tool", limit=20_000)
    needed, forgotten = store.keep(b"needed" * 2_000), store.keep(b"forgotten" * 2_000)
    store.close()
    tomorrow = time.time() + 86_400
    monkeypatch.setattr("fairnotice.store.time.time", lambda: tomorrow)
    store = DiskStore(tmp_path, "tool", limit=20_000)
    assert store.holds(needed)
    for number in range(9):
        store.put(f"new {number}", bytes([number]) * 3_000)
    store.close()
    with closing(DiskStore(tmp_path, "tool", limit=20_000)) as after:
        assert after.holds(needed)
        assert not after.holds(forgotten)
        assert all(after.get(f"new {number}") is not None for number in range(9))


def asked_for(store: DiskStore, count: int) -> list[bytes | None]:
    return [store.get(f"key {number}") for number in range(count)]


@pytest.mark.parametrize("in_a_row", [1000, 250, 70])
def test_what_the_last_build_used_is_fetched_at_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_a_row: int
) -> None:
    monkeypatch.setattr("fairnotice.store._AT_ONCE", in_a_row)
    values = [b"value %d" % number for number in range(500)]
    with stored(tmp_path, "tool") as store:
        for number, value in enumerate(values):
            store.put(f"key {number}", value)
    with stored(tmp_path, "tool") as store:
        alone: list[str] = []
        get = DiskStore._alone
        monkeypatch.setattr(
            DiskStore, "_alone", lambda self, name: (alone.append(name), get(self, name))[1]
        )
        assert asked_for(store, 500) == values
        assert len(alone) < 100
        store.put("key 3", b"another")
        store.put("key 400", b"large" * 10_000)
        assert store.get("key 3") == b"another"
        assert store.get("key 400") == b"large" * 10_000
        assert store.has("key 499")
        assert not store.has("key 500")
    values[3], values[400] = b"another", b"large" * 10_000
    with stored(tmp_path, "tool") as store:
        assert asked_for(store, 500) == values
    with stored(tmp_path, "tool") as store:  # fewer: the rows of the others are outdated
        assert asked_for(store, 100) == values[:100]
        store.put("key 3", b"anew")
    with stored(tmp_path, "tool") as store:
        asked_for(store, 100)
        assert store._together is not None
        assert len(store._together) == 100
    with stored(tmp_path, "another tool") as store:
        assert asked_for(store, 500) == [None] * 500


def test_what_is_kept_together_is_put_down_anew_when_much_is_new_or_something_is_outdated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an edit a dozen facts of thousands are new: they can be fetched alone."""
    put: list[str] = []
    as_ever = DiskStore._put

    def counted(self: DiskStore, name: str, value: bytes) -> None:
        put.append(name)
        as_ever(self, name, value)

    def build(wanted: range, **changed: bytes) -> bool:
        put.clear()
        with stored(tmp_path, "tool") as store:
            for number in wanted:
                if store.get(f"key {number}") is None:
                    store.put(f"key {number}", b"value %d" % number)
            for key, value in changed.items():
                store.put(key.replace("_", " "), value)
        return "tool-together 0" in put

    monkeypatch.setattr(DiskStore, "_put", counted)
    assert build(range(500))
    assert not build(range(500))
    assert not build(range(12, 512))
    assert not build(range(20, 520), key_300=b"value 300")
    assert build(range(100, 600))
    assert build(range(100, 600), key_300=b"another")
    assert build(range(100, 300))
    with stored(tmp_path, "tool") as store:
        assert [store.get(f"key {number}") for number in (0, 299, 300, 599)] == [
            b"value 0", b"value 299", b"another", b"value 599"
        ]  # fmt: skip


def test_what_was_put_by_is_kept_and_not_fetched_with_the_others(tmp_path: Path) -> None:
    """Of each version a dozen facts are kept, and one value made of them is asked for."""
    values = [b"value %d" % number for number in range(500)]
    for _ in range(2):
        with stored(tmp_path, "tool") as store:
            for number, value in enumerate(values):
                if store.get(f"key {number}") is None:
                    store.put(f"key {number}", value)
            for number in range(100, 200):
                store.put_by(f"key {number}")
        with stored(tmp_path, "tool") as store:
            asked_for(store, 100)
            assert store._together is not None
            assert {f"tool-key {n}" for n in range(500) if not 100 <= n < 200} == {*store._together}
            assert asked_for(store, 500) == values
            for number in range(100, 200):
                store.put_by(f"key {number}")


def test_what_was_kept_together_may_be_damaged_or_forged(tmp_path: Path) -> None:
    values = [b"value %d" % number for number in range(500)]
    for damage in (b"\xc0", msgspec.msgpack.encode({"tool-key 400": 1})):
        with stored(tmp_path, "tool") as store:
            for number, value in enumerate(values):
                store.put(f"key {number}", value)
        with stored(tmp_path, "tool") as store:
            store._put(store._name("together 0"), damage)
            assert asked_for(store, 500) == values
        with stored(tmp_path, "tool") as store:
            assert asked_for(store, 500) == values


def test_what_is_fetched_together_counts_as_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stored(tmp_path, "tool") as store:
        for number in range(500):
            store.put(f"key {number}", b"value")
    tomorrow = time.time() + 86_400
    monkeypatch.setattr("fairnotice.store.time.time", lambda: tomorrow)
    with stored(tmp_path, "tool") as store:
        assert asked_for(store, 500) == [b"value"] * 500
    with closing(sqlite3.connect(tmp_path / FOLDER / "facts.sqlite")) as base:
        (old,) = base.execute(
            "SELECT count(*) FROM facts WHERE used < ?", (int(tomorrow) // 86_400,)
        ).fetchone()
    assert old == 0


_VIEW = """
DROP TABLE files;
CREATE VIEW files AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r)
    SELECT i AS digest, i AS size, i AS mtime, i AS used FROM r;
"""
_TRIGGER = """
CREATE TRIGGER t AFTER INSERT ON facts BEGIN INSERT INTO files SELECT i, 1, 1, 1 FROM
    (WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i FROM r); END;
"""


@pytest.mark.parametrize("program", [_VIEW, _TRIGGER, "CREATE TABLE more (x)"])
def test_a_store_with_a_program_in_it_is_thrown_away(tmp_path: Path, program: str) -> None:
    """SQLite runs what a file says when its tables are asked, and that may have no end."""
    with stored(tmp_path, "tool") as store:
        store.put("key", b"value")
    with closing(sqlite3.connect(tmp_path / FOLDER / "facts.sqlite")) as base:
        base.executescript(program)
    with stored(tmp_path, "tool") as store:
        assert store.get("key") is None
        store.put("key", b"other")
    store._read_only()
    with closing(store):
        assert store.get("key") == b"other"


def test_a_link_where_a_file_is_prepared_is_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"dear")
    with stored(tmp_path, "tool") as store:
        place = store.place(store.keep(b"one"))
        place.unlink()
        place.with_name(f"{place.name}.{os.getpid()}.new").symlink_to(elsewhere)
        assert store.keep(b"one") == place.name
    assert elsewhere.read_bytes() == b"dear"
    assert (place.read_bytes(), place.is_symlink()) == (b"one", False)


def test_a_store_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    with stored(tmp_path, "tool") as store:
        store.put("key", b"value")
    store = DiskStore(tmp_path, "tool")
    store.close()
    store._read_only()
    with closing(store):
        assert store.get("key") == b"value"


def test_git_is_told_to_leave_the_store_alone(site: Site) -> None:
    assert (site.folder / FOLDER / ".gitignore").read_text().splitlines()[-1] == "*"


@pytest.mark.parametrize("link", [FOLDER, f"{FOLDER}/files", f"{FOLDER}/facts.sqlite"])
def test_a_store_that_is_a_link_is_not_used(site: Site, tmp_path: Path, link: str) -> None:
    before, elsewhere = output(site), tmp_path / "elsewhere"
    place = site.folder / link
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    stood = {p: p.stat().st_mtime_ns for p in (elsewhere, *elsewhere.rglob("*"))}
    (site.folder / "output/site/privacy/index.html").unlink()
    assert site.run("build").code == 0
    assert output(site) == before
    assert {p: p.stat().st_mtime_ns for p in (elsewhere, *elsewhere.rglob("*"))} == stood


def test_a_link_among_the_kept_files_brings_nothing_into_the_site(site: Site) -> None:
    before = output(site)
    for place in (site.folder / FOLDER / "files").rglob("*"):
        if place.is_file():
            place.unlink()
            place.symlink_to("/etc/hostname")
    assert site.run("build").code == 0
    assert output(site) == before
    assert not any(p.is_symlink() for p in (site.folder / "output").rglob("*"))


def forge(site: Site, outside: Path, files: dict[str, str]) -> None:
    """Rewrites what is remembered of the last build as somebody would who can write to the store.

    Its checksums are right, and it says that a file outside is one of the store's.
    """
    digest, seen = f"../../{outside.name}", outside.stat()
    with closing(sqlite3.connect(site.folder / FOLDER / "facts.sqlite")) as base, base:
        row = (digest, seen.st_size, seen.st_mtime_ns)
        base.execute("INSERT INTO files VALUES (?, ?, ?, 0)", row)
        for name, value in base.execute("SELECT name, value FROM facts").fetchall():
            try:
                found = msgspec.msgpack.decode(value, type=Whole)
            except msgspec.MsgspecError:
                continue
            robots = found.site["robots.txt"]
            named = {path: each.format(out=digest, robots=robots) for path, each in files.items()}
            new = msgspec.msgpack.encode(found._replace(site={**found.site, **named}))
            checksum = hashlib.sha256(f"{name}\0".encode() + new).digest()[:12]
            changed = (new, checksum, name)
            base.execute("UPDATE facts SET value = ?, sum = ? WHERE name = ?", changed)


@pytest.mark.parametrize(
    "files", [{"robots.txt": "{out}"}, {"../../../outside": "{robots}"}, {"/outside": "{robots}"}]
)
def test_a_forged_store_reaches_no_file_outside(
    site: Site, tmp_path: Path, files: dict[str, str]
) -> None:
    before, outside = output(site), tmp_path / "outside"
    outside.write_text("not yours")
    forge(site, outside, files)
    assert site.run("build").code == 0
    assert output(site) == before
    assert outside.read_text() == "not yours"


# ---------------------------------------- traces are sound


def test_pages_reach_texts_only_through_what_says_so() -> None:
    """What a page looks at directly stands in `Inputs.frame`; all else must go through the view."""
    unseen = {"body", "body_line", "entry_place", "places", "clock_day", "lock", "locked"}
    found = [
        f"{place.name}:{node.lineno} {ast.unparse(node)}"
        for place in Path(str(pages.__file__)).parent.glob("*.py")
        if place.name not in ("view.py", "inputs.py")
        for node in ast.walk(ast.parse(place.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        if node.attr in unseen or ast.unparse(node) in ("view.problems", "view.waiting")
    ]
    assert found == []
