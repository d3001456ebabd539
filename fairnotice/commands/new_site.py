"""`fairnotice new site`: answers in, the folder of a new site out."""

import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fairnotice.calendar.timeline import today
from fairnotice.call import Call, flags
from fairnotice.disk import create
from fairnotice.exits import FINE, RefusedError
from fairnotice.model import Jurisdiction
from fairnotice.options import example
from fairnotice.source.scaffold import ScaffoldError, SiteAnswers, new_site

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
    answers = SiteAnswers(
        name=_asked("The company's name", given["name"], _DEFAULT.name),
        jurisdiction=_law(_asked("Whose law holds (uk, eu, both)", given["jurisdiction"], "uk")),
        notices=_ids(_asked("The notices", given["notices"], ",".join(_DEFAULT.notices))),
        timezone=_asked("Time zone in which days begin", given["timezone"], _DEFAULT.timezone),
        email=_asked("The company's e-mail address", given["email"], ""),
        site_url=_asked("Address at which the site will be", given["site_url"], ""),
    )
    try:
        zone = ZoneInfo(answers.timezone)
        moment = call.clock if call.clock.tzinfo else call.clock.replace(tzinfo=zone)
        files = new_site(answers, today(moment, answers.timezone))
    except ScaffoldError as error:
        raise RefusedError(error.wrong, error.mend) from error
    except (KeyError, ValueError) as error:
        raise RefusedError(
            f"There is no time zone {answers.timezone!r}.", "Name one such as Europe/London."
        ) from error
    create(folder, files)
    for path in files:
        if not path.startswith("."):
            call.voice.say(f"  {Path(directory) / path}")
    call.voice.say(f"The site of {answers.name} is in {directory}.")
    call.voice.say(f"Next: `fairnotice serve -C {directory}` shows it while you write.")
    return FINE


def _asked(question: str, given: str | None, default: str) -> str:
    """What the flag says; else what a person answers; else the default, and that it was taken."""
    if given is not None:
        return given
    if sys.stdin.isatty() and sys.stdout.isatty():
        return str(click.prompt(question, default=default, show_default=bool(default), err=True))
    if default:
        click.echo(f"{question}: {default}", err=True)
    return default


def _law(answer: str) -> Jurisdiction:
    """The law that an answer names."""
    match answer.strip().lower():
        case "uk" | "eu" | "both" as law:
            return law
        case other:
            raise RefusedError(f"{other!r} is no jurisdiction.", "Say uk, eu or both.")


def _ids(answer: str) -> tuple[str, ...]:
    """The ids of notices, parted by commas."""
    return tuple(part.strip() for part in answer.split(",") if part.strip())
