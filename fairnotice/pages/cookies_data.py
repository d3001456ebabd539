"""A view in; the cookies of each cookie notice in force, for consent tools, out: `cookies.json`."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from fairnotice import urls
from fairnotice.model import CookieRow, Notice, Version
from fairnotice.pages.cookie_changes import consent_facts
from fairnotice.pages.page import File
from fairnotice.pages.timemap import mementos
from fairnotice.pages.view import View

_COLUMNS = (
    "name",
    "kind",
    "set_by",
    "read_by",
    "purpose",
    "category",
    "ground",
    "lifetime",
    "country",
)


def files(view: View) -> Iterator[File]:
    """A file for each cookie notice, and each other one that has a table of cookies."""
    for notice in view.site.notices:
        line = mementos(view, notice)
        if line and (notice.kind == "cookies" or any(version.cookies for version in line)):
            yield File(urls.cookies_data(notice.id), partial(_text, view, notice, line))


def _text(view: View, notice: Notice, line: Sequence[Version]) -> str:
    return json.dumps(_said(view, notice, line), ensure_ascii=False, indent=2) + "\n"


def _said(view: View, notice: Notice, line: Sequence[Version]) -> dict[str, object]:
    current = line[-1]
    own = urls.version(notice.id, current.name)
    relative = urls.href(urls.cookies_data(notice.id), own)
    return {
        "notice": notice.id,
        "version": current.name,
        "effective": current.effective.isoformat(),
        "url": urls.public(view.site.settings.site_url, own) or relative,
        "revision": revision(line),
        "cookies": [_row(row) for row in current.cookies],
    }


def revision(line: Sequence[Version]) -> int:
    """A number for consent tools, from 1; `line` holds the versions that applied, oldest first.

    It grows by one with each version that changes the name, party, purpose, category or ground of
    some cookie, and with nothing else: not with a lifetime, an order or the words around.
    """
    steps = pairwise(line)
    return 1 + sum(consent_facts(a.cookies) != consent_facts(b.cookies) for a, b in steps)


def _row(row: CookieRow) -> dict[str, str]:
    return {name: getattr(row, name) for name in _COLUMNS}
