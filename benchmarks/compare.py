"""Pairs of versions in, a table of engines out: time, length, number of changes, exactness.

    python -m benchmarks.compare [FOLDER] [--pairs N]

FOLDER holds <id>/old.md and <id>/new.md; without it the pairs are invented. All engines get the
same words in the same run on one core, tokenising included, parsing not. What a document lays out
for comparing when it is made (`fairnotice.model.Flat`: its texts section by section, what each
block looks like; no tokens, no words) counts as parsing: its price is in the last line alone.
"""

import argparse
import difflib
import gc
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from lxml.html.diff import htmldiff
from markdown import Markdown
from rapidfuzz.distance import Indel

from benchmarks import compare_corpus
from benchmarks.compare_sketch import sketch
from fairnotice.compare.compare import compare
from fairnotice.document.html import html
from fairnotice.document.parse import parsed
from fairnotice.model import Comparison, Document

EXTENSIONS = ("tables", "attr_list", "def_list", "footnotes", "sane_lists", "toc")
"""What notices are written in."""
_RUNS = 5
"""Most runs of an engine on a pair."""
_LONG = 0.05
"""Seconds of processor after which no further run begins."""
_WORD = re.compile(r"\S+|\n")
_TAG = re.compile(r"<(/?)(ins|del)>|<[^>]*>")

Spans = Sequence[tuple[str, str]]


class Case(NamedTuple):
    """One pair in the forms that the engines take."""

    old: Document
    new: Document
    old_text: str
    new_text: str
    old_html: str
    new_html: str
    least: int
    """Fewest words that can be removed and added."""


class Result(NamedTuple):
    """How one engine did on one pair."""

    seconds: float
    words: int
    """Words removed and added."""
    changes: int
    exact: bool


def ours(case: Case) -> Comparison:
    return compare(case.old, case.new)


def by_difflib(case: Case) -> Spans:
    a, b = _WORD.findall(case.old_text), _WORD.findall(case.new_text)
    return _of_opcodes(a, b, difflib.SequenceMatcher(None, a, b).get_opcodes())


def by_rapidfuzz(case: Case) -> Spans:
    a, b = _WORD.findall(case.old_text), _WORD.findall(case.new_text)
    found = Indel.opcodes(a, b)
    return _of_opcodes(
        a, b, ((o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in found)
    )


def by_sketch(case: Case) -> Spans:
    return sketch(case.old_text, case.new_text)


def by_lxml(case: Case) -> str:
    found: str = htmldiff(case.old_html, case.new_html)
    return found


def _of_opcodes(
    a: list[str], b: list[str], opcodes: Iterable[tuple[str, int, int, int, int]]
) -> Spans:
    spans: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "equal":
            spans.append(("same", " ".join(a[i1:i2])))
            continue
        if i2 > i1:
            spans.append(("removed", " ".join(a[i1:i2])))
        if j2 > j1:
            spans.append(("added", " ".join(b[j1:j2])))
    return spans


ENGINES: tuple[tuple[str, Callable[[Case], object]], ...] = (
    ("fairnotice", ours),
    ("difflib, words", by_difflib),
    ("lxml.html.diff.htmldiff", by_lxml),
    ("rapidfuzz Indel on words", by_rapidfuzz),
    ("sketch: unique lines, Indel in the gaps, tidied", by_sketch),
)


def measured(engine: Callable[[Case], object], case: Case) -> Result:
    """The engine's work on a pair, timed alone and then weighed: the soonest of its runs, since
    what disturbs one for a moment is no part of it."""
    seconds, spent = float("inf"), 0.0
    found: object = None
    for _ in range(_RUNS):
        start = time.process_time()
        found = engine(case)
        took = time.process_time() - start
        seconds, spent = min(seconds, took), spent + took
        if spent > _LONG:
            break
    if isinstance(found, Comparison):
        spans = _stream(found)
        exact = all(
            "".join(s.text for s in p.spans if s.kind != "added") == p.old_text
            and "".join(s.text for s in p.spans if s.kind != "removed") == p.new_text
            for p in found.pairs
        ) and sum(len(p.old) for p in found.pairs) == sum(len(s.blocks) for s in found.old.sections)
    else:
        spans = _of_html(unescape(found)) if isinstance(found, str) else found  # type: ignore[assignment]
        # White space is not compared: it is layout to the engines that read words or HTML.
        exact = all(
            "".join("".join(text for kind, text in spans if kind != other).split())
            == "".join(whole.split())
            for other, whole in (("added", case.old_text), ("removed", case.new_text))
        )
        if engine is by_sketch:
            exact = all(
                "".join(text for kind, text in spans if kind != other) == whole
                for other, whole in (("added", case.old_text), ("removed", case.new_text))
            )
    words = sum(len(text.split()) for kind, text in spans if kind != "same")
    return Result(seconds, words, _changes(spans), exact)


def _stream(comparison: Comparison) -> Spans:
    """The whole redline as one row of spans; what moved unchanged counts as one change."""
    spans: list[tuple[str, str]] = []
    for pair in comparison.pairs:
        if pair.kind == "moved":
            spans += [("same", "\n"), ("added", "")]
        spans += pair.spans
        if pair.kind not in {"added", "removed"}:
            spans.append(("same", "\n"))
    return spans


def _of_html(found: str) -> Spans:
    spans: list[tuple[str, str]] = []
    kind, at = "same", 0
    for tag in _TAG.finditer(found):
        spans.append((kind, found[at : tag.start()]))
        at = tag.end()
        if tag[2]:
            kind = "same" if tag[1] else {"ins": "added", "del": "removed"}[tag[2]]
    spans.append((kind, found[at:]))
    return [(kind, text) for kind, text in spans if text.strip()]


def _changes(spans: Spans) -> int:
    """Stretches of changed words between unchanged ones; white space is not counted."""
    count, inside = 0, False
    for kind, text in spans:
        if kind == "same":
            inside = inside and not text.strip()
        elif text and not text.strip():
            continue
        elif not inside:
            count, inside = count + 1, True
    return count


def case(old: str, new: str) -> Case:
    """The pair in all forms."""
    documents = [parsed(text, path=name).document for text, name in ((old, "old"), (new, "new"))]
    texts = [
        "".join(f"{block.text}\n" for section in document.sections for block in section.blocks)
        for document in documents
    ]
    pages = [html(document, lambda address: address) for document in documents]
    words = [text.split() for text in texts]
    return Case(
        documents[0],
        documents[1],
        texts[0],
        texts[1],
        pages[0],
        pages[1],
        int(Indel.distance(words[0], words[1])),
    )


def against_markdown(texts: compare_corpus.Pairs) -> float:
    """Seconds for reading and comparing, as a multiple of what Python-Markdown takes to convert."""
    converter = Markdown(extensions=EXTENSIONS)
    alone = whole = 0.0
    for old, new in texts:
        start = time.process_time()
        for text in (old, new):
            converter.reset()
            converter.convert(text)
        between = time.process_time()
        compare(parsed(old, path="old").document, parsed(new, path="new").document)
        alone += between - start
        whole += time.process_time() - between
    return whole / alone


def given(folder: Path | None, count: int) -> compare_corpus.Pairs:
    """The pairs of a folder, or invented ones."""
    if folder is None:
        return compare_corpus.pairs(count, 4_900)
    found = sorted(path.parent for path in folder.glob("*/old.md"))[:count]
    return [
        ((path / "old.md").read_text("utf-8"), (path / "new.md").read_text("utf-8"))
        for path in found
    ]


def _share(results: Sequence[Result], cases: Sequence[Case], chosen: Sequence[bool]) -> float:
    """Words changed in the chosen pairs, against the least possible."""
    words = sum(result.words for result in compress(results, chosen))
    return words / (sum(case.least for case in compress(cases, chosen)) or 1)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path)
    options.add_argument("--pairs", type=int, default=200)
    options.add_argument("--only", help="engines whose name contains this, and the sketch")
    chosen = options.parse_args(argv)
    texts = given(chosen.folder, chosen.pairs)
    cases = [case(*pair) for pair in texts]
    # What is held already must not be looked through again while an engine works.
    gc.collect()
    gc.freeze()
    words = sorted(case.new.words for case in cases)
    print(f"{len(cases)} pairs, median {words[len(words) // 2]} words, largest {words[-1]}\n")
    print("Edited: without the texts of which more than half was rewritten.\n")
    print("| engine | s | worst | changed words ÷ least | edited | changes | gives back both |")
    print("|---|---|---|---|---|---|---|")
    edited = [2 * case.least < case.old.words + case.new.words for case in cases]
    for name, engine in ENGINES:
        if chosen.only and chosen.only not in name and engine not in {by_sketch, ours}:
            continue
        results = [measured(engine, case) for case in cases]
        print(
            f"| {name} | {sum(r.seconds for r in results):.3f} "
            f"| {max(r.seconds for r in results):.3f} "
            f"| {_share(results, cases, [True] * len(cases)):.3f} "
            f"| {_share(results, cases, edited):.3f} "
            f"| {sum(r.changes for r in results)} | {sum(r.exact for r in results)} |",
            flush=True,
        )
    print(
        f"\nRead and compared: {against_markdown(texts):.2f} x Python-Markdown's converting alone."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
