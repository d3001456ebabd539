"""A site's files and a clock in; pages, reports and problems out: the chain, a step a line.

Nothing here or below reads a file, the clock or the network: the same input gives the same bytes.
"""

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fairnotice.archive import lock, sign_off
from fairnotice.archive.ledger import waiting
from fairnotice.calendar import dates
from fairnotice.calendar.timeline import timeline, today
from fairnotice.compare.compare import compare
from fairnotice.dossiers import dossiers
from fairnotice.gate import declared
from fairnotice.gate.decisions import short
from fairnotice.gate.reach import reach, settled
from fairnotice.gate.sections import nearest_line
from fairnotice.lint import lint
from fairnotice.model import Assessment, Built, Comparison, Day, Place, Problem, Site, Timeline
from fairnotice.pages.site import rendered
from fairnotice.pages.view import Key, View, pairs
from fairnotice.reports.report import Assessed, Report, report
from fairnotice.reports.table import REPORTS
from fairnotice.significance.assess import assess
from fairnotice.significance.rulebook import rulebook
from fairnotice.significance.topics import topic_names
from fairnotice.source import site as source

_TEMPLATES, _ASSETS = "templates/", "templates/assets/"
_TEXTS = (".md", ".yaml", ".lock")


class Loaded(NamedTuple):
    """A site as it was read, and how its versions stand."""

    site: Site | None
    """None when site.yaml cannot be used."""
    timelines: Mapping[str, Timeline]
    today: Day | None
    problems: tuple[Problem, ...]


class Judged(NamedTuple):
    """A site, what its versions are compared with, and what that means."""

    loaded: Loaded
    comparisons: Mapping[Key, Comparison]
    """Every pair that a page shows."""
    assessments: Mapping[Key, Assessment]
    """Each version against its predecessor: nothing else is ever judged."""
    problems: tuple[Problem, ...]
    """All of them but those of templates."""


class Outcome(NamedTuple):
    """All that a build gives: what is written, and what lies behind it."""

    built: Built
    report: Report
    judged: Judged


def loaded(files: Mapping[str, bytes], clock: datetime.datetime) -> Loaded:
    """The site in `files`, and how its versions stand at the moment `clock`.

    A clock without a zone of its own is read in the site's.
    """
    site, problems = source.read(files)
    if site is None:
        return Loaded(None, {}, None, tuple(problems))
    moment = clock if clock.tzinfo else clock.replace(tzinfo=ZoneInfo(site.settings.timezone))
    day = today(moment, site.settings.timezone)
    timelines = {notice.id: timeline(notice, day) for notice in site.notices}
    return Loaded(site, timelines, day, tuple(problems))


def judged(
    files: Mapping[str, bytes], clock: datetime.datetime, refused: Iterable[Problem] = ()
) -> Judged:
    """The site, compared and judged; `refused` are problems of reading the disk."""
    read = loaded(files, clock)
    if read.site is None:
        return Judged(read, {}, {}, (*refused, *read.problems))
    site, timelines = read.site, read.timelines
    comparisons = _comparisons(site, pairs(site, timelines))
    assessments = _assessments(site, timelines, comparisons)
    found = (
        *refused,
        *read.problems,
        *lint.problems(site, timelines),
        *dates.problems(site, timelines),
        *lock.problems(site, timelines),
        *sign_off.problems(site),
        *declared.problems(site, timelines, assessments, comparisons),
    )
    return Judged(read, comparisons, assessments, reach(found, site, timelines))


def build(files: Mapping[str, bytes], clock: datetime.datetime, drafts: bool) -> Built:
    """Everything that is written into `output/`; with `drafts`, drafts are public, too."""
    return outcome(files, clock, drafts).built


def outcome(
    files: Mapping[str, bytes],
    clock: datetime.datetime,
    drafts: bool,
    refused: Iterable[Problem] = (),
) -> Outcome:
    """The same as `build`, with what lies behind it; `refused` are problems of reading the disk."""
    whole = judged(files, clock, refused)
    site, timelines, day, _ = whole.loaded
    if site is None or day is None:
        return _outcome(files, whole, whole.problems)
    templates, unreadable = _templates(files)
    view = View(
        site=site,
        timelines=timelines,
        comparisons=whole.comparisons,
        assessments=whole.assessments,
        problems=(*whole.problems, *unreadable),
        today=day,
        drafts=drafts,
        templates=templates,
        assets=_below(files, _ASSETS),
        pictures={path: files[path] for path in files if not path.endswith(_TEXTS)},
        dossiers=dossiers(site, timelines, whole.comparisons, whole.assessments, templates),
        waiting=waiting(site, timelines, whole.assessments),
        rules=rulebook(),
        topics=topic_names(),
    )
    pages = rendered(view)
    problems = (*whole.problems, *unreadable, *pages.problems)
    return _outcome(files, whole, problems, pages.site, pages.review)


def _outcome(
    files: Mapping[str, bytes],
    whole: Judged,
    problems: Iterable[Problem],
    site: Mapping[str, bytes] = MappingProxyType({}),
    review: Mapping[str, bytes] = MappingProxyType({}),
) -> Outcome:
    """Pages and reports together."""
    return reported(
        report(problems, files, _assessed(whole), whole.loaded.today), whole, site, review
    )


def reported(
    found: Report,
    whole: Judged,
    site: Mapping[str, bytes] = MappingProxyType({}),
    review: Mapping[str, bytes] = MappingProxyType({}),
) -> Outcome:
    """What a report and pages amount to; no pages when something is broken."""
    broken = found.outcome == "broken"
    built = Built(
        site={} if broken else site,
        review={} if broken else review,
        reports={name: form(found) for name, form in REPORTS.items()},
        problems=tuple(each.problem for each in found.problems),
    )
    return Outcome(built, found, whole)


def _comparisons(site: Site, keys: Iterable[Key]) -> dict[Key, Comparison]:
    """Each wanted pair of versions, compared."""
    documents = {v.ref: v.document for notice in site.notices for v in notice.versions}
    return {
        (notice, old, new): compare(documents[f"{notice}@{old}"], documents[f"{notice}@{new}"])
        for notice, old, new in keys
    }


def _assessments(
    site: Site, timelines: Mapping[str, Timeline], comparisons: Mapping[Key, Comparison]
) -> dict[Key, Assessment]:
    """Each version against its predecessor, judged by the site's dials and its country's law."""
    dials, law = site.settings.significance, site.settings.organisation.jurisdiction
    return {
        (notice, old, new): assess(comparison, dials, law, site.notice(notice).kind)
        for (notice, old, new), comparison in comparisons.items()
        if old == timelines[notice].standings[new].predecessor
    }


def _assessed(whole: Judged) -> list[Assessed]:
    """The assessments as reports show them."""
    site, timelines, _, _ = whole.loaded
    if site is None:
        return []
    versions = {v.ref: v for notice in site.notices for v in notice.versions}
    found = []
    for key, assessment in whole.assessments.items():
        old, new = versions[f"{key[0]}@{key[1]}"], versions[f"{key[0]}@{key[2]}"]
        findings = assessment.findings
        gone = [finding for finding in findings if finding.new is None]
        lines = [nearest_line(whole.comparisons[key], finding.section_id) for finding in gone]
        found.append(
            Assessed(
                *key,
                old.path,
                new.path,
                assessment,
                entry=new.entry,
                settled=settled(new, site, timelines),
                names={one.fingerprint: short(one.fingerprint, findings) for one in findings},
                spots={
                    finding.fingerprint: line or new.body_line
                    for finding, line in zip(gone, lines, strict=True)
                },
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
