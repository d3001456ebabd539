"""`fairnotice new version`: a notice and its dates in, a draft and its changelog entry out."""

import click

from fairnotice.call import Call, flags
from fairnotice.disk import read, replace
from fairnotice.exits import FINE, WRONG_CONTENT, RefusedError
from fairnotice.loaded import loaded
from fairnotice.model import Day
from fairnotice.options import example
from fairnotice.question import answered, in_terminal
from fairnotice.remembered import recalling
from fairnotice.source.changelog import PATH
from fairnotice.source.days import bad_day, day
from fairnotice.source.scaffold import NewVersion, ScaffoldError, new_version
from fairnotice.word import DAY


@click.command(
    "version",
    epilog=example("fairnotice new version privacy --effective 2027-06-01"),
)
@click.argument("notice")
@click.option("--effective", type=DAY, help="The day from which it applies.")
@click.option("--published", type=DAY, help="The day of its first showing; else today.")
@flags("text")
def command(call: Call, notice: str, effective: Day | None, published: Day | None) -> int:
    """Begin a version of NOTICE: a draft that copies the newest text, and its changelog entry.

    Without --effective it applies on the first day that the notice period for a significant change
    allows; in a terminal, that day is offered and can be changed.
    """
    folder = call.site_folder()
    files = read(folder, late=True).files
    with recalling(folder) as memo:
        read_site = loaded(files, call.clock, memo)
    site, today, problems = read_site.site, read_site.today, read_site.problems
    if site is None or today is None:
        raise RefusedError(f"{problems[0].place}: {problems[0].wrong}", problems[0].mend)
    in_changelog = [p for p in problems if p.broken and p.place.path == PATH]
    if in_changelog:
        first = in_changelog[0]
        raise RefusedError(f"{first.place}: {first.wrong}", first.mend, WRONG_CONTENT)

    def begun(day: Day | None) -> NewVersion:
        try:
            return new_version(
                site,
                files.get(PATH, b""),
                notice,
                today=today,
                effective=day,
                published=published,
            )
        except ScaffoldError as error:
            raise RefusedError(error.wrong, error.mend) from error

    new = begun(effective)
    if effective is None and in_terminal():
        question, offered = "The day from which it applies", str(new.effective)
        new = answered(question, None, offered, lambda answer: begun(_day(answer)))
    for path, content in new.files.items():
        replace(folder, path, content)
    call.voice.say(f"{new.ref} is a draft, {_copied(new)}.")
    call.voice.say(f"  published  {new.published}")
    call.voice.say(f"  effective  {new.effective}")
    for note in new.notes:
        call.voice.say(note)
    call.voice.say("Next: " + " and ".join(new.files) + ".")
    return FINE


def _day(written: str) -> Day:
    """The day that a person answers; RefusedError when it is none."""
    found = day(written.strip())
    if found is None:
        raise RefusedError(*bad_day(written.strip()))
    return found


def _copied(new: NewVersion) -> str:
    """Where its text is from."""
    return f"a copy of {new.copied}" if new.copied else "with an outline to fill in"
