"""Hypothesis strategies that make notices as people write them, for every test that needs some."""

from hypothesis import strategies as st

WORDS = st.sampled_from([
    "we", "keep", "your", "data", "for", "30", "days", "3", "years", "share", "Post", "&", "Parcel",
    "“partners”", "isn’t", "e-mail", "£3.50", "café", "naïve", "—", "GDPR/UK", "§", "5(1)(f)",
    "個人情報", "حماية", "👩\u200d💻", "https://example.org", "a_b", "2*3", "x<y", "[sic]", "`tick",
    "R&amp;D",
])  # fmt: skip
WORDS_OF_HEADINGS = st.sampled_from([
    "Who", "We", "Are", "Sharing", "Retention", "Your", "Rights", "Cookies", "Contact", "Données",
    "権利",
])  # fmt: skip
IDS = st.sampled_from(["retention", "sharing", "rights", "contact", "who-we-are", "cookies", "x1"])


def lines_of(words: st.SearchStrategy[str], most: int = 14) -> st.SearchStrategy[str]:
    """A line of one to `most` words."""
    return st.lists(words, min_size=1, max_size=most).map(" ".join)


@st.composite
def inline(draw: st.DrawFn) -> str:
    """A line of text with marks in it."""
    parts = draw(
        st.lists(
            st.one_of(
                lines_of(WORDS, 6),
                lines_of(WORDS, 3).map("**{}**".format),
                lines_of(WORDS, 3).map("*{}*".format),
                lines_of(WORDS, 2).map("`{}`".format),
                st.tuples(lines_of(WORDS_OF_HEADINGS, 2), IDS).map(lambda t: f"[{t[0]}](#{t[1]})"),
                st.just('[us](https://example.org/a?b=1&c=2 "About us")'),
                st.just("<info@example.org>"),
                st.just("![A lock](lock.png)"),
                st.just("![](https://elsewhere.example/pixel.gif)"),
                st.just("a note[^n]"),
                st.just("line  \nbreak"),
                st.just("<sup>2</sup> <del>old</del> <abbr title='x'>y</abbr>"),
            ),
            min_size=1,
            max_size=4,
        )
    )
    return " ".join(parts)


def _items(marker: str) -> st.SearchStrategy[str]:
    item = st.tuples(inline(), st.booleans(), inline()).map(
        lambda t: (
            f"{marker} {t[0]}".replace("\n", "\n    ")
            + (f"\n    {marker} {t[2]}".replace("\n", "\n    ") if t[1] else "")
        )
    )
    return st.lists(item, min_size=1, max_size=4).map("\n".join)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of one to four columns."""
    columns = draw(st.integers(2, 4))
    cell = st.one_of(st.just(""), lines_of(WORDS_OF_HEADINGS, 3), st.just("**x**"))
    row = st.lists(cell, min_size=columns, max_size=columns).map(lambda c: f"| {' | '.join(c)} |")
    rows = draw(st.lists(row, min_size=1, max_size=4))
    rule = "|" + "|".join(
        draw(st.sampled_from(["---", ":--", "--:", ":-:"])) for _ in "x" * columns
    )
    return "\n".join([draw(row), rule + "|", *rows])


BLOCKS = st.one_of(
    inline(),
    inline(),
    _items("-"),
    _items("1."),
    tables(),
    inline().map(lambda text: "> " + text.replace("\n", "\n> ")),
    st.tuples(lines_of(WORDS_OF_HEADINGS, 2), inline()).map(lambda t: f"{t[0]}\n:   {t[1]}"),
    lines_of(WORDS).map("    {}".format),
    st.just("***"),
    st.just("<div class='x'>raw <b>text</b> <p>more</p></div>"),
    st.just("- item\n\n    second paragraph\n\n        code\n\n- other"),
    st.just("> quote\n>\n> - item in it\n> - another"),
)


@st.composite
def headings(draw: st.DrawFn) -> str:
    """A heading of a section, with or without an id."""
    title = draw(lines_of(WORDS_OF_HEADINGS, 3))
    given = draw(st.one_of(st.just(""), st.just(""), IDS.map(" {{#{}}}".format)))
    return f"{draw(st.sampled_from(['##', '##', '###', '####', '#']))} {title}{given}"


@st.composite
def notices(draw: st.DrawFn) -> str:
    """A whole notice: title, opening, sections, a footnote."""
    parts = ["# Privacy notice", *draw(st.lists(BLOCKS, max_size=2))]
    for _ in range(draw(st.integers(0, 4))):
        parts.append(draw(headings()))
        parts.extend(draw(st.lists(BLOCKS, max_size=4)))
    parts.append("[^n]: What the note says.")
    return "\n\n".join(parts) + "\n"


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """A notice and a later version of it: blocks dropped, added, reworded and moved."""
    old = draw(notices())
    parts = old.strip().split("\n\n")
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(parts) - 1))
        match draw(st.sampled_from(["drop", "add", "reword", "move"])):
            case "drop" if len(parts) > 1:
                parts.pop(at)
            case "add":
                parts.insert(at, draw(BLOCKS))
            case "reword":
                parts[at] = parts[at].replace(" ", f" {draw(WORDS)} ", 1)
            case "move":
                parts.insert(draw(st.integers(0, len(parts) - 1)), parts.pop(at))
            case _:
                pass
    return old, "\n\n".join(parts) + "\n"
