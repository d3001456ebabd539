"""`fairnotice email`: a version in; the drafts of the message in output/email/ out."""

import json
from pathlib import Path

import click

from fairnotice.archive.sign_off import signed_off
from fairnotice.asked import Asked, asked
from fairnotice.call import Call, flags
from fairnotice.disk import OUTPUT, files_below, sole_writer, write
from fairnotice.exits import FINE, WRONG_CONTENT
from fairnotice.mail.drafts import drafts, proofs
from fairnotice.mail.eml import files
from fairnotice.mail.occasion import Occasion
from fairnotice.model import Draft, Problem
from fairnotice.options import example
from fairnotice.reports.report import report
from fairnotice.spoken import spoken

_EMAIL = "email"
_TEMPLATES = "templates/"


@click.command(
    "email",
    epilog=example(
        "fairnotice email privacy@2027-01-18", "fairnotice email privacy@2027-01-18 --proof"
    ),
)
@click.argument("ref", metavar="NOTICE@VERSION")
@click.option("--proof", is_flag=True, help="Write it marked PROOF, whatever is still open.")
@flags("text", "json")
def command(call: Call, ref: str, proof: bool) -> int:
    """Write the drafts of the message to customers.

    For each audience a draft that your mail program opens (.eml), and the same as HTML, text and
    JSON for a mailing platform, in output/email/NOTICE@VERSION/. Nothing is ever sent, and nothing
    is written while something is open: an empty place, an undecided finding, marketing words, too
    little time.
    """
    found = asked(call, ref)
    occasion = occasion_of(found)
    templates = templates_of(found)
    made = (proofs if proof else drafts)(occasion, templates)
    problems = tuple(dict.fromkeys(one for draft in made for one in draft.problems))
    unusable = any(not draft.html or not draft.subject for draft in made)
    written = not unusable and (proof or not problems)
    if written:
        _write(call.site_folder(), ref, made)
    _answer(call, found, made, problems, written)
    return FINE if written else WRONG_CONTENT


def occasion_of(found: Asked) -> Occasion:
    """What a message about the version is made from."""
    return Occasion(
        settings=found.whole.site.settings,
        notice=found.notice,
        version=found.version,
        predecessor=found.predecessor,
        comparison=found.comparison,
        assessment=found.assessment,
        today=found.whole.today,
        places=found.whole.site.places,
    )


def templates_of(found: Asked) -> dict[str, str]:
    """The templates of messages, by their name below templates/."""
    return {
        path.removeprefix(_TEMPLATES): content.decode("utf-8-sig", "replace")
        for path, content in found.whole.files.items()
        if path.startswith(f"{_TEMPLATES}{_EMAIL}/")
    }


def folder_of(site: Path, ref: str) -> Path:
    """Where the drafts about a version lie."""
    return site / OUTPUT / _EMAIL / ref


def _write(site: Path, ref: str, made: tuple[Draft, ...]) -> None:
    """Replaces output/email/ whole, so that no draft of this version is ever half new.

    The drafts about other versions stay as they are.
    """
    fresh = {f"{ref}/{name}": data for draft in made for name, data in files(draft).items()}
    with sole_writer(site):
        write(site, {_EMAIL: {**_others(site, ref), **fresh}})


def _others(site: Path, ref: str) -> dict[str, bytes]:
    """The drafts about other versions that are there, by path below output/email/."""
    there = files_below(site, f"{OUTPUT}/{_EMAIL}")
    return {path: data for path, data in there.items() if path.partition("/")[0] != ref}


def _answer(
    call: Call,
    found: Asked,
    made: tuple[Draft, ...],
    problems: tuple[Problem, ...],
    written: bool,
) -> None:
    """Says what was written, or why nothing was."""
    ref = found.version.ref
    place = folder_of(call.folder, ref)
    if call.format == "json":
        call.answer(_json(ref, made, problems, written))
    elif problems:
        call.answer(spoken(report(problems, found.whole.files), call.voice, found.whole.files))
    if not written:
        hint = "" if any(draft.proof for draft in made) else "; see it with --proof"
        call.voice.say(f"No message about {ref} is written yet{hint}.")
        if place.is_dir():
            call.voice.say(f"What lies in {place} is older: do not send it.")
        return
    for draft in made:
        call.voice.say(f"{draft.audience}: {draft.subject}")
    call.voice.say(f"The drafts are in {place}.")
    if not problems and not any(one.valid for one in signed_off(found.version)):
        call.voice.say(f"Nobody has signed {ref} off as it stands: do not send them before.")


def _json(ref: str, made: tuple[Draft, ...], problems: tuple[Problem, ...], written: bool) -> str:
    """What was written and what is open, for programs."""
    names = sorted(name for draft in made for name in files(draft)) if written else []
    shape = {
        "version": ref,
        "files": [f"{OUTPUT}/{_EMAIL}/{ref}/{name}" for name in names],
        "open": [
            {
                "check": one.check,
                "path": one.place.path,
                "line": one.place.line,
                "wrong": one.wrong,
                "mend": one.mend,
            }
            for one in problems
        ],
    }
    return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"
