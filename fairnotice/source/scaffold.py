"""Answers about a new site, or about a new version of a notice, go in; the files to write come out.

A new site reads without an error: its first versions are drafts with the open points in brackets.
A new version is a copy of the newest text with its ids, and an entry to fill in.
"""

import datetime
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from fairnotice.model import Day, Jurisdiction, Notice, NoticeKind, NoticeSettings, Site, Version
from fairnotice.source import changelog, schema, settings
from fairnotice.source.edit import EditError, appended_lines, item_that_says
from fairnotice.source.first_versions import first_version
from fairnotice.source.plain_text import plain_text
from fairnotice.source.settings import read_settings
from fairnotice.source.spelling import nearest
from fairnotice.source.written import Value, in_line, lines

TITLES: Mapping[NoticeKind, str] = {
    "privacy": "Privacy notice",
    "cookies": "Cookie notice",
    "terms": "Terms of use",
    "other": "Notice",
}
"""What a notice of each kind is called until somebody renames it."""

_EDITORS = "# yaml-language-server: $schema="
"""Line by which editors find the schema of a YAML file."""


class ScaffoldError(Exception):
    """What was asked for cannot be made: `wrong` says why, `mend` what to do about it."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend


@dataclass(frozen=True, slots=True)
class SiteAnswers:
    """What a new site has to know."""

    name: str
    """Name of the company, as in its register."""
    jurisdiction: Jurisdiction = "uk"
    notices: tuple[str, ...] = ("privacy", "cookies")
    """Ids of the notices; `privacy`, `cookies` and `terms` are notices of that kind."""
    timezone: str = "Europe/London"
    lang: str = "en-GB"
    email: str = ""
    site_url: str = ""


class NewVersion(NamedTuple):
    """A new version of a notice: files to write, and what to say of them."""

    files: Mapping[str, bytes]
    """Path relative to the site's folder → content: the text and the changelog."""
    ref: str
    """`notice@version`."""
    published: Day
    effective: Day
    earliest: Day
    """The first day on which a significant change first shown on `published` may apply."""
    copied: str
    """`notice@version` of the version whose text was copied; empty for a first one."""
    notes: tuple[str, ...]
    """What the editor should know, a sentence each."""


# ---------------------------------------- a new site


def new_site(answers: SiteAnswers, today: Day) -> Mapping[str, bytes]:
    """The files of a new site, by path relative to its folder.

    ScaffoldError when an answer cannot stand in site.yaml: an unknown time zone, an id that is no
    address.
    """
    usable(answers)
    notices = [_notice(notice_id) for notice_id in answers.notices]
    files = {
        settings.PATH: _site_yaml(answers, notices).encode(),
        changelog.PATH: _first_changelog(notices, today).encode(),
        "README.md": _readme(answers.name, notices).encode(),
        "build.py": _DOOR.encode(),
        ".gitignore": _IGNORED.encode(),
    }
    cookie_notice = next((n.id for n in notices if n.kind == "cookies"), "")
    for notice in notices:
        text = first_version(
            notice.kind, notice.title, _inert(answers.name), answers.jurisdiction, cookie_notice
        )
        files[f"content/{notice.id}/{today}.md"] = text.encode()
        if notice.kind == "cookies":
            files[f"content/{notice.id}/cookies.yaml"] = _COOKIES.encode()
    return {**files, **schema_files()}


def usable(answers: SiteAnswers) -> SiteAnswers:
    """The answers; ScaffoldError when one of them cannot stand in site.yaml."""
    notices = [_notice(notice_id) for notice_id in answers.notices]
    wrong = read_settings(_site_yaml(answers, notices).encode()).problems
    if wrong:
        raise ScaffoldError(wrong[0].wrong, wrong[0].mend)
    return answers


@cache
def schema_files() -> Mapping[str, bytes]:
    """The schemas that the first lines of the YAML files name, by path in the site's folder."""
    return MappingProxyType(
        {
            f".fairnotice/{name}.schema.json": (
                json.dumps(schema.schema(name), ensure_ascii=False, indent=2) + "\n"
            ).encode()
            for name in schema.NAMES
        }
    )


def _notice(notice_id: str) -> NoticeSettings:
    kinds: Mapping[str, NoticeKind] = {"privacy": "privacy", "cookies": "cookies", "terms": "terms"}
    kind = kinds.get(notice_id, "other")
    title = TITLES[kind] if kind != "other" else notice_id.replace("-", " ").capitalize()
    return NoticeSettings(notice_id, title, kind)


def _site_yaml(answers: SiteAnswers, notices: Sequence[NoticeSettings]) -> str:
    told: dict[str, Value] = {
        "site_name": f"{answers.name} notices",
        "site_url": answers.site_url,
        "timezone": answers.timezone,
        "lang": answers.lang,
        "organisation": {
            "legal_name": answers.name,
            "email": answers.email,
            "jurisdiction": answers.jurisdiction,
        },
        "notices": [{"id": n.id, "title": n.title, "kind": n.kind} for n in notices],
        "notice_days": {"significant": 30, "minor": 0},
    }
    written = [line + _REMARKS.get(line.split(":")[0], "") for line in lines(told)]
    return f"{_EDITORS}.fairnotice/site.schema.json\n" + "\n".join(written) + "\n"


_REMARKS = {
    "site_url": "   # where the site is published, as https://www.example.org/notices/",
    "timezone": "   # decides when a day, and so a version, begins",
    "lang": "   # of what you write here and in content/; the texts to begin with are in English",
    "notice_days": "   # days between telling people and the change",
}


def _first_changelog(notices: Sequence[NoticeSettings], today: Day) -> str:
    head = [
        f"{_EDITORS}../.fairnotice/changelog.schema.json",
        "# What changed in each version, for readers. The newest entries stand last.",
        "",
    ]
    for notice in notices:
        head += [
            f"- notice: {in_line(notice.id)}",
            f"  version: {today}",
            "  provenance: original",
            "  # earlier: not-held    if an older text existed and nobody has it any more",
            '  summary: ""            # one plain paragraph for readers',
            "",
        ]
    return "\n".join(head)


def _readme(name: str, notices: Sequence[NoticeSettings]) -> str:
    folders = "\n".join(f"- `content/{n.id}/`: {_inert(n.title)}" for n in notices)
    return _README.format(name=_inert(name), folders=folders, notice=notices[0].id)


def _inert(text: str) -> str:
    """A name as it can stand in Markdown: no sign in it means anything."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))


_COOKIES = f"""\
{_EDITORS}../../.fairnotice/cookies.schema.json
# One item for each cookie or similar technology. `since` names the first version that lists it,
# `until` the first that no longer does; leave both out for a cookie that has always been set.
#
# - name: basket
#   purpose: Remembers what is in your basket
#   category: strictly-necessary      # or preferences, statistics, marketing
#   ground: strictly-necessary        # or consent, statistics, appearance, communication, emergency
#   lifetime: session                 # or a number and a unit: 13 months
"""

_IGNORED = """\
output/
.fairnotice-cache/
.venv/
__pycache__/
"""

_DOOR = '''\
"""Argv in, exit code out: the same program as the installed command `fairnotice`."""

from fairnotice.cli import start

if __name__ == "__main__":
    start()
'''

_README = """\
# Notices of {name}

{folders}

Each file in these folders is one version, named by the day from which it applies. A version that
has been published is never edited: a change is a new version.

## Every day

| to | run |
|---|---|
| see the site while you write | `fairnotice serve` |
| begin the next version | `fairnotice new version {notice}` |
| know what is missing in the texts | `fairnotice check` |
| know what waits for whom, and by when | `fairnotice status` |
| build the site into `output/` | `fairnotice` |
| freeze a version before it is shown | `fairnotice lock` |

`output/site/` is what readers get: copy it to the host of `site_url`, whole, after each build.
`output/review/index.html` is for those who decide, sign off and write to customers; nobody else
needs it, and nobody needs a terminal for it.

## Before the first version is published

1. Fill in everything in square brackets that begins with "To fill in".
2. Rename the file to the day from which the notice applies, and write the same day under
   `version` in `content/changelog.yaml`.
3. Write its `summary` there, for readers.
4. Take the line `status: draft` out.
5. Run `fairnotice lock`, and commit the text and the lock together.
"""


# ---------------------------------------- a new version


def new_version(
    site: Site,
    changelog_file: bytes,
    notice_id: str,
    *,
    today: Day,
    effective: Day | None = None,
    published: Day | None = None,
) -> NewVersion:
    """A copy of the newest version of a notice as a draft, and its entry in the changelog.

    `changelog_file` holds the bytes of content/changelog.yaml, empty if there is none. Without
    `published` the version is first shown today; without `effective` it applies on the first day
    that the notice period for a significant change allows. ScaffoldError when there is no such
    notice, when the dates cannot be, or when the changelog cannot be read.
    """
    notice = _existing(site, notice_id)
    shown = published or today
    earliest = _earliest(shown, site)
    applies = effective or earliest
    _possible(shown, applies, today, earliest)
    name = _free_name(notice, applies)
    model = _newest(notice, name)
    ref = f"{notice.id}@{name}"
    files = {
        f"content/{notice.id}/{name}.md": _draft(notice, model, shown, site).encode(),
        changelog.PATH: _with_entry(changelog_file, notice, name, model),
    }
    notes = _notes(notice, name, earliest, site)
    return NewVersion(files, ref, shown, applies, earliest, model.ref if model else "", notes)


def _existing(site: Site, notice_id: str) -> Notice:
    for notice in site.notices:
        if notice.id == notice_id:
            return notice
    ids = [notice.id for notice in site.notices]
    near = nearest(notice_id, ids)
    raise ScaffoldError(
        f"There is no notice `{notice_id}`.",
        f"Did you mean `{near}`?" if near else f"The notices are: {', '.join(ids)}.",
    )


def _earliest(published: Day, site: Site) -> Day:
    """The published day and the notice period for a significant change."""
    try:
        return published + datetime.timedelta(days=site.settings.notice_days.significant)
    except OverflowError:
        return Day.max


def _possible(published: Day, effective: Day, today: Day, earliest: Day) -> None:
    if published < today:
        raise ScaffoldError(
            f"A new version cannot first have been shown on {published}, which is past.",
            f"Name {today} or a later day; `fairnotice import` brings in older texts.",
        )
    if effective < published:
        raise ScaffoldError(
            f"A version first shown on {published} cannot apply from {effective}.",
            f"For a significant change the earliest day is {earliest}.",
        )


def _free_name(notice: Notice, effective: Day) -> str:
    taken = {version.name for version in notice.versions}
    number = 1
    while True:
        name = f"{effective}" if number == 1 else f"{effective}-{number}"
        if name not in taken:
            return name
        number += 1


def _newest(notice: Notice, name: str) -> Version | None:
    """The version to copy: the one before, else the latest whatever its state."""
    day, number = name[:10], int(name[11:] or "1")
    before = [v for v in notice.versions if v.order < (day, number) and not v.status]
    choice = before or notice.versions
    return choice[-1] if choice else None


def _draft(notice: Notice, model: Version | None, published: Day, site: Site) -> str:
    if model is None:
        organisation = site.settings.organisation
        name = _inert(organisation.legal_name)
        return first_version(notice.kind, notice.title, name, organisation.jurisdiction)
    front: dict[str, Value] = {"status": "draft", "published": published}
    if model.title != model.document.title:
        front["title"] = model.title
    if model.lang != site.settings.lang:
        front["lang"] = model.lang
    if model.not_applicable:
        front["not_applicable"] = dict(model.not_applicable)
    body = _with_ids(model)
    return "---\n" + "\n".join(lines(front)) + "\n---\n" + ("" if body[:1] == "\n" else "\n") + body


def _with_ids(version: Version) -> str:
    """The text, each heading without an id given the one that it had, so that it keeps it."""
    body = version.body.split("\n")
    for section in version.document.sections:
        number = section.line - version.body_line
        if section.named or not 0 <= number < len(body):
            continue
        if re.fullmatch(r"#{2,6}\s+[^{}]*[^{}#\s]\s*", body[number]):
            body[number] = f"{body[number].rstrip()} {{#{section.id}}}"
    return "\n".join(body)


def _with_entry(raw: bytes, notice: Notice, name: str, model: Version | None) -> bytes:
    text, spoilt = plain_text(raw, changelog.PATH)
    if spoilt:
        raise ScaffoldError(f"{spoilt[0].place}: {spoilt[0].wrong}", spoilt[0].mend)
    if not text.strip():
        text = f"{_EDITORS}../.fairnotice/changelog.schema.json\n\n"
    try:
        behind = _last_entry(text, notice)
        return appended_lines(text, (), _entry(notice, name, model), behind).encode()
    except EditError as error:
        raise ScaffoldError(f"{changelog.PATH}: {error}", "Mend it there and try again.") from error


def _last_entry(text: str, notice: Notice) -> int | None:
    """Number of the entry of the notice's latest version that has one."""
    for version in reversed(notice.versions):
        if version.entry is not None:
            return item_that_says(text, {"notice": notice.id, "version": version.name})
    return None


def _entry(notice: Notice, name: str, model: Version | None) -> list[str]:
    sections = model.document.sections if model else ()
    ids = ", ".join(s.id for s in sections if s.id not in {"top", "footnotes"})
    listed = textwrap.wrap(f"Sections: {ids}.", 90, break_on_hyphens=False) if ids else []
    return [
        f"notice: {in_line(notice.id)}",
        f"version: {name}",
        "significance:           # significant or minor",
        'summary: ""             # one plain paragraph for readers',
        'if_nothing: ""          # what happens to a reader who does nothing',
        "changes:                # one item for each section that differs",
        "  # - section: retention",
        "  #   kind: changed     # added, changed, removed or clarified",
        "  #   summary: What is different, for a reader.",
        "  #   means: What it means for the reader.",
        "  #   action: What the reader can do.",
        *(f"  # {line}" for line in listed),
    ]


def _notes(notice: Notice, name: str, earliest: Day, site: Site) -> tuple[str, ...]:
    days = site.settings.notice_days.significant
    effective = name[:10]
    if effective < earliest.isoformat():
        period = (
            f"With a significant change it cannot apply before {earliest}: people are told "
            f"{days} days ahead. For a minor one {effective} will do."
        )
    else:
        period = f"The notice period of {days} days allows {earliest} at the earliest."
    later = [v.ref for v in notice.versions if not v.status and v.name[:10] > effective]
    overtaken = [f"{later[0]} applies later than this one and is not part of it."] if later else []
    return (period, *overtaken)
