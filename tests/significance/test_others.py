"""Who may say what went, or came, is found by who holds a word, as by looking at all."""

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.document.parse import parsed
from fairnotice.significance.others import Others
from fairnotice.significance.statements import document_statements

_WORDS = st.sampled_from([*"abcdefghijklmnop", "5", "6"])
_SAID = st.lists(_WORDS, min_size=1, max_size=9)


@st.composite
def _text_and_wanted(draw: st.DrawFn) -> tuple[list[list[str]], list[str]]:
    """The words of each statement, and those that are sought: those of two neighbours, but for
    some."""
    texts = draw(st.lists(_SAID, min_size=2, max_size=8))
    at = draw(st.integers(1, len(texts) - 1))
    wanted = [*texts[at - 1], *texts[at]]
    return texts, [
        *wanted[draw(st.integers(0, 2)) :],
        *draw(st.lists(_WORDS, min_size=1, max_size=2)),
    ]


@given(_text_and_wanted(), st.frozensets(st.sampled_from(["5", "6"]), max_size=2))
def test_no_statement_is_missed_that_holds_enough_with_the_one_before_it(
    asked: tuple[list[list[str]], list[str]], exact: frozenset[str]
) -> None:
    texts, wanted = asked
    source = "\n\n".join(" ".join(words) for words in texts)
    statements = document_statements(parsed(source, path="x.md").document, {})
    stems = [each.sentence.stem_set for each in statements]
    least = 0.9 * len(wanted)

    def holds_enough(at: int) -> bool:
        with_the_one_before = stems[at] | (stems[at - 1] if at else frozenset())
        held = sum(word in with_the_one_before for word in wanted)
        return held >= least and exact <= with_the_one_before

    likely = list(Others(statements, stems).likely(tuple(wanted), exact, least))
    half = least / 2 - (len(wanted) - len(set(wanted)))
    by_all = [at for at, here in enumerate(stems) if len(here.intersection(wanted)) >= half]
    assert likely == sorted(likely)
    assert set(likely) <= set(by_all)
    assert [at for at in by_all if holds_enough(at)] == [at for at in likely if holds_enough(at)]
