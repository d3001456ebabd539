"""`fairnotice approve`: a version and a person in; a sign-off in the changelog out."""

import click

from fairnotice.archive import lock
from fairnotice.archive.sign_off import content_hash, signed_off
from fairnotice.asked import Asked
from fairnotice.call import Call, flags
from fairnotice.exits import FINE, WRONG_CONTENT, RefusedError
from fairnotice.judged import judged
from fairnotice.model import Day, Problem
from fairnotice.note import note
from fairnotice.options import example
from fairnotice.remembered import recalling
from fairnotice.source.written import Value
from fairnotice.word import DAY, day_of, said

_NOT_THE_TEXT = lock.MENDED_BY_LOCKING | {"sign-off-lapsed"}
"""Checks that a sign-off need not wait for: it mends one of them, and the lock comes after it."""

_SHOWN = 3
"""So many open gates are named."""


@click.command(
    "approve",
    epilog=example('fairnotice approve privacy@2027-01-18 --by "Nell Thrumbell" --role director'),
)
@click.argument("ref", metavar="NOTICE@VERSION")
@click.option("--by", required=True, help="Who signs off.")
@click.option("--role", required=True, help="As what: legal, director …")
@click.option("--date", type=DAY, help="The day of the sign-off; else today.")
@flags("text")
def command(call: Call, ref: str, by: str, role: str, date: Day | None) -> int:
    """Sign a version off.

    The sign-off is bound to the version's text, dates, summary, changes and decisions: when one of
    them changes, it has lapsed, and `check` says so. A draft, and a version whose gates are open,
    cannot be signed off.
    """
    who, what = said("--by", by), said("--role", role)

    def line(asked: Asked) -> Value:
        _refuse_draft(asked)
        _refuse_twice(asked, who, what)
        _refuse_open(call, asked)
        return {
            "by": who,
            "role": what,
            "date": day_of(date, asked.whole.today),
            "sha256": content_hash(asked.version),
        }

    note(call, ref, "approved", line)
    call.voice.say(f"{who} ({what}) signed {ref} off. It stands in content/changelog.yaml.")
    return FINE


def _refuse_draft(asked: Asked) -> None:
    if asked.version.status == "draft":
        place = asked.version.places.get("status", asked.place)
        raise RefusedError(
            f"{place}: {asked.version.ref} is a draft, whose words can still change.",
            "Take `status: draft` out when the text is final.",
            WRONG_CONTENT,
        )


def _refuse_twice(asked: Asked, by: str, role: str) -> None:
    for one in signed_off(asked.version):
        signed = one.sign_off
        if one.valid and (signed.by, signed.role) == (by, role):
            raise RefusedError(
                f"{one.place}: {by} ({role}) signed the same off on {signed.date}.",
                "There is nothing to add.",
            )


def _refuse_open(call: Call, asked: Asked) -> None:
    """RefusedError that names what is still open."""
    with recalling(call.folder) as memo:
        found = judged(asked.whole.files, call.clock, memo=memo).problems
    gates = [one for one in found if _is_open(one, asked)]
    if not gates:
        return
    shown = "; ".join(f"{one.place}: {one.wrong}" for one in gates[:_SHOWN])
    more = f"; and {len(gates) - _SHOWN} more" if len(gates) > _SHOWN else ""
    raise RefusedError(
        f"{asked.version.ref} cannot be signed off yet. {shown}{more}",
        "Mend that first; `fairnotice check` shows all of it.",
        WRONG_CONTENT,
    )


def _is_open(problem: Problem, asked: Asked) -> bool:
    """Whether a problem is a gate of the version."""
    concerns = problem.version == asked.version.ref or problem.place.path == asked.version.path
    return concerns and problem.level == "error" and problem.check not in _NOT_THE_TEXT
