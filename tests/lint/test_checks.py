"""Every check finds what its example marks, and nothing else."""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

from fairnotice.law.sources import holding, sources
from fairnotice.lint import checks
from fairnotice.lint.check import MARK, Check, Tree
from fairnotice.lint.explain import explain
from fairnotice.lint.lint import problems
from fairnotice.lint.table import ACROSS, BESIDE, CHECKS
from fairnotice.model import Place, Problem, Site
from fairnotice.source.site import read
from tests.world import FILES, SITE_YAML, timelines

BASE: Tree = {
    "site.yaml": SITE_YAML.replace("kind: other", "kind: privacy"),
    "content/changelog.yaml": "",
    "content/cookies/2025-01-01.md": FILES["content/cookies/2025-01-01.md"],
}
"""The site in which an example stands."""

PRIVACY: Tree = {"content/privacy/2025-01-01.md": FILES["content/privacy/2025-01-01.md"]}
"""The privacy notice of an example that has none."""

ABOUT_THE_SITE = {
    "dead-link",
    "dead-anchor",
    "language-not-read",
    "link-to-unpublished",
    "lost-section-id",
    "markup-left",
    "open-question",
    "placeholder",
}
"""Checks that rest on no law: a page that does not hold together."""

each_check = pytest.mark.parametrize("check", CHECKS, ids=[check.ID for check in CHECKS])

ALONE = [check for check in CHECKS if check.ID not in ACROSS | BESIDE]


def _marked(tree: Tree) -> Iterator[tuple[str, int]]:
    """The places that an example marks, one for each mark."""
    for path, text in tree.items():
        for number, line in enumerate(text.splitlines(), 1):
            yield from [(path, number)] * line.count(MARK)


def _site(tree: Tree) -> Site:
    """The site of an example, read as any other."""
    without = not any(path.startswith("content/privacy/") for path in tree)
    written = {**BASE, **(PRIVACY if without else {}), **tree}
    texts = {path: text.replace(f" {MARK}", "") for path, text in written.items()}
    site, problems = read({path: text.encode() for path, text in texts.items()})
    assert site is not None
    assert [problem for problem in problems if problem.broken] == []
    return site


def _places(check: Check, tree: Tree) -> list[tuple[str, int]]:
    site = _site(tree)
    found: list[Place] = [problem.place for problem in check.check(site, timelines(site))]
    return sorted((place.path, place.line) for place in found)


@each_check
def test_a_good_example_has_nothing_to_find(check: Check) -> None:
    assert not list(_marked(check.GOOD))
    assert _places(check, check.GOOD) == []


@each_check
def test_in_a_bad_example_the_marked_lines_are_found(check: Check) -> None:
    marked = sorted(_marked(check.BAD))
    assert marked
    assert _places(check, check.BAD) == marked


@each_check
def test_a_check_is_named_after_its_file_and_tells_what_why_and_how_to_mend(check: Check) -> None:
    site = _site(check.BAD)
    module = inspect.getmodule(check.check)
    assert module is not None
    assert module.__name__.rpartition(".")[2] == check.ID.replace("-", "_")
    doc = inspect.cleandoc(check.__doc__ or "")
    assert "\n\nWhy: " in doc
    assert "\n\nMend: " in doc
    assert doc in explain(check.ID)
    for problem in check.check(site, timelines(site)):
        assert problem.check == check.ID
        assert problem.wrong.endswith((".", "?"))
        assert problem.mend.endswith((".", "?"))
        assert not problem.broken


def test_the_table_has_every_check_of_the_folder_once() -> None:
    folder = Path(inspect.getfile(checks)).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert sorted(files) == sorted(check.ID.replace("-", "_") for check in CHECKS)


def test_there_is_nothing_to_explain_about_a_check_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        explain("no-such-check")


@each_check
@pytest.mark.parametrize("jurisdiction", ["uk", "eu"])
def test_a_check_can_stop_a_build_only_on_a_source_that_was_read(
    check: Check, jurisdiction: Literal["uk", "eu"]
) -> None:
    """Grade P or Q in that country; a commentator's summary gives a warning at most."""
    found = [sources()[source] for source in check.SOURCES]
    site = _site(check.BAD)
    law = replace(site.settings.organisation, jurisdiction=jurisdiction)
    there = replace(site, settings=replace(site.settings, organisation=law))
    levels = {problem.level for problem in check.check(there, timelines(there))}
    if "error" in levels and check.ID not in ABOUT_THE_SITE:
        assert any(s.grade in {"P", "Q"} and jurisdiction in s.jurisdictions for s in found)
    assert all(source.grade != "M" for source in found)


@each_check
def test_what_a_check_finds_names_the_best_source_that_holds_there(check: Check) -> None:
    site = _site(check.BAD)
    found = [p for p in problems(site, timelines(site)) if p.check == check.ID]
    assert found
    best = holding(tuple(sources()[each] for each in check.SOURCES), "uk")
    assert {problem.source for problem in found} == {best}
    for source in check.SOURCES:
        assert sources()[source].authority in explain(check.ID)


@pytest.mark.parametrize(
    "check",
    ALONE,
    ids=[check.ID for check in ALONE],
)
def test_a_check_that_looks_at_one_version_at_a_time_finds_the_same_in_each_alone(
    check: Check,
) -> None:
    site = _site({**_renamed(check.GOOD, "2024"), **check.BAD})
    whole = list(check.check(site, timelines(site)))
    single = [
        problem
        for notice in site.notices
        for version in notice.versions
        for problem in check.check(
            replace(site, notices=(replace(notice, versions=(version,)),)), timelines(site)
        )
    ]
    assert whole
    assert {_said(problem) for problem in single} == {_said(problem) for problem in whole}
    assert {problem.check for problem in whole} == {check.ID}


@pytest.mark.parametrize("check", [c for c in CHECKS if c.ID in BESIDE], ids=lambda c: c.ID)
def test_a_check_that_looks_at_a_predecessor_finds_the_same_in_each_pair(check: Check) -> None:
    site = _site({**_renamed(check.BAD, "2023"), **_renamed(check.GOOD, "2024"), **check.BAD})
    whole = list(check.check(site, timelines(site)))
    paired = [
        problem
        for notice in site.notices
        for old, new in pairwise(sorted(notice.versions, key=lambda v: v.order))
        for problem in check.check(
            replace(site, notices=(replace(notice, versions=(old, new)),)), timelines(site)
        )
        if problem.version == new.ref
    ]
    assert whole
    assert {_said(problem) for problem in paired} == {_said(problem) for problem in whole}
    told = [p for p in problems(site, timelines(site)) if p.check == check.ID]
    assert [_said(problem) for problem in told] == [_said(problem) for problem in whole]


@each_check
def test_what_is_remembered_of_a_version_does_not_depend_on_the_day(check: Check) -> None:
    """What `fairnotice.judging` remembers a check's findings by leaves the day out."""
    if check.ID not in ACROSS:
        assert ".today" not in Path(check.check.__code__.co_filename).read_text("utf-8")


def _said(problem: Problem) -> tuple[Place, str, str]:
    """A problem without its version: that of a row of cookies.yaml is one of several."""
    return problem.place, problem.level, problem.wrong


def _renamed(tree: Tree, year: str) -> Tree:
    """The versions of an example as those of an older year, without its other files."""
    return {
        path.replace("/2025-", f"/{year}-"): text
        for path, text in tree.items()
        if "/2025-" in path and "cookies.yaml" not in path
    }
