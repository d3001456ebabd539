"""Whoever hears a page hears each language in its own voice (WCAG 2.2, 3.1.1 and 3.1.2)."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

import html5lib
import pytest

from fairnotice.archive.evidence import Case, members
from fairnotice.compare.compare import compare
from fairnotice.document.language import among, direction
from fairnotice.pages.site import rendered
from fairnotice.reports.diff_html import diff_html
from fairnotice.reports.diff_json import Side
from fairnotice.source.site import read
from tests.pages.reading import PREFIX, elements, text, tree
from tests.pages.tongues import files, german, mixed, spoken_templates
from tests.pages.views import example, view_of

_MARKED = {"zde": "de", "zar": "ar", "zen": "en-GB"}
_ASIDE = {"code", "pre", "script", "style"}
"""What is written for programs."""
_ATTRIBUTES = ("aria-label", "alt", "title", "placeholder")


@dataclass(frozen=True)
class Heard:
    """A piece of a page, and how it is announced."""

    said: str
    lang: str
    dir: str
    mixed: bool
    """True for a place that cannot tell languages apart: an attribute, the page's title."""


def heard(root: ElementTree.Element, lang: str = "", turned: str = "ltr") -> Iterator[Heard]:
    """Every text and spoken attribute below an element."""
    tag = str(root.tag).removeprefix(PREFIX)
    given = root.get("lang")
    assert given != "", "an empty language"
    assert given is None or given != lang, f"{tag} says {lang} again"
    lang, turned = given or lang, root.get("dir") or turned
    for name in _ATTRIBUTES:
        if root.get(name):
            yield Heard(root.get(name) or "", lang, turned, True)
    if tag == "meta" and root.get("name") == "description":
        yield Heard(root.get("content") or "", lang, turned, True)
    if tag in _ASIDE:
        return
    if root.get("class") == "evidence":
        return  # a rule's words and the text's in one, which nothing can tell apart
    yield Heard(root.text or "", lang, turned, tag == "title")
    for child in root:
        if isinstance(child.tag, str):
            yield from heard(child, lang, turned)
        yield Heard(child.tail or "", lang, turned, False)


_WORD = re.compile(r"(?<![@./\w#-])[^\W\d_]{2,}(?![@/\w]|\.\w)")
_ANYWHERE = {"ICO", "GDPR"}


def faults(pieces: Iterator[Heard], site: str, own: str) -> list[str]:
    """What is announced in a wrong language or direction; `own` is that of the page's words."""
    known = {**_MARKED, "zsi": site}
    found = []
    for piece in pieces:
        wanted = {
            known.get(word[:3].lower(), own)
            for word in _WORD.findall(piece.said)
            if not word.lower().startswith("zna") and word not in _ANYWHERE
        }
        if (piece.mixed or piece.said.startswith(_QUOTES)) and len(wanted) > 1:
            continue
        said = piece.said.strip()
        found += [
            f"“{said}” is announced in {piece.lang}, not {lang}" for lang in wanted - {piece.lang}
        ]
        if wanted and piece.dir != direction(piece.lang):
            found.append(f"“{said}” runs {piece.dir}")
    return found


_QUOTES = (
    "Nobody has decided yet whether customers are told of this: ",
    "The message does not say what this means for a reader: ",
)
"""Problems that end with evidence or an author's words."""


def _pages(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: body for path, body in files.items() if path.endswith(".html")}


GERMAN = {**_pages(german().site), **{f"review/{p}": b for p, b in _pages(german().review).items()}}
MIXED = {**_pages(mixed().site), **{f"review/{p}": b for p, b in _pages(mixed().review).items()}}


@pytest.mark.parametrize("path", sorted(GERMAN))
def test_on_a_german_site_the_authors_speak_german_and_the_pages_english(path: str) -> None:
    assert faults(heard(tree(GERMAN[path])), "de", "en") == []


@pytest.mark.parametrize("path", sorted(MIXED))
def test_on_an_english_site_a_german_and_an_arabic_version_keep_their_languages(path: str) -> None:
    assert faults(heard(tree(MIXED[path])), "en-GB", "en-GB") == []


def test_the_sites_have_whatever_a_page_can_say_among_an_authors_words() -> None:
    """Else the tests above could pass for want of words."""
    for pages in (GERMAN, MIXED):
        said = " ".join(text(body) for body in pages.values())
        for words in (
            "removed z", "end removed", "added z", "end added", "Moved from", "has moved to",
            "The address behind “z", "Only the formatting changed", "Change 1 of", "Nothing",
            "Last changed", "Will change on", "Version of", "is no longer part of the notice",
            "is now z", "Its heading was", "An older Zsi" if pages is GERMAN else "An older zsi",
            "Date moved", "Note added on", "If you do nothing. z", "What it means for you. z",
            "Who sets them?", "Strictly necessary", "purpose from z", "Who says so",
            "Use your rights", "Old words", "Answer. z", "Before the first section",
            "In the table with the columns z" if pages is GERMAN else "New words", "Footnotes",
            "PROOF", "Subject z",
        ):  # fmt: skip
            assert words in said, words


def test_a_page_that_tells_a_language_nowhere_or_twice_would_be_found() -> None:
    page = GERMAN["privacy/2025-01-01/index.html"]
    silent = re.sub(rb' lang="..?"', b"", page).replace(b"<html", b'<html lang="en"')
    assert len(faults(heard(tree(silent)), "de", "en")) > 10
    without = MIXED["privacy/2025-01-01/index.html"].replace(b' dir="rtl"', b"")
    assert any("runs ltr" in fault for fault in faults(heard(tree(without)), "en-GB", "en-GB"))
    with pytest.raises(AssertionError, match="again"):
        list(heard(tree(page.replace(b"<main ", b'<main lang="en" '))))
    with pytest.raises(AssertionError, match="empty"):
        list(heard(tree(page.replace(b"<main ", b'<main lang="" '))))


def test_a_page_in_one_language_says_so_once() -> None:
    for path, body in {**_pages(example().site), **_pages(example().review)}.items():
        told = [element for element in elements(body) if element.get("lang")]
        assert [str(each.tag).removeprefix(PREFIX) for each in told] == ["html"], path
        assert not [element for element in elements(body) if element.get("dir")], path


_FEEDS = [(german, "de", "en"), (mixed, "en-GB", "en-GB")]


@pytest.mark.parametrize(("site", "lang", "own"), _FEEDS)
def test_feeds_name_the_language_of_each_item_and_of_their_own_words(site, lang, own) -> None:
    feed = json.loads(site().site["privacy/feed.json"])
    assert feed["language"] == lang
    for item in feed["items"]:
        content = html5lib.parseFragment(item["content_html"], container="div")
        # What is not marked is read in the item's language, or in whatever the reader's is.
        pieces = list(_outermost(content, item["language"]))
        assert faults(iter(pieces), lang, own) == [], item["content_html"]
        assert "<" not in item["title"]
    atom = ElementTree.fromstring(site().site["privacy/atom.xml"])  # noqa: S314  ours
    space, xml = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}lang"
    assert atom.get(xml) == lang
    for entry, item in zip(atom.iter(f"{space}entry"), feed["items"], strict=True):
        assert entry.get(xml, lang) == item["language"]
        title = entry.find(f"{space}title")
        assert title is not None
        if title.get("type") == "html":
            named = html5lib.parseFragment(title.text or "", container="div")
            assert faults(_outermost(named, item["language"]), lang, own) == []
        else:
            assert item["language"] == own


def _outermost(fragment: ElementTree.Element, lang: str) -> Iterator[Heard]:
    """What a fragment says where nobody may know its language, unless it is English."""
    for child in fragment:
        yield from heard(child, lang if lang.startswith("en") else "")


def test_a_comparison_that_stands_alone_tells_its_languages_apart() -> None:
    found = read(files("de", ("ar", "de", "de", "de", "de"), ("zar", "zde", "zde", "zde", "zde")))
    assert found.site is not None
    old, new = found.site.notices[0].versions[:2]
    compared = compare(old.document, new.document)
    sides = (Side("zna", "zna.md", "0", each.lang) for each in (old, new))
    page = diff_html(compared, None, *sides).encode()
    assert faults(heard(tree(page)), "de", "en") == []
    packed = members(Case(new, old, compared, (), {}))["redline.html"]
    assert faults(heard(tree(packed)), "de", "en") == []


def test_data_for_search_engines_names_the_language_of_the_text() -> None:
    page = MIXED["privacy/2025-01-01/index.html"].decode()
    assert json.loads(page.split('ld+json">')[1].split("</script>")[0])["inLanguage"] == "ar"


def test_whoever_translates_the_templates_says_so_in_one_file() -> None:
    found = read(files("de-AT", ("de-AT",) * 5, ("zde",) * 5))
    assert found.site is not None
    german_words = {**spoken_templates(), "language.txt": "de\n"}
    made = rendered(view_of(found.site, templates=german_words)).site
    page = made["privacy/2025-01-01/index.html"]
    assert next(elements(page, "html")).get("lang") == "de-AT"
    others = {element.get("lang") for element in elements(page)} - {None, "de-AT"}
    assert others == {"en"}, "what the program says itself stays English"


@pytest.mark.parametrize(
    ("inner", "outer", "attributes"),
    [
        ("de", "de", ""),
        ("de", "DE", ""),
        ("en-US", "en-GB", ' lang="en-US"'),
        ("ar", "en", ' lang="ar" dir="rtl"'),
        ("en", "he-IL", ' lang="en" dir="ltr"'),
        ("fa", "ur", ' lang="fa"'),
        ("ar-Latn", "de", ' lang="ar-Latn"'),
        ("az-Arab-IR", "az", ' lang="az-Arab-IR" dir="rtl"'),
    ],
)
def test_words_carry_their_language_and_direction_where_those_around_them_differ(
    inner: str, outer: str, attributes: str
) -> None:
    assert among(inner, outer) == attributes
