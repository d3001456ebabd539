"""A name in; what the program keeps under it beside its modules, for all its runs, out.

As Python does with modules, what was worked out of the program's own files is kept in its
`__pycache__`: who can write there can change the program itself. Where Python may write no
bytecode, nothing is kept.
"""

import contextlib
import hashlib
import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

_SUM = 32


class Own:
    """What is kept for one version of the program; another does not believe it."""

    def __init__(self, version: str) -> None:
        # A key has at most 64 bytes; Pythons tell longer tales of themselves.
        self._key = hashlib.blake2b(os.fsencode(version), digest_size=_SUM).digest()

    def get(self, name: str) -> bytes | None:
        """What was kept under this name; None when nothing was, or it is damaged."""
        try:
            kept = _place(name).read_bytes()
        except (OSError, NotImplementedError):  # Python has no such folder
            return None
        return kept[_SUM:] if kept[:_SUM] == self._sum(name, kept[_SUM:]) else None

    def put(self, name: str, content: bytes) -> None:
        """Keeps it, if Python may keep its own."""
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError, NotImplementedError):
            place = _place(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            new = place.with_name(f"{place.name}.{os.getpid()}")
            new.write_bytes(self._sum(name, content) + content)
            new.replace(place)

    def _sum(self, name: str, content: bytes) -> bytes:
        """What another version of the program, another name, or half a file, does not have."""
        made = hashlib.blake2b(content, digest_size=_SUM, key=self._key)
        made.update(name.encode())
        return made.digest()


def _place(name: str) -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name(f"{name}.py"))))
