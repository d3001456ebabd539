"""A jurisdiction and a day in; out come the sentences on how to complain that the law asks for.

Sources: right to complain to the controller, Data Protection Act 2018 s.164A and UK GDPR
Art 13(2)(ca), inserted by the Data (Use and Access) Act 2025 s.103 and Sch 10, in force 19 June
2026 (acknowledge within 30 days, act and report the outcome without undue delay). Information
Commission in the place of the Information Commissioner: the same Act ss.118-119, in force
30 September 2026. EU: GDPR Art 77. Nobody may be told to come to the company first (ICO, "How does
the ICO deal with complaints").
"""

from collections.abc import Iterator

from fairnotice.law.days import COMMISSION, COMPLAINT_TO_US
from fairnotice.model import Day, Jurisdiction


def to_us(jurisdiction: Jurisdiction, today: Day) -> tuple[str, ...]:
    """Keys of the sentences on complaining to the company: before, and after, its address."""
    if jurisdiction != "eu" and today >= COMPLAINT_TO_US:
        return "complain", "complain_soon"
    return ("complain_plain",)


def to_authority(jurisdiction: Jurisdiction, today: Day) -> Iterator[str]:
    """Keys of the sentences on complaining to a regulator."""
    if jurisdiction in ("uk", "both"):
        commission = today >= COMMISSION
        yield "regulator_commission" if commission else "regulator_commissioner"
    if jurisdiction == "eu":
        yield "regulator_eu"
    if jurisdiction == "both":
        yield "regulator_eu_too"
