"""Plain data in; JSON for people and programs, as bytes, out."""

import json
from collections.abc import Iterable, Iterator

import msgspec

from fairnotice.reports.orders import in_json

_APART = 2
"""How deep what is inside is written by itself: each entry of a list that has thousands of them."""


def written_json(data: object) -> bytes:
    """`data` as JSON with an indent of one, UTF-8, with a line feed at its end.

    An iterator, as a value of `data`, is written as the list of what it gives, of which no more
    than one is then held. The bytes are those of Python's own `json`, which takes ten times as long
    with an indent, but for what would act on a terminal or on a server that reads along.
    """
    return b"".join((*_pieces(data, 0), b"\n"))


def _pieces(data: object, depth: int) -> Iterator[bytes]:
    """What `data` is written as, which stands so deep in the whole."""
    line = b"\n" + b" " * depth
    found: Iterable[tuple[bytes, object]]
    if depth < _APART and isinstance(data, dict):
        begin, end = b"{", b"}"
        found = ((_formatted(name) + b": ", value) for name, value in data.items())
    elif depth < _APART and isinstance(data, list | Iterator):
        begin, end = b"[", b"]"
        found = ((b"", value) for value in data)
    else:
        yield _formatted(data).replace(b"\n", line)
        return
    between = begin
    for name, value in found:
        yield between + line + b" " + name
        yield from _pieces(value, depth + 1)
        between = b","
    yield begin + end if between == begin else line + end


def _formatted(data: object) -> bytes:
    """Reports are printed, too: what acts on a terminal or a server is written as an escape."""
    try:
        written = msgspec.json.format(msgspec.json.encode(data), indent=1)
    except UnicodeEncodeError:  # half a character, in a file's name
        text = json.dumps(data, ensure_ascii=False, indent=1)
        written = text.encode("utf-8", "backslashreplace")
    # Piece by piece: the whole has megabytes, and as a text two or four times as many.
    if written.isascii() and b"##" not in written and b"\x7f" not in written:
        return written
    return in_json(written.decode()).encode()
