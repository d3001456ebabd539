"""`fairnotice decide`: a finding and a person's word in; a waiver in the changelog out."""

import click

from fairnotice.asked import Asked
from fairnotice.call import Call, flags
from fairnotice.exits import FINE, WRONG_CALL, RefusedError
from fairnotice.model import Day, Entry, Finding
from fairnotice.note import note
from fairnotice.options import example
from fairnotice.source.written import Value
from fairnotice.word import DAY, day_of, said


@click.command(
    "decide",
    epilog=example(
        'fairnotice decide privacy@2027-01-18 3f9a1c --tell --reason "It is new to them." --by Nell'
    ),
)
@click.argument("ref", metavar="NOTICE@VERSION")
@click.argument("finding")
@click.option("--tell", is_flag=True, help="Customers are told of it.")
@click.option("--no-tell", is_flag=True, help="They are not.")
@click.option("--reason", required=True, help="Why; kept for ever.")
@click.option("--by", required=True, help="Who decides.")
@click.option("--date", type=DAY, help="The day of the decision; else today.")
@flags("text")
def command(
    call: Call,
    ref: str,
    finding: str,
    reason: str,
    by: str,
    date: Day | None,
    **told: bool,
) -> int:
    """Write a person's decision about a finding into the changelog.

    FINDING is its fingerprint, or the beginning of it, as the review page and the reports show it.
    The decision stands in the entry's `waivers`; the last one about a finding counts.
    """
    # What is kept for ever is not what happened to be typed last.
    tell = told["tell"]
    if tell == told["no_tell"]:
        raise click.UsageError(f"Say --tell or --no-tell{', not both' if tell else ''}.")
    why, who = said("--reason", reason), said("--by", by)

    def line(asked: Asked) -> Value:
        found = _found(asked, finding)
        _refuse_twice(asked, found, tell)
        return {
            "finding": found.fingerprint,
            "tell": tell,
            "reason": why,
            "by": who,
            "date": day_of(date, asked.whole.today),
        }

    after = note(call, ref, "waivers", line)
    found = _found(after, finding)
    are = "are" if tell else "are not"
    call.voice.say(
        f"{who} decided that customers {are} told of “{found.evidence or found.title}” "
        f"({found.section_title or after.notice.title}). It stands in content/changelog.yaml."
    )
    return FINE


def _found(asked: Asked, begins: str) -> Finding:
    """The one finding whose fingerprint begins so; RefusedError when none or several do."""
    wanted = begins.strip().lower()
    findings = asked.assessment.findings if asked.assessment else ()
    if len(wanted) < 6:
        raise RefusedError(
            f"“{begins}” is too short to name a finding.", "Give at least six signs.", WRONG_CALL
        )
    fitting = {one.fingerprint: one for one in findings if one.fingerprint.startswith(wanted)}
    if len(fitting) == 1:
        return next(iter(fitting.values()))
    if fitting:
        raise RefusedError(
            f"{asked.place}: “{begins}” begins {len(fitting)} findings of {asked.version.ref}.",
            f"Give more of it: {', '.join(fitting)}.",
            WRONG_CALL,
        )
    there = ", ".join(one.fingerprint for one in findings if one.level != "minor")
    raise RefusedError(
        f"{asked.place}: {asked.version.ref} has no finding “{begins}”.",
        f"It has {there}." if there else "It has none that wait for a decision.",
        WRONG_CALL,
    )


def _refuse_twice(asked: Asked, finding: Finding, tell: bool) -> None:
    """RefusedError when the same was decided already."""
    entry = asked.version.entry or Entry(asked.notice.id, asked.version.name)
    findings = asked.assessment.findings if asked.assessment else ()
    standing = entry.waiver_for(finding, findings)
    if standing and standing.tell == tell:
        number = entry.waivers.index(standing)
        place = asked.version.places.get(f"waivers/{number}/finding", asked.place)
        raise RefusedError(
            f"{place}: {standing.by} decided the same on {standing.date}: {standing.reason}",
            "There is nothing to add.",
        )
