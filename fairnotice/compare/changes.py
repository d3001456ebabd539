"""Matched blocks in, their pair out: its kind, its spans.

A pair is `same` when a reader can tell no difference: list markers, the numbers of an ordered list,
the depth of a heading, the label of a footnote, the sort of a blank and what has no width are none.
"""

from collections.abc import Sequence

from fairnotice.compare.alphabet import Alphabet, has_footnotes
from fairnotice.compare.cells import row_spans
from fairnotice.compare.words import text_spans, token_spans
from fairnotice.document.words import seen
from fairnotice.model import Block, PairKind, Run, Span


def equal_kind(old: Block, new: Block) -> PairKind:
    """What differs between two blocks of equal text: nothing, addresses, or marks alone."""
    if old.runs != new.runs:
        if _addresses(old.runs) != _addresses(new.runs):
            return "link"
        if _marks(old.runs) != _marks(new.runs):
            return "format"
    if old.kind != new.kind:
        return "format"
    # Most lists have not changed their depth: their number of containers tells it at once.
    if len(old.containers) != len(new.containers) and old.kind == "item":
        return "format" if _depth(old) != _depth(new) else "same"
    return "same"


def unequal_kind(
    old: Sequence[Block], new: Sequence[Block], spans: Sequence[Span], *, noted: bool
) -> PairKind:
    """What differs between blocks of unequal text: words, only where it is cut, or its blanks.

    `noted` says whether the mark of a footnote stands in them.
    """
    if not noted:
        differing = "".join([text for kind, text in spans if kind != "same"])
        if differing and not differing.isspace() and seen(differing) == differing:
            return "changed"
    if _words_alone(old) != _words_alone(new):
        return "changed"
    if _addresses(_runs(old)) != _addresses(_runs(new)):
        return "link"
    if len(old) == len(new) == 1 and _seen(old[0]) == _seen(new[0]):
        return equal_kind(old[0], new[0])
    return "format"


def _seen(block: Block) -> list[str]:
    """What stands between blanks; how many blanks there are, and of which sort, nobody sees."""
    if block.kind == "code":
        return [block.text]
    text = seen(block.text).replace("\xa0", " ").replace("\t", " \t ").replace("\n", " \n ")
    return [piece for piece in text.split(" ") if piece]


def changed_spans(
    old: Sequence[Block], new: Sequence[Block], alphabet: Alphabet, *, noted: bool
) -> tuple[Span, ...]:
    """The spans of matched blocks whose texts differ; `noted` as above."""
    if len(old) == len(new) == 1 and old[0].kind == new[0].kind == "row":
        cells = row_spans(old[0], new[0], alphabet)
        if cells is not None:
            return cells
    if not noted:
        return text_spans(_joined(old), _joined(new), alphabet)
    return token_spans(alphabet.block_tokens(old), alphabet.block_tokens(new), alphabet)


def _joined(blocks: Sequence[Block]) -> str:
    return blocks[0].text if len(blocks) == 1 else "\n".join([block.text for block in blocks])


def _runs(blocks: Sequence[Block]) -> tuple[Run, ...]:
    return tuple(run for block in blocks for run in block.runs)


def _words_alone(blocks: Sequence[Block]) -> list[str]:
    """The words, without white space and without the numbers of footnotes."""
    pieces = []
    for block in blocks:
        if has_footnotes(block):
            for run in block.runs:
                footnote = any(mark.kind == "footnote" for mark in run.marks)
                pieces.append("[]" if footnote else run.text)
        else:
            pieces.append(block.text)
        pieces.append("\n")
    return seen("".join(pieces)).split()


def _addresses(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """Every linked text and picture with its address; white space and cuts do not count."""
    found: list[tuple[str, str]] = []
    for run in runs:
        if not run.marks:
            if seen(run.text).strip():
                found.append(("", ""))
            continue
        address = "\n".join([mark.address for mark in run.marks if mark.kind in {"link", "image"}])
        text = "".join(seen(run.text).split())
        if not address or not text:
            if text or address:
                found.append(("", address))
            continue
        if found and found[-1][1] == address:
            found[-1] = (found[-1][0] + text, address)
        else:
            found.append((text, address))
    return [entry for entry in found if entry[1]]


def _marks(runs: Sequence[Run]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """The text by marks, neighbours with equal marks joined; white space has no marks."""
    found: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for run in runs:
        text = "".join(seen(run.text).split())
        marks = tuple(sorted({(mark.kind, mark.title) for mark in run.marks})) if run.marks else ()
        if not text:
            continue
        if found and found[-1][1] == marks:
            found[-1] = (found[-1][0] + text, marks)
        else:
            found.append((text, marks))
    return found


def _depth(block: Block) -> int:
    return sum(container.kind == "li" for container in block.containers)
