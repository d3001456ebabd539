"""Two documents in, which section became which out: by id, by heading, by content.

Nothing here depends on which document is called the old one, if the caller always gives the two
in the same order (see compare.py).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import filterfalse

from rapidfuzz import fuzz

from fairnotice.model import Document, Section

_NUMBER = re.compile(
    r"^(?:(?:section|part|article|annex|schedule|clause)\s+)?"
    r"(?:[0-9]+(?:\.[0-9]+)*|[ivxlc]+|[a-z])(?:[.):]|\s*[-–—])+\s*|^[0-9]+(?:\.[0-9]+)*\s+"
)
_MANY = 2_500
"""Most pairs of sections that are compared each with each."""

_ALIKE = ((0.75, 0.3), (0.6, 0.5), (0.0, 0.7))
"""Likeness of headings and of words that together suffice. Unrelated English shares about a third
of its words, and unrelated headings a third of their letters."""

_NAMESAKE = 0.7
"""Share of words by which one of several sections with one heading is known."""

Match = tuple[int, int]


def section_matches(first: Document, second: Document) -> list[Match]:
    """Indexes of the sections that belong together, each at most once, in the old order."""
    old, new = first.sections, second.sections
    if first.flat.ids == second.flat.ids:
        return [(at, at) for at in range(len(old))]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for finder in (_by_content_of_namesakes, _by_id, _by_heading, _by_shared_blocks, _by_likeness):
        free_old = [*filterfalse(found.__contains__, range(len(old)))]
        free_new = [*filterfalse(taken.__contains__, range(len(new)))]
        if not free_old or not free_new:
            break
        for i, j in finder(old, new, free_old, free_new):
            if i not in found and j not in taken:
                found[i] = j
                taken.add(j)
    return sorted(found.items())


def heading_key(title: str) -> str:
    """A heading without its number and letter case, by which reworded numbering is seen through."""
    return _NUMBER.sub("", title.casefold()).strip(" .:")


def _by_content_of_namesakes(
    old: Sequence[Section], new: Sequence[Section], free_old: list[int], free_new: list[int]
) -> Iterable[Match]:
    """Of repeated headings of which one came or went, those that have the same under them.

    Their ids are made from the headings: which of them bears the bare one tells nothing.
    """
    repeated = _repeated(old) | _repeated(new)
    if not repeated:
        return
    ours, theirs = _slugged(old, free_old, repeated), _slugged(new, free_new, repeated)
    scored: list[tuple[float, int, int]] = []
    effort = 0
    for key in sorted(ours.keys() & theirs.keys()):
        effort += len(ours[key]) * len(theirs[key])
        if len(ours[key]) == len(theirs[key]) or effort > _MANY:
            continue
        known = {j: Counter(_words(new[j])) for j in theirs[key]}
        for i in ours[key]:
            words = Counter(_words(old[i]))
            for j in theirs[key]:
                both = words.total() + known[j].total()
                shared = 2 * _shared(words, known[j])
                if both and shared >= _NAMESAKE * both:
                    scored.append((shared / both, i, j))
    yield from _best(scored)


def _repeated(sections: Sequence[Section]) -> set[str]:
    """Headings that several sections have."""
    titles = [section.title for section in sections]
    if len(set(titles)) == len(titles):
        return set()
    return {title for title, count in Counter(titles).items() if count > 1}


def _slugged(
    sections: Sequence[Section], free: Iterable[int], titles: Collection[str]
) -> Mapping[str, list[int]]:
    """By heading: the sections of these titles whose ids the text does not give."""
    found: dict[str, list[int]] = defaultdict(list)
    for at in free:
        if sections[at].title in titles and not sections[at].named:
            found[sections[at].title].append(at)
    return found


def _by_id(
    old: Sequence[Section], new: Sequence[Section], free_old: list[int], free_new: list[int]
) -> Iterable[Match]:
    places = {new[j].id: j for j in free_new}  # no two sections of a text have one id
    return [(i, places[old[i].id]) for i in free_old if old[i].id in places]


def _by_heading(
    old: Sequence[Section], new: Sequence[Section], free_old: list[int], free_new: list[int]
) -> Iterable[Match]:
    """The same words under another number or id; of repeated headings those that stand alike."""
    return _in_order(
        ((key, i) for i in free_old if (key := heading_key(old[i].title))),
        ((key, j) for j in free_new if (key := heading_key(new[j].title))),
    )


def _in_order(old: Iterable[tuple[str, int]], new: Iterable[tuple[str, int]]) -> Iterable[Match]:
    places: dict[str, list[int]] = defaultdict(list)
    for key, j in new:
        places[key].append(j)
    for row in places.values():
        row.reverse()
    for key, i in old:
        if waiting := places.get(key):
            yield i, waiting.pop()


def _by_shared_blocks(
    old: Sequence[Section], new: Sequence[Section], free_old: list[int], free_new: list[int]
) -> Iterable[Match]:
    """Sections that hold the same paragraphs word for word: at least half of the shorter one."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j in free_new:
        for block in _body(new[j]):
            holders[block].append(j)
    shared: Counter[Match] = Counter()
    for i in free_old:
        for block in _body(old[i]):
            if len(holders.get(block, ())) == 1:
                shared[i, holders[block][0]] += len(block)
    yield from _best(
        (
            (letters / least, i, j)
            for (i, j), letters in shared.items()
            if letters >= 40 and 2 * letters >= (least := min(_length(old[i]), _length(new[j])))
        )
    )


def _by_likeness(
    old: Sequence[Section], new: Sequence[Section], free_old: list[int], free_new: list[int]
) -> Iterable[Match]:
    """Sections whose headings and words are alike, even if no paragraph is the same."""
    if len(free_old) * len(free_new) > _MANY:
        return
    old_keys = {i: heading_key(old[i].title) for i in free_old}
    new_keys = {j: heading_key(new[j].title) for j in free_new}
    old_words = {i: _words(old[i]) for i in free_old}
    new_words = {j: _words(new[j]) for j in free_new}
    # Most sections are too unequal in length to any other for their words to be counted.
    old_counts = cache(lambda i: Counter(old_words[i]))
    new_counts = cache(lambda j: Counter(new_words[j]))
    scored = []
    for i in free_old:
        for j in free_new:
            heading = fuzz.ratio(old_keys[i], new_keys[j]) / 100
            enough = min(c for h, c in _ALIKE if heading >= h)
            least, most = sorted((len(old_words[i]), len(new_words[j])))
            both = least + most
            if both and 2 * least / both < enough:
                continue
            content = 2 * _shared(old_counts(i), new_counts(j)) / both if both else heading
            if content >= enough:
                scored.append((heading + 2 * content, i, j))
    yield from _best(scored)


def _shared(a: Mapping[str, int], b: Mapping[str, int]) -> int:
    """Words that two sections have in common, in any order."""
    return sum([min(a[word], b[word]) for word in a.keys() & b.keys()])


def _best(scored: Iterable[tuple[float, int, int]]) -> Iterable[Match]:
    for _, i, j in sorted(scored, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1], row[2])):
        yield i, j


def _body(section: Section) -> Iterable[str]:
    return (block.text for block in section.blocks if block.kind != "heading" and block.text)


def _length(section: Section) -> int:
    return sum(len(text) for text in _body(section)) or 1


def _words(section: Section) -> list[str]:
    return " ".join(_body(section)).casefold().split()
