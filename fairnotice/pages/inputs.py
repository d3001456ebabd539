"""A view in; for the name of whatever a page can look at, what tells it from what it might be, out.

The names are those that are noted while a page is made (`memo.trace`).
"""

from collections.abc import Callable, Iterable, Mapping

from fairnotice.memo.keys import key
from fairnotice.memo.trace import seeing
from fairnotice.model import Notice, Version
from fairnotice.pages.section_history import chain, told_sections
from fairnotice.pages.view import Key, View, ordered


class Inputs:
    """Keys of all that pages are made from."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, str] = {}
        self._chains: dict[str, dict[str, str]] = {}
        self._versions = {v.ref: v for notice in view.site.notices for v in notice.versions}
        self._sorts: Mapping[str, Callable[[str], str]] = {
            "document": lambda path: view.document_keys.get(path, ""),
            "comparison": lambda pair: view.comparison_keys.get(_pair(pair), ""),
            "assessment": lambda pair: view.assessment_keys.get(_pair(pair), ""),
            "entry": lambda ref: key(self._versions[ref].entry) if ref in self._versions else "",
            "locked": lambda ref: key(view.index.locked.get(ref)),
            "today": lambda _: key(view.clock_day),
            "come": lambda day: key(day <= view.clock_day.isoformat()),
            "problems": lambda ref: key(
                view.index.problems.get(ref, ()) if ref else view.index.open_problems
            ),
            "notes": lambda _: key(view.past_notes()),
            "waiting": lambda ref: key(view.index.waiting.get(ref, ()) if ref else view.waiting),
            "dossier": self._dossier,
            "declared": self._declared_up_to,
            "past": self._texts_up_to,
            "dropped": self._texts_up_to,
            "sections": self._texts_told,
            "ids": self._ids,
        }
        self.frame = _frame(view)
        """What every page may look at without saying so."""

    def of(self, names: Iterable[str]) -> dict[str, str]:
        """By name, what tells whatever has it from what it might be; empty for what is no more."""
        with seeing():  # nobody looks at anything here but to name it
            return {name: self._of(name) for name in names}

    def _of(self, name: str) -> str:
        known = self._known.get(name)
        if known is None:
            sort, _, rest = name.partition(" ")
            known = self._known[name] = self._sorts[sort](rest)
        return known

    def _dossier(self, ref: str) -> str:
        """What a dossier is made from, beside the frame: to make it only to see whether it is the
        same would compare all texts. Places stand in messages, which only coming versions have."""
        view = self._view
        if ref not in view.dossiers:
            return ""
        notice_id, _, name = ref.partition("@")
        standing, version = view.timelines[notice_id].standings[name], self._versions[ref]
        pair = (notice_id, standing.predecessor, name)
        before = self._versions.get(f"{notice_id}@{standing.predecessor}")
        message = (
            view.clock_day,
            view.site.places,
            version.places,
            version.entry_place,
            version.body_line,
        )
        return key(
            view.document_keys.get(version.path),
            view.document_keys.get(before.path) if before else None,
            view.comparison_keys.get(pair),
            view.assessment_keys.get(pair),
            version.entry,
            message if standing.state in ("draft", "scheduled") else (),
        )

    def _texts_up_to(self, ref: str) -> str:
        """What tells the text of a version, all before it, and the ids that moved on the way."""
        notice, _, version = ref.partition("@")
        return self._texts_of(notice).get(version, "")

    def _texts_of(self, notice: str) -> dict[str, str]:
        return self._chain("texts", notice, self._text)

    def _texts_told(self, notice: str) -> str:
        """The same for all versions of a notice that its sections' history goes through."""
        found = self._notice(notice)
        return key(*map(self._text, chain(self._view, found))) if found else ""

    def _text(self, version: Version) -> object:
        moved = version.entry.moved_ids if version.entry else {}
        return self._view.document_keys.get(version.path, ""), moved

    def _declared_up_to(self, ref: str) -> str:
        """What the entry of a version, and of all before it, declares of its significance."""

        def declared(version: Version) -> object:
            return version.entry.significance if version.entry else ""

        notice, _, version = ref.partition("@")
        return self._chain("declared", notice, declared).get(version, "")

    def _ids(self, notice: str) -> str:
        found = self._notice(notice)
        return key(sorted(told_sections(self._view, found))) if found else ""

    def _chain(
        self, name: str, notice_id: str, link: Callable[[Version], object]
    ) -> dict[str, str]:
        """For each version, oldest first, what tells its link and those of all before it."""
        name = f"{name} {notice_id}"
        if name not in self._chains:
            notice, found, before = self._notice(notice_id), {}, ""
            for version in ordered(notice) if notice else ():
                found[version.name] = before = key(before, link(version))
            self._chains[name] = found
        return self._chains[name]

    def _notice(self, notice_id: str) -> Notice | None:
        return next((each for each in self._view.site.notices if each.id == notice_id), None)


def _pair(written: str) -> Key:
    """A comparison by its name; one that nobody has when it is no such name."""
    notice, old, new = [*written.split(" "), "", "", ""][:3]
    return notice, old, new


def _frame(view: View) -> str:
    """One hash over all but the words, and what is known of them by name."""
    site, timelines = view.site, view.timelines.values()
    return key(
        site.settings,
        [
            (notice.id, notice.title, notice.kind, [_plain(v) for v in notice.versions])
            for notice in site.notices
        ],
        [(each.notice, each.in_force, each.upcoming, each.standings) for each in timelines],
        view.drafts,
        view.templates,
        sorted(view.assets),
        sorted(view.pictures),
        view.rules,
        view.topics,
        sorted(view.comparison_keys),
        sorted(view.assessment_keys),
    )


def _plain(version: Version) -> tuple[object, ...]:
    """All of a version but its text, its entry and the lines of files on which things stand."""
    return (
        version.name,
        version.path,
        version.title,
        version.published,
        version.effective,
        version.status,
        version.lang,
        version.not_applicable,
        version.cookies,
    )
