"""`fairnotice serve`: the site's folder in, a preview that follows every save out."""

import contextlib
import datetime
import gc
from collections.abc import Iterable
from pathlib import Path

import click

from fairnotice.call import Call, flags
from fairnotice.disk import CONTENT, PICTURES, SETTINGS, TEMPLATES, Tree, replace
from fairnotice.disk_error import DiskError
from fairnotice.exits import FINE, NOT_DONE, RefusedError
from fairnotice.model import Problem
from fairnotice.options import example
from fairnotice.pipeline import Outcome
from fairnotice.preview import Preview
from fairnotice.preview_server import PreviewError, listening, serve
from fairnotice.previewed import Previewed, counted
from fairnotice.reports.text import told
from fairnotice.source.scaffold import schema_files
from fairnotice.spoken import levels, spoken
from fairnotice.watch import watched

_USUAL = (700, 10, 10)
"""How often Python looks for what nobody needs any more (`gc.set_threshold`)."""

_TOLD = 10
"""How many new problems a save shows in the terminal; the bar shows all."""


@click.command("serve", epilog=example("fairnotice serve", "fairnotice serve -a 127.0.0.1:8001"))
@click.option(
    "-a",
    "--address",
    metavar="HOST:PORT",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to listen.",
)
@flags("text")
def command(call: Call, address: str) -> int:
    """Show the site while you write.

    Builds in memory, serves on this machine alone, and builds and reloads the browser at each save.
    Drafts and scheduled versions are shown. What keeps a version from publication stands in a bar
    below the text, and never hides it. Ctrl-C ends it.
    """
    folder = call.site_folder()
    host, port = host_and_port(address)
    told_of = Told(call)
    previewed = Previewed(call, told_of.build)
    preview = Preview(previewed.made)
    try:
        at = listening(host, port)
    except PreviewError as error:
        raise RefusedError(error.wrong, error.mend, NOT_DONE) from error
    _keep_schemas(folder)
    with at, watched(folder, (SETTINGS, CONTENT, TEMPLATES), PICTURES) as changed:
        with call.voice.working("Building …"):
            preview.show(previewed.first())
        # What there is now stays for good: looking through it again would slow each save down.
        gc.freeze()
        gc.set_threshold(*_USUAL)  # from here on, this is no program that soon ends
        told_of.begin()
        shown_host = f"[{host}]" if ":" in host else host
        call.voice.say(
            f"http://{shown_host}:{at.getsockname()[1]}/ shows the site; Ctrl-C ends it."
        )
        serve(preview, at, host, changed, previewed.new_day)
    return FINE


class Told:
    """What the terminal is told of each build: all of the first one, of others what is new.

    With `--quiet` ten errors of the first one, and how many more there are.
    """

    def __init__(self, call: Call) -> None:
        self._voice = call.voice
        self._before: frozenset[tuple[str, str, str]] | None = None
        self._first = ""

    def begin(self) -> None:
        """Prints what the first build found, once nothing else is being shown."""
        self._voice.answer(self._first)

    def build(self, result: Outcome, tree: Tree, seconds: float) -> None:
        """Prints the problems that the last build did not have, and how many there are."""
        problems = tuple(p for p in result.built.problems if p.level in levels(self._voice))
        before = self._before
        self._before = frozenset(_names(problems))
        if before is None:
            self._first = spoken(result.report, self._voice, tree.files)
            if self._voice.quiet and len(problems) > _TOLD:
                some = (told(each, self._voice.paint) + "\n" for each in problems[:_TOLD])
                rest = len(problems) - _TOLD
                self._first = (
                    f"{''.join(some)}\n{rest} more errors; the bar on the pages shows all.\n"
                )
            return
        new = [p for p, name in zip(problems, _names(problems), strict=True) if name not in before]
        for problem in new[:_TOLD]:
            self._voice.answer(told(problem, self._voice.paint) + "\n")
        more = f", {len(new) - _TOLD} more of them new" if len(new) > _TOLD else ""
        gone = len(before - self._before)
        mended = f", {gone} mended" if gone else ""
        now = datetime.datetime.now().astimezone()
        self._voice.say(f"{now:%H:%M:%S} {counted(problems)}{more}{mended} ({seconds:.2f} s)")


def _names(problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """What tells problems apart, whatever line they have moved to."""
    return [(problem.check, problem.place.path, problem.wrong) for problem in problems]


def _keep_schemas(folder: Path) -> None:
    """Puts the schemas by which editors complete the YAML files where their first lines look."""
    # They are a comfort: a folder that cannot be written is served all the same.
    with contextlib.suppress(DiskError):
        for path, content in schema_files().items():
            place = folder / path
            if not place.is_file() or place.read_bytes() != content:
                replace(folder, path, content)


def host_and_port(address: str) -> tuple[str, int]:
    """`127.0.0.1:8000` or `[::1]:8000`, in its two parts; click.UsageError for anything else."""
    host, _, port = address.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise click.UsageError(f"-a: {address!r} is not HOST:PORT, such as 127.0.0.1:8000.")
    return host.removeprefix("[").removesuffix("]"), int(port)
