"""Plain data in; JSON for people and programs, as bytes, out."""

import json

import msgspec


def part(data: object) -> object:
    """`data`, to stand in the data of `written_json`: of many parts no tree is held in memory."""
    try:
        return msgspec.Raw(msgspec.json.encode(data))
    except UnicodeEncodeError:
        return data


def written_json(data: object) -> bytes:
    """`data` as JSON with an indent of one, UTF-8, with a line feed at its end.

    The bytes are those of Python's own `json`, which takes ten times as long with an indent.
    """
    try:
        return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"
    except UnicodeEncodeError:  # half a character, in a file's name
        written = json.dumps(data, ensure_ascii=False, indent=1, default=_whole) + "\n"
        return written.encode("utf-8", "backslashreplace")


def _whole(part: msgspec.Raw) -> object:
    """What was made a part, again."""
    return json.loads(bytes(part))
