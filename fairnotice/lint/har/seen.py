"""The requests of a HAR in; the cookies that were seen, for how long, and whose hosts, out.

How long a cookie lasts follows RFC 6265 section 5.3: `Max-Age` over `Expires`, neither means until
the browser is closed, and a time that is past takes a cookie away.
"""

import datetime
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import NamedTuple

from publicsuffixlist import PublicSuffixList

from fairnotice.lint.har.saved import Listed, Request, moment_of

_WEB_BEGAN = 1995
"""Cookies are taken away by a date before there were any, mostly 1970."""

_LONGEST_NAME = 4096
"""Letters; browsers take no cookie whose name and value have more (RFC 6265bis section 5.7)."""


class Cookie(NamedTuple):
    """A cookie that was seen."""

    name: str
    domain: str
    """The host that sets or gets it, or the domain that the cookie names."""
    seconds: float | None
    """How long it lasts; None: until the browser is closed, or not known."""
    was_set: bool
    """False when it was only sent to the host: a script has set it, or an earlier visit."""
    request: int
    """Number of the request, from 1."""

    @property
    def owner(self) -> str:
        """The registrable domain of its host: `example.co.uk`."""
        return registrable(self.domain)


def cookies(requests: Iterable[Request]) -> tuple[Cookie, ...]:
    """Each cookie of each owner once: as it was set for the longest time, else as it was sent.

    What no browser takes, since it is too long, is left out.
    """
    best: dict[tuple[str, str], Cookie] = {}
    for cookie in (one for request in requests for one in _of(request)):
        if len(cookie.name) > _LONGEST_NAME:
            continue
        key = (cookie.name, cookie.owner)
        if key not in best or _weight(cookie) > _weight(best[key]):
            best[key] = cookie
    return tuple(best.values())


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The part of a host's name that somebody registered; an IP address or bare name as it is."""
    host = host.strip(".").lower()
    if host.replace(".", "").isdigit() or ":" in host:
        return host
    return _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _weight(cookie: Cookie) -> tuple[bool, float]:
    return cookie.was_set, cookie.seconds or 0.0


def _of(request: Request) -> Iterator[Cookie]:
    """The cookies of one request, those that were taken away left out."""
    for header in request.set_cookie:
        yield from _written(header, request)
    for listed in request.listed:
        yield from _as_listed(listed, request)
    for name in request.cookies:
        yield Cookie(name, request.host, None, was_set=False, request=request.number)


def _written(header: str, request: Request) -> Iterator[Cookie]:
    """The cookie of a `Set-Cookie` header; none when it has no name or takes one away."""
    pair, *rest = header.split(";")
    name = pair.partition("=")[0].strip() if "=" in pair else ""
    if not name:
        return
    attributes = {}
    for part in rest:
        key, _, value = part.partition("=")
        attributes[key.strip().lower()] = value.strip()
    seconds = _seconds(attributes.get("max-age", ""), attributes.get("expires", ""), request)
    if seconds is None or seconds > 0:
        domain = attributes.get("domain", "").lstrip(".").lower() or request.host
        yield Cookie(name, domain, seconds, was_set=True, request=request.number)


def _as_listed(listed: Listed, request: Request) -> Iterator[Cookie]:
    """A cookie of the answer as the browser took it apart."""
    ends = moment_of(listed.expires)
    seconds = None
    if ends is not None and request.moment is not None:
        seconds = (ends - request.moment).total_seconds()
    elif listed.expires:
        seconds = _seconds("", listed.expires, request)
    if seconds is None or seconds > 0:
        domain = listed.domain.lstrip(".").lower() or request.host
        yield Cookie(listed.name, domain, seconds, was_set=True, request=request.number)


def _seconds(max_age: str, expires: str, request: Request) -> float | None:
    """How long, from the request on; None: until the browser is closed, or not known."""
    if max_age.removeprefix("-").isdecimal() and max_age.isascii():
        return float(max_age[:12])
    until = _http_date(expires)
    if until is None:
        return None
    if request.moment is None:
        # Nobody knows when it was set; a date long past takes it away all the same.
        return 0.0 if until.year < _WEB_BEGAN else None
    return (until - request.moment).total_seconds()


def _http_date(written: str) -> datetime.datetime | None:
    """A date as HTTP has it (`Wed, 21 Oct 2026 07:28:00 GMT`); None for anything else."""
    try:
        date = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=datetime.UTC)
