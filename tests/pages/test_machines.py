"""What programs read: feeds, lists of versions, TimeMaps, plain words, relations, linked data."""

import datetime
import json
import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from fairnotice.model import Day, Erratum, FeedSettings, LockLine
from fairnotice.pages.site import rendered
from tests.pages.reading import elements
from tests.pages.views import example, example_with_drafts, view
from tests.world import TEXT, cookie, entry, version

ATOM = "{http://www.w3.org/2005/Atom}"
HERE = {"site_url": "https://brindle.example/legal"}
OLD = version("2024-01-01", entry=entry("2024-01-01", summary="Our first notice & <more>."))
NEW = version(
    "2025-07-01",
    TEXT.replace("six", "seven"),
    published="2025-06-01",
    entry=entry("2025-07-01", summary="Seven months.", significance="significant"),
)
COMING = version("2026-06-01", published="2026-02-01", entry=entry("2026-06-01"))
HIDDEN = version("2026-07-01", published="2026-04-01")
DRAFT = version("2027-01-01", status="draft")
ALL = (OLD, NEW, COMING, HIDDEN, DRAFT)


def files(*versions, **more) -> dict[str, bytes]:
    return dict(rendered(view(*(versions or ALL), **{**HERE, **more})).site)


def xml(content: bytes) -> Element:
    return fromstring(content)  # noqa: S314  the product's own file


def atom(found: dict[str, bytes]) -> Element:
    return xml(found["privacy/atom.xml"])


def words(element: Element, name: str) -> str:
    return element.findtext(ATOM + name) or ""


def rows(found: dict[str, bytes]) -> list[dict[str, object]]:
    return json.loads(found["privacy/versions.json"])


# ---------------------------------------- feeds


@pytest.mark.parametrize("site", [example().site, example_with_drafts().site, files()])
def test_an_atom_feed_has_what_the_standard_asks_for(site: dict[str, bytes]) -> None:
    for path in (path for path in site if path.endswith("atom.xml")):
        feed = xml(site[path])
        assert feed.tag == ATOM + "feed"
        ids = [words(feed, "id")]
        for part in (feed, *feed.findall(ATOM + "entry")):
            for name in ("id", "title", "updated"):
                assert len(part.findall(ATOM + name)) == 1
                assert words(part, name)
            moment = datetime.datetime.fromisoformat(words(part, "updated"))
            assert moment.utcoffset() is not None
            kinds = [(link.get("rel"), link.get("type")) for link in part.findall(ATOM + "link")]
            assert ("alternate", "text/html") in kinds
            assert len(set(kinds)) == len(kinds)
        ids += [words(e, "id") for e in feed.findall(ATOM + "entry")]
        assert len(set(ids)) == len(ids)
        assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_an_entry_keeps_its_id_and_its_date_is_that_of_the_last_news_not_of_the_clock() -> None:
    entries = atom(files()).findall(ATOM + "entry")
    assert [words(e, "id") for e in entries] == [
        "tag:brindle.example,2026-06-01:/legal/privacy/2026-06-01/",
        "tag:brindle.example,2025-07-01:/legal/privacy/2025-07-01/",
        "tag:brindle.example,2024-01-01:/legal/privacy/2024-01-01/",
    ]
    assert [words(e, "updated") for e in entries] == [
        "2026-02-01T00:00:00+00:00",
        "2025-07-01T00:00:00+01:00",
        "2024-01-01T00:00:00+00:00",
    ]
    assert [words(e, "title") for e in entries] == [
        "Privacy notice, coming on 1 June 2026",
        "Privacy notice, in force since 1 July 2025",
        "Privacy notice of 1 January 2024",
    ]
    assert words(atom(files()), "updated") == "2026-02-01T00:00:00+00:00"
    assert files(today=Day(2026, 3, 2)) == files(today=Day(2026, 3, 3))


def test_a_note_beside_a_version_is_news() -> None:
    note = Erratum(Day(2025, 9, 9), "A slip.", "Ada")
    noted = version("2024-01-01", entry=entry("2024-01-01", errata=(note,)))
    assert words(atom(files(noted)), "updated").startswith("2025-09-09")


def test_words_of_people_are_escaped_and_what_xml_cannot_hold_is_left_out() -> None:
    odd = version("2024-01-01", entry=entry("2024-01-01", summary="a < b & \x0b c"))
    found = files(odd)
    only = atom(found).find(ATOM + "entry")
    assert only is not None
    assert words(only, "summary") == "a < b & \ufffd c"
    assert "<p>a &lt; b &amp; \ufffd c</p>" in words(only, "content")
    item = json.loads(found["privacy/feed.json"])["items"][0]
    assert item["summary"] == "a < b & \ufffd c"
    assert "<p>a &lt; b &amp; \ufffd c</p>" in item["content_html"]


@pytest.mark.parametrize("site", [example().site, files()])
def test_a_json_feed_has_what_the_standard_asks_for(site: dict[str, bytes]) -> None:
    for path in (path for path in site if path.endswith("feed.json")):
        feed = json.loads(site[path])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"].endswith(path)
        assert feed["authors"][0]["name"]
        for item in feed["items"]:
            assert item["id"]
            assert item["url"].startswith("https://")
            assert item["content_html"]
            assert datetime.datetime.fromisoformat(item["date_published"]).tzinfo is not None
            assert datetime.datetime.fromisoformat(item["date_modified"]).tzinfo is not None


def test_both_feeds_tell_the_same() -> None:
    found = files()
    entries = atom(found).findall(ATOM + "entry")
    items = json.loads(found["privacy/feed.json"])["items"]
    assert [words(e, "id") for e in entries] == [item["id"] for item in items]
    assert [words(e, "title") for e in entries] == [item["title"] for item in items]
    assert [words(e, "content") for e in entries] == [item["content_html"] for item in items]


def test_a_feed_holds_as_many_versions_as_the_settings_say() -> None:
    assert len(atom(files(feeds=FeedSettings(1))).findall(ATOM + "entry")) == 1


def test_a_site_without_an_address_has_no_feed_and_names_none() -> None:
    found = files(site_url="")
    assert "privacy/atom.xml" not in found
    assert "privacy/timemap.link" not in found
    assert b"atom" not in found["privacy/index.html"]
    assert rows(found)[0]["url"] == "2026-06-01/index.html"


# ---------------------------------------- versions


def test_versions_json_has_every_published_version_newest_first() -> None:
    lock = (LockLine(NEW.ref, "ab" * 32, NEW.published, NEW.effective, 1),)
    found = rows(files(lock=lock))
    assert [row["version"] for row in found] == ["2026-06-01", "2025-07-01", "2024-01-01"]
    assert [row["aliases"] for row in found] == [["upcoming"], ["latest"], []]
    assert found[1] == {
        "version": "2025-07-01",
        "title": "Privacy notice",
        "aliases": ["latest"],
        "published": "2025-06-01",
        "effective": "2025-07-01",
        "status": "in force",
        "significance": "significant",
        "url": "https://brindle.example/legal/privacy/2025-07-01/",
        "sha256": "ab" * 32,
    }
    assert found[0]["sha256"] is None


def test_a_timemap_lists_what_has_been_in_force_and_when() -> None:
    found = files()["privacy/timemap.link"].decode()
    lines = found.rstrip("\n").split(",\n")
    assert lines[0] == '<https://brindle.example/legal/privacy/>; rel="original"'
    assert 'rel="self"; type="application/link-format"' in lines[1]
    first, last = "Mon, 01 Jan 2024 00:00:00 GMT", "Mon, 30 Jun 2025 23:00:00 GMT"
    assert f'from="{first}"; until="{last}"' in lines[1]
    at = "https://brindle.example/legal/privacy"
    assert lines[2:] == [
        f'<{at}/2024-01-01/>; rel="first memento"; datetime="{first}"',
        f'<{at}/2025-07-01/>; rel="last memento"; datetime="{last}"',
    ]


def test_words_written_later_are_not_passed_off_as_those_of_their_day() -> None:
    later = version("2024-01-01", entry=entry("2024-01-01", provenance="rewritten"))
    found = files(later)
    assert 'title="Words rewritten later' in found["privacy/timemap.link"].decode()
    assert "Words: rewritten" in found["privacy/2024-01-01/notice.txt"].decode()


def test_drafts_and_what_is_not_yet_published_stand_in_no_file_for_programs() -> None:
    for drafts in (False, True):
        found = files(drafts=drafts)
        machines = {path: text for path, text in found.items() if not path.endswith(".html")}
        assert "privacy/atom.xml" in machines
        for path, content in machines.items():
            if path.endswith((".css", "_headers", "sitemap.xml")):
                continue
            assert b"2027-01-01" not in content, path
            assert b"2026-07-01" not in content, path
            assert "2027-01-01" not in path or path.endswith("print.css")
        draft = found.get("privacy/2027-01-01/index.html", b"")
        assert b"ld+json" not in draft
        assert b"notice.txt" not in draft


# ---------------------------------------- words in other forms


def test_a_versions_words_stand_beside_it_as_text_and_as_markdown() -> None:
    found = files()
    text = found["privacy/2025-07-01/notice.txt"].decode()
    assert "Notice: Privacy notice, " in text
    assert "Applies from: 2025-07-01" in text
    assert "We keep your orders for seven months." in text
    assert NEW.body in found["privacy/2025-07-01/notice.md"].decode()


def test_the_markdown_of_a_cookie_notice_has_its_table() -> None:
    body = "# Cookies\n\n## List {#list}\n\n[[cookies]]\n"
    one = version("2024-01-01", body, notice="cookies", cookies=(cookie("a|b"),))
    found = files(one)["cookies/2024-01-01/notice.md"].decode()
    assert "| a\\|b | Cookie |" in found
    assert "[[cookies]]" not in found


def test_old_words_do_not_change_with_the_day() -> None:
    late = files(today=Day(2030, 1, 1))
    for path, content in files().items():
        if path.endswith((".txt", ".md")) and path != "robots.txt":
            assert late[path] == content, path


# ---------------------------------------- relations


def test_a_page_names_the_feeds_and_the_other_forms_of_its_words() -> None:
    found = [
        (e.get("rel"), e.get("href"), e.get("type"))
        for e in elements(files()["privacy/2024-01-01/index.html"], "link")
    ]
    assert ("alternate", "../atom.xml", "application/atom+xml") in found
    assert ("alternate", "../feed.json", "application/feed+json") in found
    assert ("timemap", "../timemap.link", "application/link-format") in found
    assert ("alternate", "notice.txt", "text/plain") in found
    assert ("alternate", "notice.md", "text/markdown") in found
    assert ("successor-version", "../2025-07-01/index.html", None) in found


def test_headers_say_when_a_version_applied_and_of_what_sort_a_file_is() -> None:
    found = files()["_headers"].decode()
    block = re.split(r"\n(?=/)", found)
    old = next(part for part in block if part.startswith("/privacy/2024-01-01/\n"))
    assert "Memento-Datetime: Mon, 01 Jan 2024 00:00:00 GMT" in old
    assert '</legal/privacy/>; rel="original"' in old
    assert '</legal/privacy/timemap.link>; rel="timemap"' in old
    coming = next(part for part in block if part.startswith("/privacy/2026-06-01/\n"))
    assert "Memento-Datetime" not in coming
    assert "/privacy/atom.xml\n  Content-Type: application/atom+xml" in found


def test_a_page_says_what_it_is_as_data_that_no_browser_runs() -> None:
    odd = version("2024-01-01", entry=entry("2024-01-01", summary="</script><b>&"))
    found = files(odd)["privacy/index.html"]
    block = next(elements(found, "script"))
    said = json.loads(block.text or "")
    assert said["@type"] == "WebPage"
    assert said["url"] == "https://brindle.example/legal/privacy/"
    assert said["abstract"] == "</script><b>&"
    assert said["temporalCoverage"] == "2024-01-01/.."
