"""A version, its predecessor and what was found between them in; out comes what is told of it.

Told is what a rule calls significant unless a named person waived it, and what a named person
said is to be told. Undecided is what a rule leaves to a person and nobody has decided.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fairnotice.model import (
    Assessment,
    Comparison,
    Day,
    Entry,
    Finding,
    Notice,
    Place,
    Settings,
    Version,
)
from fairnotice.once import Once


@dataclass(frozen=True, slots=True)
class Occasion(Once):
    """Everything that a message about one version is made from."""

    settings: Settings
    notice: Notice
    version: Version
    predecessor: Version | None
    """None for a notice's first version."""
    comparison: Comparison | None
    """Of the predecessor and the version."""
    assessment: Assessment | None
    today: Day
    """The day on which the message could go out at the earliest."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where settings stand, by path of keys (`organisation/email`)."""

    @property
    def entry(self) -> Entry:
        """The version's changelog entry; an empty one where there is none."""
        return self.version.entry or Entry(notice=self.notice.id, version=self.version.name)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules found, gravest first."""
        return self.assessment.findings if self.assessment else ()


def told(occasion: Occasion) -> Iterator[Finding]:
    """The findings that customers hear of, gravest first."""
    for finding in occasion.findings:
        if occasion.entry.tells(finding, occasion.findings):
            yield finding


def undecided(occasion: Occasion) -> Iterator[Finding]:
    """The findings that wait for a person's decision."""
    for finding in occasion.findings:
        if (
            finding.level == "review"
            and occasion.entry.waiver_for(finding, occasion.findings) is None
        ):
            yield finding


def setting(occasion: Occasion, *keys: str) -> Place:
    """Where the first of `keys` that site.yaml holds stands; else its beginning."""
    found = (occasion.places[key] for key in keys if key in occasion.places)
    return next(found, Place("site.yaml"))


def place(version: Version, *keys: str) -> Place:
    """Where the first of `keys` that the files hold stands; else where the entry begins.

    A key is a path into the changelog entry or the front matter (`changes/0/means`). Without an
    entry it is the beginning of the version's file.
    """
    for key in keys:
        if key in version.places:
            return version.places[key]
    return version.entry_place or Place(version.path)
