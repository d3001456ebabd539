"""An edit in; evidence out when a small word that carries scope came or went."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from fairnotice.significance.case import Case, became, shown
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.replaced import Replacement
from fairnotice.significance.wording import proof, replacements


def scope_word_differs(case: Case, *, of: str) -> str:
    """`of: limits` for only, all, some … and for lists that opened; `of: conditions` for if,
    unless, until, except …; `of: alternatives` for and against or. Serial commas are punctuation
    and never seen here."""
    if case.edited is None or case.edit is None:
        return ""
    listed = {
        "limits": small_words("limits"),
        "conditions": small_words("conditions"),
        "alternatives": frozenset[str](),
    }[of]
    old, new = case.edited
    gone, came = [], []
    for each in replacements(case.edit):
        if proof(case.edit, each, case.texts) == "synonyms":
            continue
        if of == "alternatives":
            differs = ("and" in each.old and "or" in each.new) or (
                "or" in each.old and "and" in each.new
            )
        else:
            differs = _classes(each.old, listed) != _classes(each.new, listed)
            differs = differs and not (of == "limits" and _moved(each, old.norms, new.norms))
            differs = differs or (of == "limits" and _opened(each))
        if differs:
            gone.append(old.raw(each.old_start, each.old_start + len(each.old)))
            came.append(new.raw(each.new_start, each.new_start + len(each.new)))
    return became(shown(gone), shown(came)) if gone or came else ""


def _moved(each: Replacement, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether all that limits at the place limits the same word at another: `each year`."""
    limits = small_words("limits")
    pairs = [
        (one, other)
        for side, start, words in ((old, each.old_start, each.old), (new, each.new_start, each.new))
        for one, other in pairwise(side[start : start + len(words) + 1])
        if one in limits
    ]
    before, after = Counter(pairwise(old)), Counter(pairwise(new))
    return bool(pairs) and all(before[pair] == after[pair] for pair in pairs)


def _opened(each: Replacement) -> bool:
    """Whether a list that named all it holds gives examples now: `namely`, `such as`."""
    return bool(
        small_words("closers").intersection(each.old)
        and small_words("openers").intersection(each.new)
    )


def _classes(norms: Iterable[str], listed: frozenset[str]) -> set[str]:
    """The listed words among these, `every` and `everybody` taken for `all`."""
    return {"all" if norm in small_words("universal") else norm for norm in norms if norm in listed}
