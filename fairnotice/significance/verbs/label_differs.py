"""An edit in; evidence out when it is a label about the document: a date, a version, a year."""

from fairnotice.significance.case import Case, became, content
from fairnotice.significance.lexicon import phrases, small_words, stems, word_set
from fairnotice.significance.quantities import dates, without_dates
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import words


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
        labelled = all(_opens_with_label(side) or _dates_itself(side) for side in (old, new))
        if labelled and _rest(old) == _rest(new):
            return became(", ".join(sorted(dates(old.text))), ", ".join(sorted(dates(new.text))))
    return ""


def _rest(side: Statement) -> tuple[str, ...]:
    return content(
        word.norm
        for word in words(without_dates(side.text))
        if not any(c.isdigit() for c in word.norm)
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


def _dates_itself(side: Statement) -> bool:
    """The day on which the text was changed, wherever in the statement: `Acme Inc. Revised 3 May`.

    Only words that say what was done to the text; `from 3 May` may begin a practice.
    """
    norms = side.norms
    spoken = [at for at, norm in enumerate(norms) if norm in small_words("label_verbs")]
    near = [" ".join(side.text_folded[side.words[at].start :].split()[:6]) for at in spoken]
    return len(dates(side.text)) == 1 and any(dates(text) for text in near)


def _opens_with_label(side: Statement) -> bool:
    """The label opens the statement: `Last updated 3 May 2026. …`."""
    first = stems(" ".join(side.norms[:4]))
    return bool(phrases("wording", "label_words").terms(first)) and bool(
        dates(" ".join(side.text.split()[:9]))
    )
