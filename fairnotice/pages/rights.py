"""A version in; what its readers can ask for, with a ready-made message for each, out."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.language import OWN, related
from fairnotice.model import ComplaintRoute, Notice, Right, Settings, Version
from fairnotice.pages import language
from fairnotice.pages.address import on_page
from fairnotice.pages.rights_law import COMPLAIN_TO_US, EXPECT, REGULATORS, RIGHTS, Rule
from fairnotice.pages.view import HasCome, View


@dataclass(frozen=True, slots=True)
class RightFacts:
    """A right as a page shows it."""

    id: str
    title: str
    href: str
    """Opens a message that is ready to send; empty when there is nobody to send it to."""
    expect: str
    spoken: Markup
    """Attributes of an element with its words."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way to complain."""

    before: str
    """Words before the link, a blank at their end; may be empty."""
    title: str
    href: str
    """May be empty."""
    expect: str
    spoken: Markup
    """Attributes of an element with its words."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a page says of its readers' rights."""

    rights: tuple[RightFacts, ...]
    expect: str
    """What holds for all of them, as the program says it."""
    spoken: Markup
    """Attributes of an element with that."""
    complaints: tuple[Route, ...]


def rights(view: View, version: Version, page: str) -> Rights | None:
    """What readers of `version` can ask for, on the page at `page`; None where nothing is to say.

    Only a version that applies, or will, has them: whoever reads an older one is led to that. The
    law is that of the first day on which a reader can use them: today, or the version's first.
    """
    notice, settings = view.notice_of(version), view.site.settings
    if view.standing(version).state not in ("in force", "scheduled", "draft"):
        return None
    own = [right for right in settings.rights if notice.id in _notices(right, settings)]
    built_in = _built_in(notice, version) if not settings.rights else []
    chosen = own or built_in
    address = on_page(page, notice.id)
    of_law, of_site = language.by_program(view), language.of_site(view)
    routes = [
        Route("", route.title, address(route.url) if route.url else "", route.expect, of_site)
        for route in settings.complaints
        if notice.id in _notices(route, settings)
    ]
    if not chosen and not routes:
        return None

    has_come = view.has_come_for(version)
    return Rights(
        rights=tuple(_right(right, settings, of_site if own else of_law) for right in chosen),
        expect=_said(EXPECT, has_come, settings) if built_in else "",
        spoken=of_law,
        complaints=tuple(routes or _of_the_law(has_come, settings, of_law)),
    )


def _of_the_law(has_come: HasCome, settings: Settings, spoken: Markup) -> Iterator[Route]:
    """The ways that the law gives, the company's own first."""
    law = settings.organisation.jurisdiction
    email = settings.email.complaints or settings.organisation.email
    if email:
        letter = urls.mail(email, "Complaint", _letter(_COMPLAINT, settings))
        yield Route("", "Complain to us", letter, _said(COMPLAIN_TO_US, has_come, settings), spoken)
    for rule in REGULATORS:
        if rule.holds(has_come, law):
            yield Route("You can also complain to ", rule.text, rule.link, "", spoken)


_COMPLAINT = "I want to complain about how you use my personal data. This is what happened:"


def _notices(setting: Right | ComplaintRoute, settings: Settings) -> tuple[str, ...]:
    """Ids of the notices that show a right, or a way to complain."""
    privacy = tuple(notice.id for notice in settings.notices if notice.kind == "privacy")
    return setting.notices or privacy


def _built_in(notice: Notice, version: Version) -> list[Right]:
    """The rights of the law, for a privacy notice in English."""
    if notice.kind != "privacy" or not related(version.lang, OWN):
        return []
    return [
        Right(id=right.id, title=right.title, request=right.request, expect=right.expect)
        for right in RIGHTS
    ]


def _right(right: Right, settings: Settings, spoken: Markup) -> RightFacts:
    to = right.to or settings.organisation.support_email or settings.organisation.email
    # What the settings give is the whole message; what the law's table gives is its middle.
    request = right.request if settings.rights else _letter(right.request, settings)
    href = urls.mail(to, right.subject or right.title, request) if to and right.request else ""
    return RightFacts(right.id, right.title, href, right.expect, spoken)


def _letter(request: str, settings: Settings) -> str:
    """A short letter around a request."""
    name = settings.organisation.trading_name or settings.organisation.legal_name
    return "\n".join(
        (f"To {name},", "", request, "", "", "My name:", "How you know me (account, address):")
    )


def _said(rules: tuple[Rule, ...], has_come: HasCome, settings: Settings) -> str:
    law = settings.organisation.jurisdiction
    return " ".join(dict.fromkeys(rule.text for rule in rules if rule.holds(has_come, law)))
