"""A view in; each notice's `versions.json` out: its published versions, newest first.

`version`, `title` and `aliases` are the keys of mike's versions.json, so that a version picker
made for that one works with this one.
"""

import json
from collections.abc import Iterator
from functools import partial

from fairnotice import urls
from fairnotice.model import Notice, Version
from fairnotice.pages.page import File
from fairnotice.pages.view import View, coming, published


def files(view: View) -> Iterator[File]:
    """A file a notice; an empty list before anything is published."""
    for notice in view.site.notices:
        yield File(urls.versions_data(notice.id), partial(_text, view, notice))


def _text(view: View, notice: Notice) -> str:
    rows = [_row(view, notice, version) for version in published(view, notice)[::-1]]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _row(view: View, notice: Notice, version: Version) -> dict[str, str | list[str] | None]:
    own = urls.version(notice.id, version.name)
    relative = urls.href(urls.versions_data(notice.id), own)
    entry, locked = version.entry, view.lock_line(version)
    return {
        "version": version.name,
        "title": version.title,
        "aliases": _aliases(view, notice, version),
        "published": version.published.isoformat(),
        "effective": version.effective.isoformat(),
        "status": view.standing(version).state,
        "significance": (entry.significance if entry else "") or None,
        "url": urls.public(view.site.settings.site_url, own) or relative,
        "sha256": locked.sha256 if locked else None,
    }


def _aliases(view: View, notice: Notice, version: Version) -> list[str]:
    """`latest` for the version in force, `upcoming` for the one that comes next."""
    following = [v for v in coming(view, notice) if view.standing(v).public][:1]
    named = {"latest": view.timelines[notice.id].in_force}
    if following:
        named["upcoming"] = following[0].name
    return [alias for alias, name in named.items() if name == version.name]
