"""Known attacks through every field that takes free text: nothing runs, nothing acts.

Chromium reads all that is made, with its policy switched off: what the pages promise must hold
without that second fence.
"""

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from fairnotice import pipeline
from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.mail.eml import files as draft_files
from fairnotice.model import Built
from fairnotice.reports.diff_html import diff_html
from fairnotice.reports.diff_json import Side
from fairnotice.source.site import read
from tests.folder import Site
from tests.fuzz.targets import drafts_saying
from tests.pages.views import assets, templates
from tests.trust.hostile import NOT_FREE, REFUSED, VECTORS, hostile, texts
from tests.trust.inert import acting, awake, foreign_headers

_SITE = "https://notices.brindle.example/"
_HOME = "http://pages.example/"
_MOMENT = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)

_ALARM = "for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => fired(name);"
"""Run before anything in every frame: what an attack would call."""

_LOOK = """() => {
  const said = [];
  const fine = new Set(['http:', 'https:', 'mailto:', 'tel:']);
  const own = Object.getOwnPropertyDescriptor(Element.prototype, 'attributes').get;
  const doing = 'iframe,frame,frameset,object,embed,applet,base,form,button,svg,math,' +
    'input:not([type=radio],[type=checkbox]),select,textarea,' +
    'video,audio,marquee,template,portal';
  const look = (page, place) => {
    const mail = place.startsWith('mail/');  // style sheets stand in the tags there
    for (const e of page.querySelectorAll('*')) {
      const name = e.localName;
      if (name === 'script') {
        if (e.type !== 'application/ld+json') said.push(`${place}: script`);
        else try { JSON.parse(e.textContent) } catch { said.push(`${place}: linked data`) }
      } else if (e.matches(doing)) said.push(`${place}: <${name}>`);
      for (const a of own.call(e))
        if (/^on|^(style|srcdoc|ping|background|formaction|http-equiv)$/.test(a.name) &&
            a.value !== 'Content-Security-Policy' && !(mail && a.name === 'style'))
          said.push(`${place}: ${name} ${a.name}`);
      if (e.href && !fine.has(new URL(e.href, page.baseURI).protocol))
        said.push(`${place}: ${name} ${e.getAttribute('href')}`);
    }
  };
  for (const frame of document.querySelectorAll('iframe'))
    look(frame.contentDocument, frame.name);
  return said;
}"""
"""What stands in the frames that could do something, as the browser understood it."""


class Reader:
    """A browser that is shown pages, and what they did in it."""

    def __init__(self, context: BrowserContext) -> None:
        self._frames = ""
        self._did: list[str] = []
        context.expose_binding("fired", self._fired)
        context.add_init_script(_ALARM)
        context.route("**/*", self._asked)
        self._page: Page = context.new_page()

    def _fired(self, source: Any, name: str) -> None:
        self._did.append(f"{source['frame'].name}: {name}")

    def _asked(self, route: Route) -> None:
        url = route.request.url
        if url == _HOME:
            route.fulfill(body=self._frames, content_type="text/html; charset=utf-8")
        elif not url.startswith((_HOME, _SITE)):
            self._did.append(f"called {url[:60]}")
            route.abort()
        else:  # the site's own style sheet and pictures
            route.fulfill(body="", headers={"cache-control": "max-age=99"})

    def did(self, files: Mapping[str, bytes]) -> list[str]:
        """Loads all pages of `files` at once; what ran, was called or could do something."""
        pages = [path for path in files if path.endswith(".html")]
        frames = "".join(
            f'<iframe name="{path}" srcdoc="{escape(files[path].decode())}"></iframe>'
            for path in pages
        )
        self._frames = f"<!doctype html>{frames}"
        self._did = []
        self._page.goto(_HOME)
        self._page.wait_for_timeout(20)  # handlers of what fails to load come a moment later
        found = self._page.evaluate(_LOOK)
        return [*self._did, *found]


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Reader]:
    """A reader whose browser heeds no content security policy."""
    context = browser.new_context(bypass_csp=True)
    yield Reader(context)
    context.close()


@cache
def _program() -> Mapping[str, bytes]:
    files = {f"templates/{name}": text.encode() for name, text in templates().items()}
    return files | {f"templates/assets/{name}": content for name, content in assets().items()}


def built(text: str, *, address: bool = False) -> Built:
    """A site that says it everywhere; never broken by it."""
    files = {**_program(), **hostile(text, address=address)}
    made = pipeline.build(files, _MOMENT, drafts=True)
    assert len(made.site) > 30
    assert len(made.review) > 4
    return made


def feeds(site: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """What feed readers would show as HTML."""
    for path, content in site.items():
        if path.endswith("atom.xml"):
            root = ElementTree.fromstring(content)  # noqa: S314  # our own, being tested
            for number, each in enumerate(root.iter("{http://www.w3.org/2005/Atom}content")):
                inner = "".join(ElementTree.tostring(e, "unicode", method="html") for e in each)
                yield f"{path}.{number}.html", (each.text or "") + inner
        elif path.endswith("feed.json"):
            for number, item in enumerate(json.loads(content)["items"]):
                yield f"{path}.{number}.html", item.get("content_html", "")


def compared(text: str) -> str:
    """Two texts as `diff --format html` shows them."""
    old, new = (parsed(f"# a\n\n{text}\n\n{word} {text}\n", path="x").document for word in "bc")
    return diff_html(compare(old, new), None, Side(text, text, "0"), Side(text, text, "1"))


def all_of(text: str, *, address: bool = False) -> dict[str, bytes]:
    """All that is made for browsers and mail programs from a site that says it everywhere."""
    made = built(text, address=address)
    pages = {f"site/{path}": content for path, content in made.site.items()}
    pages |= {f"review/{path}": content for path, content in made.review.items()}
    pages |= {f"feeds/{path}": each.encode() for path, each in feeds(made.site)}
    for number, draft in enumerate(drafts_saying(text)):
        html = draft_files(draft)[f"{draft.audience}{'.proof' if draft.proof else ''}.html"]
        pages[f"mail/{number}.html"] = html
    return pages | {"diff.html": compared(text).encode()}


# ---------------------------------------- in a browser


def of_kind(kind: str, parts: int) -> Iterator[Any]:
    """The attacks of a kind, in as many tests as are worth running beside each other."""
    names = list(VECTORS[kind])
    for part in range(parts):
        yield pytest.param(kind, names[part::parts], id=f"{kind}-{part}")


def _near(page: bytes) -> str:
    """The page, as if the site were where it stands: its own pictures are not from elsewhere."""
    return page.decode().replace(_SITE, "/")


_AGAIN = re.compile(
    r"site/privacy/(2025|index)|site/cookies/(?!2026)|review/(rules|cookies|privacy/2025)"
    r"|feeds.*[1-9].html"
).match
"""Pages of a template of which another page is shown already: read by `inert` alone."""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("kind", "names"),
    [
        *of_kind("tags", 6),
        *of_kind("attributes", 1),
        *of_kind("addresses", 2),
        *of_kind("machines", 1),
        *of_kind("headers", 1),
    ],
)
def test_no_known_attack_runs_in_a_browser(reader: Reader, kind: str, names: list[str]) -> None:
    did = {}
    for name in names:
        made = all_of(VECTORS[kind][name], address=kind == "addresses")
        did[name] = reader.did({path: page for path, page in made.items() if not _AGAIN(path)})
        for path, page in made.items():
            if path.endswith(".html"):
                styled = path.startswith(("mail/", "diff"))
                did[name] += [f"{path}: {it}" for it in awake(_near(page), style=styled)]
    assert {name: what[:3] for name, what in did.items() if what} == {}


@pytest.mark.browser
def test_the_same_attacks_are_noticed_where_nothing_stands_in_their_way(reader: Reader) -> None:
    raw = {name: reader.did({"x.html": text.encode()}) for name, text in VECTORS["tags"].items()}
    assert sum(any("alert" in each for each in what) for what in raw.values()) > 25
    assert sum(any("called" in each for each in what) for what in raw.values()) > 5
    assert sum(bool(what) for what in raw.values()) > 65
    links = {
        name: reader.did({"x.html": f'<a href="{text}">x</a>'.encode()})
        for name, text in VECTORS["addresses"].items()
    }
    assert sum(bool(what) for what in links.values()) > 20


# ---------------------------------------- for programs


@pytest.mark.parametrize("kind", ["attributes", "machines", "headers"])
def test_no_known_attack_breaks_what_programs_read(kind: str) -> None:
    for text in VECTORS[kind].values():
        made = built(text)
        for path, content in {**made.site, **made.reports}.items():
            if path.endswith((".xml", ".svg")):
                assert b"<!DOCTYPE" not in content[:200]
                ElementTree.fromstring(content)  # noqa: S314  # our own, being tested
            elif path.endswith((".json", ".sarif")):
                json.loads(content)
            assert b"62615533" not in content, f"{path}: a template within a text was worked out"
        headers = made.site["_headers"].decode().splitlines()
        assert all(re.fullmatch(r"/\S*|  [A-Za-z-]+: .+|", line) for line in headers)


@pytest.mark.parametrize("kind", [*VECTORS])
def test_no_field_writes_a_header_of_a_message(kind: str) -> None:
    for text in VECTORS[kind].values():
        for draft in drafts_saying(text):
            for name, content in draft_files(draft).items():
                if name.endswith(".eml"):
                    assert foreign_headers(content) == []
                    head = content.partition(b"\r\n\r\n")[0]
                    assert b"\nBcc" not in head
                    assert acting(head.decode("ascii").replace("\r", "")) == []


# ---------------------------------------- on a terminal


_VERBS = (
    ("check", "--format", "text", "-v"),
    ("check", "--format", "markdown"),
    ("check", "--format", "github"),
    ("check", "--format", "json"),
    ("check", "--format", "junit"),
    ("check", "--format", "sarif"),
    ("build", "-v"),
    ("status",),
    ("diff", "privacy@2025-01-01", "privacy@2026-05-01", "--color"),
    ("diff", "privacy@2025-01-01", "privacy@2026-05-01", "--format", "markdown"),
    ("diff", "privacy@2025-01-01", "privacy@2026-05-01", "--format", "json"),
    ("diff", "privacy@2025-01-01", "privacy@2026-05-01", "--format", "html"),
    ("lock",),
    ("email", "privacy@2026-05-01", "--proof"),
)


_ORDER = re.compile(
    r"^\s*::(?!error |warning |notice )|##[\u00ad\u200c\u200d\u2060]*(?:vso|teamcity)?\[",
    re.MULTILINE,
)
"""What GitHub's runner obeys at the beginning of a line, it and others anywhere."""


@pytest.mark.parametrize("name", [*VECTORS["terminals"], "a workflow command", "a logging command"])
def test_nothing_that_is_printed_acts_on_a_terminal_or_on_ci(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = (VECTORS["terminals"] | VECTORS["machines"])[name]
    site = Site(tmp_path, capsys)
    site.put(hostile(text))
    for verb in _VERBS:
        said = site.run(*verb)
        assert "html" in verb or acting(said.out + said.err) == [], verb
        assert "Traceback" not in said.err
        assert not _ORDER.search(said.out + said.err), verb
    for path, content in site.output().items():
        if path.endswith(("junit.xml", "summary.md")):
            assert acting(content.decode()) == [], path


# ---------------------------------------- no field is forgotten


def test_every_free_text_of_a_site_says_it() -> None:
    found = read(hostile("marker"))
    assert found.site is not None
    said: dict[str, bool] = {}
    site = found.site
    entries = tuple(version.entry for notice in site.notices for version in notice.versions)
    rows = tuple(row for notice in site.notices for v in notice.versions for row in v.cookies)
    for field, text in texts((site.settings, entries, rows)):
        said[field] = said.get(field, False) or "marker" in text
    assert {field for field, it in said.items() if not it} == NOT_FREE & said.keys()
    assert len(said.keys() - NOT_FREE) > 20


def test_what_is_refused_in_yaml_is_what_is_taken_out_here() -> None:
    for text in VECTORS["terminals"].values():
        if (bad := REFUSED.search(text)) is not None:
            files = {**hostile("x"), "content/changelog.yaml": f"- {json.dumps(bad[0])}".encode()}
            assert "control-character" in {problem.check for problem in read(files).problems}
