"""`fairnotice serve`: the site's folder in, a preview that follows every save out."""

import contextlib
from pathlib import Path

import click

from fairnotice.call import FINE, NOT_DONE, Call, RefusedError, example, flags
from fairnotice.disk import CONTENT, SETTINGS, TEMPLATES, DiskError, read, replace
from fairnotice.model import Place, Problem
from fairnotice.pipeline import outcome
from fairnotice.preview import Made, Preview, PreviewError, listening, serve
from fairnotice.source.scaffold import schema_files
from fairnotice.watch import watched

REVIEW = "_review"
"""Where the review pages are in the preview; no notice can have this id."""


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
    preview = Preview(lambda: made(call), {"Site": "/", "Review": f"/{REVIEW}/"})
    try:
        at = listening(host, port)
    except PreviewError as error:
        raise RefusedError(error.wrong, error.mend, NOT_DONE) from error
    _keep_schemas(folder)
    with at, watched(folder, (SETTINGS, CONTENT, TEMPLATES)) as changed:
        with call.voice.working("Building …"):
            preview.rebuild()
        shown_host = f"[{host}]" if ":" in host else host
        call.voice.say(
            f"http://{shown_host}:{at.getsockname()[1]}/ shows the site; Ctrl-C ends it."
        )
        serve(preview, at, host, changed)
    return FINE


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


def made(call: Call) -> Made:
    """The site and the review as they stand on the disk now, and what was found."""
    try:
        tree = read(call.folder)
        result = outcome(tree.files, call.clock, True, tree.problems)
    except DiskError as error:
        # A file that is being saved may be away for a moment; the next change builds again.
        return _nothing(call, error.wrong, error.mend)
    except Exception as error:  # noqa: BLE001  # a preview goes on, whatever a build does
        return _nothing(
            call,
            f"fairnotice itself failed ({type(error).__name__}: {error}).",
            "Please report this; `fairnotice build -vv` shows where.",
        )
    review = {f"{REVIEW}/{path}": content for path, content in result.built.review.items()}
    call.voice.answer(call.voice.report(result.report, tree.files))
    return Made({**result.built.site, **review}, result.built.problems)


def _nothing(call: Call, wrong: str, mend: str) -> Made:
    """No pages, and why."""
    call.voice.fail(wrong, mend)
    return Made({}, (Problem("no-build", "error", Place("."), wrong, mend, broken=True),))
