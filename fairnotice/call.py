"""The flags that every verb has in, one `Call` and the exit code out.

A verb is a function of a `Call` (and its own arguments) that gives an exit code:

    @click.command(epilog=example("fairnotice status -C example"))
    @flags("text", "json")
    def command(call: Call) -> int:
        ...

Exit codes: 0 fine, 1 an error in content or templates, 2 a wrong command line or site.yaml, 3 it
could not be completed.
"""

import datetime
import functools
import os
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from fairnotice import __version__
from fairnotice.clock import clock
from fairnotice.disk import DiskError, is_site, save
from fairnotice.unchanged import Asked
from fairnotice.voice import Voice, voice

FINE, WRONG_CONTENT, WRONG_CALL, NOT_DONE = 0, 1, 2, 3

FORMATS = ("text", "json", "markdown", "github", "junit", "sarif")
"""The forms in which problems and findings can be had."""


class RefusedError(Exception):
    """The verb cannot do what was asked: `wrong` says why, `mend` what to do, `code` the exit."""

    def __init__(self, wrong: str, mend: str, code: int = WRONG_CALL) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend
        self.code = code


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked of the program, apart from a verb's own arguments."""

    folder: Path
    """The site's folder."""
    clock: datetime.datetime
    """The moment that decides what is in force; without a zone, the site's is meant."""
    format: str
    output: Path | None
    """File that the answer goes to; None: standard output."""
    strict: bool
    drafts: bool
    voice: Voice
    pinned: bool = True
    """Whether the moment was given, and stays as it is however long the program runs."""
    asked: Asked | None = None
    """The arguments and their circumstances, as they were typed."""

    def moment(self) -> datetime.datetime:
        """The moment that decides what is in force, of a program that runs for days."""
        return self.clock if self.pinned else clock(None, {})

    def site_folder(self) -> Path:
        """The site's folder; RefusedError when there is no site in it."""
        if not is_site(self.folder):
            raise RefusedError(
                f"There is no site.yaml in {self.folder.resolve()}.",
                "Go to the site's folder or name it with -C; "
                "`fairnotice new site DIR` begins a new site.",
            )
        return self.folder

    def answer(self, content: bytes | str) -> None:
        """Gives what was asked for: into the file of `-o`, else to standard output."""
        if self.output is None:
            self.voice.answer(content)
            return
        save(self.output, content.encode() if isinstance(content, str) else content)
        self.voice.say(f"Written to {self.output}.")


def example(*lines: str) -> str:
    """The examples at the end of a verb's help."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def options(
    formats: tuple[str, ...],
) -> tuple[Callable[[Callable[..., int]], Callable[..., int]], ...]:
    """The flags that every verb has; `formats` are the answers that this one can give."""
    return (
        click.option(
            "-C", "folder", metavar="DIR", default=".", help="The site's folder, if not this one."
        ),
        click.option(
            "--clock",
            metavar="ISO8601",
            help="The moment that decides what is in force; else SOURCE_DATE_EPOCH, else now.",
        ),
        click.option(
            "--format", type=click.Choice(formats), default=formats[0], help="Form of the answer."
        ),
        click.option("-o", "output", metavar="FILE", help="Put the answer into FILE."),
        click.option("--strict", is_flag=True, help="A warning stops publication, too."),
        click.option("--drafts", is_flag=True, help="Show drafts as if they were public."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
        click.option("-v", "--verbose", count=True, help="Say more; -vv shows tracebacks."),
        click.option("--color/--no-color", default=None, help="Colour, or none."),
        click.version_option(__version__, "-V", "--version", prog_name="fairnotice"),
    )


def flags(*formats: str) -> Callable[[Callable[..., int]], Callable[..., None]]:
    """Gives a verb the flags that all have; it is called with a `Call` and its own arguments."""

    def decorate(verb: Callable[..., int]) -> Callable[..., None]:
        @click.pass_context
        @functools.wraps(verb)
        def run(context: click.Context, /, **given: object) -> None:
            own = {name: value for name, value in given.items() if name not in _COMMON}
            call = call_of({name: given[name] for name in _COMMON})
            call = replace(call, asked=context.find_object(Asked))
            context.exit(guarded(call.voice, lambda: verb(call, **own)))

        for option in reversed(options(formats or FORMATS)):
            run = option(run)
        return run

    return decorate


_COMMON = (
    "folder",
    "clock",
    "format",
    "output",
    "strict",
    "drafts",
    "quiet",
    "verbose",
    "color",
)


def call_of(given: Mapping[str, object]) -> Call:
    """The call that the flags, by their names, amount to; click.UsageError for a bad clock."""
    written, output, colour = given["clock"], given["output"], given["color"]
    try:
        moment = clock(None if written is None else str(written), os.environ)
    except ValueError as error:
        raise click.UsageError(f"--clock: {error}." if written else f"{error}.") from None
    return Call(
        folder=Path(str(given["folder"])),
        clock=moment,
        format=str(given["format"]),
        output=None if output is None else Path(str(output)),
        strict=bool(given["strict"]),
        drafts=bool(given["drafts"]),
        voice=voice(
            bool(given["quiet"]),
            int(str(given["verbose"])),
            None if colour is None else bool(colour),
        ),
        pinned=written is not None or bool(os.environ.get("SOURCE_DATE_EPOCH")),
    )


def guarded(speaker: Voice, deed: Callable[[], int]) -> int:
    """The exit code of `deed`; what goes wrong in it is said in a sentence, never a traceback."""
    try:
        return deed()
    except (RefusedError, DiskError) as error:
        speaker.fail(error.wrong, error.mend)
        _trace(speaker)
        return error.code if isinstance(error, RefusedError) else NOT_DONE
    except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001  # the promise: never a traceback
        speaker.fail(
            f"fairnotice itself failed ({type(error).__name__}: {error}).",
            "Nothing of yours is at fault; please report this with what -vv shows.",
        )
        _trace(speaker)
        return NOT_DONE


def _trace(speaker: Voice) -> None:
    """Shows where it happened, to those who asked twice."""
    if speaker.verbosity >= 2:
        click.echo(traceback.format_exc(), err=True, nl=False)
