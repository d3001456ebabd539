"""Hypothesis strategies for pairs of versions: a notice as people write it, and an edit of it."""

from hypothesis import strategies as st

_WORDS = st.sampled_from([
    "we", "keep", "your", "data", "for", "30 days", "3 years", "share", "with", "Post", "&", "and",
    "“partners”", "isn’t", "e-mail", "£3.50", "café", "cafe\u0301", "—", "GDPR/UK", "5(1)(f)", "a,",
    "個人情報", "حماية", "👩\u200d💻", "https://example.org/a?b=1", "info@example.org", "ends.",
    "15 May 2018", "**strong**", "*em*", "[us](https://example.org/a)", "[us](https://b.example)",
    "a note[^n]", "line  \nbreak", "`x  y`", "![](pixel.gif)", "<sup>2</sup>", "10%", "one month",
    "&nbsp;", "you\xa0may", "\xa0 \xa0", "we\u2060", "\ufeffand", "infor\u00admation",
])  # fmt: skip
_HEADINGS = st.sampled_from([
    "Who we are", "Sharing", "1. Retention", "2. Retention", "Your rights", "Cookies", "Données",
])  # fmt: skip

_line = st.lists(_WORDS, min_size=1, max_size=14).map(" ".join)
_paragraphs = st.lists(_line, min_size=1, max_size=3).map(". ".join)
_items = st.lists(_line, min_size=1, max_size=4).map(
    lambda lines: "\n".join(f"- {x}" for x in lines)
)
_nested = _line.map(lambda line: f"1. first\n    - {line}\n2. second")
_columns = st.lists(st.sampled_from(["what", "why", "how long", ""]), min_size=1, max_size=4)


@st.composite
def _tables(draw: st.DrawFn) -> str:
    """A table of some of the same columns, so that two of them differ in columns."""
    names = draw(_columns)
    rows = draw(st.lists(st.lists(_HEADINGS, min_size=1, max_size=5), min_size=1, max_size=3))
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_others = st.sampled_from([
    "```\ncode  with   blanks\n\nand lines\n```", "> quoted words", "Term\n:   what it means",
    "---", "[^n]: What the note says.", "![A lock](lock.png)", "&amp; &lt;b&gt; &nbsp; end",
])  # fmt: skip

blocks = st.one_of(_paragraphs, _paragraphs, _items, _nested, _tables(), _others)
sections = st.tuples(
    st.tuples(st.sampled_from(["##", "##", "###"]), _HEADINGS).map(" ".join),
    st.lists(blocks, max_size=4),
).map(lambda section: [section[0], *section[1]])
notices = st.lists(sections, max_size=4).map(lambda found: [block for s in found for block in s])


_EDITS = ("change", "add", "remove", "move", "split", "merge", "break", "cut")


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """A notice, and the same with blocks changed, added, removed, moved, split and merged, or set
    apart elsewhere."""
    old = draw(notices)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(new) - 1, 0)))
        match draw(st.sampled_from(_EDITS)):
            case "add":
                new.insert(at, draw(blocks))
            case "remove" if new:
                del new[at]
            case "move" if new:
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            case "split" if new and ". " in new[at]:
                first, _, rest = new[at].partition(". ")
                new[at : at + 1] = [first + ".", rest]
            case "merge" if at + 1 < len(new):
                new[at : at + 2] = [" ".join(new[at : at + 2])]
            case "break" if at + 1 < len(new):
                words = [*new[at].split(" "), *new[at + 1].split(" ")]
                place = draw(st.integers(0, len(words)))
                new[at : at + 2] = [" ".join(words[:place]), " ".join(words[place:])]
            case "cut" if new:
                new[at] = new[at][: draw(st.integers(0, len(new[at])))]
            case "change" if new:
                words = new[at].split(" ")
                place = draw(st.integers(0, len(words)))
                words[place : place + draw(st.integers(0, 3))] = draw(_line).split(" ")
                new[at] = " ".join(words)
            case _:
                pass
    return "\n\n".join(old), "\n\n".join(new)


pairs = st.one_of(
    edits(),
    st.tuples(notices.map("\n\n".join), notices.map("\n\n".join)),
    st.tuples(st.text(max_size=200), st.text(max_size=200)),
)
"""Two versions: mostly one edited from the other, sometimes unrelated, sometimes no notice."""
