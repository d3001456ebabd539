"""The bytes of an SVG picture go in; what in it could act, with its place, comes out.

Pages show pictures by `<img>`, where browsers run nothing. But the file has an address of its own,
and opened there it is a document: scripts run, other hosts are asked, links lead on, unless the
server sends a policy, which not every host does. So nothing but what draws is let through, as lists
and not as what is known to be bad: elements of SVG that only draw, references within the file, and
pictures and fonts that stand in it. What drawing programs note in namespaces of their own does
nothing in a browser, and stays.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from fairnotice.model import Place, Problem
from fairnotice.source.trouble import broken

LARGEST = 1_000_000
"""Bytes of a drawing."""

_MOST_TOLD = 20

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_NOTES = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
)
"""Namespaces of the W3C that browsers do nothing with; all others of it mean something to some."""
_ACTING = ("http://www.w3.org/", "http://www.mozilla.org/")

_ELEMENTS = """
circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient
marker mask metadata path pattern polygon polyline radialGradient rect stop style svg switch symbol
text textPath title tspan use view
"""
_DRAWING = frozenset(_ELEMENTS.split())
"""Elements of SVG 1.1 and 2 that draw or name; no links, no animation, which sets attributes."""

_HELD = re.compile(
    r"#|\s*data:(?:image/(?:png|jpeg|gif|webp|avif)|(?:application/(?:x-)?)?font[\w/+.-]*)[;,]",
    re.IGNORECASE,
)
"""What a reference may begin with: it stays in the file."""
_URL = re.compile(r"url\(\s*[\"']?", re.IGNORECASE)
_ASKING = re.compile(r"\\|@import|image\(|image-set\(|src\(|expression\(", re.IGNORECASE)
"""What in CSS asks for something, or could write such a word otherwise."""

_PLAIN = "Save it as plain SVG in the drawing program, or as a PNG."


def acting(content: bytes, path: str) -> list[Problem]:
    """What in an SVG could act when it is opened alone; nothing where it only draws."""
    if len(content) > LARGEST:
        return [_problem(Place(path), "This drawing is larger than one million bytes.", _PLAIN)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [_problem(Place(path), "This drawing is not encoded in UTF-8.", _PLAIN)]
    look = _Look(path)
    try:
        look.parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        place = Place(path, error.lineno, error.offset + 1)
        what = expat.ErrorString(error.code)
        look.found.append(_problem(place, f"This is no SVG that can be read: {what}.", _PLAIN))
    except _EnoughError:
        pass
    return look.found


class _EnoughError(Exception):
    """So much is wrong that nobody reads more."""


class _Look:
    """Hears an XML parser read a drawing, and notes what could act."""

    def __init__(self, path: str) -> None:
        self.found: list[Problem] = []
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._path = path
        self._begun = False
        self._styles: list[Place] = []
        """Where the style sheets begin that are not closed yet."""
        self._sheet: list[str] = []

    def _here(self) -> Place:
        at = self.parser
        return Place(self._path, at.CurrentLineNumber, at.CurrentColumnNumber + 1)

    def _tell(self, wrong: str, mend: str = _PLAIN, place: Place | None = None) -> None:
        self.found.append(_problem(place or self._here(), wrong, mend))
        if len(self.found) == _MOST_TOLD:
            raise _EnoughError

    def _declared(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii"}:
            self._tell(f"This drawing says that it is encoded in {encoding[:40]}, and is in UTF-8.")

    def _doctype(self, _name: str, _at: str | None, _id: str | None, declares: int) -> None:
        # One that only names SVG's own is in every tenth drawing, and no browser fetches it.
        if declares:
            self._tell("A DOCTYPE with entities of its own stands here.", "Delete it.")
            raise _EnoughError  # what follows may be made of them

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self._tell(f"`<?{target}` loads something.", "Delete the line.")

    def _element(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if namespace == _SVG:
            if tag == "style":
                self._styles.append(self._here())
            if tag not in _DRAWING:
                self._tell(f"`<{tag[:40]}>` does more than draw.", f"Delete it. {_PLAIN}")
        elif namespace.startswith(_ACTING) and namespace not in _NOTES:
            self._tell(f"`<{tag[:40]}>` is no part of a drawing, but of {namespace[:60]}.")
        elif not self._begun:
            self._tell(f"This is no SVG: it begins with `<{tag[:40]}>`, not of {_SVG}.")
        self._begun = True
        for key, value in attributes.items():
            self._attribute(key, value)

    def _attribute(self, key: str, value: str) -> None:
        namespace, _, name = key.rpartition(" ")
        if name.lower().startswith("on") and namespace in {"", _SVG}:
            self._tell(f"`{name[:40]}` runs a script.", "Delete it.")
        elif name == "base" and namespace == _XML:
            self._tell("`xml:base` has references lead elsewhere.", "Delete it.")
        elif name in {"href", "src"} and namespace in {"", _XLINK}:
            if not _HELD.match(value):
                self._tell(f"`{name}` leads out of the file, to {value.strip()[:60]}.")
        elif not namespace:
            self._style(name, value)

    def _text(self, words: str) -> None:
        if self._styles:
            self._sheet.append(words)

    def _end(self, name: str) -> None:
        if name != f"{_SVG} style":
            return
        place = self._styles.pop()
        if not self._styles:
            # At once, since the browser joins what comments and other elements part.
            self._style("<style>", "".join(self._sheet), place)
            self._sheet.clear()

    def _style(self, where: str, css: str, place: Place | None = None) -> None:
        """CSS, as it stands in style sheets and in attributes that style."""
        asking = _ASKING.search(css)
        if asking:
            told = f"`{asking[0]}` in `{where[:40]}` can ask for something elsewhere."
            self._tell(told, place=place)
        for url in _URL.finditer(css):
            if not _HELD.match(css, url.end()):
                to = css[url.end() :].strip()[:60]
                self._tell(f"`{where[:40]}` leads out of the file, to {to}.", place=place)


def _problem(place: Place, wrong: str, mend: str) -> Problem:
    return broken("unsafe-drawing", place, wrong, mend)
