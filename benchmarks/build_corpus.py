"""A number of versions in; the files of an invented site with one long notice of so many out."""

import datetime
import random

from benchmarks.compare_corpus import edited, notice
from fairnotice.archive.text_hash import text_hash
from fairnotice.loaded import loaded

WORDS = 4_600
"""Words of the first version: about 29 kB, as long as the notices that the peers were timed on."""

SITE = """\
site_name: Invented notices
site_url: https://notices.example/
timezone: Europe/London
organisation:
  legal_name: Invented Ltd
  email: hello@notices.example
  jurisdiction: uk
notices:
  - {id: privacy, title: Privacy notice, kind: privacy}
"""


def days(count: int) -> list[datetime.date]:
    """So many days, the last one in 2025, each five weeks, or what fits into a century, apart."""
    apart = max(1, min(35, 36_500 // count))
    last = datetime.date(2025, 6, 2)
    return [last - datetime.timedelta(days=apart * back) for back in reversed(range(count))]


def texts(count: int, seed: int = 1) -> dict[str, str]:
    """Version name → Markdown: a notice of some 29 kB, and a few edits more in each."""
    dice = random.Random(seed)  # noqa: S311  # no secret hangs on it
    sections = notice(dice, WORDS)
    found = {}
    for day in days(count):
        blocks = "\n\n".join(block for section in sections for block in section)
        found[day.isoformat()] = f"# Privacy notice\n\n{blocks}\n"
        sections = edited(dice, sections, 0.02)
        while sum(len(block.split()) for section in sections for block in section) > WORDS * 1.1:
            longest = max(sections, key=len)
            longest.pop()
    return found


def site(count: int, seed: int = 1) -> dict[str, bytes]:
    """Path → content of a site's files: its settings, versions, changelog and lock."""
    versions = texts(count, seed)
    first = next(iter(versions))
    entries = [
        f"- notice: privacy\n  version: {name}\n  provenance: imported\n"
        + ("  earlier: not-held\n" if name == first else "")
        + f"  summary: What we changed by {name}.\n"
        for name in reversed(versions)
    ]
    files = {"site.yaml": SITE, "content/changelog.yaml": "\n".join(entries)}
    files.update({f"content/privacy/{name}.md": text for name, text in versions.items()})
    found = {path: text.encode() for path, text in files.items()}
    read = loaded(found, datetime.datetime(2025, 12, 1, tzinfo=datetime.UTC)).site
    assert read is not None  # nothing above can be unreadable
    lines = [
        f"{v.ref} {text_hash(v)} {v.published} {v.effective}\n"
        for notice in read.notices
        for v in notice.versions
    ]
    return found | {"content/notices.lock": "".join(lines).encode()}
