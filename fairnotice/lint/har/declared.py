"""A version with its cookie table and the requests of a HAR in; where they differ, out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fairnotice.law.sources import holding, sources
from fairnotice.lint.har.lifetime import declared_seconds, longer, spoken
from fairnotice.lint.har.saved import Request
from fairnotice.lint.har.seen import Cookie, cookies, registrable
from fairnotice.model import CookieRow, Level, Organisation, Place, Problem, Site, Version

LEVELS: Mapping[str, Level] = {
    "cookie-undeclared": "error",
    "cookie-longer-lived": "error",
    "cookie-of-other-party": "warning",
    "cookie-not-seen": "info",
    "host-not-named": "info",
    "har-without-cookies": "warning",
    "har-limits": "info",
}
"""How grave each difference is, unless `lint` in site.yaml says otherwise."""

_MOST_TOLD = 5_000
"""Differences of one kind that are told singly: nobody mends more before looking again."""

_LOOK = 20
"""Letters that could be read in the time that it takes to begin looking for a piece of a name."""
_MOST_READ = 600_000_000
"""Letters of cookies' names, once for each pattern of the table: some seconds' work."""

_LAW = ("ICO-SAT-TELL", "P49")
"""What has to be told: each technology, its purpose, who is behind it, and for how long."""
_OPEN = re.compile(r"<[^>]{0,200}>|\{[^}]{0,200}\}|\[[^\]]{0,200}\]|\*+|…|\.{3}|#+|[xX]{3,}")
"""What stands in a name for letters that change: `_ga_*`, `_ga_<id>`, `wp-settings-{n}`."""


class Row(NamedTuple):
    """A row of the table, and where it stands."""

    row: CookieRow
    place: Place


def differences(
    version: Version, site: Site, requests: Sequence[Request], har: Place
) -> Iterator[Problem]:
    """What the HAR shows and the table does not say, and the other way round.

    `har` is where the HAR stands. Levels are those of `LEVELS`, less where the law's source does
    not allow them. Of each kind the first five thousand are told, and how many more there are.
    """
    told: Counter[str] = Counter()
    for problem in _differences(version, site, requests, har):
        told[problem.check] += 1
        if told[problem.check] <= _MOST_TOLD:
            yield problem
    for check, number in told.items():
        if number > _MOST_TOLD:
            yield _problem(
                check,
                har,
                f"There are {number - _MOST_TOLD} more differences of this kind ({check}).",
                "Mend those that are told, and save the visit again.",
                site,
            )


def _differences(
    version: Version, site: Site, requests: Sequence[Request], har: Place
) -> Iterator[Problem]:
    rows = tuple(placed(version))
    seen = cookies(requests)
    yield _limits(rows, har)
    if not seen:
        yield _problem(
            "har-without-cookies",
            har,
            "No cookie is in this HAR. Browsers leave them out unless told otherwise.",
            "Save it with sensitive data (docs/editors.md says how), and never pass it on.",
        )
        return
    home = _home(site, requests)
    ours = [each for each in rows if each.row.kind == "cookie"]
    met: set[int] = set()
    declared = _Declared(ours, _table(version, ours))
    if declared.too_many(seen):
        yield Problem(
            "har-unreadable",
            "error",
            har,
            f"This HAR holds {len(seen)} cookies, and {version.ref} so many names with a `*` that "
            "they cannot be held against each other in reasonable time.",
            "Save a shorter visit, or write names with one `*` at the end.",
        )
        return
    numbered = {request.number: request for request in requests}
    for cookie in seen:
        found = declared.row_for(cookie.name)
        if found is None:
            yield _undeclared(cookie, home, declared, version, site, numbered)
            continue
        met.add(found)
        yield from _as_declared(cookie, ours[found], home, site, numbered)
    for number, each in enumerate(ours):
        if number not in met:
            yield _problem(
                "cookie-not-seen",
                each.place,
                f"{version.ref} declares the cookie {each.row.name}, and the HAR has none of "
                "that name.",
                "Visit the pages that set it before you save, or end the row with `until`.",
            )
    yield from _hosts(version, requests, home, har)


def placed(version: Version) -> Iterator[Row]:
    """The rows of a version with their places in cookies.yaml, as its text shows them."""
    lines = {
        (block.text.split("\t")[0], block.text.split("\t")[2]): Place(block.path, block.line)
        for section in version.document.sections
        for block in section.blocks
        if block.kind == "row" and block.path and block.text.count("\t") >= 2
    }
    path = version.path.rpartition("/")[0] + "/cookies.yaml"
    for row in version.cookies:
        yield Row(row, lines.get((row.name, row.set_by), Place(path)))


class _Declared:
    """What the names in the rows of a table stand for."""

    def __init__(self, rows: Sequence[Row], end: Place) -> None:
        self.end = end
        """Where a row that is missing belongs."""
        self.near: dict[str, Row] = {}
        """Rows by their names in small letters."""
        self._exact: dict[str, int] = {}
        first_of: dict[tuple[str, str], dict[tuple[str, ...], int]] = {}
        for number, each in enumerate(rows):
            self.near.setdefault(each.row.name.lower(), each)
            for name in _names(each.row.name):
                self._exact.setdefault(name, number)
                fixed = tuple(_OPEN.split(name))
                if len(fixed) > 1:
                    first_of.setdefault((fixed[0], fixed[-1]), {}).setdefault(fixed, number)
        self._ends = sorted({(len(first), len(last)) for first, last in first_of})
        self._patterns = {
            ends: [(number, max(fixed[1:], key=len), fixed) for fixed, number in listed.items()]
            for ends, listed in first_of.items()
        }
        """First and last letters → the names that stand for others which begin and end so: the
        first row of each, its longest piece behind the first, and all its pieces."""

    def row_for(self, name: str) -> int | None:
        """Number of the row that declares a cookie: by its very name, else by the first pattern."""
        exact = self._exact.get(name)
        if exact is not None:
            return exact
        best: int | None = None
        for first, last in self._ends:
            ends = (name[:first], name[len(name) - last :])
            for number, longest, fixed in self._patterns.get(ends, ()):
                if best is not None and number >= best:
                    break
                if longest in name and _fits(name, fixed):
                    best = number
                    break
        return best

    def too_many(self, seen: Sequence[Cookie]) -> bool:
        """Whether it takes too long to find the rows of so many cookies."""
        each = len(self._ends) + max(map(len, self._patterns.values()), default=0)
        return each * sum(len(cookie.name) + _LOOK for cookie in seen) > _MOST_READ


def _names(written: str) -> list[str]:
    """The names in a row, which may hold several."""
    return [one.strip(" `") for one in re.split(r",|\s(?:and|or)\s|\n", written)]


def _fits(name: str, fixed: Sequence[str]) -> bool:
    """Whether a name consists of these letters in this order, and of any between two of them.

    Each is taken as early as it stands: that fits whenever anything does, and never tries twice.
    """
    first, *middle, last = fixed
    at, end = len(first), len(name) - len(last)
    if at > end or not name.startswith(first) or not name.endswith(last):
        return False
    for each in middle:
        at = name.find(each, at, end)
        if at < 0:
            return False
        at += len(each)
    return True


def _home(site: Site, requests: Iterable[Request]) -> frozenset[str]:
    """The domains of the company: that of the page that was visited, and that of the notices."""
    first = next((request.host for request in requests if request.host), "")
    own = re.match(r"https?://([^/:?#]+)", site.settings.site_url)
    return frozenset(registrable(host) for host in (first, own[1] if own else "") if host)


def _ours(declared: str, company: Organisation) -> bool:
    """Whether `set_by` means the company itself."""
    names = {"us", "we", "first party", "this site", company.legal_name, company.trading_name}
    return declared.strip().lower() in {name.lower() for name in names if name}


def _as_declared(
    cookie: Cookie, each: Row, home: frozenset[str], site: Site, requests: Mapping[int, Request]
) -> Iterator[Problem]:
    """A cookie that has a row: does it last longer, is it somebody else's?"""
    row = each.row
    if longer(cookie.seconds, declared_seconds(row.lifetime)):
        yield _problem(
            "cookie-longer-lived",
            each.place,
            f"The cookie {cookie.name} lasts {spoken(cookie.seconds)}, and the table says "
            f"{row.lifetime} ({_where(cookie, requests)}).",
            f"Shorten the cookie, or declare `lifetime: {spoken(cookie.seconds)}` in a new version "
            "of the notice.",
            site,
        )
    if _ours(row.set_by, site.settings.organisation) and cookie.owner not in home:
        yield _problem(
            "cookie-of-other-party",
            each.place,
            f"The table says that the cookie {cookie.name} is set by us, and it is one of "
            f"{cookie.owner} ({_where(cookie, requests)}).",
            "Name the company behind that host under `set_by`, and who reads it under `read_by`.",
            site,
        )


def _undeclared(
    cookie: Cookie,
    home: frozenset[str],
    declared: _Declared,
    version: Version,
    site: Site,
    requests: Mapping[int, Request],
) -> Problem:
    near = declared.near.get(cookie.name.lower())
    party = "us" if cookie.owner in home else f"the company behind {cookie.owner}"
    told = f"lasting {spoken(cookie.seconds)}" if cookie.was_set else "set by a script or earlier"
    if near is not None:
        mend = f"Did you mean it by {near.row.name}? Capital letters count in names of cookies."
    else:
        lasting = spoken(cookie.seconds) if cookie.was_set else "…"
        mend = (
            f"Stop setting it, or add a row to the next version: `name: {cookie.name}`, "
            f"`lifetime: {lasting}`, `set_by:` {party}, with purpose, category and ground."
        )
    place = near.place if near else declared.end
    return _problem(
        "cookie-undeclared",
        place,
        f"The cookie {cookie.name} of {cookie.owner}, {told}, is not in the table of "
        f"{version.ref} ({_where(cookie, requests)}).",
        mend,
        site,
    )


def _table(version: Version, rows: Sequence[Row]) -> Place:
    """Where a row that is missing belongs: the end of the table."""
    if rows:
        return max(each.place for each in rows)
    return Place(version.path, version.body_line)


def _hosts(
    version: Version, requests: Sequence[Request], home: frozenset[str], har: Place
) -> Iterator[Problem]:
    """Other companies' hosts that no word of the notice names."""
    words = " ".join(
        block.text for section in version.document.sections for block in section.blocks
    )
    rows = " ".join(f"{row.set_by} {row.read_by}" for row in version.cookies)
    told = re.sub(r"[\s-]", "", f"{words} {rows}".lower())
    seen: dict[str, Request] = {}
    for request in requests:
        if request.host:
            seen.setdefault(registrable(request.host), request)
    for owner, request in seen.items():
        name = owner.partition(".")[0].replace("-", "")
        if owner in home or owner in told or (len(name) > 2 and name in told):
            continue
        yield _problem(
            "host-not-named",
            har,
            f"The page asks {request.host} for something (request {request.number}), and "
            f"{version.ref} names neither {owner} nor a company of that name.",
            "Say which company is behind it and why the page asks it, or take it off the page.",
        )


def _limits(rows: Sequence[Row], har: Place) -> Problem:
    """Said once: what a HAR does not hold."""
    others = sorted({each.row.kind for each in rows} - {"cookie"})
    here = f" The table's rows of kind {', '.join(others)} were not compared." if others else ""
    return _problem(
        "har-limits",
        har,
        "A HAR holds cookies that went over the network in one visit. Local storage, and cookies "
        f"that a script sets and no request carries, are not in it.{here}",
        "Look at the browser's storage panel for those, and repeat the visit for each choice in "
        "the cookie banner.",
    )


def _where(cookie: Cookie, requests: Mapping[int, Request]) -> str:
    """The request in which a cookie was seen, without what might be secret in its address."""
    found = requests.get(cookie.request)
    address = found.url.partition("?")[0].partition("#")[0] if found else cookie.domain
    short = address if len(address) <= 80 else address[:79] + "…"
    return f"request {cookie.request}, {short}"


def _problem(check: str, place: Place, wrong: str, mend: str, site: Site | None = None) -> Problem:
    """A difference; with `site`, one that the law carries, as gravely as its source allows."""
    level = LEVELS[check]
    if site is None:
        return Problem(check, level, place, wrong, mend)
    law = site.settings.organisation.jurisdiction
    source = holding(tuple(sources()[each] for each in _LAW), law)
    if level == "error" and (source is None or source.grade not in {"P", "Q"}):
        level = "warning"
    return Problem(check, level, place, wrong, mend, source=source)
