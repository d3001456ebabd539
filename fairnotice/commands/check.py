"""`fairnotice check`: the site's folder in, `output/reports/` and an exit code out."""

import errno
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fairnotice.answer import exit_code, told
from fairnotice.call import Call, flags
from fairnotice.disk import Tree, read, sole_writer, write
from fairnotice.disk_error import DiskError
from fairnotice.exits import WRONG_CALL, RefusedError
from fairnotice.memo.memo import Memo
from fairnotice.model import Problem
from fairnotice.options import example
from fairnotice.outcomes import answer, answer_since
from fairnotice.remembered import remembering
from fairnotice.store import DiskStore

if TYPE_CHECKING:
    from fairnotice.against import Past

_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
"""What the system says of a checkout in which nothing may be written."""

# The chain itself is imported when something has to be worked out: it takes half a second to load.


@click.command(
    "check",
    epilog=example(
        "fairnotice check --strict",
        "fairnotice check --against origin/main --format github",
        "fairnotice check --external",
        "fairnotice check --har visit.har",
    ),
)
@click.option(
    "--against",
    "ref",
    metavar="REF",
    help="Tell only what is new since this Git commit, branch or tag.",
)
@click.option("--external", is_flag=True, help="Ask other hosts whether links to them lead there.")
@click.option(
    "--har",
    "hars",
    metavar="FILE",
    multiple=True,
    help="Compare the cookie table with a HAR that a browser saved; may be given several times.",
)
@click.option(
    "--har-version",
    metavar="NOTICE@VERSION",
    default="",
    help="The version whose cookie table is compared, if not the one in force.",
)
@flags()
def command(
    call: Call, ref: str | None, external: bool, hars: tuple[str, ...], har_version: str
) -> int:
    """Find all that can fail a pull request.

    Nothing is written but output/reports/. Where the site has templates of its own, all pages are
    made and thrown away, so that a mistake in one of them is found, too.

    With --against, only what is new since then is told, and whatever was done to a version that
    readers had been shown: its words, its dates and its line in the lock as they were then are the
    truth, even when the lock was changed with them.

    With --external, the links to other hosts are followed: this alone asks the network. A host that
    refuses or is busy gives a warning, never an error. With --har, the cookies of a visit that a
    browser saved are held against cookies.yaml.
    """
    folder = call.site_folder()
    past = None if ref is None else _past(call, ref)
    doing = "Checking, and asking other hosts …" if external else "Checking …"
    with ExitStack() as stack:
        unwritten = _kept_out(stack, folder)
        store = stack.enter_context(remembering(folder))
        stack.enter_context(call.voice.working(doing))
        tree = read(folder, late=True)
        if hars or external:
            asked = _asked(call, tree, store, hars, har_version, external=external)
            tree = tree._replace(problems=(*tree.problems, *asked))
        if past is None:
            result = answer(call, tree, store, pages="none")
        else:
            result = answer_since(call, tree, store, past)
        try:
            if unwritten is None:
                write(folder, {"reports": result.built.reports}, store)
        except DiskError as error:
            unwritten = error
    call.answer(told(call, result, tree.files))
    known = result.report.against
    if known is not None and known.problems:
        what = "1 problem was" if known.problems == 1 else f"{known.problems} problems were"
        call.voice.say(f"{what} there before, in {known.ref}, and not told again.")
    if unwritten is not None:
        raise unwritten
    return exit_code(result.report, call.strict)


def _kept_out(stack: ExitStack, folder: Path) -> DiskError | None:
    """Keeps other builds out for as long as `stack` is open; gives why that cannot be on a disk
    that can only be read.
    """
    try:
        stack.enter_context(sole_writer(folder))
    except DiskError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in _READ_ONLY:
            return error
        raise
    return None


def _asked(
    call: Call,
    tree: Tree,
    store: DiskStore,
    hars: tuple[str, ...],
    har_version: str,
    *,
    external: bool,
) -> tuple[Problem, ...]:
    """What is found on request alone: in visits, and on other hosts."""
    from fairnotice.loaded import loaded  # noqa: PLC0415
    from fairnotice.requested import external_problems, har_problems  # noqa: PLC0415

    site = loaded(tree.files, call.clock, Memo(store))
    found = tuple(har_problems(site, hars, har_version))
    return (*found, *external_problems(site)) if external else found


def _past(call: Call, ref: str) -> "Past":
    """The site at the ref; RefusedError when there is no such ref."""
    from fairnotice.against import Past  # noqa: PLC0415
    from fairnotice.history import UnknownRefError, at  # noqa: PLC0415

    try:
        commit, tree = at(call.folder, ref)
    except UnknownRefError as error:
        raise RefusedError(error.wrong, error.mend, WRONG_CALL) from error
    return Past(tree.files, tree.problems, ref, commit)
