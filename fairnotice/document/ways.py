"""A changed pair in; the way in which it changed, if many changed in that way, out.

A site that moves takes all its addresses along, one that is made anew loses the bold of its titles
or draws a line before each: whoever marks such a text notes it once. Only what changes no word has
a way; where words changed, people read on the spot.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from fairnotice.document.redline import EMPTY, typed_otherwise, wordless
from fairnotice.document.runs import REMEMBERED
from fairnotice.document.swaps import Swap, swaps
from fairnotice.model import Block, BlockKind, MarkKind, Pair

FEWEST = 3
"""Fewest places that are told as one; two are sooner read one by one."""

Sort = Literal["links", "wordless", "look", "numbers", "typed"]
"""What changed: addresses, what has no words, looks, numbers of clauses, how marks are typed."""


class Way(NamedTuple):
    """How many changes changed alike."""

    sort: Sort
    old: str = ""
    """Of links what the old addresses begin with, or end in after `…`, nothing where words became
    links or no longer are; of what has no words what went."""
    new: str = ""
    """The same of what is there now; of looks, how it looks now."""
    given: bool = True
    """Whether there is something now; False where it went."""


def way_of(pair: Pair) -> Way | None:
    """The way in which a pair changed; None where words changed, or in several ways."""
    if pair.kind == "link":
        return _of_links(pair)
    if pair.kind == "format":
        how = look(pair)
        return Way("look", new=how) if how else None
    if pair.kind in {"added", "removed"}:
        what, given = wordless(pair), pair.kind == "added"
        return (
            Way("wordless", "" if given else what, what if given else "", given) if what else None
        )
    if pair.kind == "changed":
        return _of_words(pair)
    return None


def told(way: Way, count: int) -> str:
    """What changed in so many places, in words: `12 dividing lines were added`."""
    match way.sort:
        case "links" if not way.old and not way.new:
            return f"{count} passages {'are links now' if way.given else 'are no links any more'}"
        case "links":
            return f"{count} links: {way.old or '…'} → {way.new or '…'}"
        case "wordless":
            many = _WORDLESS[way.old or way.new]
            return f"{count} {many} {'were added' if way.given else 'were removed'}"
        case "look":
            return f"{count} passages look different: {way.new}"
        case "numbers":
            return f"{count} passages {_NUMBERED[(bool(way.old), bool(way.new))]}"
        case _:
            return f"quotation marks or dashes are typed otherwise in {count} places"


_WORDLESS = {
    "a dividing line": "dividing lines",
    "a picture without words": "pictures without words",
    EMPTY: "empty lines",
}
_NUMBERED = {
    (True, True): "have another number before them",
    (True, False): "have no number before them any more",
    (False, True): "have a number before them now",
}


# ---------------------------------------- links


def _of_links(pair: Pair) -> Way | None:
    found = {_exchange(swap) for swap in swaps(pair)}
    return found.pop() if len(found) == 1 else None


def _exchange(swap: Swap) -> Way:
    """Another beginning before the same rest, or another end after it; or words that became a
    link, or no longer are."""
    old, new = swap.old, swap.new
    if not old or not new:
        return Way("links", given=bool(new))
    if rest := _same_end(old, new):
        return Way("links", old[: len(old) - rest], new[: len(new) - rest])
    if start := _same_start(old, new):
        return Way("links", f"…{old[start:]}", f"…{new[start:]}")
    return Way("links", old, new)


_PARTS = ("/", "?", "&", "#")
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*|")


def _same_start(old: str, new: str) -> int:
    """Letters that both addresses begin with, up to what parts them; 0 where it is the host."""
    size = Prefix.similarity(old, new)
    short, long = sorted((old, new), key=len)
    whole = size == len(short) and long[size : size + 1] in _PARTS
    start = size if whole else max(old.rfind(mark, 0, size + 1) for mark in _PARTS)
    host = _HOST.match(old)
    return start if host is not None and start > host.end() else 0


def _same_end(old: str, new: str) -> int:
    """Letters of the end that both addresses have, counted from a slash on."""
    size = Postfix.similarity(old, new)
    short, long = sorted((old, new), key=len)
    if size == len(short) and long[len(long) - size - 1] == "/":
        return size
    end = old[len(old) - size :]
    return len(end) - end.find("/") if "/" in end else 0


# ---------------------------------------- looks

_LOOKS: Mapping[MarkKind, str] = {
    "strong": "bold",
    "em": "italic",
    "code": "set as code",
    "sub": "set low",
    "sup": "set high",
    "strike": "struck through",
}
_FORMS: Mapping[BlockKind, str] = {
    "heading": "a heading",
    "paragraph": "a paragraph",
    "item": "an item of a list",
    "code": "a block of code",
    "term": "a term",
    "definition": "a definition",
}


def look(pair: Pair) -> str:
    """How a pair looks now that differs in its look alone: `no longer bold`; empty if in no word.

    Also where it is parted otherwise into paragraphs or items, or is something else now.
    """
    return ", ".join((*_formed(pair.old, pair.new), *_marked(pair.old, pair.new)))


def _formed(old: Sequence[Block], new: Sequence[Block]) -> Iterator[str]:
    was, now = {block.kind for block in old}, {block.kind for block in new}
    if len(was) == len(now) == 1 and was != now:
        before, after = was.pop(), now.pop()
        if before in _FORMS and after in _FORMS:
            yield f"{_FORMS[after]} now, not {_FORMS[before]}"
    elif len(old) > len(new):
        yield "run together"
    elif len(new) > len(old):
        yield "parted into paragraphs" if now == {"paragraph"} else "parted"


def _marked(old: Sequence[Block], new: Sequence[Block]) -> Iterator[str]:
    before, after = _letters(old), _letters(new)
    for kind, name in _LOOKS.items():
        if before[kind] != after[kind]:
            if not before[kind]:
                yield f"{name} now"
            elif not after[kind]:
                yield f"no longer {name}"
            else:
                yield f"other words are {name}"


def _letters(blocks: Sequence[Block]) -> Counter[MarkKind]:
    """How many letters bear each mark; blanks have no look."""
    found: Counter[MarkKind] = Counter()
    for block in blocks:
        for run in block.runs:
            letters = len("".join(run.text.split()))
            for kind in {mark.kind for mark in run.marks}:
                found[kind] += letters
    return found


# ---------------------------------------- words

_NUMBER = re.compile(
    r"(?:(?:§ ?)?\d+(?:\.\d+)*(?:[.):]|(?<=\.\d)(?=\s+[A-Z]))|(?:[A-Za-z]|[IVXLivxl]+)[.)])\s+"
)
"""What numbers a clause: `9.`, `c)`, `IV.`, `11.2 Notice`; not the years of `2 years`."""


def _of_words(pair: Pair) -> Way | None:
    if typed_otherwise(pair):
        return Way("typed")
    if len(pair.old) != 1 or len(pair.new) != 1:
        return None
    (old, text), (new, rest) = _numbered(pair.old[0].text), _numbered(pair.new[0].text)
    if text != rest or old == new or not text:
        return None
    return Way("numbers", "old" if old else "", "new" if new else "")


@lru_cache(maxsize=REMEMBERED)
def _numbered(text: str) -> tuple[str, str]:
    """The number before a clause, and the rest."""
    found = _NUMBER.match(text)
    end = found.end() if found else 0
    return text[:end].strip(), text[end:]
