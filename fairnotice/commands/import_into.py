"""Versions brought in and a site's files in; the site with them, locked, out.

First everything is put together and read as a whole; only when nothing in it is broken is anything
written. The notice's folder is made beside its place and swapped in, then the changelog and the
lock follow, each whole.
"""

import dataclasses
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from fairnotice.archive import lock
from fairnotice.call import Call
from fairnotice.compare.compare import compare
from fairnotice.disk import CONTENT, SETTINGS, Tree, create, read, replace
from fairnotice.disk_error import DiskError
from fairnotice.document.parse import parsed
from fairnotice.exits import NOT_DONE, WRONG_CONTENT, RefusedError
from fairnotice.importers.history import Imported, Reading
from fairnotice.loaded import Loaded, loaded
from fairnotice.model import (
    Assessment,
    Comparison,
    Entry,
    Notice,
    NoticeKind,
    Problem,
    Site,
    Version,
)
from fairnotice.note import CHANGELOG, alone
from fairnotice.significance.assess import assess
from fairnotice.source.edit import EditError, appended
from fairnotice.source.located import located
from fairnotice.source.nodes import ListNode, MapNode, Node, TextNode
from fairnotice.source.plain_text import plain_text
from fairnotice.source.scaffold import TITLES
from fairnotice.source.written import Value, lines
from fairnotice.swap import exchange

_HEAD = "# yaml-language-server: $schema=../.fairnotice/changelog.schema.json\n\n"
_KINDS: Mapping[str, NoticeKind] = {"privacy": "privacy", "cookies": "cookies", "terms": "terms"}


class Target(NamedTuple):
    """The notice that versions are brought into."""

    files: Mapping[str, bytes]
    """The site's files, the notice among its settings."""
    site: Site
    loaded: Loaded
    notice: Notice
    added: bool
    """True when site.yaml did not have the notice."""


# ---------------------------------------- the notice


def target(call: Call, tree: Tree, notice_id: str) -> Target:
    """The notice `notice_id` of the site; one that site.yaml lacks is added to its list.

    RefusedError when the site cannot be used, or the id cannot stand in it.
    """
    files = dict(tree.files)
    found = loaded(files, call.clock)
    site = found.site
    if site is None or found.today is None:
        raise RefusedError("site.yaml cannot be used.", "`fairnotice check` says why.")
    added = notice_id not in {notice.id for notice in site.notices}
    if added:
        files[SETTINGS] = _with_notice(files[SETTINGS], notice_id)
        found = loaded(files, call.clock)
        if found.site is None:
            settings = [p for p in found.problems if p.place.path == SETTINGS]
            raise RefusedError(
                f"`{notice_id}` cannot be the id of a notice: {settings[0].wrong}"
                if settings
                else f"`{notice_id}` cannot be the id of a notice.",
                settings[0].mend if settings else "Use small letters, digits and hyphens.",
            )
        site = found.site
    return Target(files, site, found, site.notice(notice_id), added)


def reading(where: Target) -> Reading:
    """How texts that are brought in are read, compared and judged: as those of the notice."""
    settings = where.site.settings

    def judged(comparison: Comparison) -> Assessment:
        law = settings.organisation.jurisdiction
        kind, langs = where.notice.kind, (settings.lang,)
        return assess(comparison, settings.significance, law, kind, langs)

    return Reading(parsed, compare, judged)


def _with_notice(settings: bytes, notice_id: str) -> bytes:
    """site.yaml with one notice more."""
    kind = _KINDS.get(notice_id, "other")
    title = TITLES[kind] if kind != "other" else notice_id.replace("-", " ").capitalize()
    try:
        text = settings.decode("utf-8-sig")
        return appended(
            text, ("notices",), {"id": notice_id, "title": title, "kind": kind}
        ).encode()
    except (EditError, UnicodeError) as error:
        raise RefusedError(
            f"{SETTINGS} has no notice `{notice_id}`, and it cannot be added: {error}",
            f"Add it to `notices` there: `- {{id: {notice_id}, title: {title}, kind: {kind}}}`.",
        ) from error


# ---------------------------------------- putting together


def brought_in(
    where: Target, versions: Sequence[Imported], *, replaced: Sequence[str], call: Call
) -> dict[str, bytes]:
    """The site's files with the versions, their entries and their lines in the lock.

    `replaced` are the names of the versions that go. RefusedError when something in the result
    would be broken.
    """
    notice = where.notice.id
    gone = {f"{notice}@{name}" for name in replaced}
    files = {
        path: content
        for path, content in where.files.items()
        if path not in {f"{CONTENT}/{notice}/{name}.md" for name in replaced}
    }
    for version in versions:
        files[f"{CONTENT}/{notice}/{version.name}.md"] = version.content
    entries = [version.entry for version in versions]
    files[CHANGELOG] = with_entries(where.files.get(CHANGELOG, b""), entries, gone)
    files[lock.PATH] = b"".join(
        line
        for line in where.files.get(lock.PATH, b"").splitlines(keepends=True)
        if line.decode("utf-8", "replace").split(" ")[0] not in gone
    )
    found = loaded(files, call.clock)
    _not_broken(where.loaded.problems, found)
    refs = {f"{notice}@{version.name}" for version in versions}
    files[lock.PATH] = _locked(found, refs)
    return files


def _not_broken(before: Sequence[Problem], found: Loaded) -> None:
    """RefusedError when reading the new files finds something broken that was not there."""
    known = {(one.check, one.place.path, one.wrong) for one in before}
    for one in found.problems:
        if one.broken and (one.check, one.place.path, one.wrong) not in known:
            raise RefusedError(f"{one.place}: {one.wrong}", one.mend, WRONG_CONTENT)


def _locked(found: Loaded, refs: set[str]) -> bytes:
    """The lock with a line for each of `refs`; all other versions keep what they have."""
    site = found.site
    if site is None:
        raise RefusedError("site.yaml cannot be used.", "`fairnotice check` says why.")
    held = refs | {line.ref for line in site.lock}
    meant = dataclasses.replace(
        site,
        notices=tuple(
            dataclasses.replace(n, versions=tuple(v for v in n.versions if v.ref in held))
            for n in site.notices
        ),
    )
    return lock.locked(meant, found.timelines, None).content


def replaceable(version: Version, site: Site) -> str:
    """Why an import may not take the place of a version; empty when it may."""
    provenance = version.entry.provenance if version.entry else ""
    locked = any(line.ref == version.ref for line in site.lock)
    if version.status == "draft" or provenance in {"imported", "rewritten"} or not locked:
        return ""
    return f"{version.ref} was written and locked here: what has been published stays for ever."


# ---------------------------------------- the changelog


def with_entries(raw: bytes, entries: Sequence[Entry], gone: set[str]) -> bytes:
    """The changelog without the entries of `gone` and with the new ones, in their order.

    Everything else stays as it is, comments and order included; RefusedError when the file is laid
    out in such a way that this cannot be done.
    """
    text, spoilt = plain_text(raw, CHANGELOG)
    if spoilt:
        raise RefusedError(f"{spoilt[0].place}: {spoilt[0].wrong}", spoilt[0].mend, WRONG_CONTENT)
    root = _root(text)
    told = _told(root)
    kept = [one for one in told if _ref(one) not in gone]
    if len(kept) < len(told):
        text = _without(text, root, gone)
    fresh = [entry_value(entry) for entry in entries]
    root = _root(text)
    before = _place_of(kept, entries)
    indent = " " * (root.column - 1) if isinstance(root, ListNode) and kept else ""
    written = "\n".join(
        "".join(f"{indent}{line}\n" for line in lines([one])) for one in fresh
    ).replace("\n", _ends(text))
    if before < len(kept) and isinstance(root, ListNode):
        at = _above(text, root.items[before])
        result = text[:at] + written + _ends(text) + text[at:]
    else:
        result = (text.rstrip() + 2 * _ends(text) if text.strip() else _HEAD) + written
    wanted = [*kept[:before], *(_plain(one) for one in fresh), *kept[before:]]
    if _told(_root(result)) != wanted:
        raise RefusedError(
            f"{CHANGELOG} is laid out in a way that does not take further entries.",
            "Write it as a list with a dash before each entry, and try again.",
            WRONG_CONTENT,
        )
    return result.encode()


def _place_of(kept: Sequence[object], entries: Sequence[Entry]) -> int:
    """Number of the entry before which the new ones stand: the first of a later version."""
    last = entries[-1]
    for number, one in enumerate(kept):
        notice, _, version = _ref(one).partition("@")
        if notice == last.notice and version > last.version:
            return number
    return len(kept)


def _above(text: str, item: Node) -> int:
    """Index of the line of an entry, or of the comment right above it that belongs to it."""
    at = text.rfind("\n", 0, item.start) + 1
    while at:
        start = text.rfind("\n", 0, at - 1) + 1
        line = text[start:at].strip()
        if not line.startswith("#") or start == 0:
            break
        at = start
    return at


def _ends(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def entry_value(entry: Entry) -> dict[str, Value]:
    """An entry as it is written: nothing that is empty."""
    said: dict[str, Value] = {
        "notice": entry.notice,
        "version": entry.version,
        "provenance": entry.provenance,
        "earlier": entry.earlier,
        "significance": entry.significance,
        "summary": entry.summary,
        "changes": [
            {"section": line.section, "kind": line.kind, "summary": line.summary}
            for line in entry.changes
        ],
        "moved_ids": dict(entry.moved_ids),
    }
    return {key: value for key, value in said.items() if value}


def _root(text: str) -> Node | None:
    tree = located(text, CHANGELOG)
    if tree.problems:
        first = tree.problems[0]
        raise RefusedError(f"{first.place}: {first.wrong}", first.mend, WRONG_CONTENT)
    return tree.root


def _told(root: Node | None) -> list[object]:
    """What each entry says."""
    return [_said(item) for item in root.items] if isinstance(root, ListNode) else []


def _said(node: Node) -> object:
    if isinstance(node, TextNode):
        return node.text.rstrip("\n") if node.style and node.style in "|>" else node.text
    if isinstance(node, ListNode):
        return [_said(item) for item in node.items]
    if isinstance(node, MapNode):
        return {key.text: _said(value) for key, value in node.pairs}
    return ""


def _plain(value: Value) -> object:
    """A value as it is read back: all texts."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(part) for part in value]
    return str(value)


def _ref(told: object) -> str:
    """`notice@version` of an entry."""
    if not isinstance(told, Mapping):
        return ""
    return f"{told.get('notice', '')}@{told.get('version', '')}"


def _without(text: str, root: Node | None, gone: set[str]) -> str:
    """The text without the lines of the entries of `gone`; comments between entries stay."""
    if not isinstance(root, ListNode) or root.flow:
        return text
    taken: list[tuple[int, int]] = []
    for item in root.items:
        if _ref(_said(item)) in gone:
            start = text.rfind("\n", 0, item.start) + 1
            end = text.find("\n", _last(item))
            taken.append((start, len(text) if end < 0 else end + 1))
    for start, end in reversed(taken):
        after = text[end:].lstrip("\n") if text[end:].startswith("\n") else text[end:]
        text = text[:start] + after
    return text


def _last(node: Node) -> int:
    """Index after a value's last character that is not blank."""
    if isinstance(node, ListNode) and not node.flow and node.items:
        return max(_last(item) for item in node.items)
    if isinstance(node, MapNode) and not node.flow and node.pairs:
        return max(max(key.end, _last(value)) for key, value in node.pairs)
    return node.end


# ---------------------------------------- writing


def write(call: Call, where: Target, files: Mapping[str, bytes]) -> None:
    """Puts the notice's folder, the changelog, the lock and the settings in their places.

    RefusedError when somebody else writes; DiskError when the disk will not.
    """
    folder = call.site_folder()
    notice = where.notice.id
    prefix = f"{CONTENT}/{notice}/"
    (folder / CONTENT).mkdir(exist_ok=True)
    with alone(folder / CONTENT):
        _as_read(folder, where)
        if where.added:
            replace(folder, SETTINGS, files[SETTINGS])
        inside = {p.removeprefix(prefix): c for p, c in files.items() if p.startswith(prefix)}
        _swapped(folder / CONTENT / notice, inside)
        replace(folder, CHANGELOG, files[CHANGELOG])
        replace(folder, lock.PATH, files[lock.PATH])


def _as_read(folder: Path, where: Target) -> None:
    """RefusedError when somebody has changed the changelog or the lock in the meantime."""
    now = read(folder).files
    for path in (CHANGELOG, lock.PATH):
        if now.get(path) != where.files.get(path):
            raise RefusedError(
                f"{path} was changed while the texts were read.", "Try again.", NOT_DONE
            )


def _swapped(place: Path, files: Mapping[str, bytes]) -> None:
    """Replaces a folder by one with these files, whole."""
    new = place.with_name(f".{place.name}.new")
    if place.is_symlink():
        raise DiskError(f"{place} is a link.", "Replace it by a folder.")
    try:
        shutil.rmtree(new, ignore_errors=True)  # left behind by an import that was killed
        create(new, files)
        if not place.exists():
            new.rename(place)
        elif exchange(new, place):
            shutil.rmtree(new)
        else:
            old = place.with_name(f".{place.name}.old")
            place.rename(old)
            new.rename(place)
            shutil.rmtree(old)
    except OSError as error:
        raise RefusedError(
            f"{place} cannot be written: {error.strerror or error}.",
            "Make room on the disk, and give yourself the right to write there.",
            NOT_DONE,
        ) from error
