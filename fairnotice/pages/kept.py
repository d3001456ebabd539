"""A view and its files, not yet made, in; those whose inputs are as they were, not made again, out.

A file is made from the whole of what is known of the site beside its texts (settings, names, dates,
entries, templates, the day: `_frame`), and from a few texts, comparisons and judgements. Which ones
is written down while it is made (`memo.trace`), with what told them from all others; the next time
they are all the same, the file is, too.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo
from fairnotice.memo.trace import seeing
from fairnotice.model import Notice, Problem, Version
from fairnotice.pages.making import Making
from fairnotice.pages.section_history import told_sections
from fairnotice.pages.view import View, ordered


class Trace(NamedTuple):
    """What a file was made from, and what came of it."""

    names: tuple[str, ...]
    """Of all that was looked at."""
    inputs: str
    """What told it from all else."""
    digest: str
    """Of the file's content."""


class Made(NamedTuple):
    """A file that had to be made."""

    trace: Trace | None
    problem: Problem | None


Spread = Callable[[Callable[[int], Made], int], Iterable[Made]]
"""Calls a function with 0, 1, … below a number, on as many cores as are worth it, in order."""


def one_by_one(make: Callable[[int], Made], count: int) -> Iterable[Made]:
    """The simplest way to do that."""
    return map(make, range(count))


def kept(
    view: View, tree: str, makings: Sequence[Making], memo: Memo, spread: Spread = one_by_one
) -> tuple[dict[str, str], list[Problem]]:
    """Path → digest in the store of each file, and the mistakes in templates on the way.

    `tree` tells the site's files from those of the review.
    """
    store = memo.store
    assert store is not None  # noqa: S101  # only called with one
    inputs = Inputs(view)
    names = [key("file", tree, making.path, inputs.frame) for making in makings]
    digests: dict[str, str] = {}
    missing = []
    for number, (making, name) in enumerate(zip(makings, names, strict=True)):
        known = memo.look(name, Trace)
        if known and store.holds(known.digest) and inputs.of(known.names) == known.inputs:
            digests[making.path] = known.digest
        else:
            missing.append(number)
    # By path, so that the pages of one comparison come one after the other.
    missing.sort(key=lambda number: makings[number].path)

    def make(place: int) -> Made:
        with seeing() as seen:
            made = makings[missing[place]].make()
        if isinstance(made, Problem):
            return Made(None, made)
        looked_at = tuple(sorted(seen))
        return Made(Trace(looked_at, inputs.of(looked_at), store.keep(made)), None)

    problems: dict[int, Problem] = {}
    for number, (trace, problem) in zip(missing, spread(make, len(missing)), strict=True):
        if problem is not None:
            problems[number] = problem
        elif trace is not None:
            memo.note(names[number], trace)
            digests[makings[number].path] = trace.digest
    return digests, [problems[number] for number in sorted(problems)]


class Inputs:
    """What tells everything that a page can look at from what it might have been."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, str] = {}
        self._past: dict[str, dict[str, str]] = {}
        self._versions = {v.ref: v for notice in view.site.notices for v in notice.versions}
        self.frame = _frame(view)
        """What every page may look at without saying so."""

    def of(self, names: Iterable[str]) -> str:
        """One hash over what is called by these names; a name that is no more counts, too."""
        return key(*((name, self._of(name)) for name in names))

    def _of(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> str:
        view = self._view
        sort, _, rest = name.partition(" ")
        about = tuple(rest.split(" "))
        if sort == "document":
            return view.document_keys.get(rest, "")
        if sort in ("comparison", "assessment") and len(about) == 3:
            keys = view.comparison_keys if sort == "comparison" else view.assessment_keys
            return keys.get((about[0], about[1], about[2]), "")
        if sort == "problems":
            index = view.index.problems
            return key(index.get(rest, ()) if rest else view.problems)
        if sort == "waiting":
            return key(view.index.waiting.get(rest, ()) if rest else view.waiting)
        if sort == "dossier":
            return self._dossier(rest) if rest in view.dossiers else ""
        return self._of_notices(sort, rest)

    def _dossier(self, ref: str) -> str:
        """What a dossier is made from, beside the frame: to make it only to see whether it is the
        same would compare all texts. Places stand in messages, which only coming versions have."""
        view = self._view
        notice_id, _, name = ref.partition("@")
        standing, version = view.timelines[notice_id].standings[name], self._versions[ref]
        pair = (notice_id, standing.predecessor, name)
        before = self._versions.get(f"{notice_id}@{standing.predecessor}")
        coming = standing.state in ("draft", "scheduled")
        return key(
            view.document_keys.get(version.path),
            view.document_keys.get(before.path) if before else None,
            view.comparison_keys.get(pair),
            view.assessment_keys.get(pair),
            (view.site.places, version.places, version.entry_place, version.body_line)
            if coming
            else (),
        )

    def _of_notices(self, sort: str, rest: str) -> str:
        view = self._view
        notice_id, _, version = rest.partition("@")
        notice = next((each for each in view.site.notices if each.id == notice_id), None)
        if notice is None:
            return ""
        if sort in ("past", "dropped"):
            return self._texts_up_to(notice).get(version, "")
        if sort == "sections":
            return next(reversed(self._texts_up_to(notice).values()), "")
        if sort == "ids":
            with seeing():
                return key(sorted(told_sections(view, notice)))
        raise LookupError(f"nothing gives “{sort}” a key")

    def _texts_up_to(self, notice: Notice) -> dict[str, str]:
        """Name of each version, oldest first → what tells its text and all before from others."""
        if notice.id not in self._past:
            found: dict[str, str] = {}
            before = ""
            for version in ordered(notice):
                before = key(before, self._view.document_keys.get(version.path, ""))
                found[version.name] = before
            self._past[notice.id] = found
        return self._past[notice.id]


def _frame(view: View) -> str:
    """One hash over all but the texts, and what is known of them by name."""
    site = view.site
    return key(
        site.settings,
        site.lock,
        [
            (notice.id, notice.title, notice.kind, [_plain(v) for v in notice.versions])
            for notice in site.notices
        ],
        view.timelines,
        view.today,
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
    """All of a version but its text and the lines of files on which things stand."""
    return (
        version.name,
        version.path,
        version.title,
        version.published,
        version.effective,
        version.status,
        version.lang,
        version.not_applicable,
        version.entry,
        version.cookies,
    )
