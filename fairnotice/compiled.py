"""The program's own templates in; the same, compiled once for all runs, out.

Compiling them is a third of a small build. What was compiled is kept where the program keeps what
is its own. A site's templates are compiled in each run.
"""

from collections.abc import Mapping

from jinja2.bccache import Bucket

from fairnotice.disk import TEMPLATES, supplied
from fairnotice.own import Own
from fairnotice.templating import KnownTemplates
from fairnotice.tool import tool


class Compiled(KnownTemplates):
    """Keeps the compiled forms of these templates, for this version of the program alone."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        """`templates` are their texts, by name."""
        self._own = {name: self.get_source_checksum(text) for name, text in templates.items()}
        self._sums = frozenset(self._own.values())
        self._kept = Own(tool())

    def is_without_fault(self, name: str, text: str) -> bool:
        """Whether this is the text of that template: the program's tests look at them."""
        return self._own.get(name) == self.get_source_checksum(text)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code, if that is here and whole."""
        if bucket.checksum not in self._sums:
            return
        code = self._kept.get(_name(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the bucket's code, if Python may keep its own."""
        if bucket.checksum in self._sums:
            self._kept.put(_name(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return f"template-{bucket.key}"


def compiled() -> Compiled:
    """What is kept of the templates that come with the program."""
    return Compiled({path.removeprefix(f"{TEMPLATES}/"): text for path, text in supplied().items()})
