"""`fairnotice new`: begins a site or a version; each is a verb of its own."""

import click

from fairnotice.commands import new_site, new_version
from fairnotice.options import example


@click.group(
    "new",
    epilog=example(
        "fairnotice new site notices", "fairnotice new version privacy --effective 2027-06-01"
    ),
)
def command() -> None:
    """Begin a site or a version."""


command.add_command(new_site.command)
command.add_command(new_version.command)
