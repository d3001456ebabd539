"""Everything that is known of one version in; a ZIP file that proves what was said, decided and
sent, and the same bytes for the same content, out.

Accountability asks a company to be able to show what it told people and why (UK GDPR Art 5(2);
WP260 rev.01 ¶29). What belongs in: both texts as they stand with their hashes, the comparison with
the verdict and reason for every change, who decided and who signed what, the message and whom it
went to. What does not: who opened it.
"""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from html import escape
from io import BytesIO

from fairnotice import urls
from fairnotice.archive.sign_off import content_hash, signed_off
from fairnotice.archive.text_hash import text_hash
from fairnotice.document.language import Voices, own, said, voices
from fairnotice.document.listed import ListedChange, listed_changes
from fairnotice.document.redline_html import redline_html
from fairnotice.model import Comparison, Day, LockLine, Version

MANIFEST = "manifest.json"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can name: the same for every member of every file."""

_PLAIN_FILE = 0o100644 << 16
"""Unix mode of every member: a file that its owner may write and all may read."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one version."""

    version: Version
    predecessor: Version | None
    comparison: Comparison | None
    lock: tuple[LockLine, ...]
    """The lock lines of both."""
    files: Mapping[str, bytes]
    """The files of both as they stand, by path in the site: texts, changelog, cookies, lock."""
    report: Mapping[str, object] = field(default_factory=dict)
    """The comparison's report: verdict, findings and every change."""
    drafts: Mapping[str, bytes] = field(default_factory=dict)
    """The drafts of the message, by file name."""


def evidence(case: Case) -> bytes:
    """The ZIP file of a case: fixed order, fixed times, no compression, a manifest of hashes.

    Nothing in it depends on when or where it was made.
    """
    return packed(members(case))


def members(case: Case) -> dict[str, bytes]:
    """What goes into the file, by name, without the manifest."""
    return {
        **{f"site/{path}": content for path, content in case.files.items()},
        **{f"drafts/{name}": content for name, content in case.drafts.items()},
        **_compared(case),
        **({"report.json": _json(case.report)} if case.report else {}),
        "decisions.json": _json(_decisions(case)),
        "sign-offs.json": _json(_sign_offs(case)),
        "ledger.json": _json(_ledger(case)),
        "hashes.json": _json(_hashes(case)),
        "README.txt": _README.format(ref=case.version.ref).encode(),
    }


def _compared(case: Case) -> dict[str, bytes]:
    """The redline, where there is something to compare with."""
    if case.comparison is None or case.predecessor is None:
        return {}
    title = f"{case.predecessor.ref} → {case.version.ref}"
    return {"redline.html": _redline(case, case.comparison, title)}


def packed(members: Mapping[str, bytes]) -> bytes:
    """The members and a manifest of their hashes as a ZIP file, the same bytes for the same
    members."""
    held = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    manifest = _json({"v": 1, "sha256": held})
    stream = BytesIO()
    # Stored, not deflated: what a compressor gives depends on its release.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in ((MANIFEST, manifest), *sorted(members.items())):
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.external_attr = _PLAIN_FILE
            info.create_system = 3  # Unix, on every system
            archive.writestr(info, content)
    return stream.getvalue()


_README = """Evidence for {ref}

manifest.json    SHA-256 of every other file here
site/            both texts, the changelog and the lock as they stand in the site
redline.html     what changed, word by word
report.json      every change and finding, with verdict, reason and source
decisions.json   who decided about findings, and why
sign-offs.json   who approved, and whether that still fits the text
drafts/          the message to customers
ledger.json      what was sent to whom, when, and to how many
hashes.json      hashes of the texts, and what notices.lock says of them

`fairnotice verify FILE.zip` checks every file against the manifest. Each draft has the hash that
the ledger gives as message_sha256, if it was sent as it stands here.
"""


_STYLE = (
    "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif}"
    "del{background:#fde2e2}ins{background:#dcf5e3}table{border-collapse:collapse}"
    "td,th{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}"
    ".vh{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%);white-space:nowrap}"
)


def _titled(one: ListedChange, heard: Voices) -> str:
    """The title of its section as HTML; empty where that has none."""
    return said(escape(one.section_title), heard.of_title(one.section_id, gone=one.gone))


def _redline(case: Case, comparison: Comparison, title: str) -> bytes:
    """The comparison as a page that stands alone, under the list of its changes."""
    lang = case.version.lang
    page = own(lang)
    heard = voices(page, lang, case.predecessor.lang if case.predecessor else "")
    listed = "".join(
        f'<li id="{urls.change_list_anchor(one.number)}">'
        f'<a href="#{urls.change_anchor(one.number)}">'
        f"{_titled(one, heard) or escape(title)}"
        f": {one.kind}</a>" + (f", in {one.places} places" if one.places > 1 else "") + "</li>\n"
        for one in listed_changes(comparison)
    )
    body = redline_html(comparison, lambda address: address, heard)
    body = f"<div{heard.text}>\n{body}</div>" if heard.text else body
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<ol>\n{listed}</ol>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def _decisions(case: Case) -> list[object]:
    entry = case.version.entry
    return [asdict(waiver) for waiver in entry.waivers] if entry else []


def _sign_offs(case: Case) -> list[object]:
    return [{**asdict(one.sign_off), "valid": one.valid} for one in signed_off(case.version)]


def _ledger(case: Case) -> list[object]:
    entry = case.version.entry
    return [asdict(line) for line in entry.notified] if entry else []


def _hashes(case: Case) -> dict[str, object]:
    lines = {line.ref: line for line in case.lock}
    return {
        version.ref: {
            "path": version.path,
            "text": text_hash(version),
            "content": content_hash(version),
            "published": version.published,
            "effective": version.effective,
            "locked": lines[version.ref].sha256 if version.ref in lines else None,
        }
        for version in (case.predecessor, case.version)
        if version
    }


def _json(value: object) -> bytes:
    """JSON with sorted keys, so that the same value gives the same bytes."""
    return (
        json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=_plain) + "\n"
    ).encode()


def _plain(value: object) -> str:
    """What JSON has no form for: a day, as ISO text. TypeError for anything else."""
    if isinstance(value, Day):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in evidence")
