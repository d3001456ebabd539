"""The words of two sentences in; whether what is done now was only done before, out."""

from collections.abc import Iterator
from functools import cache

from fairnotice.significance.lexicon import lexicon, stems
from fairnotice.significance.words import stem

_BETWEEN = frozenset({"already", "also", "been", "ever", "never", "not"})


def other_tense(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether one says what we have done with data, and the other what we do: `we have shared it`,
    `we share it`."""
    before, after = (frozenset(_have_done(side)) for side in (old, new))
    return any(
        not (theirs - ours).isdisjoint(map(stem, words))
        for theirs, ours, words in ((before, after, new), (after, before, old))
    )


def _have_done(words: tuple[str, ...]) -> Iterator[str]:
    """What we have done, without inflection."""
    for place, norm in enumerate(words):
        if norm in {"has", "have"} and place and words[place - 1] == "we":
            behind = next((w for w in words[place + 1 : place + 4] if w not in _BETWEEN), "")
            if stem(behind) in _done_with_data():
                yield stem(behind)


@cache
def _done_with_data() -> frozenset[str]:
    """What is done with data, by one word."""
    listed = lexicon("actions")["terms"]
    kinds = ("collect", "use", "share", "transfer", "retain")
    single = [stems(each) for kind in kinds for each in (kind, *listed[kind])]
    return frozenset(each[0] for each in single if len(each) == 1)
