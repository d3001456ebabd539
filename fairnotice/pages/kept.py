"""A view and its files, not yet made, in; those whose inputs are as they were, not made again, out.

A file is made from the whole of what is known of the site beside its words (settings, names, dates,
templates: `Inputs.frame`), and from a few texts, entries, comparisons, judgements and days. Which
ones is written down while it is made (`memo.trace`), with what told them from all others; the next
time they are all the same, the file is, too.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo
from fairnotice.memo.spread import Spread, one_by_one
from fairnotice.memo.trace import seeing
from fairnotice.model import Problem
from fairnotice.pages.inputs import Inputs
from fairnotice.pages.making import Making
from fairnotice.pages.view import View


class Trace(NamedTuple):
    """What a file was made from, and what came of it."""

    names: tuple[str, ...]
    """Of all that was looked at."""
    inputs: str
    """What told it from all else."""
    digest: str
    """Of the file's content."""


class Made(NamedTuple):
    """A file that had to be made."""

    trace: Trace | None
    problem: Problem | None


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
    found: dict[str, dict[str, str]] = {tree: {} for tree in trees}
    makings = [making for tree in trees.values() for making in tree]
    digests = [found[tree] for tree in trees for _ in trees[tree]]
    names = [
        key("file", tree, making.path, inputs.frame) for tree in trees for making in trees[tree]
    ]
    missing = []
    for number, (making, name) in enumerate(zip(makings, names, strict=True)):
        known = memo.look(name, Trace)
        if known and store.holds(known.digest) and inputs.of(known.names) == known.inputs:
            digests[number][making.path] = known.digest
        else:
            missing.append(number)
    # By path, so that the pages of one comparison come one after the other.
    missing.sort(key=lambda number: makings[number].path)

    def make(place: int) -> Made:
        with seeing() as seen:
            made = makings[missing[place]].make()
        if isinstance(made, Problem):
            return Made(None, made)
        looked_at = tuple(sorted(seen))
        return Made(Trace(looked_at, inputs.of(looked_at), store.keep(made)), None)

    problems: dict[int, Problem] = {}
    for number, (trace, problem) in zip(missing, spread(make, len(missing)), strict=True):
        if problem is not None:
            problems[number] = problem
        elif trace is not None:
            store.holds(trace.digest)  # what another process kept, this one's store learns so
            memo.note(names[number], trace)
            digests[number][makings[number].path] = trace.digest
    return found, [problems[number] for number in sorted(problems)]
