"""Something that builds pages in; what is shown at each moment, and news of it, out.

Knows nothing of notices: it takes a callable that makes pages and problems. Pages are made when
somebody asks for them, so that a save costs what is looked at and no more.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from fairnotice.model import Problem
from fairnotice.preview_page import bare_page

_QUIET = 0.03
"""Seconds without a change that end a burst: saving one file is several events within a few
thousandths of a second."""
_PATIENCE = 1.0
"""Seconds after which a burst of changes is built although it has not ended."""
_LOOK = 20.0
"""Seconds between looks at whether a new day has come."""
_SERVED = 64
"""Pages of which the last good state is kept, for when a template breaks."""


class PageProblemError(Exception):
    """A page cannot be made: `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.wrong)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar below a page says of it."""

    title: str = ""
    """What the page shows, in words; empty for pages about nothing in particular."""
    state: str = ""
    """How that stands, in a word or two, shown as a badge; may be empty."""
    verdict: str = ""
    """What its changes mean, in a sentence; may be empty."""
    grave: bool = False
    """Whether that verdict asks for something to be done."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Words → address of the pages that belong to it."""
    problems: tuple[Problem, ...] = ()
    """What was found in what the page shows."""
    elsewhere: int = 0
    """How many problems there are in other places."""


def plain_bar(_path: str) -> Bar:
    """The bar of a page that nothing is known of."""
    return Bar()


@dataclass(frozen=True, slots=True)
class Made:
    """What a build gives to show."""

    pages: Mapping[str, bytes]
    """Path → content, made when it is asked for, which any thread may do; asking may raise
    PageProblemError. Empty when nothing can be made: then the last good ones stay."""
    problems: tuple[Problem, ...]
    loads: str = ""
    """Tells what pages load (style sheets, pictures) from what they loaded before."""
    bar: Callable[[str], Bar] = plain_bar
    """Path → what to say of it."""


class Shown(NamedTuple):
    """What is shown at one moment; replaced as a whole, so that no request sees two halves."""

    number: int
    good: Made
    """The last build that made pages."""
    now: Made
    """The last build."""

    @property
    def stale(self) -> bool:
        """True when the pages are older than the problems."""
        return self.good is not self.now


class Page(NamedTuple):
    """One page as it is at one moment."""

    status: int
    name: str
    """The file that was meant, or a page that says why there is none; where to go, when 307."""
    content: bytes
    mark: str
    """Tells it from the same page at other moments."""
    problem: Problem | None = None
    """Why it is the last good one and not the newest."""


class Preview:
    """The state that is shown, how a new one is made, and who is told of it."""

    def __init__(self, make: Callable[[], Made]) -> None:
        """`make` is called for each new state."""
        self._make = make
        # A browser that outlives the server must not take the next server's page for its own.
        self._session = secrets.token_hex(4)
        self._served: OrderedDict[str, bytes] = OrderedDict()
        self._listeners: set[Callable[[], None]] = set()
        self._lock = threading.Lock()
        nothing = Made({}, ())
        self.shown = Shown(0, nothing, nothing)

    def rebuild(self) -> None:
        """Makes everything anew, and tells those who listen."""
        self.show(self._make())

    def show(self, made: Made) -> None:
        """Shows what was made, and tells those who listen."""
        old = self.shown
        self.shown = Shown(old.number + 1, made if made.pages else old.good, made)
        with self._lock:
            listeners = tuple(self._listeners)
        for tell in listeners:
            tell()

    @contextmanager
    def listening(self, tell: Callable[[], None]) -> Iterator[None]:
        """Has `tell` called after each new state, from the thread that made it."""
        with self._lock:
            self._listeners.add(tell)
        try:
            yield
        finally:
            with self._lock:
                self._listeners.discard(tell)

    def page(self, path: str) -> Page:
        """The page at `path`, which begins with a slash and is decoded already."""
        good = self.shown.good
        if ".." in path.split("/") or "\\" in path or "\0" in path:
            return self._words(400, "There are no such paths here.")
        if not good.pages:
            return self._bare(self.shown.now.problems)
        name = path.removeprefix("/")
        if not name or name.endswith("/"):
            name += "index.html"
        if name in good.pages:
            return self._made(good, name, 200)
        if f"{name}/index.html" in good.pages:
            return Page(307, f"{path}/", b"", "")
        if "404.html" in good.pages:
            return self._made(good, "404.html", 404)
        return self._words(404, "There is no such page.")

    def _made(self, good: Made, name: str, status: int) -> Page:
        try:
            content = good.pages[name]
        except PageProblemError as error:
            with self._lock:
                last = self._served.get(name)
            if last is None:
                return self._bare((error.problem,))._replace(problem=error.problem)
            mark = self._mark(last, good.loads)
            return Page(status, name, last, mark, error.problem)
        except KeyError:
            return self._words(404, "There is no such page.")
        with self._lock:
            self._served[name] = content
            self._served.move_to_end(name)
            while len(self._served) > _SERVED:
                self._served.popitem(last=False)
        return Page(status, name, content, self._mark(content, good.loads))

    def _bare(self, problems: tuple[Problem, ...]) -> Page:
        content = bare_page(problems)
        return Page(200, "index.html", content, self._mark(content, ""))

    def _words(self, status: int, words: str) -> Page:
        return Page(status, "words.txt", words.encode(), self._mark(words.encode(), ""))

    def _mark(self, content: bytes, loads: str) -> str:
        digest = hashlib.blake2b(content, digest_size=8, key=loads.encode()[:64]).hexdigest()
        return f"{self._session}-{digest}"


def rebuilds(
    preview: Preview,
    changed: threading.Event,
    stopped: threading.Event,
    new_day: Callable[[], bool] = bool,
) -> None:
    """Rebuilds after each burst of changes, and on each new day, until `stopped`."""
    while not stopped.is_set():
        if not changed.wait(_LOOK):
            if new_day():
                preview.rebuild()
            continue
        # A burst without an end must not starve the browser.
        latest = time.monotonic() + _PATIENCE
        changed.clear()
        while changed.wait(_QUIET) and time.monotonic() < latest and not stopped.is_set():
            changed.clear()
        if stopped.is_set():
            return
        changed.clear()
        preview.rebuild()
