"""`fairnotice check`: the site's folder in, `output/reports/` and an exit code out."""

import click

from fairnotice.answer import exit_code, shown
from fairnotice.call import Call, example, flags
from fairnotice.disk import read, sole_writer, write
from fairnotice.pipeline import outcome


@click.command(
    "check",
    epilog=example("fairnotice check --strict", "fairnotice check --format github"),
)
@flags()
def command(call: Call) -> int:
    """Find all that can fail a pull request.

    Pages are made and thrown away, so that a mistake in a template is found, too. Nothing is
    written but output/reports/.
    """
    folder = call.site_folder()
    with sole_writer(folder), call.voice.working("Checking …"):
        tree = read(folder)
        result = outcome(tree.files, call.clock, call.drafts, tree.problems)
        write(folder, {"reports": result.built.reports})
    shown(call, result, tree.files)
    return exit_code(result.report, call.strict)
