"""The program's own templates in; the same, compiled once for all runs, out.

Compiling them is a third of a small build. As Python does with modules, what was compiled is kept
beside the program, in `__pycache__`: who can write there can change the program itself. Where
Python may write no bytecode, nothing is kept. A site's own templates are compiled in each run.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket

from fairnotice.disk import supplied
from fairnotice.templating import KnownTemplates
from fairnotice.tool import tool

_SUM = 32


class Compiled(KnownTemplates):
    """Keeps the compiled forms of these templates, for this version of the program alone."""

    def __init__(self, templates: Iterable[str]) -> None:
        """`templates` are their texts."""
        self._own = frozenset(map(self.get_source_checksum, templates))
        self._tool = tool()

    def are_without_fault(self, text: str) -> bool:
        """Whether this is the text of one of these templates: the program's tests look at them."""
        return self.get_source_checksum(text) in self._own

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code, if that is here and whole."""
        if bucket.checksum not in self._own:
            return
        try:
            kept = self._place(bucket).read_bytes()
        except (OSError, NotImplementedError):  # Python has no such folder
            return
        if kept[:_SUM] == self._sum(kept[_SUM:]):
            bucket.bytecode_from_string(kept[_SUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the bucket's code, if Python may keep its own."""
        if sys.dont_write_bytecode or bucket.checksum not in self._own:
            return
        code = bucket.bytecode_to_string()
        with contextlib.suppress(OSError, NotImplementedError):
            place = self._place(bucket)
            place.parent.mkdir(parents=True, exist_ok=True)
            new = place.with_name(f"{place.name}.{os.getpid()}")
            new.write_bytes(self._sum(code) + code)
            new.replace(place)

    def _place(self, bucket: Bucket) -> Path:
        return Path(cache_from_source(str(Path(__file__).with_name(f"template-{bucket.key}.py"))))

    def _sum(self, code: bytes) -> bytes:
        """What another version of the program, or half a file, does not have."""
        return hashlib.blake2b(code, digest_size=_SUM, key=self._tool.encode()).digest()


def compiled() -> Compiled:
    """What is kept of the templates that come with the program."""
    return Compiled(supplied().values())
