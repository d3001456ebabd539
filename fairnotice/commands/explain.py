"""`fairnotice explain`: the id of a rule or check in; what it sees and why, with examples, out."""

import difflib

import click

from fairnotice.call import Call, flags
from fairnotice.exits import FINE, RefusedError
from fairnotice.lint import explain as check
from fairnotice.lint import other
from fairnotice.lint.table import CHECKS
from fairnotice.options import example
from fairnotice.significance import rulebook as rules


@click.command(
    "explain",
    epilog=example("fairnotice explain retention-longer", "fairnotice explain dead-link"),
)
@click.argument("name", metavar="RULE_OR_CHECK")
@flags("text")
def command(call: Call, name: str) -> int:
    """Explain a rule, a check, or any other name that a problem bears.

    What it sees, why it matters, who says so, and examples.
    """
    for explained in (rules.explain, check.explain, other.explain):
        try:
            call.answer(explained(name))
        except KeyError:
            continue
        return FINE
    ids = [rule.id for rule in rules.rulebook()] + [one.ID for one in CHECKS]
    ids += other.others()
    near = difflib.get_close_matches(name, ids, n=1)
    raise RefusedError(
        f"The rule book has no “{name}”.",
        f"Did you mean {near[0]}?" if near else "`fairnotice rules` lists what there is.",
    )
