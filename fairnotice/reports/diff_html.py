"""A comparison, its assessment, its redline and two sides in; one self-contained page out.

The page asks nothing of any host: its style is in it, and its policy forbids all else.
"""

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from itertools import chain, repeat

from fairnotice import urls
from fairnotice.document.language import Voices, own, said, voices
from fairnotice.document.listed import ListedChange, listed_changes
from fairnotice.document.markings import by_number, markings
from fairnotice.document.redline_html import redline_html
from fairnotice.model import Assessment, Comparison, Gravity
from fairnotice.reports.diff_json import Side
from fairnotice.reports.diff_words import summary_line, verdict_line

_STYLE = """
:root { color-scheme: light dark; --add: #dff3e4; --del: #fbe3e1; --soft: #5a6470; }
@media (prefers-color-scheme: dark) { :root { --add: #14391f; --del: #4a1c19; --soft: #a3adb8; } }
body { font: 1.05rem/1.55 Georgia, "Times New Roman", serif; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
header, .change-links, .change-note, .change-about, .change-stub, .changes {
  font-family: system-ui, sans-serif; font-size: .85rem; }
ins { background: var(--add); text-decoration: underline; text-decoration-thickness: .1em; }
del { background: var(--del); text-decoration: line-through; }
.change-links, .change-note, .change-stub { color: var(--soft); }
.change:target { outline: .15rem solid; outline-offset: .3rem; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--soft); padding: .3rem .5rem; text-align: start;
  vertical-align: top; }
pre { overflow-x: auto; }
.verdict { font-size: 1.15rem; font-weight: 600; }
"""


def diff_html(comparison: Comparison, assessment: Assessment | None, old: Side, new: Side) -> str:
    """The verdict, the list of changes and the redline, as a page that stands alone."""
    hashed = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    title = f"{old.id} → {new.id}"
    page = own(new.lang)
    heard = voices(page, new.lang, old.lang)
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title, quote=False)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{escape(title, quote=False)}</h1>\n"
        f'<p class="verdict">{escape(verdict_line(comparison, assessment), quote=False)}</p>\n'
        f"<p>{escape(summary_line(comparison), quote=False)}</p>\n</header>\n"
        f"{_findings(comparison, assessment)}{_changes(comparison, heard)}"
        f"<main{heard.text}>\n"
        f"{redline_html(comparison, _as_written, heard)}</main>\n</body>\n</html>\n"
    )


def _as_written(address: str) -> str:
    return address


def _titled(change: ListedChange, heard: Voices) -> str:
    title = escape(change.section_title, quote=False)
    spoken = heard.of_title(change.section_id, gone=change.gone)
    return said(title, spoken) or "The beginning"


def _findings(comparison: Comparison, assessment: Assessment | None) -> str:
    if assessment is None or not assessment.findings:
        return ""
    marking = by_number(markings(comparison))
    found: dict[tuple[Gravity, str, str], dict[int, int]] = {}
    for finding in assessment.findings:
        title = finding.title or finding.rule
        changes = found.setdefault((finding.level, title, finding.evidence), {})
        if finding.change:
            changes.setdefault(marking[finding.change].number, finding.change)
    rows = "".join(
        f"<li><b>{level}</b> {escape(title, quote=False)}: "
        f"{escape(evidence, quote=False)}{_where(changes)}</li>\n"
        for (level, title, evidence), changes in found.items()
    )
    return f'<nav class="changes" aria-label="Findings">\n<ul>\n{rows}</ul>\n</nav>\n'


def _where(changes: Mapping[int, int]) -> str:
    """Links to the changes of one finding: the number that readers see → that of its anchor."""
    words = chain(["change "], repeat('<span class="vh">change </span>'))
    links = [
        f'<a href="#{urls.change_anchor(anchor)}">{word}{number}</a>'
        for word, (number, anchor) in zip(words, changes.items(), strict=False)
    ]
    return f" {', '.join(links)}" if links else ""


def _changes(comparison: Comparison, heard: Voices) -> str:
    rows = "".join(
        f'<li id="{urls.change_list_anchor(change.number)}">'
        f'<a href="#{urls.change_anchor(change.number)}">'
        f"{_titled(change, heard)}</a>: {change.kind}"
        + (f", in {change.places} places" if change.places > 1 else "")
        + "</li>\n"
        for change in listed_changes(comparison)
    )
    if not rows:
        return ""
    return f'<nav class="changes" aria-label="Changes">\n<ol>\n{rows}</ol>\n</nav>\n'
