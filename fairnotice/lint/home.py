"""A site in; which of its notices take another law or border for that of the UK, and where, out.

For checks that know a phrase of the EU and the words that put it right for a UK company.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fairnotice.lint.law import judged
from fairnotice.lint.reading import hits, reading, said, sentences
from fairnotice.model import Day, Place, Site, Version

_BRITISH = re.compile(r"\b(?:Ltd|Limited|[Pp][Ll][Cc]|LLP|CIC|Community Interest Company)\b")
_FOREIGN = re.compile(
    r"\b(?:Inc|LLC|Corp|Corporation|GmbH|B\.V|BV|N\.V|Oyj?|AB|A/S|ApS|AG|SE|S\.A|SAS|S\.?[Rr]\.?[Ll]"
    r"|S\.?p\.?A|Pty|Pte)\b"
)
"""Legal forms, as companies write them behind their name."""
_CONTROLLER = re.compile(r"\bcontrollers?\b", re.IGNORECASE)
_SEAT = re.compile(
    r"\b[Ww]e are (?:\w+ )?(?:based|located|established|incorporated|registered|headquartered) in "
    r"(?!(?:the )?(?:UK|United Kingdom|England|Scotland|Wales|Northern Ireland|Great Britain|Jersey"
    r"|London|Manchester|Edinburgh|Cardiff|Belfast))"
)
_READERS = re.compile(
    r"\b(?:if you(?:'re| are| live| reside| use)?|residents?|located in|when you use|for those in"
    r"|(?:people|individuals?|customers?|users?|visitors?|persons?|subscribers?) (?:(?:who|that) )?"
    r"(?:(?:are|live|reside) )?(?:located |resident |residing )?(?:in|from|outside))\b"
)


class Slip(NamedTuple):
    """A place at which a notice takes another law or border for that of the UK."""

    version: Version
    place: Place


def slips(
    site: Site,
    since: Day,
    phrase: re.Pattern[str],
    mended: re.Pattern[str],
    bears: Callable[[str], bool] = bool,
) -> Iterator[Slip]:
    """The privacy notices from `since` on with `phrase` and none of `mended`; once, where first.

    Both are in small letters. A sentence counts when it `bears` on the matter. Notices of companies
    that are no British ones, by their own words, are passed over.
    """
    for version in judged(site, "privacy", since=since):
        first = said(version.document, phrase)
        if first is None or said(version.document, mended) or abroad(site, version):
            continue
        for line in reading(version.document).lines:
            if any(phrase.search(one) and bears(one) for one in sentences(line.small)):
                yield Slip(version, Place(version.path, line.block.line))
                break


def of_some_readers(sentence: str) -> bool:
    """True when a sentence, in small letters, speaks of readers of one region alone."""
    return bool(_READERS.search(sentence))


def abroad(site: Site, version: Version) -> bool:
    """True when the company has a foreign legal form, or the notice says that it is elsewhere."""
    name = site.settings.organisation.legal_name
    if _BRITISH.search(name):
        return False
    if _FOREIGN.search(name) or hits(version.document, _SEAT, ("we are",)):
        return True
    said_of = [
        hit.block.text[hit.start : hit.end]
        for hit in hits(version.document, _CONTROLLER, ("controller",))
    ]
    foreign = any(_FOREIGN.search(sentence) for sentence in said_of)
    return foreign and not any(_BRITISH.search(sentence) for sentence in said_of)
