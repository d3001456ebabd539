"""Nothing in; the rights of readers and the ways to complain, as laws, out: plain tables.

A change of law is a change of this file. Each row names its source in `law/sources.yaml`, and since
when it holds. The words are those shown where `rights` and `complaints` in site.yaml say nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fairnotice.law.days import ANSWERING_CLOCK, COMMISSION, COMPLAINT_TO_US, GDPR
from fairnotice.model import Day, Jurisdiction

Law = Literal["uk", "eu"]


@dataclass(frozen=True, slots=True)
class LegalRight:
    """A right, and a request that uses it."""

    id: str
    title: str
    request: str
    """What the reader asks for, in one or two sentences."""
    source: str
    """Id of its source."""
    expect: str = ""
    """How far it goes, where a reader would expect more."""


RIGHTS = (
    LegalRight(
        "access",
        "Get a copy of your data",
        "Please send me a copy of the personal data that you hold about me, and tell me what you"
        " use it for, who has received it and how long you keep it.",
        "GDPR15",
    ),
    LegalRight(
        "correct",
        "Have your data corrected",
        "Some of the personal data that you hold about me is wrong or incomplete. Please correct"
        " it as follows:",
        "GDPR16",
    ),
    LegalRight(
        "delete",
        "Have your data deleted",
        "Please delete the personal data that you hold about me. If you have to keep some of it,"
        " please tell me what, and why.",
        "GDPR17",
    ),
    LegalRight(
        "restrict",
        "Have its use restricted",
        "Please stop using my personal data, and keep it only, because:",
        "GDPR18",
    ),
    LegalRight(
        "take-along",
        "Take your data elsewhere",
        "Please send me the personal data that I gave you, in a form that a computer can read, so"
        " that I can take it to somebody else.",
        "GDPR20",
        "It is about data that you gave us, and that we use with your consent or for a contract.",
    ),
    LegalRight(
        "object",
        "Object to what we do",
        "I object to the following use of my personal data, for these reasons:",
        "GDPR21",
    ),
    LegalRight(
        "no-marketing",
        "Stop marketing",
        "Please stop using my personal data for marketing, and stop sending me any.",
        "GDPR21",
    ),
    LegalRight(
        "withdraw",
        "Take back your consent",
        "I take back my consent to the following use of my personal data:",
        "GDPR7",
    ),
)
"""In the order in which pages show them. The GDPR has the same articles."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A fact that holds from a day on."""

    law: tuple[Law, ...]
    since: Day
    until: Day | None
    """First day on which it no longer holds."""
    text: str
    source: str
    """Id of its source."""
    link: str = ""
    """Where a reader goes to use it."""

    def holds(self, has_come: Callable[[Day], bool], jurisdiction: Jurisdiction) -> bool:
        """Whether it holds, for notices judged by that law, once some days have come."""
        begun = has_come(self.since) and not (self.until and has_come(self.until))
        return begun and (jurisdiction == "both" or jurisdiction in self.law)


_EXPECT = (
    "It normally costs nothing, and we have to answer within one month. We can take two months"
    " more for a request that is complex, or one of many, and have to tell you so."
)

EXPECT = (
    Rule(("uk",), GDPR, ANSWERING_CLOCK, _EXPECT, "GDPR12"),
    Rule(("uk",), ANSWERING_CLOCK, None, _EXPECT, "UKGDPR-12A"),
    Rule(("eu",), GDPR, None, _EXPECT, "GDPR12"),
)
"""What to expect of a request."""

COMPLAIN_TO_US = (
    Rule(
        ("uk",),
        COMPLAINT_TO_US,
        None,
        "We have to confirm within 30 days that we have your complaint, and then tell you without"
        " undue delay what came of it.",
        "DUAA-103",
    ),
)
"""What to expect of a complaint to the company."""

_ICO = "https://ico.org.uk/make-a-complaint/"

REGULATORS = (
    Rule(
        ("uk",),
        GDPR,
        COMMISSION,
        "the Information Commissioner's Office (ICO)",
        "GDPR13",
        _ICO,
    ),
    Rule(
        ("uk",),
        COMMISSION,
        None,
        "the Information Commission (known as the ICO)",
        "IC-30SEP",
        _ICO,
    ),
    Rule(
        ("eu",),
        GDPR,
        None,
        "the data protection authority of the country where you live or work, or where it happened",
        "GDPR77",
        "https://www.edpb.europa.eu/about-edpb/about-edpb/members_en",
    ),
)
"""Who supervises the company, as a sentence names it."""
