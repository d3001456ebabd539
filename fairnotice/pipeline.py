"""A site's files and a clock in; pages, reports and problems out: the chain, a step a line.

Nothing here or below reads a file, the clock or the network: the same input gives the same bytes.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from fairnotice.archive.ledger import waiting
from fairnotice.dossiers import dossiers
from fairnotice.gate.decisions import short
from fairnotice.gate.reach import settled
from fairnotice.judged import Judged, judged
from fairnotice.memo.files import LateFiles
from fairnotice.memo.keys import key
from fairnotice.memo.late import LateMapping
from fairnotice.memo.memo import Memo
from fairnotice.memo.spread import Spread, one_by_one
from fairnotice.model import (
    Built,
    Place,
    Problem,
)
from fairnotice.pages.site import Rendered, faultless, previewed, rebuilt, rendered
from fairnotice.pages.view import Key, View
from fairnotice.reports.report import Assessed, Report, report
from fairnotice.reports.table import REPORTS
from fairnotice.significance.rulebook import rulebook
from fairnotice.significance.topics import topic_names

_TEMPLATES, _ASSETS = "templates/", "templates/assets/"
_TEXTS = (".md", ".yaml", ".lock")

T = TypeVar("T")

PagesWanted = Literal["made", "late", "none"]
"""What becomes of the pages. `late`: a page is made when it is asked for (`built.site[path]`), and
a mistake in a template that shows only then is raised as `fairnotice.pages.site.PageError`.
`none`: nobody wants them, but mistakes in the site's own templates are found."""


class Outcome(NamedTuple):
    """All that a build gives: what is written, and what lies behind it."""

    built: Built
    report: Report
    judged: Judged


def build(files: Mapping[str, bytes], clock: datetime.datetime, drafts: bool) -> Built:
    """Everything that is written into `output/`; with `drafts`, drafts are public, too."""
    return outcome(files, clock, drafts).built


def outcome(
    files: Mapping[str, bytes],
    clock: datetime.datetime,
    drafts: bool,
    refused: Iterable[Problem] = (),
    memo: Memo | None = None,
    *,
    pages: PagesWanted = "made",
    spread: Spread | None = None,
) -> Outcome:
    """The same as `build`, with what lies behind it; `refused` are problems of reading the disk.

    What `memo` knows is not worked out again; the outcome is the same with any memo and without.
    `spread` calls a function for each of many things.
    """
    memo = memo or Memo()
    whole = judged(files, clock, refused, memo, spread)
    site, timelines, day = whole.loaded.site, whole.loaded.timelines, whole.loaded.today
    if site is None or day is None:
        return _outcome(files, whole, whole.problems, memo)
    templates, unreadable = _templates(files)
    view = View(
        site=site,
        timelines=timelines,
        comparisons=whole.comparisons,
        assessments=_seen(whole.assessments, "assessment"),
        problems=(*whole.problems, *unreadable),
        clock_day=day,
        drafts=drafts,
        templates=templates,
        assets=_below(files, _ASSETS),
        pictures={path: files[path] for path in files if not path.endswith(_TEXTS)},
        dossiers=dossiers(site, timelines, whole.comparisons, whole.assessments, templates),
        waiting=waiting(site, timelines, whole.assessments, whole.to_mend),
        rules=rulebook(),
        topics=topic_names(),
        document_keys=whole.loaded.keys,
        comparison_keys=whole.comparison_keys,
        assessment_keys=whole.assessment_keys,
        memo=memo,
    )
    made = _rendered(view, memo, pages, spread or one_by_one)
    problems = (*whole.problems, *unreadable, *made.problems)
    if pages == "late":
        # Nobody reads the reports of a preview, and what they say of each finding takes time.
        return reported(report(problems, files, (), day), whole, made.site, made.review)
    return _outcome(files, whole, problems, memo, made.site, made.review)


def _rendered(view: View, memo: Memo, pages: PagesWanted, spread: Spread) -> Rendered:
    if pages == "late":
        return previewed(view)
    if pages == "none" and faultless(view):
        return Rendered({}, {}, ())
    if memo.store and memo.store.keeps_files:
        return rebuilt(view, memo, spread)
    return rendered(view)


def _outcome(
    files: Mapping[str, bytes],
    whole: Judged,
    problems: Iterable[Problem],
    memo: Memo,
    site: Mapping[str, bytes] = MappingProxyType({}),
    review: Mapping[str, bytes] = MappingProxyType({}),
) -> Outcome:
    """Pages and reports together."""
    late = files.late if isinstance(files, LateFiles) else {}

    def kept(
        path: str, here: tuple[Problem, ...], work_out: Callable[[], tuple[str, ...]]
    ) -> tuple[str, ...]:
        if path not in late:
            return work_out()
        told = [(each.check, each.place.line, each.version) for each in here]
        name = key("fingerprints", path, late[path], told)
        found = memo.kept(name, tuple[str, ...], work_out)
        return found if len(found) == len(here) else work_out()

    found = report(problems, files, _assessed(whole), whole.loaded.today, kept)
    return reported(found, whole, site, review)


def reported(
    found: Report,
    whole: Judged,
    site: Mapping[str, bytes] = MappingProxyType({}),
    review: Mapping[str, bytes] = MappingProxyType({}),
) -> Outcome:
    """What a report and pages amount to; no pages when something is broken."""
    broken = found.outcome == "broken"

    @lru_cache(maxsize=1)  # each has megabytes where there are thousands of versions
    def form(name: str) -> bytes:
        return REPORTS[name](found)

    built = Built(
        site={} if broken else site,
        review={} if broken else review,
        reports=LateMapping({name: f"report {name}" for name in REPORTS}, form),
        problems=tuple(each.problem for each in found.problems),
    )
    return Outcome(built, found, whole)


def _seen(found: Mapping[Key, T], sort: str) -> Mapping[Key, T]:
    """The same mapping, whose values say when they are looked at."""
    return LateMapping({pair: f"{sort} {' '.join(pair)}" for pair in found}, found.__getitem__)


def _assessed(whole: Judged) -> list[Assessed]:
    """The assessments as reports show them."""
    site, timelines = whole.loaded.site, whole.loaded.timelines
    if site is None:
        return []
    versions = {v.ref: v for notice in site.notices for v in notice.versions}
    found = []
    past_gates = settled(site, timelines)
    for pair, assessment in whole.assessments.items():
        old, new = versions[f"{pair[0]}@{pair[1]}"], versions[f"{pair[0]}@{pair[2]}"]
        past = new.ref in past_gates
        findings = () if past else assessment.findings  # what is settled needs no name and no line
        spots = {} if past else whole.spots(pair)
        found.append(
            Assessed(
                *pair,
                old.path,
                new.path,
                assessment,
                entry=new.entry,
                settled=past,
                names={one.fingerprint: short(one.fingerprint, findings) for one in findings},
                spots={name: line or new.body_line for name, line in spots.items()},
            )
        )
    return found


def _templates(files: Mapping[str, bytes]) -> tuple[dict[str, str], list[Problem]]:
    """The templates as texts, and those that are none."""
    texts, problems = {}, []
    for name, content in _below(files, _TEMPLATES).items():
        if name.startswith("assets/"):
            continue
        try:
            texts[name] = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            place = Place(_TEMPLATES + name, line)
            wrong, mend = "This template is not UTF-8.", "Save it with the encoding UTF-8."
            problems.append(Problem("template-error", "error", place, wrong, mend, broken=True))
    return texts, problems


def _below(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """The files below a folder, by their path inside it."""
    return {path.removeprefix(folder): files[path] for path in files if path.startswith(folder)}
