"""`fairnotice new site`: answers in, the folder of a new site out."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fairnotice.calendar.timeline import today
from fairnotice.call import Call, flags
from fairnotice.disk import create, empty
from fairnotice.exits import FINE, RefusedError
from fairnotice.model import Jurisdiction
from fairnotice.options import example
from fairnotice.question import answered
from fairnotice.source.scaffold import ScaffoldError, SiteAnswers, new_site, usable

_DEFAULT = SiteAnswers(name="Our company")


@click.command(
    "site",
    epilog=example(
        "fairnotice new site notices",
        'fairnotice new site notices --name "Brindle Bakery Ltd" --notices privacy',
    ),
)
@click.argument("directory", metavar="DIR")
@click.option("--name", help="The company's name, as in its register.")
@click.option("--jurisdiction", type=click.Choice(("uk", "eu", "both")), help="Whose law holds.")
@click.option("--notices", metavar="ID,ID", help="The notices, such as privacy,cookies.")
@click.option("--timezone", metavar="ZONE", help="Where days begin, such as Europe/London.")
@click.option("--email", help="The company's e-mail address.")
@click.option("--site-url", metavar="URL", help="Where the site will be published.")
@flags("text")
def command(call: Call, directory: str, **given: str | None) -> int:
    """Begin a site in the folder DIR, which must be empty or not there yet.

    Asks in a terminal for what the flags do not say; elsewhere takes the defaults, and prints what
    it took.
    """
    folder = call.folder / directory
    empty(folder)
    known = answered(
        "The company's name",
        given["name"],
        _DEFAULT.name,
        lambda said: _usable(replace(_DEFAULT, name=said)),
    )
    known = answered(
        "Whose law holds (uk, eu, both)",
        given["jurisdiction"],
        known.jurisdiction,
        lambda said: _usable(replace(known, jurisdiction=_law(said))),
    )
    known = answered(
        "The notices",
        given["notices"],
        ",".join(known.notices),
        lambda said: _usable(replace(known, notices=_ids(said))),
    )
    known = answered(
        "Time zone in which days begin",
        given["timezone"],
        "Europe/Brussels" if known.jurisdiction == "eu" else known.timezone,
        lambda said: _usable(replace(known, timezone=said)),
    )
    known = answered(
        "The company's e-mail address",
        given["email"],
        "",
        lambda said: _usable(replace(known, email=said)),
    )
    answers = answered(
        "Address at which the site will be",
        given["site_url"],
        "",
        lambda said: _usable(replace(known, site_url=said)),
    )
    moment = (
        call.clock if call.clock.tzinfo else call.clock.replace(tzinfo=ZoneInfo(answers.timezone))
    )
    files = new_site(answers, today(moment, answers.timezone))
    create(folder, files)
    for path in files:
        if not path.startswith("."):
            call.voice.say(f"  {Path(directory) / path}")
    call.voice.say(f"The site of {answers.name} is in {directory}.")
    call.voice.say(f"Next: `fairnotice serve -C {directory}` shows it while you write.")
    return FINE


def _usable(answers: SiteAnswers) -> SiteAnswers:
    """The answers; RefusedError when one of them cannot stand in a site's settings."""
    try:
        return usable(answers)
    except ScaffoldError as error:
        raise RefusedError(error.wrong, error.mend) from error


def _law(answer: str) -> Jurisdiction:
    """The law that an answer names."""
    match answer.strip().lower():
        case "uk" | "eu" | "both" as law:
            return law
        case other:
            raise RefusedError(
                f"{other!r} is no jurisdiction.",
                "Say uk, eu or both; eu stands for every country of the European Union.",
            )


def _ids(answer: str) -> tuple[str, ...]:
    """The ids of notices, parted by commas."""
    return tuple(part.strip() for part in answer.split(",") if part.strip())
