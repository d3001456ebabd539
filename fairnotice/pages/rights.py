"""A version in; what its readers can ask for, with a ready-made message for each, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from fairnotice.model import Day, Notice, Right, Settings, Version
from fairnotice.pages.rights_law import COMPLAIN_TO_US, EXPECT, REGULATORS, RIGHTS, Rule
from fairnotice.pages.view import View


@dataclass(frozen=True, slots=True)
class RightFacts:
    """A right as a page shows it."""

    id: str
    title: str
    href: str
    """Opens a message that is ready to send; empty when there is nobody to send it to."""
    expect: str


@dataclass(frozen=True, slots=True)
class Regulator:
    """Whom a reader can complain to."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What a page says of its readers' rights."""

    rights: tuple[RightFacts, ...]
    expect: str
    """What holds for all of them."""
    complaint: str
    """Opens a complaint to the company; may be empty."""
    complaint_expect: str
    regulators: tuple[Regulator, ...]


def rights(view: View, version: Version) -> Rights | None:
    """What readers of `version` can ask for; None where the notice or its state has no need of it.

    Only a version that applies, or will, has them: whoever reads an older one is led to that. The
    law is that of the first day on which a reader can use them: today, or the version's first.
    """
    notice, settings = view.notice_of(version), view.site.settings
    if view.standing(version).state not in ("in force", "scheduled", "draft"):
        return None
    own = [right for right in settings.rights if notice.id in _notices(right, settings)]
    built_in = _built_in(notice, version) if not settings.rights else []
    chosen = own or built_in
    if not chosen:
        return None
    day = max(version.effective, view.today)
    law = settings.organisation.jurisdiction
    email = settings.email.complaints or settings.organisation.email
    regulators = [rule for rule in REGULATORS if rule.holds(day, law)]
    return Rights(
        rights=tuple(_right(right, settings) for right in chosen),
        expect=_said(EXPECT, day, settings) if built_in else "",
        complaint=mailto(email, "Complaint", _letter(_COMPLAINT, settings)) if email else "",
        complaint_expect=_said(COMPLAIN_TO_US, day, settings),
        regulators=tuple(Regulator(rule.text, rule.link) for rule in regulators),
    )


_COMPLAINT = "I want to complain about how you use my personal data. This is what happened:"


def _notices(right: Right, settings: Settings) -> tuple[str, ...]:
    """Ids of the notices that show a right."""
    privacy = tuple(notice.id for notice in settings.notices if notice.kind == "privacy")
    return right.notices or privacy


def _built_in(notice: Notice, version: Version) -> list[Right]:
    """The rights of the law, for a privacy notice in English."""
    english = version.lang.partition("-")[0].lower() == "en"
    if notice.kind != "privacy" or not english:
        return []
    return [Right(id=right.id, title=right.title, request=right.request) for right in RIGHTS]


def _right(right: Right, settings: Settings) -> RightFacts:
    to = right.to or settings.organisation.support_email or settings.organisation.email
    # What the settings give is the whole message; what the law's table gives is its middle.
    request = right.request if settings.rights else _letter(right.request, settings)
    href = mailto(to, right.subject or right.title, request) if to and right.request else ""
    return RightFacts(right.id, right.title, href, right.expect)


def _letter(request: str, settings: Settings) -> str:
    """A short letter around a request."""
    name = settings.organisation.trading_name or settings.organisation.legal_name
    return "\n".join(
        (f"To {name},", "", request, "", "", "My name:", "How you know me (account, address):")
    )


def _said(rules: tuple[Rule, ...], day: Day, settings: Settings) -> str:
    law = settings.organisation.jurisdiction
    return " ".join(rule.text for rule in rules if rule.holds(day, law))


def mailto(to: str, subject: str, body: str) -> str:
    """The link that opens a message (RFC 6068): UTF-8, percent-encoded, line ends as CR LF."""
    lines = "\r\n".join(body.replace("\r\n", "\n").rstrip("\n").split("\n"))
    fields = "&".join(f"{name}={quote(text, safe='')}" for name, text in _filled(subject, lines))
    return f"mailto:{quote(to, safe='@')}" + (f"?{fields}" if fields else "")


def _filled(subject: str, body: str) -> Iterator[tuple[str, str]]:
    if subject:
        yield "subject", " ".join(subject.split())
    if body:
        yield "body", body
