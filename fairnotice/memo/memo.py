"""The key of a value and a way to make it in; the value out, made once and remembered.

In memory for as long as the program runs, and, where a store is given, beyond that. What comes
from a store is decoded as the type that is expected and nothing else, and no code in it can run; a
value that cannot be decoded counts as never stored.
"""

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import msgspec

from fairnotice.memo.trace import seeing

if TYPE_CHECKING:  # it takes a twentieth of a second to load
    from jinja2 import BytecodeCache

T = TypeVar("T")

_SMALL, _LARGE, _ALL = 100_000, 64, 1 << 40
"""How many values are kept in memory. Large ones take up to a megabyte, so they are few: enough for
one page of any sort, and for neighbours to find them."""


class Stamp(NamedTuple):
    """What tells a file that nobody touched."""

    size: int
    mtime: int
    """In nanoseconds."""
    number: int = 0
    """On its disk: two files may be as large and as old as each other. 0 until it was looked at."""
    mode: int = 0
    """What sort of file it is, and who may do what with it. 0 until it was looked at."""


class Store(Protocol):
    """Where values are kept beyond the end of the program."""

    def get(self, key: str) -> bytes | None:
        """What was put there under this key; None when nothing was, or it is damaged."""

    def has(self, key: str) -> bool:
        """Whether something was put there; it may yet make no sense."""

    def put(self, key: str, value: bytes) -> None:
        """Keeps it, as far as there is room."""

    def put_by(self, key: str) -> None:
        """Keeps it, and does not hold it ready: the next build will seldom ask for it."""

    @property
    def keeps_files(self) -> bool:
        """Whether whole files can be kept."""

    def holds(self, digest: str) -> bool:
        """Whether the file with this content is there."""

    def keep(self, content: bytes) -> str:
        """Keeps the content of a file; gives its digest."""

    def stamp(self, digest: str) -> Stamp | None:
        """How the file with this content looks from outside; None when that is not known."""

    def learn(self, digest: str, stamp: Stamp) -> None:
        """Learns how a file looks that a copy of this process kept; who is told need not read it
        to know that it is held."""

    def content(self, digest: str) -> bytes:
        """The content of a file that is held."""


class Note(NamedTuple):
    """A value as it was put into a store."""

    key: str
    value: bytes


class Recent:
    """The values used last, as many as there is room for."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._values: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._turn = 0

    def __len__(self) -> int:
        return len(self._values)

    def value(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of this key, made when it is not remembered."""
        try:
            self._values.move_to_end(key)
            used, found = self._values[key]
        except KeyError:
            used, found = -1, make()
        if used == self._turn:
            known: T = found
            return known
        self._values[key] = (self._turn, found)
        while len(self._values) > self._room:
            try:
                self._values.popitem(last=False)
            except KeyError:  # another thread was faster
                break
        result: T = found
        return result

    def turn(self, turns: int) -> None:
        """Begins a new turn, and forgets what was not used in the last `turns` of them."""
        self._turn += 1
        while self._values:
            oldest = next(iter(self._values))
            if self._values[oldest][0] >= self._turn - turns:
                break
            del self._values[oldest]


class Memo:
    """What was worked out, by key. Values are never changed, so they may be shared."""

    def __init__(self, store: Store | None = None, compiled: "BytecodeCache | None" = None) -> None:
        """Without a store nothing large is forgotten, since it would have to be made anew."""
        self.store = store
        self.compiled = compiled
        """What is kept of compiled templates, where anything is."""
        self.small = Recent(_SMALL)
        """Facts about versions: a kilobyte or so each."""
        self.large = Recent(_LARGE if store else _ALL)
        """Documents and comparisons."""
        self._noted: list[Note] | None = None

    def turn(self, turns: int) -> None:
        """Begins a new turn of the same work, such as a build after a save, in one thread.

        What none of the last `turns` used is forgotten, so that no number of turns fills memory.
        """
        self.small.turn(turns)
        self.large.turn(turns)

    def kept(self, key: str, kind: Any, make: Callable[[], T]) -> T:
        """A small value of the type `kind`, from memory, else from the store, else made."""
        return self.small.value(key, lambda: self.stored(key, kind, make))

    def stored(self, key: str, kind: Any, make: Callable[[], T]) -> T:
        """The same without keeping it in memory."""
        found: T | None = self.look(key, kind)
        if found is not None:
            return found
        with seeing():  # what it takes to make it stands in its key
            made = make()
        self.note(key, made)
        return made

    def look(self, key: str, kind: Any) -> Any:
        """What was noted under this key; None when nothing was."""
        raw = self.store.get(key) if self.store else None
        if raw is None:
            return None
        try:
            return _decoder(kind).decode(raw)
        except (msgspec.MsgspecError, UnicodeError, ValueError):
            return None

    def note(self, key: str, value: object) -> None:
        """Puts a value into the store, in the place of what was there."""
        if self.store:
            with contextlib.suppress(UnicodeEncodeError):
                note = Note(key, _encode(value))
                self.store.put(*note)
                if self._noted is not None:
                    self._noted.append(note)

    def put_by(self, keys: Iterable[str]) -> None:
        """These will seldom be asked for again: something that was made of them will be."""
        if self.store:
            for key in keys:
                self.store.put_by(key)

    def knows(self, key: str) -> bool:
        """Whether something was noted under this key; it may yet make no sense."""
        return self.store is not None and self.store.has(key)

    def noted(self, work: Callable[[], object]) -> tuple[Note, ...]:
        """What `work` notes, for a copy of this memo in another process to take."""
        before, self._noted = self._noted, []
        try:
            work()
            return tuple(self._noted)
        finally:
            self._noted = before

    def take(self, notes: Iterable[Note]) -> None:
        """Puts into the store what was noted elsewhere."""
        for note in notes:
            if self.store and not self.store.has(note.key):
                self.store.put(*note)


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


_encode = msgspec.msgpack.Encoder().encode
