"""The cookie rows of a version in; what a page says of each category of them out.

Who sets what, and on which ground, is what the rows say, and they are frozen with their version.
What a category is, and what the law adds, are words of the page: they may change with any build.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fairnotice.law.days import EXCEPTIONS, GDPR
from fairnotice.model import (
    CookieCategory,
    CookieGround,
    CookieRow,
    Organisation,
    Version,
)
from fairnotice.pages import language
from fairnotice.pages.rights_law import Rule
from fairnotice.pages.view import HasCome, View

_CHANGE_YOUR_MIND = "You can change your mind at any time."
_OBJECT = "You can object to them, simply and free of charge."

_CHOICES: Mapping[CookieGround, tuple[Rule, ...]] = {
    "consent": (Rule(("uk", "eu"), GDPR, None, _CHANGE_YOUR_MIND, "GDPR7"),),
    "statistics": (Rule(("uk",), EXCEPTIONS, None, _OBJECT, "PECR-A1"),),
    "appearance": (Rule(("uk",), EXCEPTIONS, None, _OBJECT, "PECR-A1"),),
}
"""What the law lets readers do about cookies that are set on a ground, and since when."""


@dataclass(frozen=True, slots=True)
class Setter:
    """A party that sets cookies of a category."""

    name: str
    """Empty for the company itself."""
    cookies: tuple[str, ...]
    """Their names, in the order of the table."""


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """A ground on which cookies of a category are set."""

    ground: CookieGround
    cookies: tuple[str, ...]
    choice: str
    """What readers can do about them, as the law says; empty where it says nothing."""
    choice_spoken: Markup
    """Attributes of an element with that."""


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """What a page says above the cookies of a category."""

    category: CookieCategory
    about: str
    """The company's own words on what the category is; empty: those of the template."""
    about_spoken: Markup
    """Attributes of an element with those words."""
    setters: tuple[Setter, ...]
    grounds: tuple[GroundFacts, ...]


def category_facts(view: View, version: Version, category: CookieCategory) -> CategoryFacts:
    """What the page of `version` says of a category in its table.

    What the law adds is that of the first day on which a reader can use it: today, or the version's
    first. A version that neither applies nor will says nothing of it.
    """
    settings = view.site.settings
    rows = [row for row in version.cookies if row.category == category]
    living = view.standing(version).state in ("in force", "scheduled", "draft")
    has_come = view.has_come_for(version) if living else None
    return CategoryFacts(
        category=category,
        about=settings.cookie_categories.get(category, ""),
        about_spoken=language.of_site(view),
        setters=tuple(_setters(rows, settings.organisation)),
        grounds=tuple(_grounds(view, rows, has_come)),
    )


def _setters(rows: Sequence[CookieRow], organisation: Organisation) -> Iterator[Setter]:
    """Each party with its cookies, the company itself first."""
    own = {"us", "we", "first party", organisation.legal_name, organisation.trading_name}
    known = {name.casefold() for name in own if name}
    found: dict[str, list[str]] = {}
    for row in rows:
        party = "" if row.set_by.casefold() in known else row.set_by
        found.setdefault(party, []).append(row.name)
    for party in sorted(found, key=lambda name: name != ""):
        yield Setter(party, tuple(dict.fromkeys(found[party])))


def _grounds(
    view: View, rows: Sequence[CookieRow], has_come: HasCome | None
) -> Iterator[GroundFacts]:
    found: dict[CookieGround, list[str]] = {}
    for row in rows:
        found.setdefault(row.ground, []).append(row.name)
    for ground, names in found.items():
        law = view.site.settings.organisation.jurisdiction
        rules = _CHOICES.get(ground, ()) if has_come else ()
        said = (rule.text for rule in rules if has_come and rule.holds(has_come, law))
        choice = " ".join(dict.fromkeys(said))
        by_program = language.by_program(view)
        yield GroundFacts(ground, tuple(dict.fromkeys(names)), choice, by_program)
