"""Words that were to be hidden, folded away or shown so pale that nobody reads them.

Why: nobody should have to hunt for what a notice says (WP260 rev.01 ¶11), so this tool shows every
word alike, and those that were hidden stand on the page as any other.

Mend: take the words out, or leave them and take out what hides them.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.raw import tags
from fairnotice.model import Level, Problem, Site, Timeline

ID = "hidden-text"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("W11",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

<p style="text-align: center">We bake bread.</p>

<p style="color: #222">We have one shop.</p>

We write `<p hidden>` as an example, and this:

    <details>one more</details>
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

<p style="display:none">We give your address to millers.</p> ◀

<p hidden>We keep it for ever.</p> ◀

<details><summary>How long we keep it</summary>Six months.</details> ◀

<span style="font-size: 0.4em; color: #eee">Calls are recorded.</span> ◀
""",
}

_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_HIDDEN = re.compile(
    r"\bdisplay\s*:\s*none\b|\bvisibility\s*:\s*(?:hidden|collapse)\b"
    r"|\bopacity\s*:\s*0?\.?[0-3]?\s*[;\"']"
    r"|\bfont-size\s*:\s*(?:0*\.?[0-5]\d*\s*(?:r?em)\b|[0-6](?:px|pt)?\s*[;\"'])"
    r"|\btext-indent\s*:\s*-\d{3}",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\shidden(?=[\s=/]|$)", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*(?P<colour>#[0-9a-f]{3,6}|white\b)", re.IGNORECASE)
_PALE = 0xB0
"""Red, green and blue of at least this are light grey or lighter; pages are white."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Tags of raw HTML that would hide, fold or fade what they hold; code is passed over."""
    for version, place, tag in tags(site, _TAG):
        if how := _how(tag["name"], tag["rest"]):
            yield Problem(
                ID,
                LEVEL,
                place,
                f"These words were to be {how}; they are shown as all others.",
                f"Delete the words, or only the tag <{tag['name']}>.",
                version=version.ref,
            )


def _how(name: str, rest: str) -> str:
    """What a tag would do to the words that it holds; empty when it leaves them to be read."""
    if name.lower() == "details":
        return "folded away"
    if _HIDDEN.search(rest) or _ATTRIBUTE.search(rest):
        return "hidden"
    colour = _COLOUR.search(rest)
    return "too pale to be read" if colour and _pale(colour["colour"].lower()) else ""


def _pale(colour: str) -> bool:
    if colour == "white":
        return True
    digits = colour[1:]
    parts = [each * 2 for each in digits] if len(digits) == 3 else re.findall("..", digits)
    return len(parts) == 3 and all(int(part, 16) >= _PALE for part in parts)
