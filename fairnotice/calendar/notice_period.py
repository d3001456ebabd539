"""A published day and a significance in; the earliest day on which a version may apply out."""

import datetime
from typing import Literal

from fairnotice.model import Day, NoticeDays


def days(significance: Literal["", "significant", "minor"], notice_days: NoticeDays) -> int:
    """Whole days that a version of this declared significance is shown before it applies.

    A version that declares nothing counts as minor here: that it declares nothing is a problem
    of its own.
    """
    return notice_days.significant if significance == "significant" else notice_days.minor


def earliest_effective(
    published: Day, significance: Literal["", "significant", "minor"], notice_days: NoticeDays
) -> Day:
    """The first day on which a version first shown on `published` may take effect.

    Shown on the 1st with 30 days of notice, it may apply from the 31st. The last day of the
    calendar when the period would lead beyond it.
    """
    try:
        return published + datetime.timedelta(days=days(significance, notice_days))
    except OverflowError:
        return Day.max
