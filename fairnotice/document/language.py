"""The languages of words, and of those around them, in; what tells them apart in HTML out.

Whoever hears a page must hear each language in its own voice (WCAG 2.2, 3.1.1 and 3.1.2), so words
carry their language where those around them are in another, and nowhere else.
"""

from typing import NamedTuple

from markupsafe import Markup, escape

from fairnotice.document.ids import FOOTNOTES
from fairnotice.document.tags import attributes

OWN = "en"
"""The language of all words that this program says itself."""

UNKNOWN = "und"
"""The tag of a language that nobody told (BCP 47)."""

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
"""Languages that are written from right to left."""
_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])
"""Scripts likewise (ISO 15924)."""


class Voices(NamedTuple):
    """Attributes that tell languages apart, a blank before each; empty where they are the same."""

    aside: str = ""
    """On what the program says among words of the text: of the new one, where there are two."""
    text: str = ""
    """On words of the text in what the program says."""
    old: str = ""
    """On words of the old text among those of the new."""
    old_aside: str = ""
    """On what the program says among words of the old text."""
    old_text: str = ""
    """On words of the old text in what the program says."""

    def of_title(self, section_id: str, *, gone: bool) -> str:
        """On the title of a section, which only the old text has if it is `gone`. What the
        footnotes are called is the program's."""
        if section_id == FOOTNOTES:
            return ""
        return self.old_text if gone else self.text


ALIKE = Voices()
"""All words are in one language."""


def voices(own: str, text: str, old: str = "") -> Voices:
    """What tells apart the program's words, those of a text and those of an older one.

    `own`, `text` and `old` are BCP 47; without `old` there is no older text.
    """
    old = old or text
    return Voices(
        among(own, text), among(text, own), among(old, text), among(own, old), among(old, own)
    )


def among(inner: str, outer: str) -> str:
    """Attributes of an element with words in `inner` that stands among words in `outer`.

    Both are BCP 47; an empty `outer` stands for what surrounds a whole page.
    """
    if inner.lower() == outer.lower():
        return ""
    turned = direction(inner) != direction(outer)
    return attributes(lang=inner, dir=direction(inner) if turned else "")


def said(text: str, attrs: str) -> str:
    """Finished HTML that carries the attributes, on an element of its own if there are any."""
    return f"<span{attrs}>{text}</span>" if attrs and text else text


def said_of_text(text: str, attrs: str) -> Markup:
    """The same of any text, escaped unless it is HTML already: the filter `said` of templates."""
    return Markup(said(escape(text), attrs))  # noqa: S704  escaped


def direction(lang: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    language, *more = lang.lower().split("-")
    script = next((each for each in more[:2] if len(each) == 4 and each.isalpha()), "")
    if script:
        return "rtl" if script in _SCRIPTS else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def own(site: str) -> str:
    """The language of what the program says, as a site in the language `site` spells it."""
    return site if related(site, OWN) else OWN


def related(one: str, other: str) -> bool:
    """Whether two tags name one language, wherever it is spoken: `en-GB` and `en`."""
    return one.lower().partition("-")[0] == other.lower().partition("-")[0]
