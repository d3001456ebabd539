"""`fairnotice import html`: an existing web page in; a version of a notice out."""

import click


@click.command("html")
def command() -> int:
    """stub."""
    return 0
