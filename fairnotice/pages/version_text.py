"""A view in; every published version as plain text and as Markdown out, beside its page.

Both hold nothing that changes with the day or with other versions.
"""

from collections.abc import Iterator
from functools import partial

from fairnotice import urls
from fairnotice.document.cookie_table import HEADER, MARKER, rows
from fairnotice.document.text import text
from fairnotice.model import Version
from fairnotice.pages.page import File
from fairnotice.pages.view import View, published


def files(view: View) -> Iterator[File]:
    """Two files a version."""
    for notice in view.site.notices:
        for version in published(view, notice):
            plain, marked = partial(_plain, view, version), partial(_marked, view, version)
            yield File(urls.version_text(notice.id, version.name), plain, version.ref)
            yield File(urls.version_markdown(notice.id, version.name), marked, version.ref)


def _plain(view: View, version: Version) -> str:
    facts = "".join(f"{name}: {value}\n" for name, value in _facts(view, version))
    return f"{facts}\n{text(version.document)}"


def _marked(view: View, version: Version) -> str:
    facts = "".join(f"- {name}: {value}\n" for name, value in _facts(view, version))
    return f"{facts}\n{_markdown(view, version)}"


def _facts(view: View, version: Version) -> tuple[tuple[str, str], ...]:
    """What a reader has to know of the words: whose, since when, where, by what hash."""
    settings = view.site.settings
    address = urls.version(version.notice, version.name)
    locked = view.lock_line(version)
    provenance = version.entry.provenance if version.entry else "original"
    facts = (
        ("Notice", f"{view.notice_of(version).title}, {settings.organisation.legal_name}"),
        ("Version", version.name),
        ("Published", version.published.isoformat()),
        ("Applies from", version.effective.isoformat()),
        ("Words", "" if provenance == "original" else provenance),
        ("Address", urls.public(settings.site_url, address) or urls.address(address)),
        ("SHA-256 of title and text", locked.sha256 if locked else ""),
    )
    return tuple((name, " ".join(value.split())) for name, value in facts if value)


def _markdown(view: View, version: Version) -> str:
    """The words as they were written, the table of cookies in its place."""
    body = view.body_of(version).strip("\n") + "\n"
    if MARKER not in body:
        return body
    return "\n".join(
        _table(version) if line.strip() == MARKER else line for line in body.split("\n")
    )


def _table(version: Version) -> str:
    found = [row.text.split("\t") for row in rows(version.cookies, (), version.path, ())]
    found.insert(1, ["---"] * len(HEADER))
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in found
    )
