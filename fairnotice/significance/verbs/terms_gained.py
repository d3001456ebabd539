"""An edit in; evidence out when it names something of a kind that it did not name before."""

from fairnotice.significance.case import Case, added, written
from fairnotice.significance.entities import in_company_name
from fairnotice.significance.lexicon import TERM_FILES, small_words
from fairnotice.significance.lexicon import group as names_of_group
from fairnotice.significance.rights import only_in
from fairnotice.significance.statements import Statement


def terms_gained(
    case: Case, *, kind: str, group: str = "", names: str = "", whole: str = "yes"
) -> str:
    """`kind`: the word list (`data`, `recipient`, `place` …); `group` or `names` (separated by
    semicolons) narrow it; `whole: no` looks at edited statements only. Data, purposes and
    recipients that are said not to be are named elsewhere (`practice_added`)."""
    if case.edit is None or (whole == "no" and case.edited is None) or case.edit.new is None:
        return ""
    if case.edit.new.denied or case.edit.new.block.kind == "heading":
        return ""
    found = case.edit.gained_terms(kind)
    if kind == "tracking" or (kind == "safeguard" and case.added is not None):
        found = [term for term in found if (kind, term.name) not in case.texts.old_names]
    if group:
        file = next(file for file, each in TERM_FILES.items() if each == kind)
        found = [term for term in found if term.name in names_of_group(file, group)]
    if names:
        wanted = {name.strip() for name in names.split(";")}
        found = [term for term in found if term.name in wanted]
    if kind in {"data", "purpose", "recipient"}:
        found = [term for term in found if not case.edit.new.denies(term.start)]
    if kind == "right":
        found = only_in(case.edit.new, found, case.edit.old)
    if _no_machine(case.edit.new):
        found = [term for term in found if term.name not in _TRAINING]
    found = [term for term in found if not in_company_name(case.edit.new, term)]
    return added(written(case.edit.new, found)) if found else ""


_TRAINING = frozenset({"ai training", "training of people"})


def _no_machine(side: Statement) -> bool:
    """It is people who are trained there, or a train that people go by, no machine."""
    said = set(side.norms)
    others = small_words("trainees") | small_words("railway")
    return bool(said & others) and not said & small_words("trained_machines")
