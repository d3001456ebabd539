"""A call and `notice@version` in; that version, what it is compared with and judged to be, out."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fairnotice.call import Call
from fairnotice.compare.compare import compare
from fairnotice.disk import SETTINGS, read
from fairnotice.exits import WRONG_CALL, RefusedError
from fairnotice.loaded import Loaded, loaded
from fairnotice.memo.memo import Memo
from fairnotice.model import (
    Assessment,
    Comparison,
    Day,
    Notice,
    Place,
    Problem,
    Site,
    Timeline,
    Version,
)
from fairnotice.remembered import recalling
from fairnotice.significance.assess import assess


@dataclass(frozen=True, slots=True)
class Whole:
    """A site that could be read."""

    files: Mapping[str, bytes]
    site: Site
    timelines: Mapping[str, Timeline]
    today: Day
    problems: tuple[Problem, ...]
    """Those of reading it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A version that was asked for, in its site."""

    whole: Whole
    notice: Notice
    version: Version
    predecessor: Version | None
    comparison: Comparison | None
    assessment: Assessment | None

    @property
    def place(self) -> Place:
        """Where its changelog entry begins, or its file."""
        return self.version.entry_place or Place(self.version.path)


def whole(call: Call) -> Whole:
    """The site in the folder of the call; RefusedError when site.yaml cannot be used."""
    with recalling(call.site_folder()) as memo:
        return _whole(call, memo)


def reread(call: Call) -> Whole:
    """The same, from the files alone: a proof takes nothing from the store."""
    return _whole(call, Memo())


def _whole(call: Call, memo: Memo) -> Whole:
    tree = read(call.site_folder(), late=True)
    return understood(tree.files, loaded(tree.files, call.clock, memo))


def understood(files: Mapping[str, bytes], found: Loaded) -> Whole:
    """A site that was loaded; RefusedError when site.yaml cannot be used."""
    if found.site is None or found.today is None:
        raise RefusedError("site.yaml cannot be used.", "`fairnotice check` says why.")
    return Whole(files, found.site, found.timelines, found.today, found.problems)


def asked(call: Call, ref: str) -> Asked:
    """The version `ref` (`notice@version`) of the site; RefusedError when there is none."""
    return found_in(whole(call), ref)


def found_in(here: Whole, ref: str) -> Asked:
    """The version `ref` in a site, with its predecessor and what lies between them."""
    version = version_named(here.site, ref, here.problems)
    notice = here.site.notice(version.notice)
    before = here.timelines[notice.id].standings[version.name].predecessor
    predecessor = next((one for one in notice.versions if one.name == before), None)
    if predecessor is None:
        return Asked(here, notice, version, None, None, None)
    comparison = compare(predecessor.document, version.document)
    settings = here.site.settings
    assessment = assess(
        comparison,
        settings.significance,
        settings.organisation.jurisdiction,
        notice.kind,
        (predecessor.lang, version.lang),
    )
    return Asked(here, notice, version, predecessor, comparison, assessment)


def version_named(site: Site, ref: str, problems: tuple[Problem, ...] = ()) -> Version:
    """The version `notice@version`; RefusedError says what there is instead."""
    versions = {one.ref: one for notice in site.notices for one in notice.versions}
    if ref in versions:
        return versions[ref]
    broken = next(_broken(ref, problems), None)
    if broken:
        raise RefusedError(
            f"{ref} cannot be read: {broken.place}: {broken.wrong}", broken.mend, code=1
        )
    near = difflib.get_close_matches(ref, versions, n=3) or list(versions)[-3:]
    there = f"Perhaps you meant {' or '.join(near)}." if near else "The site has no version yet."
    notice, _, name = ref.partition("@")
    known = notice in {one.id for one in site.notices}
    where = f"content/{notice}/{name}.md" if known and name else SETTINGS
    raise RefusedError(f"{where}: there is no version “{ref}”.", there, code=WRONG_CALL)


def _broken(ref: str, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The problems because of which a version could not be read."""
    notice, _, name = ref.partition("@")
    path = f"content/{notice}/{name}.md"
    return (one for one in problems if one.level == "error" and one.place.path == path)
