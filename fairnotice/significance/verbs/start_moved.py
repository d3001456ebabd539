"""An edit in; evidence out when the day from which a practice applies is another one."""

from fairnotice.significance.case import Case, became
from fairnotice.significance.quantities import dates
from fairnotice.significance.verbs.label_differs import own_dates


def start_moved(case: Case) -> str:
    """Dates in a statement that says more than a label, those of the text itself left out; labels
    are told before this is asked."""
    if case.edited is None:
        return ""
    old, new = (dates(side.text) - own_dates(side) for side in case.edited)
    return (
        became(", ".join(sorted(old - new)), ", ".join(sorted(new - old)))
        if old and new and old != new
        else ""
    )
