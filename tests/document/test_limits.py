"""What Python-Markdown cannot read in reasonable time is refused, with its place, at once."""

import time

import pytest

from fairnotice.document.limits import MOST_WORK, paragraph_work, refusal
from fairnotice.document.parse import parsed

SECONDS = 10.0
"""Of processor time; each takes less than one."""

FINE = "Words before.\n\n"

HOSTILE = {
    "unclosed brackets": "[" * 20_000,
    "nested brackets": "[" * 10_000 + "]" * 10_000,
    "unclosed links": "[a](" * 10_000,
    "unclosed pictures": "![a](" * 4_000,
    "unclosed tags": "<a " * 20_000,
    "unclosed attributes": '<a href="' * 20_000,
    "nested tags": "<div>" * 20_000,
    "unclosed CDATA": "<![CDATA[" * 20_000,
    "stars": "*a* " * 100_000,
    "underscores": " _a" * 100_000,
    "backticks": "`a` " * 100_000,
    "backslashes": "\\*" * 100_000,
    "headings without blank lines": "# a\n" * 30_000,
    "rules without blank lines": "---\n" * 30_000,
    "definitions without blank lines": "a\n" + ": b\n" * 10_000,
    "broken references": "[a]:\n" * 20_000,
    "one note, many references": "[^a] " * 5_000 + "\n\n[^a]: x\n",
    "many notes": "".join(f"[^{n}]: x\n\n" for n in range(5_000)),
    "backticks in a table": "a|b\n-|-\n" + "`|" * 100_000,
    "many columns": "|a" * 10_000,
    "deep quotes": ">" * 60 + " a",
    "deep lists": "- " * 60 + "a",
    "deep lists over lines": "".join("    " * depth + "- a\n" for depth in range(60)),
    "many cells": "|a|b|\n|-|-|\n" + "|c|d|\n" * 25_000,
    "braces in a heading": "# a" + " {a" * 30_000,
    "blanks in a heading": "# a" + " " * 100_000 + "b",
    "comments in open tags": "<b><!-- c -->" * 20_000,
    "signs of Latin-1": "£" * 480_000,
    "many lines": "a\n" * 50_000,
    "too large": "word " * 250_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_before_it_is_read(name: str) -> None:
    refused = refusal(FINE + HOSTILE[name])
    assert refused is not None
    assert refused.mend


@pytest.mark.parametrize("name", ["unclosed brackets", "stars", "deep quotes", "many columns"])
def test_a_refusal_names_the_line_and_is_broken(name: str) -> None:
    result = parsed(FINE + HOSTILE[name], path="content/privacy/2020-01-01.md", first_line=5)
    [problem] = result.problems
    assert problem.broken
    assert problem.place.line == 7
    assert result.document.sections == ()


ORDINARY = {
    "identical paragraphs": "We keep your data for 30 days.\n\n" * 10_000,
    "a long line": "word " * 100_000,
    "a long line with marks": "word **word** [word](#a) " * 500,
    "a tight list": "- we *share* it with [Post & Parcel](https://example.org/a) in `Leeds`\n"
    * 5_000,
    "a long table": "| a | b |\n|---|---|\n" + "| **we** keep [it](#x) | 30 days |\n" * 5_000,
    "fifty quotes deep": "> " * 50 + "a",
    "a long rule": "- " * 60,
    "headings with blank lines": "## Who we are {#a}\n\nUs.\n\n" * 3_000,
    "a glossary": "term\n:   what it means\n\n" * 3_000,
    "a long line in Chinese": "我们保存数据。" * 40_000,
    "a long line in French": "Nous gardons : « vos données » ! " * 4_000,
    "a comparison": "when a < b and c > d\n\n" * 1_000,
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_text_is_read_however_long(name: str) -> None:
    assert refusal(ORDINARY[name]) is None


def test_fifty_levels_are_read_to_the_bottom() -> None:
    lists = "".join("    " * depth + f"- level {depth}\n" for depth in range(50))
    for text in (lists, "> " * 50 + "level 49"):
        blocks = parsed(text, path="x.md").document.sections[0].blocks
        assert blocks[-1].text == "level 49"
        assert len(blocks[-1].containers) >= 50


def test_an_ordinary_paragraph_costs_next_to_nothing() -> None:
    text = "We keep **it** for [30 days](#retention) and `no` longer. " * 20
    assert paragraph_work(text) < MOST_WORK / 1000


CROWDED = {
    "a block": ("<div {}>x</div>", "a{}", " "),
    "in a line": ("Some <b {}>words</b>.", "a{}", " "),
    "values": ("<div {}>x</div>", 'a{}="1"', ""),
    "slashes": ("<div {}>x</div>", "a{}", "/"),
    "braces": ("## Heading {{: {} }}", "a{}=1", " "),
}


@pytest.mark.parametrize("name", CROWDED)
def test_a_tag_of_thousands_of_attributes_is_refused_at_its_line(name: str) -> None:
    tag, attribute, between = CROWDED[name]
    text = tag.format(between.join(map(attribute.format, range(80_000))))
    start = time.process_time()
    result = parsed(FINE + text, path="content/privacy/2020-01-01.md")
    assert time.process_time() - start < SECONDS
    [problem] = result.problems
    assert problem.broken
    assert "attributes" in problem.wrong
    assert problem.place.line == 3


def test_a_tag_of_many_words_has_few_attributes() -> None:
    text = f'<b title="{"many words " * 300}">x</b> and {"words " * 300}'
    assert not any(each.broken for each in parsed(text, path="x.md").problems)
