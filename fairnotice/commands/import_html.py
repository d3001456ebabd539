"""`fairnotice import html`: an existing web page in; a version of a notice out."""

import sys
from pathlib import Path

import click

from fairnotice.call import Call, flags
from fairnotice.commands import import_into as into
from fairnotice.disk import LARGEST, read
from fairnotice.document.links import anchors, links
from fairnotice.document.parse import parsed
from fairnotice.exits import FINE, NOT_DONE, WRONG_CONTENT, RefusedError
from fairnotice.importers.history import Snapshot, Wanted, one_version
from fairnotice.importers.markdown import markdown
from fairnotice.importers.page import Page, PageError, page
from fairnotice.model import Day, Document, Version
from fairnotice.options import example
from fairnotice.word import DAY


@click.command(
    "html",
    epilog=example(
        "fairnotice import html page.html privacy --effective 2018-05-15",
        "curl -s https://www.example.org/privacy | fairnotice import html - privacy "
        "--effective 2018-05-15 --selector '#content'",
    ),
)
@click.argument("file", metavar="FILE|-")
@click.argument("notice")
@click.option("--effective", type=DAY, required=True, help="The day from which the text applied.")
@click.option("--selector", metavar="CSS", default="", help="The part of the page to take.")
@click.option("--replace", is_flag=True, help="Take the place of the version of that day.")
@flags("text")
def command(
    call: Call, file: str, notice: str, effective: Day, selector: str, replace: bool
) -> int:
    """Bring a web page in as a version of NOTICE, locked.

    FILE is the saved page, or - for standard input. Without --selector the main part of the page is
    found. Headings keep their ids; scripts, navigation, forms and banners are left out, and what
    was left out is said.
    """
    folder = call.site_folder()
    where = into.target(call, read(folder), notice)
    name = str(effective)
    replaced = _to_replace(where, name, replace)
    content = _content(file)
    try:
        with call.voice.working("Reading the page …"):
            found = page(content, selector)
    except PageError as error:
        raise RefusedError(error.wrong, error.mend, WRONG_CONTENT) from error
    text, unlinked = _text(found)
    step = one_version(
        Snapshot(effective, text.encode(), ""),
        _before(where, name),
        Wanted(notice, found.title or where.notice.title, effective),
        into.reading(where),
    )
    if step.version is None:
        raise RefusedError(
            " ".join(step.notes), "Name a part of the page: --selector.", WRONG_CONTENT
        )
    files = into.brought_in(where, [step.version], replaced=replaced, call=call)
    into.write(call, where, files)
    say = call.voice.say
    say(f"Taken: {found.part}, {step.version.document.words} words.")
    for note in (*found.notes, *unlinked, *step.notes):
        say(note)
    if where.added:
        say(f"site.yaml has a notice more: {notice}. Look at its title and kind there.")
    say(f"{notice}@{name} is in content/{notice}/{name}.md, locked.")
    say("Next: compare it with the page, and read its entry in content/changelog.yaml.")
    return FINE


def _to_replace(where: into.Target, name: str, replace: bool) -> list[str]:
    """The version that goes; RefusedError when there is one that must not."""
    path = f"content/{where.notice.id}/{name}.md"
    if path not in where.files:
        return []
    there = next((one for one in where.notice.versions if one.name == name), None)
    rewritten = (
        there is not None and there.entry is not None and (there.entry.provenance == "rewritten")
    )
    if not replace and not rewritten:
        raise RefusedError(
            f"There is a version {where.notice.id}@{name} already.",
            "Add --replace to put the page in its place, or name another day.",
        )
    against = into.replaceable(there, where.site) if there else ""
    if against:
        raise RefusedError(against, "Name another day.", WRONG_CONTENT)
    return [name]


def _content(file: str) -> bytes:
    try:
        if file == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as saved:
                content = saved.read(LARGEST + 1)
    except OSError as error:
        raise RefusedError(
            f"{file} cannot be read: {error.strerror}.", "Name the saved page.", NOT_DONE
        ) from error
    if len(content) > LARGEST:
        raise RefusedError(
            f"{file} is larger than {LARGEST >> 20} MB.", "Save the page alone.", WRONG_CONTENT
        )
    return content


def _text(found: Page) -> tuple[str, tuple[str, ...]]:
    """The Markdown of a page; links to places that are not in it are words alone."""
    text = markdown(found.document, parsed)
    read = parsed(text, path="").document
    here = anchors(read)
    dead = frozenset(
        link.address
        for link in links(read)
        if link.address.startswith("#") and link.address[1:] not in here
    )
    if not dead:
        return text, ()
    listed = ", ".join(sorted(dead)[:5])
    note = f"Links to places that are not in this part are words alone now: {listed}."
    return markdown(found.document, parsed, dead), (note,)


def _before(where: into.Target, name: str) -> Document | None:
    """The text of the version before that day."""
    earlier: list[Version] = [
        one for one in where.notice.versions if one.name < name and one.status == ""
    ]
    return earlier[-1].document if earlier else None
