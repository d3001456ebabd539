"""An edit in; evidence out when the company that answers for the data is another one, or new."""

from collections.abc import Iterable

from fairnotice.significance.case import Case, added, became, removed
from fairnotice.significance.entities import companies, helps, styles
from fairnotice.significance.lexicon import phrases
from fairnotice.significance.statements import Statement


def controller_differs(case: Case) -> str:
    """A legal name comes, goes or changes in a statement about who is responsible; also joint
    control. Fires for no name that the other text has in such a statement."""
    if case.edit is None:
        return ""
    old = _named(case.edit.old, case.texts.new_squash.letters)
    new = _named(case.edit.new, case.texts.old_squash.letters)
    sides = [s for s in (case.edit.new, case.edit.old) if s is not None]
    about = any(_about(s) for s in sides)
    if about and (old or new):
        return became(", ".join(old), ", ".join(new))
    joint = [
        s for s in sides if {"both", "controller", "jointly", "together", "joint"} & set(s.norms)
    ]
    if case.edited is not None and joint and about:
        words = {"both", "joint", "jointly"}
        if not all(_answers(side) for side in case.edited):
            words |= {"controller", "controllers"}
        gained = [t.text for t in case.edit.gained if words & set(t.norms)]
        lost = [t.text for t in case.edit.lost if words & set(t.norms)]
        if gained or lost:
            return became(", ".join(lost), ", ".join(gained))
    if case.edited is None and len(sides) == 1 and _names_controller(sides[0]):
        text = sides[0].text[:80]
        return added(text) if case.added is not None else removed(text)
    return ""


def _named(side: Statement | None, other: str) -> list[str]:
    if side is None:
        return []
    return [name for name in _companies(side) if not any(style in other for style in styles(name))]


def _about(side: Statement) -> bool:
    if {"controller", "controllers", "controlled"} & set(side.norms):
        return True
    if {"runs", "operates", "operated", "owns", "owned", "owner"} & set(side.norms) and companies(
        side.text
    ):
        return True
    if any(term.start < 40 for term in phrases("topics", "cues", "T01").terms(side.stems)):
        return True
    if side.topics[:1] == ("T01",):
        return True
    opening = side.section.id == "top" or side.topics_of_section[:1] == ("T16",)
    own = {"we", "us", "our", "operated", "owned"} & set(side.norms)
    whose = bool(own) or _tells_how(side)
    return opening and whose and any(not helps(side.text, name) for name in _companies(side))


def _companies(side: Statement) -> Iterable[str]:
    """The companies that it names, as written."""
    return companies(side.text).values()


def _tells_how(side: Statement) -> bool:
    """`This notice explains how Acme Ltd uses …`: whose notice it is."""
    return bool({"notice", "policy", "statement"} & set(side.norms[:4])) and "how" in side.norms


def _answers(side: Statement) -> bool:
    """Whether somebody is said to answer for the data, in whichever word."""
    return bool({"controller", "controllers", "responsible"} & set(side.norms))


def _names_controller(side: Statement) -> bool:
    words = set(side.norms)
    return (
        "controller" in words
        and bool({"is", "are", "the", "act", "acts"} & words)
        and bool(companies(side.text))
    )
