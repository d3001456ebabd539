"""What holds for any two texts whatever."""

import re
from collections import Counter
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairnotice.compare.alphabet import Alphabet, Kin
from fairnotice.compare.compare import compare
from fairnotice.compare.tokens import TOKEN
from fairnotice.compare.words import text_spans, token_spans
from fairnotice.document.tally import tally
from fairnotice.document.words import UNSEEN, seen, words
from fairnotice.model import Block, Comparison, Document, Pair, Run, Section
from tests.compare.strategies import edits, notices, pairs
from tests.compare.world import compared, document

_SWAPPED = {"added": "removed", "removed": "added"}
lawful = settings(deadline=None)
"""The first example of a run imports and compiles; no example takes long."""
_TEXT = st.text(st.sampled_from(f"ab c.,(\n\t1é日 {UNSEEN}"), max_size=60)
_BLANKS = st.text(st.sampled_from(f"a, \xa0{UNSEEN}"), max_size=8)


def _key(pair: Pair) -> tuple[object, ...]:
    return (pair.kind, tuple(map(id, pair.old)), tuple(map(id, pair.new)))


def _turned(pair: Pair) -> tuple[object, ...]:
    kind = _SWAPPED.get(pair.kind, pair.kind)
    return (kind, tuple(map(id, pair.new)), tuple(map(id, pair.old)))


def _seen(text: str) -> list[str]:
    """What stands between blanks; tabs and line feeds part cells and lines, and are seen."""
    return re.findall(r"[^ \xa0\t\n]+|[\t\n]", seen(text))


def check_exact(comparison: Comparison) -> None:
    """Every block stands in one pair, and every pair gives both its texts back."""
    old = [block for section in comparison.old.sections for block in section.blocks]
    new = [block for section in comparison.new.sections for block in section.blocks]
    assert Counter(id(b) for p in comparison.pairs for b in p.old) == Counter(map(id, old))
    assert [id(b) for p in comparison.pairs for b in p.new] == list(map(id, new))
    for pair in comparison.pairs:
        assert "".join(s.text for s in pair.spans if s.kind != "added") == pair.old_text
        assert "".join(s.text for s in pair.spans if s.kind != "removed") == pair.new_text
        assert all(span.text for span in pair.spans)
        assert pair.kind != "same" or _seen(pair.old_text) == _seen(pair.new_text)
    numbers = [pair.number for pair in comparison.pairs if pair.kind != "same"]
    assert numbers == list(range(1, len(numbers) + 1))


def check_counts(comparison: Comparison) -> None:
    """Each word of either text is counted once."""
    counts = tally(comparison)
    kept = counts.words_same + counts.words_moved
    assert min(counts.words_same, counts.words_moved) >= 0
    assert comparison.old.words == kept + counts.words_removed
    assert comparison.new.words == kept + counts.words_added


@given(pairs)
@example(("## Who we are", "## ![](pixel.gif)"))
@lawful
def test_nothing_is_lost_and_both_texts_come_back(versions: tuple[str, str]) -> None:
    comparison = compared(*versions)
    check_exact(comparison)
    check_counts(comparison)


@given(pairs)
@example(("## Who we are\n\n## Who we are\n\nwe", "## Who we are\n\n## ![](pixel.gif)\n\nwe"))
@lawful
def test_both_directions_pair_the_same_blocks_and_count_the_same_words(
    versions: tuple[str, str],
) -> None:
    old, new = map(document, versions)
    there, back = compare(old, new), compare(new, old)
    assert Counter(map(_key, there.pairs)) == Counter(map(_turned, back.pairs))
    assert tally(there).words_same == tally(back).words_same
    assert tally(there).words_moved == tally(back).words_moved
    assert tally(there).words_removed == tally(back).words_added
    assert tally(there).words_added == tally(back).words_removed


@given(st.lists(edits(), min_size=1, max_size=4), st.sampled_from([0, 1, 3, 1024]))
@lawful
def test_what_is_found_does_not_hang_on_what_was_compared_before(
    many: list[tuple[str, str]], texts: int
) -> None:
    kin, versions = Kin(texts), [document(text) for pair in many for text in pair]
    for old in versions:
        for new in versions:
            assert compare(old, new, kin) == compare(old, new)


@given(notices.map("\n\n".join))
@lawful
def test_a_text_against_itself_has_no_change(text: str) -> None:
    comparison = compare(document(text), document(text))
    assert comparison.changes == ()
    assert comparison.departures == ()
    assert tally(comparison).words_same == comparison.old.words


@given(edits())
@lawful
def test_sections_and_departures_are_all_told(versions: tuple[str, str]) -> None:
    comparison = compared(*versions)
    olds = [id(pair.old) for pair in comparison.sections if pair.old]
    news = [id(pair.new) for pair in comparison.sections if pair.new]
    assert sorted(olds) == sorted(map(id, comparison.old.sections))
    assert sorted(news) == sorted(map(id, comparison.new.sections))
    moved = [at for at, pair in enumerate(comparison.pairs) if pair.kind == "moved"]
    assert sorted(departure.pair for departure in comparison.departures) == moved
    assert all(0 <= d.before <= len(comparison.pairs) for d in comparison.departures)


@given(notices, st.data())
@lawful
def test_wrapping_trailing_space_and_list_markers_are_no_change(
    blocks: list[str], data: st.DataObject
) -> None:
    plain = [block for block in blocks if not re.match(r"[|`>:\[\-0-9#]|Term|.*  \n", block)]
    items = [block for block in blocks if block.startswith("- ")]
    old = "\n\n".join([*plain, "Words between.", *items])
    wrapped = [re.sub(r"(?<=[a-z]) (?=[a-z])", _wrap(data), block) for block in plain]
    markers = [re.sub(r"^- ", "* ", block, flags=re.MULTILINE) for block in items]
    new = "\n\n".join([*wrapped, "Words between. ", *markers]) + "\n"
    assert compared(old, new).changes == ()


def _wrap(data: st.DataObject) -> str:
    return data.draw(st.sampled_from([" ", "\n", " \n", "\n "]))


_FIGURES = st.sampled_from([
    "twenty", "four", "(24)", "(thirty)", "working", "days", "month", "today", "one", "Art.",
    "Nos.", "46", "3.", "+44", "20", "7946", "July", "17", "17th", "2021June", "2,", "May.",
    "1/2/2020", "2021Older",
    "12-month", "20\xa0years", "\xa0", "", "a", "foo.", "-", "(see", "www.example.org", "e.g.",
    "\n", "x\t", "日本", "é", "day's", "foo\ufeff", "\u2060bar", "20\u200bdays",
])  # fmt: skip
"""What a token may reach over the blanks between, and what stands beside it."""


@given(st.one_of(st.lists(_FIGURES, max_size=14).map(" ".join), _TEXT, _BLANKS))
@lawful
@example(
    "within twenty four (24) working days of 17 July 2020, see Art. 46 or call +44 20 7946 0018"
)
def test_a_text_is_cut_as_its_tokens_are_found_one_by_one(text: str) -> None:
    alphabet = Alphabet()
    parts, ids = alphabet.tokens(text)
    assert parts == TOKEN.split(text)
    assert ids == "".join(map(alphabet.letters.__getitem__, parts[1::2]))


@given(st.one_of(_TEXT, _BLANKS), st.one_of(_TEXT, _BLANKS))
@lawful
def test_spans_of_two_lines_give_both_back(old: str, new: str) -> None:
    alphabet = Alphabet()
    for spans in (
        text_spans(old, new, alphabet),
        token_spans(alphabet.tokens(old), alphabet.tokens(new), alphabet),
    ):
        assert "".join(span.text for span in spans if span.kind != "added") == old
        assert "".join(span.text for span in spans if span.kind != "removed") == new
        kinds = [span.kind for span in spans]
        assert all(a != b for a, b in pairwise(kinds))


@given(st.lists(st.text(max_size=30), max_size=12), st.lists(st.text(max_size=30), max_size=12))
@example([], ["\u0e00", "\x1f\x1b"])  # a blank of another sort before what is no word
@settings(max_examples=50, deadline=None)
def test_blocks_that_no_parser_makes_are_compared_as_well(old: list[str], new: list[str]) -> None:
    comparison = compare(_built(old), _built(new))
    check_exact(comparison)
    check_counts(comparison)


def _built(texts: list[str]) -> Document:
    kinds = ("paragraph", "row", "code", "item")
    blocks = tuple(
        Block(kinds[len(text) % 4], text, (Run(text),), at + 1)  # type: ignore[arg-type]
        for at, text in enumerate(texts)
    )
    total = sum(words(text) for text in texts)
    return Document("", (Section("top", "", 1, 1, "", blocks),), total)
