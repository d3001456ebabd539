"""An edit in; evidence out when the registered office moved, which is no way to reach anybody."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.contacts import emails, phones, postcodes
from fairnotice.significance.edits import Stretch, Texts
from fairnotice.significance.statements import Statement

_OFFICE = (("registered", "office"), ("registered", "address"))
_WRITES = frozenset({"contact", "post", "write", "writing"})
_LONGEST = 16
"""Words of an address."""


def office_moved(case: Case) -> str:
    """Decision table J08: only words of an address behind `registered office` differ, nobody is
    asked to write there, and the new text names an e-mail address or a telephone number."""
    if case.edited is None or case.edit is None:
        return ""
    lost, gained = case.edit.lost, case.edit.gained
    if not lost or not gained or not all(map(_of_office, (*lost, *gained))):
        return ""
    old, new = case.edited
    if not _WRITES.isdisjoint(new.norms) or old.names("place") != new.names("place"):
        return ""
    return became(stretches(lost), stretches(gained)) if case.texts.once(_reached) else ""


def _of_office(stretch: Stretch) -> bool:
    """Whether a stretch is some of an address that stands behind the words for the office."""
    place = _office(stretch.side)
    words = stretch.side.words[stretch.start : stretch.end]
    near = 0 < place <= stretch.start and stretch.end <= place + _LONGEST
    code = "".join(word.raw for word in words) in postcodes(stretch.side.text)
    return near and (code or all(w.raw[:1].isupper() or w.raw[:1].isdigit() for w in words))


def _office(side: Statement) -> int:
    """Where the words for the office end; 0 when there are none."""
    norms = side.norms
    return next((at + 2 for at in range(len(norms)) if norms[at : at + 2] in _OFFICE), 0)


def _reached(texts: Texts) -> bool:
    """Whether the new text names another way to reach the company."""
    return any(emails(side.text) or phones(side.text) for side in texts.new)
