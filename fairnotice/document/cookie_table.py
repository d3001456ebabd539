"""The rows of cookies.yaml in; the table that readers see where the text says `[[cookies]]` out."""

from collections.abc import Collection, Sequence
from typing import TypeVar, get_args

from fairnotice.document.blocks import CELL
from fairnotice.model import Block, Container, CookieCategory, CookieGround, CookieRow, Run

MARKER = "[[cookies]]"
"""What a cookie notice writes on a line of its own where the table belongs."""

HEADER = (
    "Name",
    "Kind",
    "Set by",
    "Read by",
    "Purpose",
    "Category",
    "Basis",
    "Lifetime",
    "Country",
)
"""The columns. They are always the same, so that a new value never changes other rows."""

_CATEGORIES: tuple[CookieCategory, ...] = get_args(CookieCategory)
_GROUNDS: tuple[CookieGround, ...] = get_args(CookieGround)
_CATEGORY, _GROUND = HEADER.index("Category"), HEADER.index("Basis")
_OWN = frozenset(map(HEADER.index, ("Kind", "Category", "Basis", "Lifetime")))

T = TypeVar("T", bound=str)


def rows(
    cookies: Sequence[CookieRow], lines: Sequence[int], path: str, containers: tuple[Container, ...]
) -> tuple[Block, ...]:
    """The table's blocks: a header, then the rows by category in the order of the law's list.

    `path` is that of cookies.yaml, `lines` the line of each row in it (1 where it is not known).
    """
    known = [*lines, *[1] * len(cookies)][: len(cookies)]
    placed = sorted(
        zip(cookies, known, strict=True), key=lambda row: _CATEGORIES.index(row[0].category)
    )
    header = _row(HEADER, min(known, default=1), path, containers, ())
    return (
        header,
        *(_row(_cells(cookie), line, path, containers, HEADER) for cookie, line in placed),
    )


def is_row(block: Block) -> bool:
    """Whether a block is a row of this table, its header or one of the cookies."""
    if block.kind != "row":
        return False
    header = tuple(block.text.split("\t")) if block.is_header else block.header
    return header == HEADER


def own_cells(block: Block) -> Collection[int]:
    """Places of the cells whose words are this program's: column names, and what a list gives."""
    if not is_row(block):
        return ()
    return range(len(HEADER)) if block.is_header else _OWN


def category(block: Block) -> CookieCategory | None:
    """The category under which a cookie's row stands; None for the header and all other blocks."""
    return _value(block, _CATEGORY, _CATEGORIES)


def ground(block: Block) -> CookieGround | None:
    """The ground on which a cookie's row says it is set; None for the header and other blocks."""
    return _value(block, _GROUND, _GROUNDS)


def _value(block: Block, column: int, values: Sequence[T]) -> T | None:
    if block.is_header or not is_row(block):
        return None
    written = block.text.split("\t")[column]
    return next((each for each in values if words(each) == written), None)


def _cells(cookie: CookieRow) -> tuple[str, ...]:
    return (
        cookie.name,
        cookie.kind.capitalize(),
        cookie.set_by,
        cookie.read_by,
        cookie.purpose,
        words(cookie.category),
        words(cookie.ground),
        words(cookie.lifetime),
        cookie.country,
    )


def words(value: str) -> str:
    """A value as the table shows it: `strictly-necessary` → `Strictly necessary`."""
    return (value[:1].upper() + value[1:]).replace("-", " ")


def _row(
    cells: tuple[str, ...],
    line: int,
    path: str,
    containers: tuple[Container, ...],
    header: tuple[str, ...],
) -> Block:
    runs: list[Run] = []
    texts = [" ".join(cell.split()) for cell in cells]
    for index, text in enumerate(texts):
        if index:
            runs.append(CELL)
        if text:
            runs.append(Run(text))
    return Block(
        "row",
        "\t".join(texts),
        tuple(runs),
        line,
        containers,
        header=header,
        is_header=not header,
        path=path,
    )
