"""A site in; whose law its notices are judged by, and from which day, out.

A version is judged by the law of the day from which it applies, so each check says from when its
law held.
"""

from collections.abc import Iterator

from fairnotice.model import Day, NoticeKind, Site, Version

GDPR = Day(2018, 5, 25)
"""The GDPR applies: what Articles 13 and 14 list has to be told."""
UK_GDPR = Day(2021, 1, 1)
"""The United Kingdom has its own GDPR, and is no longer part of the EEA."""
DATA_PRIVACY_FRAMEWORK = Day(2023, 7, 10)
"""The EU-US Data Privacy Framework holds; the UK Extension to it since 12 October 2023."""
RECOGNISED_INTERESTS = Day(2026, 2, 5)
"""UK: recognised legitimate interests are a lawful basis (SI 2026/82)."""
EXCEPTIONS = RECOGNISED_INTERESTS
"""UK: counting visits, looks and emergencies are exceptions from consent (PECR Schedule A1)."""
COMPLAINT_TO_US = Day(2026, 6, 19)
"""UK: a notice has to state the right to complain to the controller (UK GDPR Art 13(2)(ca))."""
COMMISSION = Day(2026, 9, 30)
"""UK: the Information Commission replaced the Information Commissioner (SI 2026/1015)."""
_ALWAYS = Day.min


def uk(site: Site) -> bool:
    """True when the notices are judged by the law of the United Kingdom, alone or too."""
    return site.settings.organisation.jurisdiction in {"uk", "both"}


def uk_only(site: Site) -> bool:
    """True when they are judged by the law of the United Kingdom alone."""
    return site.settings.organisation.jurisdiction == "uk"


def judged(site: Site, *kinds: NoticeKind, since: Day = _ALWAYS) -> Iterator[Version]:
    """The English versions of notices of these kinds that take effect on `since` or later."""
    for notice in site.notices:
        if notice.kind in kinds:
            for version in notice.versions:
                if version.effective >= since and english(version):
                    yield version


def english(version: Version) -> bool:
    """True when the checks of wording can read it."""
    return version.lang.partition("-")[0].lower() == "en"
