"""What YAML allows and a site does not goes in; what is wrong and how to mend it come out."""

from typing import NamedTuple


class Refusal(NamedTuple):
    """Why something is not read."""

    check: str
    wrong: str
    mend: str


SECOND_DOCUMENT = Refusal(
    "yaml-documents",
    "A line `---` begins a second document here, and what follows is not read.",
    "Delete the line `---`.",
)
TOO_DEEP = Refusal(
    "yaml-depth",
    "Too many lists or mappings stand inside one another here.",
    "Put the text in quotes if it begins with `[`, `{` or `?`; otherwise take levels out.",
)
KEY_NOT_TEXT = Refusal(
    "yaml-key",
    "A list or a mapping stands where the name of a key is expected.",
    "Put the text in quotes if it begins with `[`, `{` or `?`; otherwise write `key: value`.",
)
ESCAPED_SIGN = Refusal(
    "control-character",
    "A backslash in these double quotes stands for an invisible character.",
    r"Take it out; a real backslash is written twice, `\\`.",
)


def alias(name: str) -> Refusal:
    """`*name`."""
    return Refusal(
        "yaml-alias",
        f"`*{name}` points to another place of the file, which is not allowed here.",
        "Put the text in quotes if it begins with `*`; otherwise write the value out.",
    )


def anchor(name: str) -> Refusal:
    """`&name`."""
    return Refusal(
        "yaml-anchor",
        f"`&{name}` names a place of the file, which is not allowed here.",
        "Put the text in quotes if it begins with `&`; otherwise delete the name.",
    )


def tag(name: str) -> Refusal:
    """`!name`, or `!!name` for those of YAML itself."""
    written = f"!!{name.rpartition(':')[2]}" if name.startswith("tag:") else name
    return Refusal(
        "yaml-tag",
        f"`{written}` is a YAML tag, which is not allowed here.",
        "Put the text in quotes if it begins with `!`; otherwise delete the tag.",
    )


def twice(key: str, line: int) -> Refusal:
    """A key that stands in its mapping already, on `line`."""
    return Refusal(
        "duplicate-key",
        f"`{key}` stands here a second time; the first is on line {line}.",
        "Keep one of the two lines; if a new entry begins here, put `- ` before its first key.",
    )


def invisible(character: str) -> Refusal:
    """A character that no editor shows."""
    return Refusal(
        "control-character",
        f"An invisible character (U+{ord(character):04X}) stands here.",
        "Delete it, or type the words around it again.",
    )


def too_large(megabytes: int) -> Refusal:
    """A file of more than that."""
    return Refusal(
        "too-large",
        f"The file is larger than {megabytes} MB and is not read.",
        "Split it, or take out what does not belong here.",
    )
