"""`fairnotice check`: the site's folder in, `output/reports/` and an exit code out."""

import click

from fairnotice.against import Past, against
from fairnotice.answer import exit_code, shown
from fairnotice.call import WRONG_CALL, Call, RefusedError, example, flags
from fairnotice.disk import read, sole_writer, write
from fairnotice.history import UnknownRefError, at
from fairnotice.pipeline import outcome


@click.command(
    "check",
    epilog=example(
        "fairnotice check --strict",
        "fairnotice check --against origin/main --format github",
    ),
)
@click.option(
    "--against",
    "ref",
    metavar="REF",
    help="Tell only what is new since this Git commit, branch or tag.",
)
@flags()
def command(call: Call, ref: str | None) -> int:
    """Find all that can fail a pull request.

    Pages are made and thrown away, so that a mistake in a template is found, too. Nothing is
    written but output/reports/.

    With --against, only what is new since then is told, and whatever was done to a version that
    readers had been shown: its words, its dates and its line in the lock as they were then are the
    truth, even when the lock was changed with them.
    """
    folder = call.site_folder()
    past = None if ref is None else _past(call, ref)
    with sole_writer(folder), call.voice.working("Checking …"):
        tree = read(folder)
        result = outcome(tree.files, call.clock, call.drafts, tree.problems)
        if past is not None:
            result = against(result, tree.files, past, call.clock)
        write(folder, {"reports": result.built.reports})
    shown(call, result, tree.files)
    known = result.report.against
    if known is not None and known.problems:
        what = "1 problem was" if known.problems == 1 else f"{known.problems} problems were"
        call.voice.say(f"{what} there before, in {known.ref}, and not told again.")
    return exit_code(result.report, call.strict)


def _past(call: Call, ref: str) -> Past:
    """The site at the ref; RefusedError when there is no such ref."""
    try:
        commit, tree = at(call.folder, ref)
    except UnknownRefError as error:
        raise RefusedError(error.wrong, error.mend, WRONG_CALL) from error
    return Past(tree.files, tree.problems, ref, commit)
