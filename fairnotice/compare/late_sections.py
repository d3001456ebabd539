"""Matched blocks in, matches of the sections in which they stand out.

Sections are matched first, by id, heading and words. One that was written anew under another
heading is known only by what lives on of it. Unmatched, its remains would stand as a section of
their own in the midst of the one that it became.
"""

from collections import Counter

from fairnotice.compare.sides import Pairing


def match_late_sections(work: Pairing) -> bool:
    """Match sections that have no match and whose blocks became one another's, with their headings.

    Those that share most words are matched first. Tells whether there were any.
    """
    shared = _shared(work)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for s, t in sorted(shared, key=lambda both: (-shared[both], both)):
        if s not in found and t not in taken:
            found[s] = t
            taken.add(t)
    for s, t in found.items():
        i, j = work.old.starts[s], work.new.starts[t]
        headings = work.old.blocks[i].kind == work.new.blocks[j].kind == "heading"
        if headings and work.old.mate[i] < 0 and work.new.mate[j] < 0:
            work.join(i, j)
    work.sections = sorted([*work.sections, *found.items()])
    return bool(found)


def _shared(work: Pairing) -> Counter[tuple[int, int]]:
    """Words of blocks that are matched, by the two unmatched sections in which they stand."""
    old, new = work.old, work.new
    olds = set(range(len(old.starts) - 1)).difference(s for s, _ in work.sections)
    news = set(range(len(new.starts) - 1)).difference(t for _, t in work.sections)
    shared: Counter[tuple[int, int]] = Counter()
    for s in sorted(olds) if news else ():
        for i in range(old.starts[s], old.starts[s + 1]):
            j = old.mate[i]
            if j >= 0 and new.sections[j] in news:
                shared[s, new.sections[j]] += min(len(old.ids[i]), len(new.ids[j]))
    return shared
