"""The text of site.yaml goes in; the settings, where each stands, and every problem come out."""

import re
import zoneinfo
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from fairnotice import urls
from fairnotice.devices import is_device
from fairnotice.model import Place, Problem, Settings
from fairnotice.source.located import located
from fairnotice.source.plain_text import plain_text
from fairnotice.source.spelling import nearest
from fairnotice.source.trouble import broken
from fairnotice.source.typed import typed

PATH = "site.yaml"

NOTICE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id is a folder and the first part of an address."""

COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
"""CSS Color 4 hex notation without transparency."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""The shape of a BCP 47 tag."""

_MAX_ID = 60
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""RFC 9110 section 5.6.2, token."""
_AWAY = """
alt-svc clear-site-data content-location link location nel refresh report-to reporting-endpoints
service-worker-allowed set-cookie sourcemap speculation-rules x-sourcemap
"""
_LEADING_AWAY = frozenset(_AWAY.split())
"""Headers by which a page would lead its readers on, keep something of them, or have their browsers
tell or ask another host: what no page does."""

_NO_PLACE = (
    "has no place on these pages: they lead nobody away, keep nothing of their readers and ask no "
    "other host."
)

_ZONE = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")
_LINK = re.compile(
    r"(?:https?://[^\s/]|mailto:[^\s]|tel:[+0-9])[^\s]*|[/#][^\s]*|(?![^/?#]*:)[^\s]+"
)

_FOREIGN = {
    "theme": "Delete it: looks are in templates/ and in `brand`.",
    "nav": "Delete it: menus come from `notices`.",
    "plugins": "Delete it: there are no plugins.",
    "base_url": "Write the address under `site_url`.",
    "baseURL": "Write the address under `site_url`.",
    "name": "Write the name under `site_name`.",
    "title": "Write the name under `site_name`.",
    "url": "Write the address under `site_url`.",
    "language": "Write it under `lang`.",
    "company": "Write it under `organisation`.",
    "organization": "Spell it `organisation`.",
}

_Wrong = tuple[str, str, str, str]
"""Path of keys, check, what is wrong, how to mend it."""


class SettingsRead(NamedTuple):
    """What site.yaml says."""

    settings: Settings | None
    """None when anything in it is wrong."""
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]


@lru_cache(maxsize=4)
def read_settings(raw: bytes) -> SettingsRead:
    """The settings in the bytes of site.yaml; the same bytes are read once."""
    text, spoilt = plain_text(raw, PATH)
    tree = located(text, PATH)
    found = typed(tree.root, Settings, PATH, whole=tree.whole, foreign=_FOREIGN)
    problems = [*spoilt, *tree.problems, *found.problems]
    if found.value is not None:
        for at, check, wrong, mend in _unusable(found.value):
            problems.append(broken(check, _place(at, found.places), wrong, mend))
    settings = None if problems else found.value
    return SettingsRead(settings, tuple(problems), found.places)


def _place(at: str, places: Mapping[str, Place]) -> Place:
    while at and at not in places:
        at = at.rpartition("/")[0]
    return places.get(at, Place(PATH))


def _unusable(settings: Settings) -> Iterator[_Wrong]:
    """Values of the right type that cannot be used."""
    for check in _CHECKS:
        yield from check(settings)


def _timezone(settings: Settings) -> Iterator[_Wrong]:
    name = settings.timezone
    try:
        known = bool(_ZONE.fullmatch(name)) and zoneinfo.ZoneInfo(name) is not None
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        known = False
    if not known:
        near = nearest(name, zoneinfo.available_timezones())
        yield (
            "timezone",
            "bad-timezone",
            f"`{name}` is not a time zone.",
            f"Did you mean `{near}`?" if near else "Write it as Europe/London.",
        )


def _notice_ids(settings: Settings) -> Iterator[_Wrong]:
    seen: dict[str, int] = {}
    for number, notice in enumerate(settings.notices):
        at = f"notices/{number}/id"
        if not NOTICE_ID.fullmatch(notice.id) or len(notice.id) > _MAX_ID:
            slug = "-".join(re.findall(r"[a-z0-9]+", notice.id.lower()))[:_MAX_ID].strip("-")
            yield (
                at,
                "bad-notice-id",
                f"`{notice.id}` cannot be the address of a notice.",
                "Use small letters, digits and single hyphens"
                + (f", as `{slug}`." if slug else ", as `privacy`."),
            )
        elif notice.id in urls.RESERVED:
            yield (
                at,
                "bad-notice-id",
                f"No notice can be called `{notice.id}`: the site has pages of its own there.",
                "Choose another id and rename its folder.",
            )
        elif is_device(notice.id):
            yield (
                at,
                "bad-notice-id",
                f"No notice can be called `{notice.id}`: Windows keeps the name for a device.",
                f"Choose another id, as `{notice.id}-notice`, and rename its folder.",
            )
        elif notice.id in seen:
            yield (
                at,
                "duplicate-id",
                f"`{notice.id}` is the id of notice {seen[notice.id] + 1} already.",
                "Give each notice an id of its own.",
            )
        seen.setdefault(notice.id, number)


def _rights(settings: Settings) -> Iterator[_Wrong]:
    seen: set[str] = set()
    for number, right in enumerate(settings.rights):
        if right.id in seen:
            yield (
                f"rights/{number}/id",
                "duplicate-id",
                f"`{right.id}` is the id of an earlier right already.",
                "Give each right an id of its own.",
            )
        seen.add(right.id)
        if not NOTICE_ID.fullmatch(right.id):
            yield (
                f"rights/{number}/id",
                "bad-value",
                f"`{right.id}` cannot be an anchor.",
                "Use small letters, digits and single hyphens, as `access`.",
            )
        yield from _known(f"rights/{number}/notices", right.notices, settings)


def _complaints(settings: Settings) -> Iterator[_Wrong]:
    for number, route in enumerate(settings.complaints):
        yield from _known(f"complaints/{number}/notices", route.notices, settings)


def _known(at: str, written: Sequence[str], settings: Settings) -> Iterator[_Wrong]:
    """What is wrong with ids of notices, as a right or a way to complain names them."""
    notices = [notice.id for notice in settings.notices]
    for which, notice in enumerate(written):
        if notice not in notices:
            near = nearest(notice, notices)
            yield (
                f"{at}/{which}",
                "unknown-notice",
                f"There is no notice `{notice}`.",
                f"Did you mean `{near}`?" if near else "Write the id of a notice.",
            )


def _site_url(settings: Settings) -> Iterator[_Wrong]:
    url = settings.site_url
    if url and not _is_address(url):
        yield (
            "site_url",
            "bad-address",
            f"`{url[:60]}` is not the address of a website.",
            "Write it as https://www.example.org/ with nothing behind `?` or `#`.",
        )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    # What cannot be seen (a turned direction, a zero-width blank) makes it look like another.
    tame = url.isprintable() and not re.search(r"[\s\\<>\"'`{}|^]", url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and plain and tame


def _colour(settings: Settings) -> Iterator[_Wrong]:
    colour = settings.brand.colour
    if colour and not COLOUR.fullmatch(colour):
        near = f"#{colour}" if COLOUR.fullmatch(f"#{colour}") else "#1d4f5c"
        yield (
            "brand/colour",
            "bad-colour",
            f"`{colour[:40]}` is not a colour in hexadecimal.",
            f'Write it with quotation marks, as "{near}".',
        )


def _logo(settings: Settings) -> Iterator[_Wrong]:
    logo = settings.brand.logo
    if not logo:
        return
    if "\\" in logo:
        yield (
            "brand/logo",
            "path-out-of-site",
            "The path of the logo has a backslash.",
            f"Write it with slashes: {logo.replace(chr(92), '/')[:60]}.",
        )
    elif _leaves(logo):
        yield (
            "brand/logo",
            "path-out-of-site",
            f"`{logo[:60]}` leads out of the site's folder.",
            "Copy the picture into the site's folder and write its name.",
        )
    elif any(map(is_device, logo.split("/"))):
        yield (
            "brand/logo",
            "bad-file-name",
            f"`{logo[:60]}` is a name that Windows keeps for a device.",
            "Give the picture another name, as logo.svg.",
        )


def _leaves(path: str) -> bool:
    return path.startswith(("/", "~")) or ":" in path or ".." in PurePosixPath(path).parts


def _languages(settings: Settings) -> Iterator[_Wrong]:
    if not LANGUAGE.fullmatch(settings.lang):
        yield (
            "lang",
            "bad-language",
            f"`{settings.lang[:40]}` is not a language tag.",
            "Write it as en-GB.",
        )


def _addresses(settings: Settings) -> Iterator[_Wrong]:
    organisation, email = settings.organisation, settings.email
    written = {
        "organisation/email": organisation.email,
        "organisation/support_email": organisation.support_email,
        "email/editor": email.editor,
        "email/sender": email.sender,
        "email/complaints": email.complaints,
    }
    written |= {f"rights/{number}/to": right.to for number, right in enumerate(settings.rights)}
    for at, address in written.items():
        if address and not _EMAIL.fullmatch(address):
            yield (
                at,
                "bad-email-address",
                f"`{address[:60]}` is not an e-mail address.",
                "Write one address and nothing else, as info@example.org.",
            )


def _links(settings: Settings) -> Iterator[_Wrong]:
    written = {f"links/{number}/url": link.url for number, link in enumerate(settings.links)}
    written |= {
        f"complaints/{number}/url": route.url
        for number, route in enumerate(settings.complaints)
        if route.url
    }
    for at, url in written.items():
        if not _LINK.fullmatch(url):
            yield (
                at,
                "unsafe-link",
                f"`{url[:60]}` is not an address that a page may link to.",
                "Begin it with https://, mailto: or /.",
            )


def _headers(settings: Settings) -> Iterator[_Wrong]:
    for name, value in settings.headers.items():
        if not _HEADER_NAME.fullmatch(name) or not value.isprintable():
            yield (
                f"headers/{name}",
                "bad-header",
                f"`{name[:40]}` cannot be sent as an HTTP header.",
                "Write name and value on one line, as `Referrer-Policy: no-referrer`.",
            )
        elif name.lower() in _LEADING_AWAY:
            yield (
                f"headers/{name}",
                "bad-header",
                f"`{name[:40]}` {_NO_PLACE}",
                "Take it out; if it has to be sent, say so to the server itself.",
            )


_CHECKS: tuple[Callable[[Settings], Iterator[_Wrong]], ...] = (
    _timezone,
    _notice_ids,
    _site_url,
    _languages,
    _colour,
    _logo,
    _addresses,
    _links,
    _rights,
    _complaints,
    _headers,
)
