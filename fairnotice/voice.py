"""What there is to say in, lines on the terminal out: the only module that prints.

What was asked for goes to standard output, and can be piped; progress and failures go to standard
error. Nothing printed here can act on a terminal: texts come from files that others write.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import click

from fairnotice.reports.printable import printable

_COLOURS: Mapping[str, Mapping[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "place": {"bold": True},
    "check": {"dim": True},
    "mend": {"fg": "green"},
    "source": {"dim": True},
}


@dataclass(frozen=True, slots=True)
class Voice:
    """How loud and how colourful the program speaks."""

    quiet: bool = False
    """Errors alone."""
    verbosity: int = 0
    """1: notes too, and the lines that problems stand on; 2: tracebacks."""
    colour: bool = False

    @property
    def paint(self) -> Callable[[str, str], str]:
        """How pieces of text are coloured: by a role and the text."""
        return _coloured if self.colour else _plain

    def answer(self, content: bytes | str) -> None:
        """Prints what was asked for, as it is."""
        if isinstance(content, str):
            click.echo(content, nl=False, color=self.colour)
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()

    def say(self, words: str) -> None:
        """Prints a line on what was done, unless quiet."""
        click.echo(self.line(words), err=True, nl=False, color=self.colour)

    def line(self, words: str) -> str:
        """A line on what was done, as it is said: nothing when quiet."""
        return "" if self.quiet else f"{printable(words)}\n"

    def fail(self, wrong: str, mend: str) -> None:
        """Prints why nothing came of it, and what to do."""
        head = self.paint("error", "error") if self.colour else "error"
        click.echo(f"{head}: {printable(wrong)}", err=True, color=self.colour)
        if mend:
            click.echo(f"    {self.paint('mend', printable(mend))}", err=True, color=self.colour)

    @contextlib.contextmanager
    def working(self, words: str) -> Iterator[None]:
        """Shows that something is being done, where somebody is looking."""
        if self.quiet or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console  # noqa: PLC0415  # 60 ms that only a terminal needs
        from rich.text import Text  # noqa: PLC0415  # no markup: a path may hold brackets

        with Console(stderr=True, no_color=not self.colour).status(Text(printable(words))):
            yield


def voice(quiet: bool, verbosity: int, colour: bool | None) -> Voice:
    """The voice that the flags ask for; without a word on colour, terminals get it.

    `NO_COLOR`, when set to anything, turns colour off (no-color.org); `--color` is over it.
    """
    if colour is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        colour = colour and os.environ.get("TERM") != "dumb"
    return Voice(quiet, verbosity, colour)


def _coloured(role: str, text: str) -> str:
    """A piece of text in the colour of its role."""
    return click.style(text, **_COLOURS[role])  # type: ignore[arg-type]  # a table of its options


def _plain(_role: str, text: str) -> str:
    """The piece of text as it is."""
    return text
