"""Digests of files in a store in; the files themselves, each read when it is asked for, out."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fairnotice.memo.memo import Store


class Stamp(NamedTuple):
    """What tells a file that nobody touched."""

    size: int
    mtime: int
    """In nanoseconds."""


class KeptFiles(Mapping[str, bytes]):
    """Files by path, their contents read from the store when they are asked for."""

    def __init__(self, digests: Mapping[str, str], store: Store) -> None:
        self.digests = dict(sorted(digests.items()))
        """Path → digest of the content in the store."""
        self._store = store

    def __getitem__(self, path: str) -> bytes:
        return self._store.content(self.digests[path])

    def __contains__(self, path: object) -> bool:
        return path in self.digests

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)
