"""Path → bytes of a site's files goes in; the site, and the problems of all files, come out.

Settings first, then each notice's names, cookies and versions, then what has to fit together:
changelog and lock. Nothing stops at the first problem; a version that is broken is left out.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from fairnotice.document.parse import parsed
from fairnotice.memo.files import LateFiles
from fairnotice.memo.late import LateVersion
from fairnotice.model import (
    Entry,
    Notice,
    NoticeSettings,
    Organisation,
    Place,
    Problem,
    Settings,
    Site,
    Version,
)
from fairnotice.source import changelog as log
from fairnotice.source.changelog import Changelog, read_changelog
from fairnotice.source.cookies import NO_COOKIES, CookieTable, read_cookies
from fairnotice.source.drawing import acting
from fairnotice.source.listed import Item
from fairnotice.source.lockfile import PATH as LOCK
from fairnotice.source.lockfile import LockRead, read_lock
from fairnotice.source.settings import PATH as SETTINGS
from fairnotice.source.settings import SettingsRead, read_settings
from fairnotice.source.trouble import broken, gate
from fairnotice.source.version_names import COOKIES, in_order, version_name
from fairnotice.source.versions import (
    Contents,
    Parse,
    Rows,
    body,
    contents_of,
    nameless_problems,
    read_text,
    read_version,
)

CONTENT = "content/"

T = TypeVar("T")

_MISPLACED = {
    "site.yml": "Call the file site.yaml.",
    "content/changelog.yml": "Call the file changelog.yaml.",
    "content/notices.lock.yaml": "Call the file notices.lock.",
}


class Read(NamedTuple):
    """What a site's files say."""

    site: Site | None
    """None when site.yaml cannot be used."""
    problems: tuple[Problem, ...]
    """In the order of their places."""


class _Folder(NamedTuple):
    """The files of one notice."""

    names: Mapping[str, str]
    """Name of each version → its path, oldest first."""
    misnamed: Sequence[str]
    """Paths of the files that must be versions, and whose names are no version's."""
    cookies: CookieTable
    problems: tuple[Problem, ...]


Kept = Callable[[str, Rows, Callable[[], Contents]], Contents]
"""A version's path and cookies, and how to read its file: what stands in it, perhaps remembered."""


def read_now(_path: str, _rows: Rows, reading: Callable[[], Contents]) -> Contents:
    """What stands in a version's file, remembered by nobody."""
    return reading()


Entries = Callable[[bytes], Changelog]
"""The bytes of changelog.yaml: its entries, perhaps remembered."""


def read(
    files: Mapping[str, bytes],
    parse: Parse = parsed,
    kept: Kept = read_now,
    entries_of: Entries = read_changelog,
) -> Read:
    """The site in `files` (path relative to the site's folder → bytes), and all its problems.

    `parse` reads a version's Markdown. Raises on no content whatever.
    """
    settings = _settings(files)
    folders = {name: _folder(name, paths, files) for name, paths in _by_folder(files).items()}
    known = settings.settings or _stand_in(folders)
    entries = entries_of(files[log.PATH]) if log.PATH in files else Changelog({}, ())
    lock = read_lock(files[LOCK]) if LOCK in files else LockRead((), ())
    problems = [*settings.problems, *entries.problems, *lock.problems, *_misplaced_files(files)]
    for folder in folders.values():
        problems.extend((*folder.problems, *folder.cookies.problems))
    notices = []
    for notice in known.notices:
        folder = folders.get(notice.id, _Folder({}, (), NO_COOKIES, ()))
        each = _Reader(files, known, entries.entries, parse, kept)
        versions, wrong = _versions(notice, folder, each)
        notices.append(Notice(notice.id, notice.title, notice.kind, tuple(versions)))
        problems.extend((*wrong, *_of_entries(notice, versions, folder, entries)))
    if settings.settings is not None:
        problems.extend(_folders_and_settings(settings, folders))
        problems.extend(_logo(settings, files))
    problems.extend(_drawings(files, known))
    ids = [notice.id for notice in known.notices]
    # Beside a misnamed file an entry without its version is no news.
    clear = {name: f.names for name, f in folders.items() if not f.misnamed}
    unclear = [name for name, f in folders.items() if f.misnamed]
    problems.extend(log.unmatched(entries, ids, clear, unclear))
    site = None
    if settings.settings is not None:
        site = Site(settings.settings, tuple(notices), lock.lines, settings.places)
    return Read(site, _sorted(problems))


class Unread(NamedTuple):
    """The text of a version, to be read alone, as `read` has it read: by any parser."""

    files: Mapping[str, bytes]
    path: str
    rows: Rows

    def by(self, parse: Callable[..., T]) -> T:
        """What `parse` makes of it."""
        return read_text(self.files[self.path], self.path, self.rows, parse)


def texts(files: Mapping[str, bytes]) -> Iterator[Unread]:
    """The text of each version."""
    for notice, paths in _by_folder(files).items():
        folder = _folder(notice, paths, files)
        for name, path in folder.names.items():
            yield Unread(files, path, folder.cookies.rows(name))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place, p.check, p.wrong)))


def _settings(files: Mapping[str, bytes]) -> SettingsRead:
    if SETTINGS in files:
        return read_settings(files[SETTINGS])
    missing = broken(
        "missing-settings",
        Place(SETTINGS),
        "There is no site.yaml in this folder.",
        "Go to the site's folder or name it with -C; `fairnotice new site` makes a new one.",
    )
    return SettingsRead(None, (missing,), {})


def _stand_in(folders: Mapping[str, _Folder]) -> Settings:
    """Settings to read the content with, so that its problems show beside those of site.yaml."""
    notices = tuple(NoticeSettings(name, name) for name in folders)
    return Settings("site", "UTC", Organisation("name"), notices)


def _misplaced_files(files: Mapping[str, bytes]) -> Iterator[Problem]:
    for path, mend in _MISPLACED.items():
        if path in files:
            yield gate("stray-file", Place(path), "This file is not read.", mend)
    for path in files:
        if path.startswith(CONTENT) and path.count("/") == 1 and path.endswith(".md"):
            yield gate(
                "stray-file",
                Place(path),
                "This file stands beside the folders of the notices and is not read.",
                "Move it into the folder of its notice.",
            )


def _logo(settings: SettingsRead, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """A logo that is not there: pages would be made without it, and nobody would know why."""
    logo = settings.settings.brand.logo if settings.settings else ""
    if logo and logo not in files:
        place = settings.places.get("brand/logo", Place(SETTINGS))
        yield gate(
            "missing-logo",
            place,
            f"There is no picture {logo} in the site's folder.",
            "Put it there, as SVG or PNG, or take `logo` out.",
        )


def _drawings(files: Mapping[str, bytes], settings: Settings) -> Iterator[Problem]:
    """What could act in the drawings that are published: the logo, and what lies beside texts."""
    for path in files:
        if path.lower().endswith(".svg") and (
            path == settings.brand.logo or path.startswith(CONTENT)
        ):
            yield from acting(files[path], path)


def _by_folder(files: Mapping[str, bytes]) -> Mapping[str, list[str]]:
    """The paths below content/, by the notice's folder."""
    found: dict[str, list[str]] = {}
    for path in sorted(files):
        parts = path.split("/")
        if len(parts) > 2 and parts[0] == "content" and not parts[1].startswith("."):
            found.setdefault(parts[1], []).append(path)
    return found


def _folder(notice: str, paths: Sequence[str], files: Mapping[str, bytes]) -> _Folder:
    names: dict[str, str] = {}
    misnamed: list[str] = []
    problems: list[Problem] = []
    for path in paths:
        named = version_name(path)
        if named.name:
            names[named.name] = path
        elif named.problem is not None:
            problems.append(named.problem)
            if named.problem.check == "bad-version-name":
                misnamed.append(path)
    ordered = {name: names[name] for name in sorted(names, key=in_order)}
    path = f"{CONTENT}{notice}/{COOKIES}"
    cookies = read_cookies(files[path], path, list(ordered)) if path in files else NO_COOKIES
    return _Folder(ordered, misnamed, cookies, tuple(problems))


class _Reader(NamedTuple):
    """What versions are read with."""

    files: Mapping[str, bytes]
    settings: Settings
    entries: Mapping[str, Item[Entry]]
    parse: Parse
    kept: Kept

    def contents(self, path: str, rows: Rows) -> Contents:
        def read() -> Contents:
            return contents_of(self.files[path], path, rows, self.parse)

        return self.kept(path, rows, read)


def _versions(
    notice: NoticeSettings, folder: _Folder, reader: _Reader
) -> tuple[list[Version], list[Problem]]:
    files = reader.files
    versions: list[Version] = []
    problems: list[Problem] = []
    for name, path in folder.names.items():
        rows = folder.cookies.rows(name)
        contents = reader.contents(path, rows)
        found = read_version(contents, path, name, notice, reader.settings, rows)
        problems.extend(found.problems)
        if found.version is not None:
            # Each at once: else the Markdown of all of them would be held until the last is read.
            versions.append(_late(_with_entry(found.version, reader.entries), files))
    for path in folder.misnamed:
        problems.extend(nameless_problems(files[path], path, reader.parse))
    return versions, problems


def _late(version: Version, files: Mapping[str, bytes]) -> Version:
    """The version; where its file is not held in memory, without its Markdown in memory either."""
    if not isinstance(files, LateFiles) or version.path not in files.late:
        return version
    path = version.path
    return LateVersion(version, lambda: body(files[path], path))


def _with_entry(version: Version, entries: Mapping[str, Item[Entry]]) -> Version:
    item = entries.get(version.ref)
    if item is None:
        return version
    return dataclasses.replace(
        version,
        entry=item.value,
        entry_place=item.place,
        places={**item.places, **version.places},
    )


def _of_entries(
    notice: NoticeSettings, versions: Sequence[Version], folder: _Folder, entries: Changelog
) -> Iterator[Problem]:
    """What does not fit between the entries and the versions of one notice."""
    yield from log.without_entry(entries, notice.id, versions, list(folder.names))
    readable = {version.name: version for version in versions}
    before: Version | None = None
    certain = True
    for name in folder.names:
        version = readable.get(name)
        if version is None:
            # Nobody knows which sections the broken one has: nothing is said until the next.
            certain = False
            continue
        item = entries.entries.get(version.ref)
        if item is not None and certain:
            yield from log.misplaced(item, version, before)
        if not version.status:
            before, certain = version, True


def _folders_and_settings(
    settings: SettingsRead, folders: Mapping[str, _Folder]
) -> Iterator[Problem]:
    if settings.settings is None:
        return
    notices = settings.settings.notices
    ids = {notice.id for notice in notices}
    for number, notice in enumerate(notices):
        place = settings.places.get(f"notices/{number}/id", Place(SETTINGS))
        folder = folders.get(notice.id)
        if folder is None:
            wrong = f"The notice `{notice.id}` has no folder content/{notice.id}/."
        elif not folder.names and not folder.problems:
            wrong = f"The notice `{notice.id}` has no version in content/{notice.id}/."
        else:
            continue
        yield broken(
            "notice-without-version",
            place,
            wrong,
            f"Write its first version, content/{notice.id}/<day>.md, or take it out of `notices`.",
        )
    for name, folder in folders.items():
        if name not in ids and (folder.names or folder.problems):
            first = next(iter(folder.names.values()), f"{CONTENT}{name}")
            yield gate(
                "folder-without-notice",
                Place(first),
                f"The folder content/{name}/ belongs to no notice of site.yaml.",
                f"Add `- id: {name}` with a title to `notices`, or move the folder away.",
            )
