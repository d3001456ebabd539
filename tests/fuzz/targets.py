"""A fuzzer's bytes in; nothing out, unless something that must never happen happened.

One function a target, named for what it reads. Each calls the program as the program calls itself,
lets through the errors that are its answers to people, and holds what comes out against the
oracles of `tests.trust.inert`. That no call takes over ten seconds, a gigabyte, or a file that is
not the program's own is seen to by whoever runs them (`tests.fuzz.run`).
"""

import contextlib
import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType
from xml.etree import ElementTree

from fairnotice import pipeline, urls
from fairnotice.commands import import_repository
from fairnotice.commands.status import Said
from fairnotice.compare.compare import compare
from fairnotice.disk import CONTENT, TEMPLATES
from fairnotice.document.html import html
from fairnotice.document.parse import parsed
from fairnotice.document.redline_text import redline_text, shown_text
from fairnotice.document.text import text as plain
from fairnotice.history import _Entry, _wanted
from fairnotice.importers.foreign import UnusableError, foreign
from fairnotice.importers.markdown import markdown as as_markdown
from fairnotice.importers.page import PageError, page
from fairnotice.known_texts import Known
from fairnotice.lint.har.declared import differences
from fairnotice.lint.har.saved import saved
from fairnotice.mail.drafts import drafts, proofs
from fairnotice.mail.eml import files as draft_files
from fairnotice.memo.memo import Memo, Stamp
from fairnotice.memo.reading import Head
from fairnotice.model import Assessment, Dials, Document, Draft, Place, Problem
from fairnotice.outcomes import Whole
from fairnotice.pages.kept import Traces
from fairnotice.reports.diff_html import diff_html
from fairnotice.reports.diff_json import Side, diff_report
from fairnotice.reports.printable import printable
from fairnotice.reports.text import plain as plain_paint
from fairnotice.reports.text import told as printed
from fairnotice.significance.assess import assess
from fairnotice.source.changelog import read_changelog
from fairnotice.source.cookies import read_cookies
from fairnotice.source.edit import EditError, appended
from fairnotice.source.frontmatter import cut, front_matter
from fairnotice.source.located import located
from fairnotice.source.lockfile import read_lock
from fairnotice.source.plain_text import line_feeds, plain_text
from fairnotice.source.settings import read_settings
from fairnotice.source.site import read as read_site
from fairnotice.source.trouble import MAX_PROBLEMS
from fairnotice.source.version_names import version_name
from tests import world
from tests.mail import world as mail
from tests.trust.inert import acting, awake, foreign_headers

Target = Callable[[bytes], None]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _some(raw: bytes) -> bool:
    """True for an eighth of all inputs: those that the slow second parser reads, too."""
    return len(raw) % 8 == 0


def front(raw: bytes) -> None:
    """Front matter and the cut behind it."""
    text, _ = plain_text(raw, "f.md")
    parts = cut(text, "f.md")
    assert parts.body_line >= 1
    found = front_matter(parts.front, "f.md")
    assert len(found.problems) <= MAX_PROBLEMS + 3


def yaml(raw: bytes) -> None:
    """YAML with line and column."""
    text = _text(raw)
    read = located(text, "f.yaml")
    assert len(read.problems) <= MAX_PROBLEMS + 3
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= p.place.line <= lines + 1 and p.place.column >= 1 for p in read.problems)


def settings(raw: bytes) -> None:
    """site.yaml."""
    read = read_settings(raw)
    assert read.settings is not None or read.problems, "refused without a word"
    if read.settings is not None:
        site_url = read.settings.site_url
        assert not site_url or site_url.startswith(("https://", "http://"))
        assert site_url.isprintable()


def changelog(raw: bytes) -> None:
    """changelog.yaml."""
    assert len(read_changelog(raw).problems) <= 2 * MAX_PROBLEMS


def edit(raw: bytes) -> None:
    """A line spliced into YAML that somebody else wrote: all that was there still is."""
    text = _text(raw)
    value = {"by": "A. Baker", "role": "legal: all", "date": datetime.date(2026, 1, 1)}
    with contextlib.suppress(EditError):
        done = appended(text, [0, "approved"], value)
        assert "A. Baker" in done


def lock(raw: bytes) -> None:
    """notices.lock."""
    read = read_lock(raw)
    said = {line.line for line in read.lines} | {p.place.line for p in read.problems}
    lines = enumerate(line_feeds(plain_text(raw, "notices.lock").text).split("\n"), 1)
    written = {number for number, line in lines if line.strip() and not line.startswith("#")}
    assert written <= said, "passed over without a word"


def cookies(raw: bytes) -> None:
    """cookies.yaml."""
    read_cookies(raw, "content/cookies/cookies.yaml", ["2021-03-01", "2024-01-01-2"]).rows(
        "2024-01-01-2"
    )


def markdown(raw: bytes) -> None:
    """A version's Markdown, printed as a page, as text and as Markdown again."""
    read = parsed(_text(raw), path="content/privacy/2026-01-01.md")
    wrong = awake(html(read.document, lambda address: address), thorough=_some(raw))
    assert not wrong, wrong
    plain(read.document)


def redline(raw: bytes) -> None:
    """Two texts (parted by a zero byte or in the middle), compared, judged and printed."""
    at = raw.find(b"\0")
    at = at if at >= 0 else len(raw) // 2
    old, new = (
        parsed(_text(part), path="x.md").document for part in (raw[:at], raw[at:].lstrip(b"\0"))
    )
    found = compare(old, new)
    judged = assess(found, Dials(), "uk", "privacy")
    sides = Side(_text(raw[:40]), "old.md", "0" * 64), Side("new", "new.md", "0" * 64)
    wrong = awake(diff_html(found, judged, *sides), style=True, thorough=_some(raw))
    assert not wrong, wrong
    shown = redline_text(found, judged) + shown_text(sides[0].id).replace("\n", " ")
    assert not acting(shown), acting(shown)
    report = diff_report(found, judged, *sides)
    json.dumps(report).encode()
    summary = report["summary"]
    assert report["old"]["words"] == sum(
        summary[f"words_{kind}"] for kind in ("same", "moved", "removed")
    )


def import_html(raw: bytes) -> None:
    """A web page, brought in as a version; a first line `selector: …` names the part."""
    selector = ""
    if raw.startswith(b"selector:"):
        first, _, raw = raw.partition(b"\n")
        selector = _text(first.removeprefix(b"selector:")).strip()
    with contextlib.suppress(PageError):
        found = page(raw, selector)
        printed = as_markdown(found.document, parsed)
        read = html(parsed(printed, path="x.md").document, lambda address: address)
        wrong = awake(read, thorough=_some(raw))
        assert not wrong, wrong


def import_text(raw: bytes) -> None:
    """A Markdown file as another system keeps it."""
    with contextlib.suppress(UnusableError):
        foreign(raw)


def git_log(raw: bytes) -> None:
    """What Git prints of a history."""
    for commit in import_repository._commits(raw):
        assert " " not in commit.short


def git_paths(raw: bytes) -> None:
    """Paths in a Git tree, and the names of versions: none leads out of the site."""
    name = _text(raw)
    for mode in ("100644", "120000", "160000"):
        if _wanted(_Entry(name, mode, "0" * 40)):
            parts = PurePosixPath(name).parts
            assert ".." not in parts
            assert not PurePosixPath(name).is_absolute()
            assert ".git" not in parts
            assert len(parts) == 1 or parts[0] in {CONTENT, TEMPLATES}
    named = version_name(name)
    assert named.name == "" or "/" not in named.name


def addresses(raw: bytes) -> None:
    """A link as somebody typed it: nothing but a page of the site, or left alone."""
    written = _text(raw)
    found = urls.destination("privacy", written)
    if found is not None:
        assert not found[0].startswith(("/", "../")), found
        urls.href("privacy/index.html", found[0] or "privacy/index.html", found[1])
    urls.mail("a@b.example", written, written).encode("ascii")


def terminal(raw: bytes) -> None:
    """Anything that is said on a terminal."""
    said = printable(raw.decode("utf-8", "surrogateescape"))
    assert not acting(said)
    assert "\n" not in said


def har(raw: bytes) -> None:
    """What a browser saved of a visit, held against a cookie table."""
    read = saved(raw, "visit.har")
    assert len(read.problems) < 30
    told = [*read.problems]
    if read.requests:
        files = {path: text.encode() for path, text in _SITE.items()}
        files["content/cookies/cookies.yaml"] = _ROWS
        site, _ = read_site(files)
        assert site is not None
        version = site.notice("cookies").versions[0]
        assert version.cookies
        told.extend(differences(version, site, read.requests, Place("visit.har")))
    for problem in told:
        assert not acting(printed(problem, plain_paint)), problem


class _Forged:
    """A store in which one thing stands under every name."""

    keeps_files = True

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def get(self, _key: str) -> bytes | None:
        return self._raw

    def has(self, _key: str) -> bool:
        return True

    def put(self, key: str, value: bytes) -> None:
        """Keeps nothing."""

    def holds(self, _digest: str) -> bool:
        return False

    def keep(self, _content: bytes) -> str:
        return "0" * 40

    def stamp(self, _digest: str) -> Stamp | None:
        return None

    def learn(self, _digest: str, _stamp: Stamp) -> None:
        """Learns nothing."""

    def content(self, _digest: str) -> bytes:
        raise FileNotFoundError


_KINDS = (str, Whole, Traces, Head, Known, Said, Document, Assessment, tuple[Problem, ...])


def store(raw: bytes) -> None:
    """What a damaged or forged store says: a value of the kind that is meant, or none."""
    memo = Memo(_Forged(raw))
    for kind in _KINDS:
        found = memo.look("x", kind)
        if found is not None:
            assert type(found) is (tuple if kind == tuple[Problem, ...] else kind)


_ROWS = b"""
- {name: basket, purpose: Holds., category: preferences, ground: consent, lifetime: session}
"""
_FIELDS = ("summary", "if_nothing")


def drafts_saying(words: str) -> tuple[Draft, ...]:
    """Drafts with one text in every field that reaches an e-mail."""
    line = replace(mail.LINE, summary=words, means=words, action=words)
    entry = replace(mail.ENTRY, changes=(line,), **dict.fromkeys(_FIELDS, words))
    firm = dict.fromkeys(("legal_name", "trading_name", "trading_office", "phone"), words)
    addresses = dict.fromkeys(("email", "support_email"), words[:200])
    organisation = replace(mail.SETTINGS.organisation, **firm, **addresses)
    site = replace(mail.SETTINGS, organisation=organisation, site_name=words)
    version = replace(mail.AFTER, title=words, entry=entry)
    finding = replace(mail.FINDING, evidence=words, section_title=words, title=words)
    occasion = replace(
        mail.OCCASION,
        settings=site,
        version=version,
        assessment=replace(mail.OCCASION.assessment, findings=(finding,)),
    )
    return (*drafts(occasion, mail.TEMPLATES)[:1], *proofs(occasion, mail.TEMPLATES)[1:])


def message(raw: bytes) -> None:
    """One text through every field that reaches an e-mail: only our headers, nothing that runs."""
    for draft in drafts_saying(_text(raw[:20_000]) or "x"):  # it stands in a dozen places
        for name, content in draft_files(draft).items():
            if name.endswith(".eml"):
                assert not foreign_headers(content), foreign_headers(content)
            if name.endswith(".html"):
                wrong = awake(content.decode(), style=True)
                assert not wrong, wrong


_SITE = {
    **world.FILES,
    "content/cookies/cookies.yaml": "- {name: basket, purpose: Holds., category: preferences}\n",
}
_MOMENT = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


def site(raw: bytes) -> None:
    """A whole site: one file of it, or one text in all of its files, is the fuzzer's.

    The first byte says which. Every page, feed and report that comes of it is read.
    """
    from tests.pages.views import assets, templates  # read once, on first use

    choice, rest = raw[:1] or b"\0", raw[1:]
    names = sorted(_SITE)
    files = {path: text.encode() for path, text in _SITE.items()}
    place = choice[0] % (len(names) + 1)
    if place < len(names):
        files[names[place]] = rest
    else:
        quoted = json.dumps(_text(rest)).encode()  # a JSON text is a YAML text
        files = {
            path: text.replace(b"Brindle Bakery", quoted[1:-1])
            if path.endswith(".md")
            else text.replace(b"Brindle Bakery Ltd", quoted)
            .replace(b"Brindle Bakery", quoted)
            .replace(b"We keep orders for longer.", quoted)
            .replace(b"We keep your orders for a year.", quoted)
            .replace(b"Holds.", quoted)
            for path, text in files.items()
        }
    program = {f"templates/{name}": text.encode() for name, text in templates().items()}
    program |= {f"templates/assets/{name}": content for name, content in assets().items()}
    built = pipeline.build({**program, **files}, _MOMENT, drafts=True)
    for path, content in {**built.site, **built.review}.items():
        parts = PurePosixPath(path).parts
        assert parts
        assert ".." not in parts
        assert not PurePosixPath(path).is_absolute()
        if path.endswith(".html"):
            wrong = awake(content.decode())
            assert not wrong, (path, wrong)
        elif path.endswith((".xml", ".svg")):
            ElementTree.fromstring(content)  # noqa: S314  # our own feed, being tested
        elif path.endswith(".json"):
            json.loads(content)
    ElementTree.fromstring(built.reports["junit.xml"])  # noqa: S314
    json.loads(built.reports["report.json"])


TARGETS: Mapping[str, tuple[Target, int]] = MappingProxyType(
    {
        "yaml": (yaml, 150),
        "front": (front, 100),
        "settings": (settings, 70),
        "changelog": (changelog, 80),
        "edit": (edit, 40),
        "lock": (lock, 120),
        "cookies": (cookies, 70),
        "git_paths": (git_paths, 80),
        "git_log": (git_log, 60),
        "addresses": (addresses, 80),
        "terminal": (terminal, 50),
        "import_text": (import_text, 30),
        "markdown": (markdown, 40),
        "har": (har, 4),
        "store": (store, 3),
        "import_html": (import_html, 15),
        "redline": (redline, 4),
        "message": (message, 3),
        "site": (site, 1),
    }
)
"""Target → its function and its share of a run, in thousandths."""
