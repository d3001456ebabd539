"""Laws of every page, shown on the example site, which has every state of a version."""

import re
from dataclasses import replace

import pytest

from fairnotice.model import Notice
from fairnotice.pages.site import rendered
from tests.pages.reading import dead_links, elements, ids, meta, title, tree
from tests.pages.views import example, example_view, example_with_drafts

SITE = example().site
REVIEW = example().review
HTML = {f"site/{path}": body for path, body in SITE.items() if path.endswith(".html")} | {
    f"review/{path}": body for path, body in REVIEW.items() if path.endswith(".html")
}


def test_the_example_renders_without_a_problem() -> None:
    assert example().problems == ()
    assert example_with_drafts().problems == ()


@pytest.mark.parametrize("path", sorted(HTML))
def test_a_page_is_valid_and_stands_on_its_own(path: str) -> None:
    page = HTML[path]
    tree(page)
    assert page.startswith(b"<!doctype html>")
    assert len(list(elements(page, "h1"))) == 1
    assert len(list(elements(page, "main"))) == 1
    assert next(elements(page, "html")).get("lang") == "en-GB"
    assert title(page)
    names = ids(page)
    assert sorted(set(names)) == sorted(names), "an id stands on a page once"


@pytest.mark.parametrize("path", sorted(HTML))
def test_a_page_runs_no_script_and_loads_nothing_from_elsewhere(path: str) -> None:
    page = HTML[path]
    for element in elements(page):
        tag = str(element.tag).rpartition("}")[2]
        if tag == "script":  # a block of data, which no browser runs
            assert element.get("type") == "application/ld+json"
            assert element.get("src") is None
        assert tag not in {"iframe", "object", "embed", "form", "style", "base"}
        assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118  Element
        assert element.get("style") is None
        if tag in {"img", "source"} or (tag == "link" and element.get("rel") == "stylesheet"):
            assert ":" not in (element.get("href") or element.get("src") or "")
    policy = next(
        e.get("content", "") for e in elements(page, "meta") if e.get("http-equiv") is not None
    )
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_style_sheets_load_nothing() -> None:
    for path, content in {**SITE, **REVIEW}.items():
        if path.endswith(".css"):
            assert b"url(" not in content, path
            assert b"@import" not in content, path


def test_every_link_and_anchor_of_the_site_leads_somewhere() -> None:
    assert dead_links(SITE) == []
    assert dead_links(example_with_drafts().site) == []


def test_every_link_and_anchor_of_the_review_leads_somewhere() -> None:
    assert dead_links(REVIEW) == []


def test_the_site_knows_nothing_of_the_review() -> None:
    for path, content in SITE.items():
        assert b"review/" not in content, path


def test_links_inside_the_site_are_relative_except_on_the_page_for_lost_readers() -> None:
    for path, content in SITE.items():
        if path.endswith(".html") and path != "404.html":
            rooted = re.findall(rb'(?:href|src)="/[^"]*"', content)
            assert rooted == [], path
    for element in elements(SITE["404.html"], "a"):
        assert (element.get("href") or "").startswith(("/", "#")), element.get("href")


def test_the_same_site_gives_the_same_bytes() -> None:
    again = rendered(example_view())
    assert dict(again.site) == dict(SITE)
    assert dict(again.review) == dict(REVIEW)


def test_the_order_in_which_versions_were_read_changes_nothing() -> None:
    view = example_view()
    shuffled = replace(
        view, site=replace(view.site, notices=tuple(map(_shuffled, view.site.notices)))
    )
    assert dict(rendered(shuffled).site) == dict(SITE)


def _shuffled(notice: Notice) -> Notice:
    return replace(notice, versions=(*notice.versions[3:], *notice.versions[2::-1]))


def test_every_version_that_is_public_has_its_page_and_no_draft_has() -> None:
    for timeline in example_view().timelines.values():
        for name, standing in timeline.standings.items():
            path = f"{timeline.notice}/{name}/index.html"
            assert (path in SITE) is standing.public
            assert path in example_with_drafts().site


def test_a_drafts_words_stand_nowhere_in_the_site() -> None:
    for path, content in SITE.items():
        assert b"Neap Club" not in content, path
    assert b"Neap Club" in example_with_drafts().site["privacy/2027-06-07/index.html"]


def test_old_texts_and_comparisons_are_kept_out_of_indexes_and_the_rest_is_not() -> None:
    standings = example_view().timelines["privacy"].standings
    for path, content in SITE.items():
        if not path.startswith("privacy/") or not path.endswith(".html"):
            continue
        name = path.split("/")[1]
        state = standings[name].state if name in standings else ""
        old = path.startswith("privacy/compare/") or state in {
            "superseded",
            "withdrawn",
            "postponed",
        }
        assert meta(content, "robots") == ("noindex, follow" if old else ""), path
        listed = f"<loc>https://notices.thrumbell.example/{path.removesuffix('index.html')}<"
        assert not (old and listed.encode() in SITE["sitemap.xml"])


def test_review_pages_are_for_no_index_and_no_crawler() -> None:
    for path, content in REVIEW.items():
        if path.endswith(".html"):
            assert meta(content, "robots") == "noindex, nofollow"
