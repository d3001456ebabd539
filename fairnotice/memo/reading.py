"""A reader of Markdown and a memo in; the same reader, that reads no text twice, out."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeVar

from fairnotice.memo.keys import key
from fairnotice.memo.late import LateDocument, Outline
from fairnotice.memo.memo import Memo
from fairnotice.model import CookieRow, Document, Problem

T = TypeVar("T")


class Read(Protocol):
    """What a reader of Markdown gives."""

    @property
    def document(self) -> Document:
        """The text in sections and blocks."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What an editor has to know about it."""


class Parsed(NamedTuple):
    """A document and the problems met on the way."""

    document: Document
    problems: tuple[Problem, ...]


class Head(NamedTuple):
    """What is known of a text without reading it again."""

    outline: Outline
    problems: tuple[Problem, ...]


class Text(NamedTuple):
    """What is read, and where it stands."""

    body: str
    path: str
    first_line: int = 1
    cookies: tuple[CookieRow, ...] = ()
    cookie_lines: tuple[int, ...] = ()


class Reading:
    """Reads Markdown as `parse` does; documents are fetched or read when they are looked at."""

    def __init__(
        self,
        parse: Callable[..., Read],
        memo: Memo,
        again: Callable[[str], str] | None = None,
    ) -> None:
        """`again` gives the body of the text at a path once more; without it bodies are held."""
        self._parse = parse
        self._memo = memo
        self._again = again
        self.keys: dict[str, str] = {}
        """Path of a text that was read → what tells it from all others."""

    def knows(self, body: str, **where: Any) -> bool:
        """Whether such a text was read before, by this program or an earlier run of it."""
        return self._memo.knows(f"head-{self._name(Text(body, **where))}")

    def __call__(self, body: str, **where: Any) -> Parsed:
        """The document of a body, as `fairnotice.document.parse.parsed` has it.

        `where` are the fields of `Text`, by name.
        """
        text = Text(body, **where)
        name = self._name(text)
        if self._again:
            text = text._replace(body="")

        def head() -> Head:
            found = self._read(text)
            whole = found.document
            self._memo.large.value(
                name, lambda: self._memo.stored(f"document-{name}", Document, lambda: whole)
            )
            return Head(Outline(whole.title, whole.words, whole.headings), tuple(found.problems))

        def late() -> Parsed:
            known = self._memo.stored(f"head-{name}", Head, head)
            return Parsed(self._late(name, text, known.outline), known.problems)

        # The very same object for the same text, so that what others note of it stays good.
        return self._memo.small.value(f"late-{name}", late)

    def again(self, name: str, outline: Outline, **where: Any) -> Document:
        """The document of a text that was read before, and is at its path; `keys` called it `name`.

        `where` are the fields of `Text` but its body.
        """
        text = Text("", **where)
        self.keys[text.path] = name
        return self._late(name, text, outline)

    def _read(self, text: Text) -> Read:
        whole = text._replace(body=self._again(text.path)) if self._again else text
        return self._parse(**whole._asdict())

    def _late(self, name: str, text: Text, outline: Outline) -> LateDocument:
        def document() -> Document:
            return self._memo.large.value(
                name,
                lambda: self._memo.stored(
                    f"document-{name}", Document, lambda: self._read(text).document
                ),
            )

        def fact(sort: str, kind: Any, make: Callable[[], T]) -> T:
            return self._memo.stored(f"{sort}-{name}", kind, make)

        return LateDocument(f"document {text.path}", outline, document, fact)

    def _name(self, text: Text) -> str:
        """What tells a text from all others."""
        # As bytes: a text that was encoded keeps a copy of itself in that form.
        name = key("text", text.body.encode(errors="surrogatepass"), *text[1:])
        self.keys[text.path] = name
        return name
