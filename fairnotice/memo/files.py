"""Digests of files in; the files themselves, each read when it is asked for, out."""

import hashlib
from collections.abc import Callable, Iterator, Mapping

from fairnotice.memo.memo import Recent, Stamp, Store


class KeptFiles(Mapping[str, bytes]):
    """Files by path, their contents read from the store when they are asked for."""

    def __init__(self, digests: Mapping[str, str], store: Store) -> None:
        self.digests = dict(sorted(digests.items()))
        """Path → digest of the content in the store."""
        self._store = store

    def stamp(self, path: str) -> Stamp | None:
        """How the file looks from outside; None when nobody looked yet."""
        found = self._store.stamp(self.digests[path])
        return found if found and found.mode else None

    def __getitem__(self, path: str) -> bytes:
        return self._store.content(self.digests[path])

    def __contains__(self, path: object) -> bool:
        return path in self.digests

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)


_NEIGHBOURS = 8
"""How many files are held that were read last: what is asked of one is asked in turn."""


class LateFiles(Mapping[str, bytes]):
    """Files by path, of which some are held and the others read again when they are asked for."""

    def __init__(
        self, held: Mapping[str, bytes], late: Mapping[str, str], fetch: Callable[[str], bytes]
    ) -> None:
        """`late` holds the digest of each file that is not held; `fetch` reads such a file."""
        self.late = late
        """Path → digest."""
        self._held = held
        self._paths = dict.fromkeys(sorted({*held, *late}))
        self._fetch = fetch
        self._recent = Recent(_NEIGHBOURS)

    def __getitem__(self, path: str) -> bytes:
        if path in self.late:
            return self._recent.value(path, lambda: self._fetch(path))
        return self._held[path]

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def digest(content: bytes) -> str:
    """What tells the content of a file from all others, in hexadecimal (SHA-256, 160 bits of it).

    Of the hashes that nobody can forge, most processors work this one out fastest.
    """
    return hashlib.sha256(content).hexdigest()[:40]


def digests(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Path and digest of each file, in order; those that are not held are not read again."""
    late = files.late if isinstance(files, LateFiles) else {}
    for path in files:
        yield path, late.get(path) or digest(files[path])
