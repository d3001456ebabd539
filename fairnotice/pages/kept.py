"""A view and its files, not yet made, in; those whose inputs are as they were, not made again, out.

A file is made from the whole of what is known of the site beside its words (settings, names, dates,
templates: `Inputs.frame`), and from a few texts, entries, comparisons, judgements and days. Which
ones is written down while it is made (`memo.trace`), with what told them from all others; the next
time they are all the same, the file is, too. All files of a frame are written down together: what
told a text from all others is then asked once, and not for each of the ten files made from it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo, Stamp
from fairnotice.memo.spread import Spread, one_by_one
from fairnotice.memo.trace import seeing
from fairnotice.model import Problem
from fairnotice.pages.inputs import Inputs
from fairnotice.pages.making import Making
from fairnotice.pages.view import View


class Trace(NamedTuple):
    """A file that was made, and what it was made from."""

    digest: str
    """Of its content."""
    names: tuple[int, ...]
    """Of all that was looked at, each by its number in `Traces.inputs`."""


class Traces(NamedTuple):
    """All files that were made with one frame."""

    inputs: Mapping[str, str]
    """Name of whatever was looked at → what told it from what it might be."""
    files: Mapping[str, Mapping[str, Trace]]
    """Tree → path → trace."""


class Made(NamedTuple):
    """A file that had to be made."""

    digest: str
    """Empty when there is a problem."""
    names: tuple[str, ...]
    problem: Problem | None
    stamp: Stamp | None = None
    """How it looks in the store from outside."""


def _turn(making: Making) -> tuple[bool, str, str]:
    """What a file's turn to be made goes by: those made from all come last, for they take long, and
    after an edit the few others are then made before anybody thinks of doing so on all cores."""
    return not making.beside, making.beside, making.path


def kept(
    view: View,
    trees: Mapping[str, Sequence[Making]],
    memo: Memo,
    spread: Spread = one_by_one,
) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """For each tree, path → digest in the store of each file; the mistakes in templates on the way.

    What has to be made for all of them is made at one go, so that no core waits for another.
    """
    store = memo.store
    assert store is not None  # noqa: S101  # only called with one
    inputs = Inputs(view)
    name = key("files", inputs.frame)
    known: Traces = memo.look(name, Traces) or Traces({}, {})
    numbers = {each: number for number, each in enumerate(known.inputs)}
    now = inputs.of(known.inputs)
    changed = {numbers[each] for each, was in known.inputs.items() if now[each] != was}
    traces: dict[str, dict[str, Trace]] = {tree: {} for tree in trees}
    missing = []
    for tree, makings in trees.items():
        before = known.files.get(tree, {})
        for making in makings:
            trace = before.get(making.path)
            if trace and changed.isdisjoint(trace.names) and store.holds(trace.digest):
                traces[tree][making.path] = trace
            else:
                missing.append((tree, making))
    # What is made from the same texts comes one after the other.
    order = sorted(range(len(missing)), key=lambda number: _turn(missing[number][1]))

    def make(place: int) -> Made:
        with seeing() as seen:
            made = missing[order[place]][1].make()
        if isinstance(made, Problem):
            return Made("", (), made)
        digest = store.keep(made)
        return Made(digest, tuple(sorted(seen)), None, store.stamp(digest))

    problems: dict[int, Problem] = {}
    for number, made in zip(order, spread(make, len(missing)), strict=True):
        tree, making = missing[number]
        if made.problem is not None:
            problems[number] = made.problem
            continue
        if made.stamp is not None:
            store.learn(made.digest, made.stamp)  # it may have been another process that kept it
        looked_at = tuple(numbers.setdefault(each, len(numbers)) for each in made.names)
        traces[tree][making.path] = Trace(made.digest, looked_at)
    if missing:
        memo.note(name, Traces(inputs.of(numbers), traces))
    found = {
        tree: {path: trace.digest for path, trace in files.items()}
        for tree, files in traces.items()
    }
    return found, [problems[number] for number in sorted(problems)]
