"""A question in; what a flag says, what a person answers, or else what is taken, out."""

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from fairnotice.exits import RefusedError

T = TypeVar("T")


def answered(question: str, given: str | None, default: str, read: Callable[[str], T]) -> T:
    """What `read` makes of the flag; else of a person's answer; else of the default, said aloud.

    A person whose answer `read` refuses (RefusedError) hears why and is asked again: the answers
    before are not lost.
    """
    if given is not None:
        return read(given)
    if in_terminal():
        return click.prompt(
            question,
            default=default,
            show_default=bool(default),
            value_proc=_again(read),
            err=True,
        )
    if default:
        click.echo(f"{question}: {default}", err=True)
    return read(default)


def in_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _again(read: Callable[[str], T]) -> Callable[[str], T]:
    """`read` for a prompt, which asks again after a usage error."""

    def reading(answer: str) -> T:
        try:
            return read(answer)
        except RefusedError as error:
            raise click.UsageError(f"{error.wrong} {error.mend}") from error

    return reading
