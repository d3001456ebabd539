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
        name, again = self._name(text), self._again
        if again:
            text = text._replace(body="")

        def parse() -> Read:
            whole = text._replace(body=again(text.path)) if again else text
            return self._parse(**whole._asdict())

        def document() -> Document:
            return self._memo.large.value(
                name,
                lambda: self._memo.stored(f"document-{name}", Document, lambda: parse().document),
            )

        def head() -> Head:
            found = parse()
            whole = found.document
            self._memo.large.value(
                name, lambda: self._memo.stored(f"document-{name}", Document, lambda: whole)
            )
            return Head(Outline(whole.title, whole.words, whole.headings), tuple(found.problems))

        def fact(sort: str, kind: Any, make: Callable[[], T]) -> T:
            return self._memo.stored(f"{sort}-{name}", kind, make)

        def late() -> Parsed:
            known = self._memo.stored(f"head-{name}", Head, head)
            found = LateDocument(f"document {text.path}", known.outline, document, fact)
            return Parsed(found, known.problems)

        # The very same object for the same text, so that what others note of it stays good.
        return self._memo.small.value(f"late-{name}", late)

    def _name(self, text: Text) -> str:
        """What tells a text from all others."""
        # As bytes: a text that was encoded keeps a copy of itself in that form.
        name = key("text", text.body.encode(errors="surrogatepass"), *text[1:])
        self.keys[text.path] = name
        return name
