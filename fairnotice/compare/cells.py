"""Two rows of a table in, their spans out: cell by cell, each beside the one of its column."""

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from fairnotice.compare.alphabet import Alphabet
from fairnotice.compare.spans import Spans
from fairnotice.compare.words import text_spans
from fairnotice.model import Block, Span

_Columns = Sequence[tuple[int, int]]
"""Columns of the old and the new table that belong together, in order; -1 where one has none."""


def row_spans(old: Block, new: Block, alphabet: Alphabet) -> tuple[Span, ...] | None:
    """The spans of two rows; None where no column of one can be told to be one of the other.

    A column that was put in or taken out is whole in every row: the headers say which one it is.
    """
    old_cells, new_cells = old.text.split("\t"), new.text.split("\t")
    columns = _columns(_header(old, old_cells), _header(new, new_cells))
    if columns is None:
        if len(old_cells) != len(new_cells):
            return None
        columns = [(at, at) for at in range(len(old_cells))]
    return _in_columns(old_cells, new_cells, columns, alphabet)


def _header(row: Block, cells: Sequence[str]) -> Sequence[str]:
    """The names of the row's columns; nothing where the table does not name each."""
    names = cells if row.is_header else row.header
    return names if len(names) == len(cells) else ()


def _columns(old: Sequence[str], new: Sequence[str]) -> _Columns | None:
    """The columns by their names; None where the names tell of no column put in or taken out."""
    if old == new or not old or not new:
        return None
    turned = list(old) > list(new)
    first, second = (new, old) if turned else (old, new)
    names = {name: chr(at + 1) for at, name in enumerate(dict.fromkeys((*first, *second)))}
    blocks = Indel.opcodes(
        "".join(map(names.__getitem__, first)), "".join(map(names.__getitem__, second))
    ).as_matching_blocks()
    if not any(block.size for block in blocks) and len(old) != len(new):
        return None
    columns: list[tuple[int, int]] = []
    i = j = 0
    for block in blocks:
        # Between two columns that kept their names the others go together in order.
        both = min(block.a - i, block.b - j)
        columns += [(i + k, j + k) for k in range(both)]
        columns += [(k, -1) for k in range(i + both, block.a)]
        columns += [(-1, k) for k in range(j + both, block.b)]
        i, j = block.a + block.size, block.b + block.size
        columns += [(block.a + k, block.b + k) for k in range(block.size)]
    return [(y, x) for x, y in columns] if turned else columns


def _in_columns(
    old: Sequence[str], new: Sequence[str], columns: _Columns, alphabet: Alphabet
) -> tuple[Span, ...]:
    """The cells with the tabs between them, which come and go with the columns."""
    spans = Spans()
    for i, j in columns:
        if i > 0 and j > 0:
            spans.same("\t")
        else:
            spans.differ("\t" if i > 0 else "", "\t" if j > 0 else "")
        if i < 0 or j < 0:
            spans.differ(old[i] if i >= 0 else "", new[j] if j >= 0 else "")
        elif old[i] == new[j]:
            spans.same(old[i])
        else:
            spans.more(text_spans(old[i], new[j], alphabet))
    return spans.whole()
