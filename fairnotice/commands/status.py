"""`fairnotice status`: a site in; how each notice stands, and what waits for whom, out.

What it says is remembered, so that asking again costs a tenth of a second.
"""

from typing import NamedTuple

import click

from fairnotice.call import Call, flags
from fairnotice.disk import Tree, read
from fairnotice.exits import FINE, WRONG_CONTENT
from fairnotice.memo.memo import Memo
from fairnotice.options import example
from fairnotice.remembered import Worked, remembered


class Said(NamedTuple):
    """What is said of a site, whose problems do not hide how it stands."""

    answer: str
    code: int
    errors: int
    """How many `check` would find."""


@click.command(
    "status",
    epilog=example("fairnotice status", "fairnotice status --format json --clock 2027-01-01"),
)
@flags("text", "json")
def command(call: Call) -> int:
    """Show how each notice stands: in force, scheduled, draft, and what waits for whom.

    The exit code is 1 when something is overdue.
    """
    tree = read(call.site_folder(), late=True)
    with call.voice.working("Reading …"):
        said = remembered(
            call, tree, f"status {call.format}", Said, lambda memo: _said(call, tree, memo)
        )
    call.answer(said.answer)
    if said.errors:
        errors = said.errors
        call.voice.say(f"`fairnotice check` finds {errors} error{'s' * (errors != 1)}.")
    return said.code


def _said(call: Call, tree: Tree, memo: Memo) -> Worked:
    """What there is to say; only what does not depend on who asks is remembered."""
    # Loaded only when something has to be worked out: half a second.
    from fairnotice.answer import exit_code  # noqa: PLC0415
    from fairnotice.archive.ledger import waiting  # noqa: PLC0415
    from fairnotice.commands.status_words import as_json, in_words  # noqa: PLC0415
    from fairnotice.judged import judged  # noqa: PLC0415
    from fairnotice.reports.report import report  # noqa: PLC0415
    from fairnotice.spoken import spoken  # noqa: PLC0415

    whole = judged(tree.files, call.clock, tree.problems, memo)
    site = whole.loaded.site
    if site is None:
        found = report(whole.problems, tree.files)
        told = spoken(found, call.voice, tree.files)
        return Worked(Said(told, exit_code(found, strict=False), 0), "")
    todo = waiting(site, whole.loaded.timelines, whole.assessments, whole.to_mend)
    return Worked(
        Said(
            as_json(whole, todo) if call.format == "json" else in_words(whole, todo),
            WRONG_CONTENT if any(one.overdue for one in todo) else FINE,
            sum(problem.level == "error" for problem in whole.problems),
        ),
        site.settings.timezone,
    )
