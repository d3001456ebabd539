"""Problems in; the same problems at the level that still counts out: how far gates reach.

A gate guards what is about to be published. The findings of a draft are warnings. Once a version
is locked and its published day has passed, what is found in it is only something to know: a newer
rule book or a newer law never stops the publication of a site that nobody touched.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from fairnotice.model import Problem, Site, Timeline, Version

LASTING = frozenset(
    {
        # the lock
        "lock-broken",
        "lock-dates-differ",
        "lock-missing",
        "lock-of-draft",
        "lock-outdated",
        "lock-unreadable",
        "lock-without-version",
        # the dates
        "effective-before-published",
        "effective-moved-earlier",
        "effective-out-of-order",
        "effective-without-rescheduling",
        "rescheduled-dates-differ",
        "rescheduled-too-late",
        # what is unsafe
        "path-out-of-site",
        "raw-html",
        "unsafe-link",
    }
)
"""Checks whose errors stay errors in a version that is locked and published."""

STANDING = frozenset({"provenance-rewritten"})
"""Checks that keep their level there whatever it is: the true words can still be brought in."""

UNTIL_EFFECTIVE = frozenset({"notice-period-short"})
"""Checks that keep their level until the version applies, since its date can still be moved."""

EVEN_IN_DRAFTS = frozenset({"lock-of-draft"})
"""Checks that keep their level in a draft: a published version must not become one."""

NOT_FOR_EDITORS = frozenset(
    {
        "finding-undecided",
        "lock-missing",
        "lock-outdated",
        "open-question",
        "sign-off-lapsed",
    }
)
"""Checks whose errors wait for somebody else, or for the last step, the lock."""


def reach(
    problems: Iterable[Problem], site: Site, timelines: Mapping[str, Timeline]
) -> tuple[Problem, ...]:
    """Each problem at the level that counts for its version, in the same order.

    Problems that concern no version of the site, and those because of which a page cannot be
    made, stay as they are. `timelines` holds one timeline a notice, by notice id.
    """
    versions = {version.ref: version for notice in site.notices for version in notice.versions}
    past_gates = settled(site, timelines)
    return tuple(
        _reaching(problem, versions[problem.version], past_gates, timelines)
        if problem.version in versions and not problem.broken
        else problem
        for problem in problems
    )


def to_mend(found: Iterable[Problem], reached: Iterable[Problem]) -> Mapping[str, int]:
    """How many problems an editor has to mend before each version (`notice@version`) can be
    published; in a draft they are warnings, and will be errors once it is none.

    `reached` is what `reach` made of `found`.
    """
    return Counter(
        problem.version
        for problem, now in zip(found, reached, strict=True)
        if problem.version
        and problem.level == "error"
        and now.level != "info"
        and problem.check not in NOT_FOR_EDITORS
    )


def settled(site: Site, timelines: Mapping[str, Timeline]) -> frozenset[str]:
    """The versions (`notice@version`) that gates no longer reach: locked, their day has passed."""
    locked = {line.ref: line.published for line in site.lock}
    return frozenset(
        version.ref
        for notice in site.notices
        for version in notice.versions
        if version.status != "draft"
        and version.ref in locked
        and locked[version.ref] < timelines[notice.id].today
    )


def _reaching(
    problem: Problem,
    version: Version,
    past_gates: Collection[str],
    timelines: Mapping[str, Timeline],
) -> Problem:
    """One problem of one version."""
    today = timelines[version.notice].today
    if version.status == "draft":
        stays = problem.level != "error" or problem.check in EVEN_IN_DRAFTS
        return problem if stays else problem._replace(level="warning")
    if version.ref not in past_gates or (problem.check in STANDING and problem.level != "info"):
        return problem
    lasting = LASTING if version.effective <= today else LASTING | UNTIL_EFFECTIVE
    if problem.level == "error" and problem.check in lasting:
        return problem
    return problem._replace(level="info", settled=True)
