"""What templates print is escaped once, and what is remembered of it is what would be made anew."""

import datetime

import pytest
from markupsafe import Markup, escape

from fairnotice.templating import escaped, templating

TEXT = '<b onclick="x()">5 & 6</b>'

HTML = Markup(TEXT)  # noqa: S704  # what is tested
TEMPLATES = {
    "parts.html": "{% macro said(text) %}[{{ text }}|{{ text|string|replace('5', '<i>') }}]"
    "{% endmacro %}",
    "x.html": "{% import 'parts.html' as parts %}{{ parts.said|known(page) }}\n"
    "{{ parts.said(page) }}",
}


@pytest.mark.parametrize("first", [TEXT, HTML], ids=["text", "html"])
def test_what_is_html_and_what_only_has_its_letters_are_not_taken_for_one_another(
    first: str,
) -> None:
    """They are equal, and only one of them may be printed as it is."""
    assert HTML == TEXT
    template = templating(TEMPLATES, escaping=True).get_template("x.html")
    for value in (first, TEXT, HTML, TEXT):
        remembered, anew = template.render(page=value).split("\n")
        assert remembered == anew
        assert ("<b" in remembered) == isinstance(value, Markup)


@pytest.mark.parametrize(
    "value",
    [TEXT, HTML, "", 0, 1, True, 1.0, None, "x" * 9_999 + "<", datetime.date(2026, 3, 1)],
)
def test_what_is_printed_is_what_markupsafe_makes_of_it(value: object) -> None:
    for _ in range(2):
        assert escaped(value) == escape(value)
        template = templating(TEMPLATES, escaping=True).get_template("x.html")
        remembered, anew = template.render(page=value).split("\n")
        assert remembered == anew
