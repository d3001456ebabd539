"""The flags that every verb has in, one `Call` and the exit code out.

A verb is a function of a `Call` (and its own arguments) that gives an exit code of `exits`:

    @click.command(epilog=example("fairnotice status -C example"))
    @flags("text", "json")
    def command(call: Call) -> int:
        ...
"""

import datetime
import functools
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from fairnotice.clock import clock
from fairnotice.disk import is_site, save
from fairnotice.exits import RefusedError, guarded
from fairnotice.memo.tables import Keeper, keeping
from fairnotice.options import FORMATS, options
from fairnotice.reports.orders import without_orders
from fairnotice.unchanged import Asked
from fairnotice.voice import Voice, voice


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
            self.voice.answer(self.printed(content) if isinstance(content, str) else content)
            return
        save(self.output, content.encode() if isinstance(content, str) else content)
        self.voice.say(f"Written to {self.output}.")

    def printed(self, answer: str) -> str:
        """An answer as it is printed, so that no server takes anything in it for an order."""
        return without_orders(answer, self.format)


def flags(*formats: str) -> Callable[[Callable[..., int]], Callable[..., None]]:
    """Gives a verb the flags that all have; it is called with a `Call` and its own arguments."""

    def decorate(verb: Callable[..., int]) -> Callable[..., None]:
        @click.pass_context
        @functools.wraps(verb)
        def run(context: click.Context, /, **given: object) -> None:
            own = {name: value for name, value in given.items() if name not in _COMMON}
            call = call_of({name: given[name] for name in _COMMON})
            call = replace(call, asked=context.find_object(Asked))
            with keeping(_own):
                context.exit(guarded(call.voice, lambda: verb(call, **own)))

        for option in reversed(options(formats or FORMATS)):
            run = option(run)
        return run

    return decorate


def _own() -> Keeper:
    from fairnotice.tool import own  # noqa: PLC0415  # to know the program takes reading all of it

    return own()


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
