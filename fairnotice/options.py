"""The flags that every verb has, and how a verb's help ends.

Nothing here needs a site, so that the help and the version are printed without loading the program.
"""

from collections.abc import Callable

import click

from fairnotice import __version__

FORMATS = ("text", "json", "markdown", "github", "junit", "sarif")
"""The forms in which problems and findings can be had."""


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
