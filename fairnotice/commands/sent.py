"""`fairnotice sent`: a version, a channel, an audience and a count in; a ledger line out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import click

from fairnotice.archive.ledger import audience_of, message_due
from fairnotice.archive.sign_off import signed_off
from fairnotice.asked import Asked
from fairnotice.call import Call, flags
from fairnotice.commands.email import folder_of
from fairnotice.exits import FINE, NOT_DONE, RefusedError
from fairnotice.model import Day, Entry, Notification
from fairnotice.note import note
from fairnotice.options import example
from fairnotice.source.written import Value
from fairnotice.word import COUNT, DAY, day_of, said


@click.command(
    "sent",
    epilog=example(
        "fairnotice sent privacy@2027-01-18 --channel email --audience customers --count 412"
    ),
)
@click.argument("ref", metavar="NOTICE@VERSION")
@click.option("--channel", required=True, help="How: email, letter, banner …")
@click.option("--audience", required=True, help="To whom: customers, contacts …")
@click.option("--count", required=True, type=COUNT, help="To how many.")
@click.option("--date", type=DAY, help="The day it was sent; else today.")
@click.option("--again", metavar="REASON", help="Why it was sent a second time.")
@click.option("--message", metavar="FILE", help="What was sent; else the draft in output/email/.")
@flags("text")
def command(  # noqa: PLR0913, PLR0917  # one for each flag
    call: Call,
    ref: str,
    channel: str,
    audience: str,
    count: int,
    date: Day | None,
    again: str | None,
    message: str | None,
) -> int:
    """Note in the changelog that a message was sent.

    fairnotice never sends anything: note it when your mail program has. A second line for the same
    version, audience and channel needs --again with the reason. The line holds the hash of what was
    sent: of FILE, or else of the draft for that audience in output/email/.
    """
    how, whom = said("--channel", channel), said("--audience", audience)
    why = said("--again", again) if again is not None else ""
    digest = _digest(call, ref, how, whom, message)

    def line(asked: Asked) -> Value:
        _refuse_twice(asked, how, whom, why)
        return {
            "channel": how,
            "audience": whom,
            "date": day_of(date, asked.whole.today),
            "count": count,
            **({"message_sha256": digest} if digest else {}),
            **({"again": why} if why else {}),
        }

    noted = note(call, ref, "notified", line)
    call.voice.say(f"Noted: {ref}, {how} to {whom}, {count}. It stands in content/changelog.yaml.")
    for remark in _out_of_order(noted, day_of(date, noted.whole.today)):
        call.voice.say(remark)
    if not digest:
        call.voice.say("No message is kept with it; name one with --message FILE.")
    return FINE


def _refuse_twice(asked: Asked, channel: str, audience: str, again: str) -> None:
    """RefusedError for a second line without a reason, and for a reason without a first line."""
    entry = asked.version.entry or Entry(asked.notice.id, asked.version.name)
    wanted = (channel.casefold(), audience.casefold())
    earlier = [number for number, one in enumerate(entry.notified) if _key(one) == wanted]
    if earlier and not again:
        one = entry.notified[earlier[-1]]
        key = f"notified/{earlier[-1]}"
        places = asked.version.places
        place = places.get(f"{key}/channel") or places.get(key) or asked.place
        raise RefusedError(
            f"{place}: {one.channel} to {one.audience} was sent on {one.date}, to {one.count}.",
            'If it really was sent a second time, say why: --again "…".',
        )
    if again and not earlier:
        raise RefusedError(
            f"{asked.place}: nothing was sent to {audience} by {channel} before.",
            "Leave --again out.",
        )


def _out_of_order(asked: Asked, day: Day) -> Iterator[str]:
    """What to know of a message that was sent unsigned, too early or too late.

    The line is written all the same: the ledger says what was.
    """
    version, days = asked.version, asked.whole.site.settings.notice_days
    if not any(one.valid for one in signed_off(version)):
        yield f"Nobody has signed {version.ref} off as it stands."
    if day < version.published:
        yield (
            f"Readers see {version.ref} from {version.published} on: until then the links in the "
            "message lead nowhere."
        )
    due = message_due(version, asked.assessment, days)
    if due and day > due:
        yield (
            f"The last day in time was {due}: the site promises {days.significant} days of notice "
            f"before {version.effective}."
        )


def _key(line: Notification) -> tuple[str, str]:
    return line.channel.casefold(), line.audience.casefold()


def _digest(call: Call, ref: str, channel: str, audience: str, message: str | None) -> str:
    """SHA-256 of the message that was sent, in hexadecimal; empty when none is known."""
    if message is not None:
        try:
            return hashlib.sha256(Path(message).read_bytes()).hexdigest()
        except OSError as error:
            raise RefusedError(
                f"{message} cannot be read: {error.strerror}.", "Name what was sent.", NOT_DONE
            ) from error
    draft = folder_of(call.site_folder(), ref) / f"{audience_of(audience)}.eml"
    if "mail" in channel.casefold() and draft.is_file():
        return hashlib.sha256(draft.read_bytes()).hexdigest()
    return ""
