"""A program that begins in; the same, spared what Python would work out anew in every run, out.

Half of a start goes into the code of patterns (`re`) and of the methods that `dataclasses` and
`namedtuple` write, though all are the same in every run. They are kept as Python keeps modules: in
`__pycache__`, for this version of Python alone. A Python whose `re` looks otherwise inside works as
ever. A pattern is kept only when a module has it made while it is loaded: later ones may hold words
of somebody's notice.
"""

import builtins
import collections
import contextlib
import dataclasses
import marshal
import re
import sys
import threading
from array import array
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

from fairnotice.own import Own

if TYPE_CHECKING:
    from fairnotice.memo.tables import Keeper

_NAME = "known-code"

_MOST = 5_000
"""Patterns, and texts of methods, that are kept: some times what the program has."""

_Pattern = tuple[int, bytes, int, dict[str, int]]
"""Flags, code, number of groups, and the numbers of those that have a name."""


class Prepared:
    """What was worked out in earlier runs, and in this one."""

    def __init__(self, kept: "Keeper") -> None:
        self._kept = kept
        self._patterns: dict[tuple[str | bytes, int], _Pattern] = {}
        self._methods: dict[str, CodeType] = {}
        self._grew = False
        with contextlib.suppress(ValueError, EOFError, TypeError):
            known = kept.get(_NAME) or b""
            self._patterns, self._methods = marshal.loads(known)  # noqa: S302  # as good as modules

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Spares Python the work until the block ends."""
        with contextlib.ExitStack() as ends:
            try:
                self._begin(ends)
            except AttributeError:  # this Python looks otherwise inside
                ends.close()
            yield
        if self._grew and len(self._patterns) + len(self._methods) < _MOST:
            self._kept.put(_NAME, marshal.dumps((self._patterns, self._methods)))

    def _begin(self, ends: contextlib.ExitStack) -> None:
        compiler: Any = re._compiler  # type: ignore[attr-defined]  # noqa: SLF001
        work_out, coded, machine = compiler.compile, compiler._code, compiler._sre.compile  # noqa: SLF001
        here = threading.local()

        def noting(*given: Any) -> Any:
            here.code = coded(*given)
            return here.code

        def pattern(source: Any, flags: int = 0) -> "re.Pattern[Any]":
            plain = isinstance(source, (str, bytes))
            known = self._patterns.get((source, int(flags))) if plain else None
            if known is not None:
                all_flags, code, groups, names = known
                numbered: list[str | None] = [None] * (groups + 1)
                for name, number in names.items():
                    numbered[number] = name
                codes = array("I", code).tolist()
                made: re.Pattern[Any] = machine(
                    source, all_flags, codes, groups, names, tuple(numbered)
                )
                return made
            found: re.Pattern[Any] = work_out(source, flags)
            if plain and not flags & re.DEBUG and _loading():
                code = array("I", here.code).tobytes()
                names = dict(found.groupindex)
                self._patterns[source, int(flags)] = found.flags, code, found.groups, names
                self._grew = True
            return found

        def methods(text: str, there: dict[str, Any], names: dict[str, Any]) -> None:
            builtins.exec(self._read(text, "exec"), there, names)  # noqa: S102  # what `dataclasses` wrote

        def method(text: str, there: dict[str, Any]) -> object:
            return builtins.eval(self._read(text, "eval"), there)  # noqa: S307  # what `namedtuple` wrote

        for module, name, instead in (
            (compiler, "_code", noting),
            (compiler, "compile", pattern),
            (dataclasses, "exec", methods),
            (collections, "eval", method),
        ):
            ends.callback(_put_back, module, name, vars(module).get(name))
            setattr(module, name, instead)

    def _read(self, text: str, mode: str) -> CodeType:
        """The code of a text that one of them wrote."""
        code = self._methods.get(text)
        if code is None:
            code = compile(text, "<string>", mode, dont_inherit=True)
            self._methods[text], self._grew = code, True
        return code


def _put_back(module: Any, name: str, before: Any) -> None:
    if before is None:
        delattr(module, name)
    else:
        setattr(module, name, before)


def _loading() -> bool:
    """Whether some module is being loaded at this moment, in this thread."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001
    while frame is not None:
        if frame.f_code is SourceFileLoader.exec_module.__code__:
            return True
        frame = frame.f_back
    return False


def prepared() -> Prepared:
    """What is kept for the Python that runs."""
    return Prepared(Own(f"{sys.version} {sys.platform} {sys.byteorder}"))
