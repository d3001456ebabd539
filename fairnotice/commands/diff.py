"""`fairnotice diff`: two versions or files in, their redline, report and verdict out."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from io import FileIO
from pathlib import Path

import click

from fairnotice.call import Call, flags
from fairnotice.commands import diff_pairs
from fairnotice.commands.diff_files import Diff, UnreadableError, diff_of_files
from fairnotice.commands.diff_versions import diff_of_versions, is_version
from fairnotice.disk_error import DiskError
from fairnotice.exits import FINE, NOT_DONE, WRONG_CONTENT, RefusedError
from fairnotice.model import Verdict
from fairnotice.options import example
from fairnotice.reports.orders import without_orders

_GRAVITY: Mapping[Verdict, int] = {"none": 0, "minor": 1, "review": 2, "significant": 3}


@click.command(
    "diff",
    epilog=example(
        "fairnotice diff privacy@2018-05-15 privacy@2026-12-01",
        "fairnotice diff old.md new.md --format html -o redline.html",
        "fairnotice diff --pairs pairs.jsonl --fail-on significant",
    ),
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--pairs",
    metavar="FILE.jsonl",
    help='Compare many: a line {"id", "old", "new"} for each pair, paths relative to FILE.',
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="With --pairs: let the Dask cluster at ADDRESS do it (needs fairnotice[dask]).",
)
@click.option(
    "--fail-on",
    type=click.Choice(("significant", "review", "minor")),
    help="Exit with 1 when the verdict is this grave or graver.",
)
@flags("text", "json", "html", "markdown")
def command(
    call: Call,
    old: str | None,
    new: str | None,
    pairs: str | None,
    scheduler: str | None,
    fail_on: Verdict | None,
) -> int:
    """Compare and assess two versions, or any two Markdown files.

    OLD and NEW are versions of the site (privacy@2018-05-15) or files. Exits with 0 whatever it
    finds, unless --fail-on is given.
    """
    limit = _GRAVITY[fail_on] if fail_on else len(_GRAVITY)
    if pairs is not None:
        if old is not None or new is not None:
            raise RefusedError("--pairs names the texts itself.", "Leave OLD and NEW out.")
        if call.format in {"html", "markdown"}:
            raise RefusedError("--pairs answers in lines of JSON.", "Leave --format out.")
        return _many(call, Path(pairs), scheduler, limit)
    if scheduler is not None:
        raise RefusedError("--scheduler is for many pairs.", "Name them with --pairs FILE.jsonl.")
    if old is None or new is None:
        raise RefusedError(
            "Two texts are needed to compare.",
            "Name two versions (privacy@2018-05-15), two files, or --pairs FILE.jsonl.",
        )
    diff = _diff(call, old, new)
    call.answer(_answer(call, diff))
    return WRONG_CONTENT if _GRAVITY[diff.assessment.verdict] >= limit else FINE


def _diff(call: Call, old: str, new: str) -> Diff:
    try:
        if is_version(call.folder, old) and is_version(call.folder, new):
            return diff_of_versions(call.site_folder(), call.clock, old, new)
        return diff_of_files(old, new)
    except UnreadableError as error:
        gone = [name for name in (old, new) if not Path(name).exists()]
        if gone:
            raise RefusedError(
                f"There is no version or file {gone[0]}.",
                "Name a version as notice@version, or a file that exists.",
            ) from error
        raise RefusedError(str(error), "Compare other files.", WRONG_CONTENT) from error


def _answer(call: Call, diff: Diff) -> str:
    """The diff in the form that was asked for."""
    # Each printer is loaded when it is wanted: a diff has to be there in less than a second.
    if call.format == "json":
        import json  # noqa: PLC0415

        from fairnotice.reports.diff_json import diff_report  # noqa: PLC0415

        report = diff_report(diff.comparison, diff.assessment, diff.old, diff.new)
        return json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    if call.format == "html":
        from fairnotice.reports.diff_html import diff_html  # noqa: PLC0415

        return diff_html(diff.comparison, diff.assessment, diff.old, diff.new)
    if call.format == "markdown":
        from fairnotice.reports.diff_markdown import diff_markdown  # noqa: PLC0415

        return diff_markdown(diff.comparison, diff.assessment, diff.old, diff.new)
    return _text(call, diff)


def _text(call: Call, diff: Diff) -> str:
    from fairnotice.document.redline_text import (  # noqa: PLC0415
        COLOUR,
        PLAIN,
        folded,
        redline_text,
        shown_text,
    )
    from fairnotice.reports.diff_words import summary_line, verdict_line  # noqa: PLC0415

    to_terminal = call.output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if to_terminal else None
    body = redline_text(
        diff.comparison,
        diff.assessment,
        style=COLOUR if call.voice.colour else PLAIN,
        width=width,
    )
    head = f"{shown_text(diff.old.id)} → {shown_text(diff.new.id)}\n"
    said = summary_line(diff.comparison), verdict_line(diff.comparison, diff.assessment)
    foot = "".join(f"{line}\n" for each in said for line in folded(each, width))
    return f"{head}\n{body}\n{foot}" if body else f"{head}{foot}"


def _many(call: Call, pairs: Path, scheduler: str | None, limit: int) -> int:
    """Compares the pairs that a file names and gives each report as soon as its turn has come."""
    gravest, failed = 0, False
    with ExitStack() as stack:
        try:
            file = stack.enter_context(pairs.open(encoding="utf-8-sig", errors="replace"))
            out = stack.enter_context(call.output.open("wb", buffering=0)) if call.output else None
        except OSError as error:
            raise RefusedError(
                f"{error.filename} cannot be opened: {error.strerror}.",
                "Name a file that can be.",
                NOT_DONE,
            ) from error
        for answer in _answers(diff_pairs.tasks(diff_pairs.lines(file), pairs.parent), scheduler):
            line = without_orders(answer.line, "json").encode("utf-8", "replace") + b"\n"
            if out is None:
                call.voice.answer(line)
            else:
                _written(out, line)
            if answer.verdict is None:
                failed = True
            else:
                gravest = max(gravest, _GRAVITY[answer.verdict])
    if failed:
        return NOT_DONE
    return WRONG_CONTENT if gravest >= limit else FINE


def _answers(
    tasks: Iterator[diff_pairs.Task | diff_pairs.Answer], scheduler: str | None
) -> Iterator[diff_pairs.Answer]:
    if scheduler is None:
        return diff_pairs.answers(tasks)
    from fairnotice.commands import diff_cluster  # noqa: PLC0415  # for those who have a cluster

    return diff_cluster.answers(tasks, scheduler)


def _written(out: FileIO, line: bytes) -> None:
    """Writes a whole line; DiskError when the disk is full."""
    try:
        while line:
            line = line[out.write(line) :]
    except OSError as error:
        raise DiskError(
            f"{out.name} cannot be written: {error.strerror}.", "Make room on the disk."
        ) from error
