"""A site in; whose law its notices are judged by, and those that a law held for, out.

A version is judged by the law of the day from which it applies, so each check says from when its
law held (`law.days`).
"""

from collections.abc import Iterator

from fairnotice.model import Day, NoticeKind, Site, Version

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
