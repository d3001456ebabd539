"""A view in; a review page for every version that has a predecessor out."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.redline_html import redline_html
from fairnotice.model import Tally, Version
from fairnotice.pages.address import in_review
from fairnotice.pages.change_list import ChangedSection, change_list
from fairnotice.pages.page import Page
from fairnotice.pages.review_facts import (
    FindingFacts,
    Frame,
    Reviewed,
    findings,
    frame,
    reviewed,
    under_review,
)
from fairnotice.pages.view import Key, View


@dataclass(frozen=True, slots=True)
class Review:
    """What a review page is given."""

    frame: Frame
    reviewed: Reviewed
    findings: tuple[FindingFacts, ...]
    tally: Tally
    sections: tuple[ChangedSection, ...]
    count: int
    body: Markup
    summary: str
    """The author's, for readers."""


def pages(view: View) -> Iterator[Page]:
    """One page for each version and its predecessor."""
    for key, old, new in under_review(view):
        yield _page(view, key, old, new)


def _page(view: View, key: Key, old: Version, new: Version) -> Page:
    path = urls.review(new.notice, new.name)
    comparison = view.comparisons[key]
    facts = Review(
        frame=frame(view, path),
        reviewed=reviewed(view, path, key, old, new),
        findings=findings(new, view.assessments.get(key)),
        tally=comparison.tally,
        sections=change_list(comparison),
        count=len(comparison.changes),
        body=Markup(  # noqa: S704  the printer escapes the text
            redline_html(comparison, in_review(view.site, new.notice))
        ),
        summary=new.entry.summary if new.entry else "",
    )
    return Page(path, "review.html", facts)
