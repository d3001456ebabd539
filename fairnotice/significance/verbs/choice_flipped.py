"""An edit in; evidence out when what happens without the reader's doing is turned round."""

from fairnotice.significance.case import Case, became, stretches

_IN = frozenset({"opt-in", "on request", "consent"})


def choice_flipped(case: Case) -> str:
    """Opt-in against opt-out, on against off, if against unless."""
    if case.edited is None or case.edit is None:
        return ""
    gone, came = set(case.edit.lost_words), set(case.edit.gained_words)
    for one, other in (
        ("on", "off"),
        ("if", "unless"),
        ("in", "out"),
        ("untick", "tick"),
        ("until", "unless"),
        ("ask", "stop"),
        ("only", "unless"),
    ):
        if (one in gone and other in came) or (other in gone and one in came):
            near = set(case.edited[0].norms) | set(case.edited[1].norms)
            if (one, other) != ("in", "out") or "opt" in near:
                return became(stretches(case.edit.lost), stretches(case.edit.gained))
    return ""
