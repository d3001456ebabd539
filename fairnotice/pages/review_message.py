"""A message's draft in; the message as a piece of a review page out.

The page's own policy forbids the styles that a message carries on its elements, and its headings
have to stand below the page's: so styles go, and headings step down. Words, links, lists and
classes stay.
"""

import re
from dataclasses import dataclass

import nh3
from markupsafe import Markup

from fairnotice.model import Audience, Draft
from fairnotice.pages.language import spoken
from fairnotice.pages.review_facts import coded
from fairnotice.pages.view import View

_TAGS = {"a", "b", "br", "div", "em", "h1", "h2", "h3", "hr", "i", "li", "ol", "p", "span"} | {
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
}
_SILENT = {"head", "script", "style", "title"}
_LOWER = 3
"""How many ranks a heading steps down: the message stands under an `h3`."""
_LANGUAGE = {"lang", "dir"}
_HEADING = re.compile(r"<(/?)h([1-3])\b")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as its readers will see it."""

    audience: Audience
    spoken: Markup
    """Attributes of an element of the page with its words."""
    subject: str
    sender: str
    """Name and address, or what there is of them."""
    reply_to: str
    body: Markup
    """Empty when the template of messages cannot be used."""
    proof: bool
    reasons: tuple[Markup, ...]
    """Why it may not be sent yet; empty when nothing is in the way."""


def message(view: View, draft: Draft) -> Message:
    """The draft as a review page shows it."""
    sender = f"{draft.sender_name} <{draft.sender}>" if draft.sender else draft.sender_name
    return Message(
        audience=draft.audience,
        spoken=spoken(view, draft.lang),
        subject=draft.subject,
        sender=sender,
        reply_to=draft.reply_to,
        body=Markup(_piece(draft.html)),  # noqa: S704  sanitised
        proof=draft.proof,
        reasons=tuple(coded(problem.wrong) for problem in draft.problems),
    )


def _piece(html: str) -> str:
    """The body of a message without styles, ids and whatever else a page has no use for."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_SILENT,
        attributes={
            "*": set(),
            **dict.fromkeys(("li", "span"), _LANGUAGE),
            "a": {"href"},
            "p": {"class", *_LANGUAGE},
            "div": {"class"},  # its language stands on the page's own element around it
        },
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + _LOWER}", clean).strip()
