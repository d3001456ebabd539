"""A site and its timelines in; what the checks say of it out, at the levels that the site chose."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from itertools import chain

from fairnotice.law.sources import holding, sources
from fairnotice.lint.allow import Allowance, allowances, has_comment
from fairnotice.lint.check import Check
from fairnotice.lint.destinations import all_anchors, all_links
from fairnotice.lint.items import ITEMS, checks_for
from fairnotice.lint.on_request import ON_REQUEST
from fairnotice.lint.table import ACROSS, BESIDE, CHECKS
from fairnotice.model import Place, Problem, Site, Timeline, Version

_ITEM = re.compile(r"[A-Z][0-9]{2}")

IDS = tuple(check.ID for check in CHECKS)
"""The ids of all checks that always run, in order."""

KNOWN = (*IDS, *ON_REQUEST)
"""Those that run when they are asked for, too."""


Found = Mapping[str, tuple[Problem, ...]]
"""Check → what it finds, as it says it."""

Kept = Callable[[Version, Callable[[], tuple[Problem, ...]]], tuple[Problem, ...]]
"""A version, and how to work out what the checks find in it, alone or beside its predecessor: the
same, perhaps remembered."""


def worked_out(
    _version: Version, work_out: Callable[[], tuple[Problem, ...]]
) -> tuple[Problem, ...]:
    """What the checks find in a version alone, remembered by nobody."""
    return work_out()


def of_version(
    site: Site,
    version: Version,
    before: Version | None,
    timelines: Mapping[str, Timeline],
    kept: Kept,
) -> None:
    """Has `kept` work out, or remember, what `problems` will ask it of one version.

    `before` is its predecessor.
    """
    kept(version, partial(_of_one, _wanted(site), site, version, before, timelines))
    # What the checks across versions ask of each, while its text is at hand.
    all_links(version.document)
    all_anchors(version.document)
    has_comment(version)


def problems(
    site: Site, timelines: Mapping[str, Timeline], kept: Kept = worked_out
) -> Iterator[Problem]:
    """What every check finds, at the levels of `lint` in site.yaml, less what is silenced.

    A check is silenced for a block by a comment with a reason, and for a version by
    `not_applicable` in its front matter, under its id or that of an item (`A03`). A comment or a
    level that names no check, and a comment without reason, are problems of their own.
    """
    yield from _unknown_levels(site)
    allowed = {version.ref: tuple(allowances(version)) for version in _versions(site)}
    for allowance in (each for found in allowed.values() for each in found):
        yield from _unusable(allowance)
    spared = {version.ref: _spared(version) for version in _versions(site)}
    for version in _versions(site):
        yield from _unusable_reasons(version)
    law = site.settings.organisation.jurisdiction
    alone = _alone(site, timelines, kept)
    used: set[Place] = set()
    for check in CHECKS:
        level = site.settings.lint.get(check.ID)
        if level == "ignore":
            continue
        source = holding(tuple(sources()[each] for each in check.SOURCES), law)
        found = check.check(site, timelines) if check.ID in ACROSS else alone.get(check.ID, ())
        for problem in found:
            comments = allowed.get(problem.version)
            if comments and (silent := tuple(_silencing(problem, comments))):
                used.update(allowance.place for allowance in silent)
            elif problem.check not in spared.get(problem.version, ()):
                yield problem._replace(level=level or problem.level, source=source)
    for allowance in (each for found in allowed.values() for each in found):
        yield from _unused(allowance, used, site)


def _alone(site: Site, timelines: Mapping[str, Timeline], kept: Kept) -> Found:
    """What the checks find that look at one version at a time, or at it beside its predecessor.

    What stands outside a version's own file, in cookies.yaml, is told once, for the last version
    that has it.
    """
    wanted = _wanted(site)
    found: dict[str, dict[object, Problem]] = {}
    for notice in site.notices:
        standings = timelines[notice.id].standings
        by_name = {version.name: version for version in notice.versions}
        for version in notice.versions:
            before = by_name.get(standings[version.name].predecessor)
            look = partial(_of_one, wanted, site, version, before, timelines)
            for problem in kept(version, look):
                own = version.ref if problem.place.path == version.path else ""
                found.setdefault(problem.check, {})[own, problem.place, problem.wrong] = problem
    return {check: tuple(each.values()) for check, each in found.items()}


def _wanted(site: Site) -> list[Check]:
    """The checks of single versions that the site did not switch off."""
    return [c for c in CHECKS if c.ID not in ACROSS and site.settings.lint.get(c.ID) != "ignore"]


def _of_one(
    wanted: Iterable[Check],
    site: Site,
    version: Version,
    before: Version | None,
    timelines: Mapping[str, Timeline],
) -> tuple[Problem, ...]:
    notice = site.notice(version.notice)
    beside = (version,) if before is None else (before, version)
    single = replace(site, notices=(replace(notice, versions=(version,)),))
    pair = replace(site, notices=(replace(notice, versions=beside),))
    found = chain.from_iterable(
        check.check(pair if check.ID in BESIDE else single, timelines) for check in wanted
    )
    return tuple(problem for problem in found if problem.version in ("", version.ref))


def on_request(found: Iterable[Problem], site: Site) -> Iterator[Problem]:
    """What checks found that were asked for, at the levels of site.yaml, less what is silenced."""
    allowed = {version.ref: tuple(allowances(version)) for version in _versions(site)}
    for problem in found:
        level = site.settings.lint.get(problem.check, problem.level)
        silent = any(_silencing(problem, allowed.get(problem.version, ())))
        if level != "ignore" and not silent:
            yield problem._replace(level=level)


def _versions(site: Site) -> Iterator[Version]:
    return (version for notice in site.notices for version in notice.versions)


def _spared(version: Version) -> frozenset[str]:
    """The checks that do not apply to a version, by their own id or by an item's, with a reason."""
    reasons = version.not_applicable.items()
    return frozenset(check for name, why in reasons if why.strip() for check in checks_for(name))


def _unusable_reasons(version: Version) -> Iterator[Problem]:
    """What is wrong with `not_applicable`. Names that look like no item may be of other parts."""
    for name, why in version.not_applicable.items():
        at = version.places.get(f"not_applicable/{name}", Place(version.path))
        if _ITEM.fullmatch(name) and name not in ITEMS:
            wrong = f"`not_applicable` names the item {name}, and there is no such item."
            mend = f"The items are {min(ITEMS)} to {max(ITEMS)}."
            yield _problem("unknown-check", at, version.ref, wrong, mend)
        elif not why.strip():
            wrong = f"`not_applicable` names {name} without a reason, so it does not count."
            yield _problem("allow-without-reason", at, version.ref, wrong, "Say why.")


def _silencing(problem: Problem, allowed: Iterable[Allowance]) -> Iterator[Allowance]:
    """The comments with a reason that stand before the block of the problem."""
    for allowance in allowed:
        if (
            allowance.check == problem.check
            and allowance.reason
            and allowance.place.path == problem.place.path
            and problem.place.line in allowance.lines
        ):
            yield allowance


def _unused(allowance: Allowance, used: Collection[Place], site: Site) -> Iterator[Problem]:
    """A comment that silences nothing: what it was for has been mended, or it stands elsewhere."""
    runs = allowance.check in IDS and site.settings.lint.get(allowance.check) != "ignore"
    if runs and allowance.reason and allowance.place not in used:
        wrong = f"This comment silences {allowance.check}, which finds nothing in the block below."
        mend = "Take the comment out, or move it to the block that it is meant for."
        place, ref = allowance.place, allowance.version
        yield Problem("allow-unused", "info", place, wrong, mend, version=ref)


def _unusable(allowance: Allowance) -> Iterator[Problem]:
    """What is wrong with a comment of the tool."""
    form = "`<!-- fairnotice: allow dead-link: why it may stay -->`"
    if not allowance.check:
        yield _problem(
            "allow-unreadable",
            allowance.place,
            allowance.version,
            "This comment is meant for the tool, but it cannot be understood.",
            f"Write it as {form}.",
        )
    elif allowance.check not in KNOWN:
        yield _problem(
            "unknown-check",
            allowance.place,
            allowance.version,
            f"This comment silences {allowance.check}, and there is no such check.",
            _nearest(allowance.check),
        )
    elif not allowance.reason:
        yield _problem(
            "allow-without-reason",
            allowance.place,
            allowance.version,
            f"This comment silences {allowance.check} without a reason, so it does not count.",
            f"Say why, as in {form}.",
        )


def _unknown_levels(site: Site) -> Iterator[Problem]:
    """Levels in site.yaml for checks that do not exist."""
    for check in site.settings.lint:
        if check not in KNOWN:
            yield _problem(
                "unknown-check",
                site.places.get(f"lint/{check}", Place("site.yaml")),
                "",
                f"`lint` sets a level for {check}, and there is no such check.",
                _nearest(check),
            )


def _nearest(check: str) -> str:
    near = get_close_matches(check, KNOWN, n=1)
    return f"Did you mean {near[0]}?" if near else f"The checks are: {', '.join(KNOWN)}."


def _problem(check: str, place: Place, version: str, wrong: str, mend: str) -> Problem:
    return Problem(check, "error", place, wrong, mend, version=version)
