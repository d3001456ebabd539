"""Something in; the same thing, which says when it is looked at, or is fetched only then, out."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from fairnotice.memo.trace import saw
from fairnotice.model import Document, Entry, Flat, Section, Version

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class Outline(NamedTuple):
    """What is known of a document without reading it."""

    title: str
    words: int
    headings: tuple[tuple[str, str], ...]
    """Id and title of each section, in reading order."""


class Facts(Protocol):
    """What is remembered of one text beside the text itself."""

    def __call__(self, sort: str, kind: Any, make: Callable[[], T]) -> T:
        """The fact of this sort and type, made when it is not remembered."""


class LateDocument(Document):
    """A document that is read when its text is looked at, and may be forgotten in between."""

    __slots__ = ("_facts", "_load", "_name", "_outline")

    _name: str
    _outline: Outline
    _load: Callable[[], Document]
    _facts: Facts

    def __init__(
        self, name: str, outline: Outline, load: Callable[[], Document], facts: Facts
    ) -> None:
        """`name` is what traces call it; `load` gives the same document at every call."""
        for field, value in (
            ("_name", name),
            ("_outline", outline),
            ("_load", load),
            ("_facts", facts),
        ):
            object.__setattr__(self, field, value)

    def fact(self, sort: str, kind: Any, make: Callable[[], T]) -> T:
        """What `make` works out of this document; the document is not read when it is known."""
        saw(self._name)
        return self._facts(sort, kind, make)

    @property
    def title(self) -> str:
        """As in any document."""
        saw(self._name)
        return self._outline.title

    @property
    def words(self) -> int:
        """As in any document."""
        saw(self._name)
        return self._outline.words

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """As in any document."""
        saw(self._name)
        return self._outline.headings

    @property
    def sections(self) -> tuple[Section, ...]:
        """As in any document."""
        saw(self._name)
        return self._load().sections

    @property
    def flat(self) -> Flat:
        """As in any document."""
        saw(self._name)
        return self._load().flat

    def __eq__(self, other: object) -> bool:
        """Equal to every document with the same text."""
        return isinstance(other, Document) and (self is other or _parts(self) == _parts(other))

    def __hash__(self) -> int:
        return hash(_parts(self))

    def __reduce__(self) -> tuple[object, ...]:
        """Copied and sent to another process as a plain document."""
        return Document, _parts(self)


def without_text(version: Version) -> Version:
    """The same version with no word in it."""
    plain = {
        field.name: getattr(version, field.name)
        for field in dataclasses.fields(version)
        if field.name not in ("document", "body")
    }
    return Version(**plain, document=Document("", (), 0), body="")


def _parts(document: Document) -> tuple[str, tuple[Section, ...], int]:
    return document.title, document.sections, document.words


class LateVersion(Version):
    """A version whose Markdown is read when it is looked at, and not held."""

    __slots__ = ("_read",)

    _read: Callable[[], str]

    def __init__(self, version: Version, read: Callable[[], str]) -> None:
        """The same as `version` in all else it holds; `read` gives its Markdown."""
        for name in Version.__slots__:
            if name != "body":
                Version.__dict__[name].__set__(self, getattr(version, name))
        object.__setattr__(self, "_read", read)

    @property
    def body(self) -> str:
        """As in any version."""
        return self._read()


class WatchedVersion(LateVersion):
    """A version that says when its changelog entry is looked at."""

    __slots__ = ()

    def __init__(self, version: Version) -> None:
        """The same as `version` in all it holds."""
        super().__init__(version, lambda: version.body)

    @property
    def entry(self) -> Entry | None:
        """As in any version."""
        saw(f"entry {self.ref}")
        found: Entry | None = Version.__dict__["entry"].__get__(self)
        return found


class LateMapping(Mapping[K, V], Generic[K, V]):
    """A mapping whose keys are known, and whose values are made when they are asked for."""

    def __init__(self, keys: Mapping[K, str], make: Callable[[K], V]) -> None:
        """`keys` holds the name of each value in traces; `make` remembers if it wants to."""
        self._names = keys
        self._make = make

    def __getitem__(self, key: K) -> V:
        saw(self._names[key])
        return self._make(key)

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __iter__(self) -> Iterator[K]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
