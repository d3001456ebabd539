"""The address of every page: page facts in, paths below output/site/ and links out.

The only place where an address is spelt. A path names the file (`privacy/index.html`); links
between pages are relative and name the file too, so that a site opened from a folder by double
click works as it does from a server. `public` gives the address that readers quote, without
`index.html`.
"""

from functools import lru_cache
from posixpath import join, normpath
from urllib.parse import quote, unquote, urlsplit

HOME = "index.html"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
HEADERS = "_headers"

RESERVED = frozenset({"assets"})
"""Names at the root that no notice may take."""


def asset(name: str) -> str:
    """A style sheet, picture or other file that pages load: `assets/<name>`."""
    return f"assets/{name}"


def notice(notice_id: str) -> str:
    """The notice in force."""
    return f"{notice_id}/index.html"


def version(notice_id: str, name: str) -> str:
    """One version, for ever."""
    return f"{notice_id}/{name}/index.html"


def upcoming(notice_id: str) -> str:
    """The next scheduled version, or a sentence that there is none."""
    return f"{notice_id}/upcoming/index.html"


def versions(notice_id: str) -> str:
    """The archive: every version."""
    return f"{notice_id}/versions/index.html"


def changes(notice_id: str) -> str:
    """What changed and when, newest first."""
    return f"{notice_id}/changes/index.html"


def comparison(notice_id: str, old: str, new: str) -> str:
    """The redline of two versions."""
    return f"{notice_id}/compare/{old}/{new}/index.html"


def side_by_side(notice_id: str, old: str, new: str) -> str:
    """The same two versions in two columns."""
    return f"{notice_id}/compare/{old}/{new}/side-by-side/index.html"


def history(notice_id: str) -> str:
    """Each section through time."""
    return f"{notice_id}/history/index.html"


def atom(notice_id: str) -> str:
    """The Atom feed of a notice."""
    return f"{notice_id}/atom.xml"


def json_feed(notice_id: str) -> str:
    """Its JSON Feed."""
    return f"{notice_id}/feed.json"


def versions_data(notice_id: str) -> str:
    """Its versions, for programs."""
    return f"{notice_id}/versions.json"


def timemap(notice_id: str) -> str:
    """Its versions as a Memento TimeMap."""
    return f"{notice_id}/timemap.link"


def cookies_data(notice_id: str) -> str:
    """The cookies of the version in force, for programs."""
    return f"{notice_id}/cookies.json"


def version_text(notice_id: str, name: str) -> str:
    """One version as plain text."""
    return f"{notice_id}/{name}/notice.txt"


def version_markdown(notice_id: str, name: str) -> str:
    """One version as Markdown."""
    return f"{notice_id}/{name}/notice.md"


def change_anchor(number: int) -> str:
    """Id of a change in a redline's text, from 1."""
    return f"change-{number}"


def change_list_anchor(number: int) -> str:
    """Id of a change in a redline's list of changes, from 1."""
    return f"list-{number}"


def review_home() -> str:
    """The index of the review pages, below output/review/."""
    return "index.html"


def review(notice_id: str, name: str) -> str:
    """The review page of one version against its predecessor, below output/review/."""
    return f"{notice_id}/{name}/index.html"


def review_rules() -> str:
    """The rule book, below output/review/."""
    return "rules/index.html"


def href(source: str, target: str, fragment: str = "") -> str:
    """The relative link from the page at `source` to the file at `target`.

    Both are paths below the same folder. Within one page only the fragment is left.
    """
    anchor = _anchor(fragment) if fragment else ""
    if source == target and anchor:
        return anchor
    here, there = _folders(source), _folders(target)
    depth, shared, most = len(here) - 1, 0, min(len(here) - 1, len(there))
    while shared < most and here[shared] == there[shared]:
        shared += 1
    return _way(depth - shared, target, shared) + anchor


@lru_cache(maxsize=1 << 14)
def _folders(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


@lru_cache(maxsize=1 << 14)
def _way(up: int, target: str, shared: int) -> str:
    """So many folders up, and from there on to the target, of whose path so many parts are shared;
    pages have most of their links in common."""
    down = _folders(target)[shared:]
    way = "../" * up + quote("/".join(down)) if down else ("../" * up).rstrip("/")
    return way or "."


@lru_cache(maxsize=1 << 14)
def _anchor(fragment: str) -> str:
    """The end of a link to a place on a page."""
    return f"#{quote(fragment, safe='-._~!$&()*+,;=:@/?')}"


def destination(notice_id: str, written: str) -> tuple[str, str] | None:
    """The file below output/site/ and the fragment that an address in a notice's text means.

    Addresses count from the root (`/privacy/`) or from the notice's folder, where the other
    versions stand as files (`2016-05-01.md#who`). The file is empty for a link within the page
    (`#who`); None for an address of another host or scheme, and for one that cannot be read.
    """
    try:
        parts = urlsplit(written.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment)
    if not parts.path:
        return "", fragment
    path = normpath(join("/", notice_id, unquote(parts.path))).lstrip("/")
    parent, _, name = path.rpartition("/")
    if parent and "/" not in parent and name.endswith(".md"):
        return version(parent, name.removesuffix(".md")), fragment
    if "." not in name:
        path = join(path, "index.html")
    return path, fragment


def address(target: str) -> str:
    """The site-absolute address that editors write and readers see: `/privacy/`."""
    return "/" + target.removesuffix("index.html")


def public(site_url: str, target: str) -> str:
    """The full address under `site_url`; empty when the site has no address."""
    if not site_url:
        return ""
    return site_url.rstrip("/") + quote(address(target))


def mail(mailbox: str, subject: str, words: str) -> str:
    """A link that opens a message ready to send (RFC 6068); without `mailbox` the writer fills it.

    Everything is percent-encoded UTF-8. A subject is one line; lines of `words` are parted by CRLF,
    as section 5 asks.
    """
    body = "%0D%0A".join(map(_quoted, words.splitlines()))
    return f"{mailbox_link(mailbox)}?subject={_quoted(' '.join(subject.split()))}&body={body}"


def mailbox_link(mailbox: str) -> str:
    """A link that opens a message to this address, and nothing else: a `?` in it begins no field
    (RFC 6068, section 2)."""
    return f"mailto:{quote(mailbox, safe=_IN_MAILBOXES)}"


_IN_MAILBOXES = "@!$'*+-._~"


@lru_cache(maxsize=1 << 12)
def _quoted(line: str) -> str:
    """A line of a message; messages about one version have most of them in common."""
    return quote(line, safe="")
