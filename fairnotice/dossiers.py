"""A site and what was found in it in; what people did and have to do for each version out."""

from collections.abc import Mapping
from functools import cache
from itertools import chain

from fairnotice.archive.ledger import message_due
from fairnotice.archive.sign_off import signed_off
from fairnotice.gate import sections
from fairnotice.gate.decisions import short
from fairnotice.mail.drafts import messages
from fairnotice.mail.occasion import Occasion
from fairnotice.memo.late import LateMapping
from fairnotice.memo.trace import seeing
from fairnotice.model import (
    Assessment,
    Comparison,
    Finding,
    Site,
    Timeline,
    Version,
)
from fairnotice.pages.view import Dossier, Key


def dossiers(
    site: Site,
    timelines: Mapping[str, Timeline],
    comparisons: Mapping[Key, Comparison],
    assessments: Mapping[Key, Assessment],
    templates: Mapping[str, str],
) -> Mapping[str, Dossier]:
    """What the review pages say of each version beside its text, by `notice@version`.

    `templates` are texts by their name below templates/: the messages are written from them.
    Messages are written only about versions that are still to come and of which people are told.
    Each is made when somebody looks at it.
    """
    versions = {version.ref: version for notice in site.notices for version in notice.versions}

    @cache
    def made(ref: str) -> Dossier:
        version = versions[ref]
        notice = site.notice(version.notice)
        standing = timelines[notice.id].standings[version.name]
        key = (notice.id, standing.predecessor, version.name)
        comparison, assessment = comparisons.get(key), assessments.get(key)
        findings = assessment.findings if assessment else ()
        coming = standing.state in ("draft", "scheduled")
        due = message_due(version, assessment, site.settings.notice_days) if coming else None
        occasion = Occasion(
            settings=site.settings,
            notice=notice,
            version=version,
            predecessor=versions.get(f"{notice.id}@{standing.predecessor}"),
            comparison=comparison,
            assessment=assessment,
            today=timelines[notice.id].today,
            places=site.places,
        )
        return Dossier(
            names={f.fingerprint: short(f.fingerprint, findings) for f in findings},
            lines=_lines(version, comparison, findings),
            sign_offs=tuple((one.sign_off, one.valid) for one in signed_off(version)),
            message_due=due,
            drafts=messages(occasion, templates) if due else (),
        )

    def dossier(ref: str) -> Dossier:
        with seeing():  # whoever looks at a dossier has seen all that it is made from
            return made(ref)

    return LateMapping({ref: f"dossier {ref}" for ref in versions}, dossier)


def _lines(
    version: Version, comparison: Comparison | None, findings: tuple[Finding, ...]
) -> dict[str, tuple[int, ...]]:
    """For each finding, the lines of the entry that name its section or one above it."""
    if comparison is None or version.entry is None:
        return {}
    numbers: dict[str, list[int]] = {}
    for number, line in enumerate(version.entry.changes):
        numbers.setdefault(line.section, []).append(number)
    found = {}
    for finding in findings:
        covering = sections.covering(comparison, finding.section_id, finding.change)
        naming = (numbers.get(section, ()) for section in covering | {""})
        found[finding.fingerprint] = tuple(sorted(chain.from_iterable(naming)))
    return found
