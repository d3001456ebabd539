"""An edit in; evidence out when a negation came or went."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.words import stem

_OPPOSITES = (
    ({"keep", "retain", "stor"}, {"delet", "eras", "remov", "discard"}),
    ({"on"}, {"off"}),
    ({"allow", "permit"}, {"prohibit", "forbid"}),
)


def polarity_differs(case: Case) -> str:
    """Counts negations on both sides, scope of lead-in included. A negation that goes together
    with a verb's turn into its opposite (`do not keep` → `delete`) is no change."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    before, after = (side.denials for side in (old, new))
    if before == after or (before - after) % 2 == 0:
        return ""
    lost, gained = (
        {stem(n) for n in words} for words in (case.edit.lost_words, case.edit.gained_words)
    )
    for one, other in _OPPOSITES:
        if (lost & one and gained & other) or (lost & other and gained & one):
            return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained)) or became(
        old.block.lead_in, new.block.lead_in
    )
