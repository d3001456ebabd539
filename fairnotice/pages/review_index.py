"""A view in; the index of the review pages out: what waits, what is published, what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from fairnotice import urls
from fairnotice.model import Problem
from fairnotice.pages.page import Page
from fairnotice.pages.review_facts import Frame, Reviewed, frame, in_order, reviewed, under_review
from fairnotice.pages.view import View


@dataclass(frozen=True, slots=True)
class ReviewIndex:
    """What the index is given."""

    frame: Frame
    waiting: tuple[Reviewed, ...]
    """Drafts and scheduled versions, soonest first."""
    settled: tuple[Reviewed, ...]
    """All others, newest first."""
    problems: tuple[Problem, ...]


def pages(view: View) -> Iterator[Page]:
    """The index."""
    path = urls.review_home()
    rows = [reviewed(view, path, *pair) for pair in under_review(view)]
    waits = ("draft", "scheduled")
    yield Page(
        path,
        "review_index.html",
        ReviewIndex(
            frame=frame(view, path),
            waiting=tuple(
                sorted((r for r in rows if r.state in waits), key=lambda row: row.effective)
            ),
            settled=tuple(row for row in rows if row.state not in waits),
            problems=in_order(view.problems),
        ),
    )
