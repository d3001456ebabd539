"""The same words, judged by the law of the United Kingdom, of the EU, or of both."""

from typing import Literal

import pytest

from fairnotice.lint.checks import cookie_ground_misfit, cookie_lifetime, vague_recipients
from fairnotice.source.site import read
from tests.world import FILES, SITE_YAML, timelines

Law = Literal["uk", "eu", "both"]

_TABLE = """\
# Cookie notice

We share some of it with trusted partners.

| Cookie | Purpose | Basis | Lifetime |
| --- | --- | --- | --- |
| seen | Counts who comes back | Statistics | 6 months |
| choice | Remembers your choice about cookies | Strictly necessary | 12 months |
"""


def found(check: object, law: Law) -> list[tuple[int, str]]:
    """Line and level of what a check finds in the table, where `law` holds."""
    texts = {
        **FILES,
        "site.yaml": SITE_YAML.replace(
            "organisation:\n", f"organisation:\n  jurisdiction: {law}\n"
        ),
        "content/changelog.yaml": "",
        "content/cookies/2026-06-01.md": _TABLE,
    }
    site, _ = read({path: text.encode() for path, text in texts.items()})
    assert site is not None
    told = check.check(site, timelines(site))  # type: ignore[attr-defined]
    return [(p.place.line, p.level) for p in told if p.version == "cookies@2026-06-01"]


@pytest.mark.parametrize(
    ("law", "told"), [("uk", []), ("eu", [(7, "warning")]), ("both", [(7, "warning")])]
)
def test_counting_visits_without_consent_is_an_exception_of_uk_law_alone(
    law: Law, told: list[tuple[int, str]]
) -> None:
    assert found(cookie_ground_misfit, law) == told


@pytest.mark.parametrize(
    ("law", "told"), [("uk", []), ("eu", [(8, "warning")]), ("both", [(8, "warning")])]
)
def test_a_choice_about_cookies_is_kept_for_a_year_or_where_eu_law_holds_for_half_of_one(
    law: Law, told: list[tuple[int, str]]
) -> None:
    assert found(cookie_lifetime, law) == told


@pytest.mark.parametrize(("law", "level"), [("uk", "error"), ("eu", "warning"), ("both", "error")])
def test_praise_for_recipients_stops_a_cookie_notice_where_the_ico_rules_it_out(
    law: Law, level: str
) -> None:
    assert found(vague_recipients, law) == [(3, level)]
