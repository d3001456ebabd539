"""Parts and the templates in; out comes the message as one HTML document, styles inlined.

Mail programs drop style sheets, so each rule is written onto its elements (css-inline); what cannot
be inlined (dark mode, narrow screens) stays in the head for those that read it. No picture, no
script, nothing from anywhere else.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from css_inline import CSSInliner
from jinja2 import Environment, TemplateError
from markupsafe import Markup

from fairnotice.document.language import among, direction, said_of_text
from fairnotice.mail.parts import Link, Part
from fairnotice.model import Place, Problem, Settings
from fairnotice.templating import templating

TEMPLATE = "email/message.html"
STYLE = "email/message.css"

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_HOUSE_COLOUR = "#1f4e5f"
_MISHAPS = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError)


def html(
    parts: Sequence[Part],
    *,
    subject: str,
    lang: str,
    settings: Settings,
    templates: Mapping[str, str],
) -> str | Problem:
    """The message in HTML, or what is wrong with its template.

    `templates` are texts by their name below templates/.
    """
    jinja = _environment(tuple(templates.items()))
    written = settings.brand.colour
    try:
        page = jinja.get_template(TEMPLATE).render(
            parts=parts,
            subject=subject,
            lang=lang,
            rtl=direction(lang) == "rtl",
            colour=written if _COLOUR.fullmatch(written) else _HOUSE_COLOUR,
            style=templates.get(STYLE, ""),
        )
        inlined = CSSInliner(
            keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
        ).inline(page)
    except _MISHAPS as mishap:
        row = getattr(mishap, "lineno", None) or 1
        return Problem(
            check="template-error",
            level="error",
            place=Place(f"templates/{TEMPLATE}", row),
            wrong=f"The template of messages cannot be used: {mishap}.",
            mend="Mend it, or delete your copy of the file to get the supplied one back.",
        )
    return inlined if inlined.endswith("\n") else inlined + "\n"


def _among(lang: str, outer: str) -> Markup:
    """Attributes of an element with words in `lang`; empty: in the language of those around it."""
    return Markup(among(lang or outer, outer))  # noqa: S704  escaped there


@lru_cache(maxsize=4)
def _environment(items: tuple[tuple[str, str], ...]) -> Environment:
    """The templates, ready to render; the same for the same texts, so compiled once."""
    jinja = templating(dict(items), escaping=True)
    jinja.tests["link"] = lambda piece: isinstance(piece, Link)
    jinja.filters["among"] = _among
    jinja.filters["said"] = said_of_text
    return jinja
