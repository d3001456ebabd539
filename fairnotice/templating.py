"""Templates as texts in; Jinja's environment of them, as pages and messages use it, out."""

from abc import abstractmethod
from collections.abc import Callable, Mapping

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined


class KnownTemplates(BytecodeCache):
    """Templates that come with the program, compiled."""

    @abstractmethod
    def are_without_fault(self, text: str) -> bool:
        """Whether this is the text of one of them, which need not be looked through again."""


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

    return Environment(
        loader=FunctionLoader(load),
        autoescape=escaping,  # noqa: S701  # both callers escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
