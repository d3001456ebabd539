"""Templates as texts in; Jinja's environment of them, as pages and messages use it, out."""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Mapping, MutableMapping
from datetime import date
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template
from jinja2.filters import do_replace
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

_SHORT = 256
"""Characters of a text that is kept with what it is as HTML: a name, an address, an excerpt."""
_REMEMBERED = 1 << 13
"""Of how many texts, and of how many calls of macros, it is kept what they are as HTML."""


class KnownTemplates(BytecodeCache):
    """Templates that come with the program, compiled."""

    @abstractmethod
    def is_without_fault(self, name: str, text: str) -> bool:
        """Whether this is the text of that one, which need not be looked through again."""


def escaped(value: object) -> str:
    """The value as HTML, as `markupsafe.escape` has it; what is HTML already is not copied.

    Most of what a page of many rows prints is HTML already: attributes, finished cells, words.
    Most of the rest stands on other pages, too.
    """
    if type(value) is Markup:
        return value
    if type(value) is str:
        return _escaped(value) if len(value) <= _SHORT else escape(value)
    if type(value) is int or type(value) is date:
        return _escaped(value)
    return escape(value)


@lru_cache(maxsize=_REMEMBERED)
def _escaped(value: str | int | date) -> Markup:
    return escape(value)


@lru_cache(maxsize=_REMEMBERED, typed=True)  # a text that is HTML equals one of the same letters
def known(macro: Macro, *given: Hashable) -> str:
    """What a macro makes of what it is given, and of nothing else: of the same, the same, at once.
    The filter `known` of templates. Whether texts inside a tuple are HTML already has to be given
    beside it.
    """
    made: str = macro(*given)
    return made


@pass_eval_context
def replaced(context: EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    """Jinja's filter `replace`, which goes a long way round for texts that are none but texts."""
    if type(text) is type(old) is type(new) is str and count is None:
        return text.replace(old, new)
    return do_replace(context, text, old, new, count)


class _Template(Template):
    """A template that prints by `escaped`."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  # Jinja's word for it
        uptodate: Callable[[], bool] | None = None,
    ) -> "Template":
        """As in any template."""
        made = super().from_code(environment, code, globals, uptodate)
        # By this name, which it imports itself, the compiled template prints whatever it is given.
        made.root_render_func.__globals__["escape"] = escaped
        return made


def templating(
    templates: Mapping[str, str],
    escaping: bool | Callable[[str | None], bool],
    compiled: BytecodeCache | None = None,
) -> Environment:
    """The templates, by their name below templates/; an undefined name is an error.

    `escaping` says whether what a template is given is escaped, of all or by a template's name;
    with `compiled`, what that keeps of them is not compiled again.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        text = templates.get(name)
        return None if text is None else (text, f"templates/{name}", None)

    made = Environment(
        loader=FunctionLoader(load),
        autoescape=escaping,  # noqa: S701  # both callers escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    made.template_class = _Template
    made.filters["replace"] = replaced
    made.filters["known"] = known
    return made
