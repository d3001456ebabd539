"""A view in; the index of the review pages out: what waits for whom, and every comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.pages.page import Page
from fairnotice.pages.review_facts import (
    Frame,
    ProblemFacts,
    Reviewed,
    TodoList,
    frame,
    in_order,
    reviewed,
    todo,
)
from fairnotice.pages.view import View, ordered


@dataclass(frozen=True, slots=True)
class ReviewedNotice:
    """A notice and its versions."""

    id: str
    title: str
    versions: tuple[Reviewed, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class ReviewIndex:
    """What the index is given."""

    frame: Frame
    todo: tuple[TodoList, ...]
    """Soonest due first."""
    count: int
    """Things that wait, over all versions."""
    overdue: int
    notices: tuple[ReviewedNotice, ...]
    problems: tuple[ProblemFacts, ...]
    """Those that may still be mended."""
    past_notes: int
    """How many notes stand on the pages of past versions, whose words can no longer change."""


def pages(view: View) -> Iterator[Page]:
    """The index."""
    path = urls.review_home()
    yield Page(path, "review_index.html", partial(_facts, view, path))


def _facts(view: View, path: str) -> ReviewIndex:
    waits = todo(view, path)
    return ReviewIndex(
        frame=frame(view, path, dated=True),
        todo=waits,
        count=sum(len(each.todo) for each in waits),
        overdue=sum(len(each.todo) for each in waits if each.overdue),
        notices=tuple(
            ReviewedNotice(
                id=notice.id,
                title=notice.title,
                versions=tuple(reviewed(view, path, v) for v in reversed(ordered(notice))),
            )
            for notice in view.site.notices
        ),
        problems=in_order(view.open_problems()),
        past_notes=view.past_notes(),
    )
