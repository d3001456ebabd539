"""Templates in; pages rendered from them, and what is wrong with the templates, out."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import TracebackType

from jinja2 import (
    BytecodeCache,
    Environment,
    TemplateError,
    TemplateSyntaxError,
    meta,
    nodes,
    select_autoescape,
)

from fairnotice import urls
from fairnotice.document.language import said_of_text
from fairnotice.model import Place, Problem
from fairnotice.pages.page import Page
from fairnotice.templating import KnownTemplates, templating

NAMES = frozenset({"page", "shell"})
"""What a page's template is given."""

_ELSEWHERE = ("assets/", "email/", "feeds/")
"""Folders of templates/ that are not pages: they are given other names."""

_MISHAPS = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What running a template can raise; anything else is a fault of the product."""


def environment(templates: Mapping[str, str], compiled: BytecodeCache | None = None) -> Environment:
    """The templates, ready to render: HTML is escaped, an undefined name is an error.

    With `compiled`, what that keeps of them is not compiled again.
    """
    return _environment(tuple(templates.items()), compiled)


@lru_cache(maxsize=4)
def _environment(items: tuple[tuple[str, str], ...], compiled: BytecodeCache | None) -> Environment:
    """The same for the same texts: what was compiled is not compiled again at the next save."""
    escaping = select_autoescape(("html", "xml"), default_for_string=True)
    made = templating(dict(items), escaping, compiled)
    made.filters["css_string"] = css_string
    made.filters["mailbox"] = urls.mailbox_link
    made.filters["said"] = said_of_text
    return made


def css_string(text: str) -> str:
    """The text as a string of a style sheet (CSS Syntax Level 3, section 4.3.5)."""
    special: dict[str, str | int | None] = {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\a ",
        "\r": "",
        "\f": "",
        "\0": "",
    }
    return '"' + text.translate(str.maketrans(special)) + '"'


def template_problems(jinja: Environment, templates: Mapping[str, str]) -> Iterator[Problem]:
    """Every template that cannot be read, and every name in one that nothing gives it.

    Those that come with the program are known to be without fault, where `jinja` knows them.
    """
    known = jinja.bytecode_cache
    for name in sorted(templates):
        text = templates[name]
        if isinstance(known, KnownTemplates) and known.is_without_fault(name, text):
            continue
        if not name.startswith(_ELSEWHERE):
            yield from _written_wrong(jinja, name, text)


def rendered_page(jinja: Environment, page: Page) -> str | Problem:
    """The page's text, or what is wrong with its template."""
    facts, shell = page.facts(), page.shell() if page.shell else None
    try:
        template = jinja.get_template(page.template)
        return template.render(page=facts, shell=shell)
    except _MISHAPS as mishap:
        return _problem(mishap, page.template)


@lru_cache(maxsize=512)
def _written_wrong(jinja: Environment, name: str, text: str) -> tuple[Problem, ...]:
    return tuple(_looked_through(jinja, name, text))


def _looked_through(jinja: Environment, name: str, text: str) -> Iterator[Problem]:
    try:
        tree = jinja.parse(text, name, f"templates/{name}")
        jinja.compile(text, name, f"templates/{name}")
    except TemplateSyntaxError as error:
        yield _problem(error, name)
        return
    unknown = meta.find_undeclared_variables(tree) - NAMES - _declared(tree)
    for word in sorted(unknown):
        line = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == word), 1)
        known = ", ".join(sorted(NAMES))
        yield _at(
            name, line, f"The template uses “{word}”, which nothing gives it", f"Use {known}."
        )


def _declared(tree: nodes.Template) -> set[str]:
    """Names that the template sets or imports: visible in its blocks, which `meta` does not see."""
    found = {n.name for n in tree.find_all(nodes.Name) if n.ctx in ("store", "param")}
    found |= {n.target for n in tree.find_all(nodes.Import)}
    found |= {n.name for n in tree.find_all(nodes.Macro)}
    for node in tree.find_all(nodes.FromImport):
        found |= {n if isinstance(n, str) else n[1] for n in node.names}
    return found


def _problem(mishap: Exception, template: str) -> Problem:
    """An error of Jinja's as an editor's problem, at the line of the template that caused it."""
    if isinstance(mishap, TemplateSyntaxError):
        name = mishap.name or template
        return _at(name, mishap.lineno, f"The template cannot be read: {mishap.message}")
    name, line = _last_line(mishap.__traceback__) or (template, 1)
    return _at(name, line, f"The template stops here: {mishap}")


def _at(name: str, line: int, what: str, how: str = "") -> Problem:
    return Problem(
        check="template-error",
        level="error",
        place=Place(f"templates/{name}", line, 1),
        wrong=f"{what.rstrip('.')}.",
        mend=how or "Mend that line, or delete your copy of the file to get the supplied one back.",
        broken=True,
    )


def _last_line(trace: TracebackType | None) -> tuple[str, int] | None:
    """The innermost line of a template in a traceback (Jinja gives its frames their names)."""
    found = None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith("templates/"):
            found = (name.removeprefix("templates/"), trace.tb_lineno)
        trace = trace.tb_next
    return found
