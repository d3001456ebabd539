"""The bytes of a HAR (HTTP Archive 1.2) in; its requests, and what cannot be read, out.

A HAR is what a browser's network panel saves. It is read as a stranger's file: nothing of it but
addresses, times, and the names and attributes of cookies is kept, and no value is ever shown.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from fairnotice.model import Place, Problem

LARGEST = 200_000_000
"""Bytes of the largest file that is read."""

_MOST_PARTS = 4_000_000
"""Commas outside strings: a request of a browser has some 150."""
_MOST_QUOTES = 6 * _MOST_PARTS
"""Between two commas stand a name and what it is, each in two quotes; some hold quotes."""
_MOST_REQUESTS = 50_000
_MOST_COOKIES = 500_000
"""Set and sent, in all requests: one that carries thirty is one of sixteen thousand."""

_MOST_TOLD = 10
"""Requests that cannot be read and are told singly."""

_SAVE_AGAIN = "Save it again in the browser's network panel (docs/editors.md says how)."
_WHERE = re.compile(r" \(byte ([0-9]+)\)")


class Sent(NamedTuple):
    """A header, or a cookie, as the HAR has it."""

    name: str
    value: str


class Listed(NamedTuple):
    """A cookie of a response as the browser took it apart."""

    name: str
    domain: str
    expires: str
    """ISO 8601 as a rule; empty: until the browser is closed."""


class Request(NamedTuple):
    """One request of the page, and what its answer did with cookies."""

    number: int
    """Place in the HAR, from 1."""
    url: str
    host: str
    """In small letters, without port."""
    moment: datetime.datetime | None
    """When it was sent; None when the HAR does not tell."""
    set_cookie: tuple[str, ...]
    """The `Set-Cookie` headers of the answer."""
    listed: tuple[Listed, ...]
    """The cookies of the answer, where the HAR has no such headers."""
    cookies: tuple[str, ...]
    """Names of the cookies that were sent with it."""


class Saved(NamedTuple):
    """A HAR, read."""

    requests: tuple[Request, ...]
    problems: tuple[Problem, ...]


class _Pair(msgspec.Struct):
    name: str
    value: str | None = None


class _Cookie(msgspec.Struct):
    name: str
    domain: str | None = None
    expires: str | int | float | None = None


class _Request(msgspec.Struct):
    url: str
    headers: list[_Pair] = msgspec.field(default_factory=list)
    cookies: list[_Cookie] = msgspec.field(default_factory=list)


class _Response(msgspec.Struct):
    headers: list[_Pair] = msgspec.field(default_factory=list)
    cookies: list[_Cookie] = msgspec.field(default_factory=list)


class _Entry(msgspec.Struct):
    request: _Request
    response: _Response | None = None
    started: str | None = msgspec.field(default=None, name="startedDateTime")


class _Log(msgspec.Struct):
    entries: list[msgspec.Raw]


class _Har(msgspec.Struct):
    log: _Log


def saved(content: bytes, path: str) -> Saved:
    """The requests in the bytes of a HAR; `path` names the file in problems.

    Never raises: what is no HAR, or more than visits are, gives no requests and a problem.
    """
    if content.count(b",") > _MOST_PARTS and _crowded(content):
        return _too_much(path, f"{_MOST_PARTS} facts")
    return _read(content, path)


def _crowded(content: bytes) -> bool:
    """Whether there are more commas outside strings, or more quotes, than visits give."""
    commas = quotes = at = 0
    inside = False
    while commas <= _MOST_PARTS and quotes <= _MOST_QUOTES:
        quote = content.find(b'"', at)
        if quote < 0:
            return commas + (0 if inside else content.count(b",", at)) > _MOST_PARTS
        part = content[at:quote]
        if not inside:
            commas += part.count(b",")
            inside = True
        else:
            inside = (len(part) - len(part.rstrip(b"\\"))) % 2 == 1  # the quote is escaped
        at, quotes = quote + 1, quotes + 1
    return True


def _read(content: bytes, path: str) -> Saved:
    try:
        har = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Har)
    except msgspec.ValidationError as error:
        return _unreadable(path, f"This is JSON, but no HAR ({error}).")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        line, column = _place(content, str(error))
        what = _WHERE.sub("", str(error)).rstrip(".")
        return _unreadable(path, f"This is no HAR: {what}.", line, column)
    except RecursionError:
        return _unreadable(path, "This is no HAR: it nests too deeply.")
    if len(har.log.entries) > _MOST_REQUESTS:
        return _too_much(path, f"{_MOST_REQUESTS} requests")
    requests, wrong = [], []
    room = _MOST_COOKIES
    for number, raw in enumerate(har.log.entries, 1):
        try:
            entry = msgspec.json.decode(raw, type=_Entry)
            room -= _cookies(entry)
            if room < 0:
                return _too_much(path, f"{_MOST_COOKIES} cookies")
            requests.append(_request(number, entry))
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
            wrong.append((number, " ".join(str(error).split())[:160]))
    return Saved(tuple(requests), tuple(_entries(path, wrong)))


def _cookies(entry: _Entry) -> int:
    """How many cookies an entry has at the most, without taking them apart."""
    response = entry.response or _Response()
    written = sum(value.count("\n") + 1 for value in _values(response.headers, "set-cookie"))
    sent = sum(value.count(";") + 1 for value in _values(entry.request.headers, "cookie"))
    return written + sent + len(response.cookies) + len(entry.request.cookies)


def _values(headers: Iterable[_Pair], name: str) -> Iterator[str]:
    """What the headers of that name say."""
    return (pair.value or "" for pair in headers if pair.name.lower() == name)


def _request(number: int, entry: _Entry) -> Request:
    """One entry; ValueError when its address is none."""
    response = entry.response or _Response()
    # Several headers of one name are joined by line feeds in HARs of HTTP/1.1.
    headers = _values(response.headers, "set-cookie")
    written = tuple(one for value in headers for one in value.split("\n") if one)
    sent = _values(entry.request.headers, "cookie")
    names = [one.partition("=")[0].strip() for value in sent for one in value.split(";")]
    return Request(
        number,
        entry.request.url,
        (urlsplit(entry.request.url).hostname or "").rstrip("."),
        _moment(entry.started or ""),
        written,
        () if written else tuple(_listed(cookie) for cookie in response.cookies),
        tuple(dict.fromkeys(n for n in [*names, *(c.name for c in entry.request.cookies)] if n)),
    )


def _listed(cookie: _Cookie) -> Listed:
    expires = cookie.expires
    return Listed(cookie.name, cookie.domain or "", expires if isinstance(expires, str) else "")


def _moment(written: str) -> datetime.datetime | None:
    """A time in ISO 8601, with a zone; None for anything else."""
    try:
        moment = datetime.datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def moment_of(written: str) -> datetime.datetime | None:
    """The same, for other times of a HAR."""
    return _moment(written)


def _place(content: bytes, message: str) -> tuple[int, int]:
    """Line and column, from 1, of the byte that a message names."""
    found = _WHERE.search(message)
    at = int(found[1]) if found else len(content)
    before = content[:at]
    line = before.count(b"\n") + 1
    return line, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1


def _unreadable(
    path: str, wrong: str, line: int = 1, column: int = 1, mend: str = _SAVE_AGAIN
) -> Saved:
    return Saved((), (Problem("har-unreadable", "error", Place(path, line, column), wrong, mend),))


def _too_much(path: str, what: str) -> Saved:
    return _unreadable(path, f"This HAR holds more than {what}.", mend="Save a shorter visit.")


def _entries(path: str, wrong: list[tuple[int, str]]) -> Iterator[Problem]:
    """What is said of requests that cannot be read."""
    told = wrong[:_MOST_TOLD]
    for number, why in told:
        yield Problem(
            "har-request-unreadable",
            "warning",
            Place(path),
            f"Request {number} of the HAR cannot be read ({why}), so its cookies are not known.",
            "Save the HAR again, or leave that request out of it.",
        )
    if len(wrong) > len(told):
        yield Problem(
            "har-request-unreadable",
            "warning",
            Place(path),
            f"{len(wrong) - len(told)} more requests of the HAR cannot be read.",
            "Save the HAR again.",
        )
