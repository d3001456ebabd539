# ruff: noqa: N999  # the module of a verb has its name, and nobody writes an import of it
"""`fairnotice import`: brings in what exists; each way is a verb of its own."""

import click

from fairnotice.commands import import_git, import_html
from fairnotice.options import example


@click.group(
    "import",
    epilog=example(
        "fairnotice import git ../website legal/privacy.md privacy",
        "fairnotice import html page.html privacy --effective 2018-05-15",
    ),
)
def command() -> None:
    """Bring in what exists: the history of a file in Git, or a web page."""


command.add_command(import_git.command)
command.add_command(import_html.command)
