from dataclasses import replace

from markupsafe import Markup

from fairnotice.model import Problem
from fairnotice.pages.environment import css_string, environment
from fairnotice.pages.site import rendered
from tests.pages.views import templates, view
from tests.world import version


def problems(**changed: str) -> tuple[Problem, ...]:
    """What is told of templates of which some are changed (`notice_html=…`)."""
    names = {name.replace("/", "__").replace(".", "_"): name for name in templates()}
    bent = {**templates(), **{names[key]: text for key, text in changed.items()}}
    return rendered(replace(view(version()), templates=bent)).problems


def places(found: tuple[Problem, ...]) -> list[str]:
    return [str(problem.place) for problem in found]


def test_the_supplied_templates_are_without_fault() -> None:
    assert problems() == ()


def test_an_undefined_name_is_told_with_its_line() -> None:
    (found,) = problems(front_html="<p>\n{{ pgae.cards }}</p>")
    assert (found.check, str(found.place), found.level) == (
        "template-error",
        "templates/front.html:2:1",
        "error",
    )
    assert found.broken
    assert "pgae" in found.wrong


def test_a_name_that_a_page_does_not_have_is_told_with_its_line() -> None:
    (found,) = problems(front_html="<p>\n\n{{ page.crads }}</p>")
    assert str(found.place) == "templates/front.html:3:1"
    assert "crads" in found.wrong


def test_a_template_that_cannot_be_read_is_told_with_its_line() -> None:
    found = problems(parts__footer_html="<footer>\n{% if %}\n")
    assert places(found) == ["templates/parts/footer.html:2:1"]


def test_an_unknown_filter_a_missing_part_and_a_wrong_sum_are_told() -> None:
    found = problems(
        front_html="{{ page.cards|shuffled }}",
        archive_html='{% include "parts/none.html" %}',
        changes_html="{{ page.versions + 1 }}",
    )
    assert places(found) == [
        "templates/archive.html:1:1",
        "templates/changes.html:1:1",
        "templates/front.html:1:1",
    ]


def test_all_faults_of_all_templates_are_told_at_once() -> None:
    found = problems(
        front_html="{{ one }}\n{{ two }}", archive_html="{% for %}", changes_html="{{ page.x }}"
    )
    assert places(found) == [
        "templates/archive.html:1:1",
        "templates/changes.html:1:1",
        "templates/front.html:1:1",
        "templates/front.html:2:1",
    ]


def test_messages_for_customers_are_not_pages_and_are_not_judged_here() -> None:
    assert (
        rendered(
            replace(view(version()), templates={**templates(), "email/a.html": "{{ draft }}"})
        ).problems
        == ()
    )


def test_what_a_template_prints_is_escaped() -> None:
    bakery = view(version(), site_name="Bread & <b>Butter</b>")
    assert b"Bread &amp; &lt;b&gt;Butter&lt;/b&gt;" in rendered(bakery).site["index.html"]


def test_what_is_html_already_is_printed_as_it_is_and_all_else_is_escaped() -> None:
    """Through macros, blocks, includes and variables, where Jinja escapes at each step."""
    names = {
        "base.html": "{% block main %}{% endblock %}",
        "part.html": "{{ page }}{{ html }}",
        "page.html": """{% extends "base.html" %}
{% macro twice(it) %}{{ it }}{{ it }}{% endmacro %}
{% block main %}{{ twice(page) }}{{ twice(html) }}{% set kept %}{{ page }}{% endset %}{{ kept }}
{%- include "part.html" %}{{ 1 }}{{ page|upper }}{{ html ~ page }}{% endblock %}""",
    }
    made = environment(names).get_template("page.html")
    less, more = "a&lt;b&#39;", Markup("<i>")
    whole = [less, less, more, more, less, less, more, "1", "A&lt;B&#39;", more, less]
    assert made.render(page="a<b'", html=more) == "".join(whole)


def test_words_in_a_style_sheet_cannot_leave_their_string() -> None:
    assert css_string('say "hi"\\\nnow') == r'"say \"hi\"\\\a now"'
