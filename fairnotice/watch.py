"""A folder and the names in it that matter in; an event that is set at each change out."""

import contextlib
import os
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

_CHANGES = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Events after which a file may read differently. Reading one makes events, too: to build at those
would be to build for ever."""


@contextlib.contextmanager
def watched(
    folder: Path, names: Collection[str], endings: Collection[str] = ()
) -> Iterator[threading.Event]:
    """Sets the event when a file or folder of `names` in `folder`, or anything below, changes.

    The same for files in `folder` itself that end in one of `endings`, such as `.svg`.
    """
    changed = threading.Event()
    observer = _started(folder, names, endings, changed)
    try:
        yield changed
    finally:
        observer.stop()
        observer.join(1)


def _started(
    folder: Path, names: Collection[str], endings: Collection[str], changed: threading.Event
) -> BaseObserver:
    """An observer at work: the system's, or where it has no watches left, one that looks itself."""
    observer: BaseObserver = Observer()
    try:
        _Folder(observer, folder, names, endings, changed)
        observer.start()
    except OSError:
        observer = PollingObserver(timeout=1)
        _Folder(observer, folder, names, endings, changed)
        observer.start()
    return observer


class _Below(FileSystemEventHandler):
    """Sets the event at each change below a folder that matters."""

    def __init__(self, changed: threading.Event, follow: Callable[[Path], None]) -> None:
        self._changed = changed
        self._follow = follow

    def dispatch(self, event: FileSystemEvent) -> None:
        """Looks at one event."""
        # A folder is "modified" when anything in it comes or goes, hidden files, too.
        if event.is_directory and event.event_type == "modified":
            return
        if event.event_type in _CHANGES and any(not n.startswith(".") for n in _names(event)):
            if event.event_type in {"created", "moved"}:
                self._follow(Path(str(event.dest_path or event.src_path)))
            self._changed.set()


class _Folder(FileSystemEventHandler):
    """Watches the site's folder itself, and the folders in it that matter, as they come and go.

    Not all below it: `output/` and an environment of Python may be there, with thousands of files.
    """

    def __init__(
        self,
        observer: BaseObserver,
        folder: Path,
        names: Collection[str],
        endings: Collection[str],
        changed: threading.Event,
    ) -> None:
        self._observer = observer
        self._folder = folder
        self._names = frozenset(names)
        self._endings = frozenset(endings)
        self._changed = changed
        self._watches: dict[str, ObservedWatch] = {}
        self._followed: set[Path] = set()
        observer.schedule(self, str(folder), recursive=False)
        for name in sorted(self._names):
            self._watch(name)

    def dispatch(self, event: FileSystemEvent) -> None:
        """Looks at one event."""
        named = _names(event)
        touched = self._names.intersection(named)
        loaded = any(Path(name).suffix.lower() in self._endings for name in named)
        if event.event_type not in _CHANGES or not (touched or loaded):
            return
        if event.is_directory and event.event_type != "modified":
            for name in touched:
                self._watch(name)
        self._changed.set()

    def _watch(self, name: str) -> None:
        """Watches all below the folder `name` if it is there, and forgets an older one."""
        if name in self._watches:
            with contextlib.suppress(KeyError):
                self._observer.unschedule(self._watches.pop(name))
        if (self._folder / name).is_dir():
            self._watches[name] = self._observer.schedule(
                _Below(self._changed, self.follow), str(self._folder / name), recursive=True
            )
        self._follow_below(self._folder / name)

    def follow(self, place: Path) -> None:
        """Watches what a link in the site leads to within it: the system does not follow links.

        For a link to a file that is the folder of the file. What the link was is watched on when
        it goes: to build once too often does no harm.
        """
        if not place.is_symlink():
            return
        real = Path(os.path.realpath(place))
        inside = Path(os.path.realpath(self._folder))
        at, deep = (real, True) if real.is_dir() else (real.parent, False)
        if not at.is_dir() or inside not in at.parents or at in self._followed:
            return
        self._followed.add(at)
        with contextlib.suppress(OSError):
            self._observer.schedule(_Below(self._changed, self.follow), str(at), recursive=deep)
        if deep:
            self._follow_below(at)

    def _follow_below(self, folder: Path) -> None:
        for path, folders, files in os.walk(folder):
            for entry in (*folders, *files):
                self.follow(Path(path, entry))


def _names(event: FileSystemEvent) -> list[str]:
    """Names of the file or folder, before and after."""
    paths = (event.src_path, getattr(event, "dest_path", ""))
    return [Path(str(path)).name for path in paths if path]
