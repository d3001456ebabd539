"""An edit in; evidence out when it is a label about the document: a date, a version, a year."""

from fairnotice.significance.case import Case, became, content
from fairnotice.significance.lexicon import phrases, small_words, stems, word_set
from fairnotice.significance.quantities import dates, without_dates
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import norms


def label_differs(case: Case) -> str:
    """Decision table N11: `Last updated`, version numbers, the copyright year, notes that the text
    was updated. A date that starts or limits a practice is no label."""
    if case.edit is None:
        return ""
    sides = [side for side in (case.edit.old, case.edit.new) if side is not None]
    if all(_is_label(side) for side in sides):
        return became(*(s.text if s is not None else "" for s in (case.edit.old, case.edit.new)))
    if case.edited is not None:
        old, new = case.edited
        labelled = all(own_dates(side) for side in (old, new))
        others = {dates(side.text) - own_dates(side) for side in (old, new)}
        if labelled and len(others) == 1 and _rest(old) == _rest(new):
            return became(", ".join(sorted(dates(old.text))), ", ".join(sorted(dates(new.text))))
    return ""


def _rest(side: Statement) -> tuple[str, ...]:
    return content(
        norm for norm in norms(without_dates(side.text)) if not any(c.isdigit() for c in norm)
    )


def _labels(side: Statement) -> bool:
    return bool(phrases("wording", "label_words").terms(side.stems))


def _is_label(side: Statement) -> bool:
    """Dates, numbers and words of labels, nothing else."""
    if not (_labels(side) or dates(side.text) or "©" in side.text) or len(side.norms) > 40:
        return False
    rest = [n for n in _rest(side) if n not in _label_words()]
    allowed = 3 if "copyright" in side.norms or "©" in side.text else 0
    if "copyright" in side.norms or "©" in side.text:
        allowed = 8
    return len(rest) <= allowed


def _label_words() -> frozenset[str]:
    return (
        word_set("label_words")
        | word_set("months")
        | word_set("weekdays")
        | small_words("document_words")
    )


def own_dates(side: Statement) -> frozenset[str]:
    """The days on which the text itself was made or changed: `Acme Inc. Revised 3 May`, `this
    leaflet was printed in May`.

    Only words that say what was done to the text; `from 3 May` may begin a practice, and reports
    may be published each May.
    """
    verbs = small_words("label_verbs")
    if small_words("texts") & set(side.norms):
        verbs |= small_words("made_verbs")
    found = set(_first_date(side.text)) if _opens_with_label(side) else set()
    for at, norm in enumerate(side.norms):
        to_date = side.norms[at : at + 3] == ("up", "to", "date")
        if norm in verbs or to_date:
            found |= _first_date(side.text_folded[side.words[at].start :])
    return frozenset(found)


def _first_date(text: str) -> frozenset[str]:
    """The date within the next words, with the year that may stand behind its day."""
    words_ahead = text.split()
    ends = (end for end in range(1, 10) if dates(" ".join(words_ahead[:end])))
    return dates(" ".join(words_ahead[: next(ends, -1) + 1]))


def _opens_with_label(side: Statement) -> bool:
    """The label opens the statement: `Last updated 3 May 2026. …`."""
    first = stems(" ".join(side.norms[:4]))
    return bool(phrases("wording", "label_words").terms(first)) and bool(
        dates(" ".join(side.text.split()[:9]))
    )
