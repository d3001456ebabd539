"""A site in; its versions compared, judged and checked out, remembered by all they depend on."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from fairnotice.compare.compare import compare
from fairnotice.gate import declared as gate
from fairnotice.lint import lint
from fairnotice.memo.keys import key
from fairnotice.memo.late import LateMapping
from fairnotice.memo.memo import Memo
from fairnotice.memo.trace import seeing
from fairnotice.model import Assessment, Comparison, Document, Problem, Site, Timeline, Version
from fairnotice.pages.view import Key
from fairnotice.significance.assess import assess

_NO_TEXT = Document("", (), 0)


def outside_keys(site: Site) -> dict[str, str]:
    """What tells each version (`notice@version`) from all others, its text left out."""
    return {
        version.ref: key(dataclasses.replace(version, document=_NO_TEXT, body=""))
        for notice in site.notices
        for version in notice.versions
    }


def linted(
    site: Site,
    timelines: Mapping[str, Timeline],
    outside: Mapping[str, str],
    texts: Mapping[str, str],
    memo: Memo,
) -> lint.Kept:
    """What the checks find in a version, remembered by all that they can look at."""
    shared = key("lint", site.settings, site.places)
    paths = {version.ref: version.path for notice in site.notices for version in notice.versions}

    def kept(version: Version, work_out: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
        timeline, notice = timelines[version.notice], site.notice(version.notice)
        before = f"{notice.id}@{timeline.standings[version.name].predecessor}"
        name = key(
            shared,
            (notice.id, notice.title, notice.kind),
            outside[version.ref],
            texts[version.path],
            texts.get(paths.get(before, "")),
            (timeline.in_force, timeline.standings[version.name]),  # no check asks for the day
        )
        return memo.kept(name, tuple[Problem, ...], work_out)

    return kept


def declared(
    site: Site,
    timelines: Mapping[str, Timeline],
    outside: Mapping[str, str],
    assessments: Mapping[Key, Assessment],
    comparisons: Mapping[Key, Comparison],
    judgements: Mapping[Key, str],
    memo: Memo,
) -> Iterator[Problem]:
    """Where declarations disagree with what is detected, remembered for each version."""
    for notice in site.notices:
        for version in notice.versions:
            pair = notice.id, timelines[notice.id].standings[version.name].predecessor, version.name
            if pair in judgements:
                one = dataclasses.replace(notice, versions=(version,))
                single = dataclasses.replace(site, notices=(one,))
                yield from memo.kept(
                    key("declared", outside[version.ref], judgements[pair]),
                    tuple[Problem, ...],
                    partial(_told, single, timelines, assessments, comparisons),
                )


def _told(
    site: Site,
    timelines: Mapping[str, Timeline],
    assessments: Mapping[Key, Assessment],
    comparisons: Mapping[Key, Comparison],
) -> tuple[Problem, ...]:
    return tuple(gate.problems(site, timelines, assessments, comparisons))


def comparison_keys(site: Site, texts: Mapping[str, str], wanted: Iterable[Key]) -> dict[Key, str]:
    """What tells each wanted comparison from all others: the two texts."""
    paths = {version.ref: version.path for notice in site.notices for version in notice.versions}
    return {
        (notice, old, new): key(
            "comparison", texts[paths[f"{notice}@{old}"]], texts[paths[f"{notice}@{new}"]]
        )
        for notice, old, new in wanted
    }


def comparisons(site: Site, keys: Mapping[Key, str], memo: Memo) -> Mapping[Key, Comparison]:
    """Each of these pairs of versions, compared when somebody looks at it."""
    documents = {v.ref: v.document for notice in site.notices for v in notice.versions}

    def compared(pair: Key) -> Comparison:
        notice, old, new = pair
        with seeing():
            return memo.large.value(
                keys[pair],
                lambda: compare(documents[f"{notice}@{old}"], documents[f"{notice}@{new}"]),
            )

    return LateMapping({pair: f"comparison {' '.join(pair)}" for pair in keys}, compared)


def assessment_keys(
    site: Site, timelines: Mapping[str, Timeline], compared: Mapping[Key, str]
) -> dict[Key, str]:
    """What tells the judgement on each version against its predecessor from all others."""
    dials, law = site.settings.significance, site.settings.organisation.jurisdiction
    return {
        (notice, old, new): key("assessment", name, dials, law, site.notice(notice).kind)
        for (notice, old, new), name in compared.items()
        if old == timelines[notice].standings[new].predecessor
    }


def assessments(
    site: Site, keys: Mapping[Key, str], comparisons: Mapping[Key, Comparison], memo: Memo
) -> dict[Key, Assessment]:
    """Each version against its predecessor, judged by the site's dials and its country's law."""
    dials, law = site.settings.significance, site.settings.organisation.jurisdiction

    def judge(pair: Key) -> Assessment:
        return assess(comparisons[pair], dials, law, site.notice(pair[0]).kind)

    return {pair: memo.kept(name, Assessment, partial(judge, pair)) for pair, name in keys.items()}
