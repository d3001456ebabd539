"""`fairnotice evidence`: a version in; a ZIP file that proves what was said and decided out."""

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from fairnotice.archive.evidence import Case, evidence
from fairnotice.asked import Asked, found_in, reread
from fairnotice.call import Call, flags
from fairnotice.commands.email import folder_of, occasion_of, templates_of
from fairnotice.disk import files_below
from fairnotice.exits import FINE, RefusedError
from fairnotice.mail.drafts import drafts, proofs
from fairnotice.mail.eml import files as draft_files
from fairnotice.model import Notification
from fairnotice.note import CHANGELOG
from fairnotice.options import example
from fairnotice.reports.diff_json import diff_report, side_of

_LOCK = "content/notices.lock"


@click.command("evidence", epilog=example("fairnotice evidence privacy@2027-01-18 -o evidence.zip"))
@click.argument("ref", metavar="NOTICE@VERSION")
@flags("text")
def command(call: Call, ref: str) -> int:
    """Pack all that is known of a version into one ZIP file.

    Both texts, what changed, the findings with their reasons, who decided and who signed, the
    drafts, the ledger, and a manifest of hashes. The same content gives the same bytes;
    `fairnotice verify FILE.zip` proves the file whole. Drafts are those in output/email/ and those
    that were sent, which are made again where the site still gives the same; else new ones marked
    PROOF.
    """
    if call.output is None and sys.stdout.isatty():
        raise RefusedError(
            "Evidence is a ZIP file, which a terminal cannot show.",
            "Name a file for it: -o evidence.zip.",
        )
    found = found_in(reread(call), ref)
    case = _case(call, found)
    call.answer(evidence(case))
    for digest in sorted(_sent(found) - _digests(case.drafts)):
        call.voice.say(f"The message that was sent (SHA-256 {digest[:12]}…) is not in it.")
        call.voice.say(f"Put it into {folder_of(call.folder, ref)} and pack again.")
    return FINE


def _case(call: Call, found: Asked) -> Case:
    """What is known of the version."""
    versions = [one for one in (found.predecessor, found.version) if one]
    refs = {one.ref for one in versions}
    folder = f"content/{found.notice.id}/"
    wanted = {one.path for one in versions} | {CHANGELOG, _LOCK, f"{folder}cookies.yaml"}
    return Case(
        version=found.version,
        predecessor=found.predecessor,
        comparison=found.comparison,
        lock=tuple(line for line in found.whole.site.lock if line.ref in refs),
        files={path: found.whole.files[path] for path in found.whole.files if path in wanted},
        report=_report(found),
        drafts=_drafts(call, found),
    )


def _drafts(call: Call, found: Asked) -> dict[str, bytes]:
    """The drafts that were written and those that were sent, else proofs."""
    site = call.site_folder()
    there = files_below(site, folder_of(Path(), found.version.ref).as_posix())
    written = {name: data for name, data in there.items() if "/" not in name}
    again = _made_again(found, _sent(found) - _digests(written))
    if written or again:
        return {**{_free(name, written): data for name, data in again.items()}, **written}
    made = proofs(occasion_of(found), templates_of(found))
    return {name: data for draft in made for name, data in draft_files(draft).items()}


def _made_again(found: Asked, wanted: set[str]) -> dict[str, bytes]:
    """The drafts with these hashes, as the site gives them for the days on which they were sent.

    The same site gives the same message, so what was sent needs to be kept nowhere else.
    """
    occasion, templates = occasion_of(found), templates_of(found)
    days = {line.date for line in _ledger(found) if line.message_sha256 in wanted}
    again: dict[str, bytes] = {}
    for day in sorted(days):
        for draft in drafts(replace(occasion, today=day), templates):
            made = draft_files(draft)
            if _digests(made) & wanted:
                again |= made
    return again


def _free(name: str, taken: Mapping[str, bytes]) -> str:
    """A name that no other draft has."""
    return f"as-sent-{name}" if name in taken else name


def _ledger(found: Asked) -> tuple[Notification, ...]:
    return found.version.entry.notified if found.version.entry else ()


def _sent(found: Asked) -> set[str]:
    """The hashes of the messages that the ledger names."""
    return {line.message_sha256 for line in _ledger(found) if line.message_sha256}


def _digests(files: Mapping[str, bytes]) -> set[str]:
    return {hashlib.sha256(content).hexdigest() for content in files.values()}


def _report(found: Asked) -> Mapping[str, object]:
    """The comparison's report, as `diff` gives it; empty for a first version."""
    if found.comparison is None or found.predecessor is None:
        return {}
    old, new = (
        side_of(version, found.whole.files[version.path])
        for version in (found.predecessor, found.version)
    )
    return diff_report(found.comparison, found.assessment, old, new)
