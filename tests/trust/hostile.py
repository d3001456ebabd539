"""A text in; a whole site that says it in every field that takes free text, out."""

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

VECTORS: Mapping[str, Mapping[str, str]] = json.loads(
    Path(__file__).with_name("vectors.json").read_text("utf-8")
)
"""Kind → name → text: the kinds of OWASP's filter-evasion cheat sheet and of what came after it."""

REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What no YAML file of a site may hold, even escaped (`control-character`)."""

_ADDRESSES = ("[x]({})", "![x]({})", "[x](<{}>)", "<{}>", '<a href="{}">x</a>', "<img src='{}'>")
_ADDRESSES += ("[x][y]\n\n[y]: {}", '<a name=x href={}>x</a> [x](/x "{}")', "[x](cookies#{})")

_TEXT = """# V title

Hello V you.

V

<b>V</b> [V](/V) ![V](x.png "V") `V` *V* V{{#x}}

- V
  V

| V | b |
|---|---|
| V | [[V]] |

V
: V[^1]

[^1]: V

## V retention {{#retention}}

We keep your V for {} months.

    V

> V

## Contact {{#V}}

{}
"""

_SITE = """
site_name: "V"
site_url: https://notices.brindle.example/
timezone: Europe/London
organisation:
  legal_name: "V"
  trading_name: "V"
  registered_office: "V"
  trading_office: "V"
  company_number: "V"
  ico_registration: "V"
  email: hello@brindle.example
  phone: "V"
notices:
  - {id: privacy, title: "V", kind: privacy}
  - {id: cookies, title: "V", kind: cookies}
links: [{title: "V", url: https://a.example/}]
rights:
  - {id: access, title: "V", request: "V", subject: "V", expect: "V", notices: [privacy, cookies]}
email: {customers: "V", contacts: "V"}
"""

_ENTRY = """
- notice: {notice}
  version: {version}
  significance: significant
  summary: "V"
  if_nothing: "V"
  changes:
    - {{section: retention, kind: changed, summary: "V", means: "V", action: "V"}}
    - {{kind: added, summary: "V"}}
  questions: [{{section: retention, ask: "V", answer: "V", answered_by: "V", date: 2025-01-01}}]
  waivers: [{{finding: 000000, tell: false, reason: "V", by: "V", date: 2025-01-01}}]
  rescheduled: [{{from: 2026-01-01, to: {day}, date: 2025-01-01, reason: "V"}}]
  errata: [{{date: 2025-02-01, section: retention, text: "V", by: "V"}}]
  approved: [{{by: "V", role: "V", date: 2025-01-01, sha256: {sha}}}]
  notified: [{{channel: "V", audience: "V", date: 2025-01-02, count: 3, again: "V"}}]
"""

_COOKIE = """
- {name: "V", set_by: "V", read_by: "V", purpose: "V", category: marketing, ground: consent,
   lifetime: 2 years, country: "V"}
"""

_NOT_FREE = """
site_url timezone lang id url kind colour logo to editor sender complaints notices email
support_email jurisdiction recipients narrowing notice version provenance earlier significance
section sha256 message_sha256 finding status category ground lifetime since until
"""
NOT_FREE = frozenset(_NOT_FREE.split())
"""Fields that hold one of a few words, or are refused unless they have a certain form."""


def hostile(text: str, *, address: bool = False) -> dict[str, bytes]:
    """The files of a site that says `text` everywhere; as an address: in links of all forms."""
    said = json.dumps(REFUSED.sub("", text) or "x")[1:-1]
    links = "\n\n".join(form.replace("{}", text) for form in _ADDRESSES) if address else ""
    files = {
        "site.yaml": _SITE,
        "content/changelog.yaml": "",
        "content/cookies/cookies.yaml": _COOKIE,
    }
    for notice, version, day in (
        ("privacy", "2025-01-01", "2025-01-01"),
        ("privacy", "2026-05-01", "2026-05-01"),
        ("cookies", "2026-02-01", "2026-02-01"),
    ):
        entry = _ENTRY.format(notice=notice, version=version, day=day, sha="0" * 64)
        files["content/changelog.yaml"] += entry
        files[f"content/{notice}/{version}.md"] = "---\npublished: 2025-01-01\n---\n\n"
    filled = {path: each.replace('"V"', f'"{said}"') for path, each in files.items()}
    for path in files:
        if path.endswith(".md"):
            months = str(int(path[-8:-6]) + 3)
            body = _TEXT.format(months, links).replace("V", text)
            table = "\n[[cookies]]\n" if path.startswith("content/cookies/") else ""
            filled[path] += body + table
    filled["content/cookies/2026-02-01.md"] = filled["content/cookies/2026-02-01.md"].replace(
        "---\n\n", f'title: "{said}"\n---\n\n', 1
    )
    return {path: each.encode("utf-8", "replace") for path, each in filled.items()}


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a tree of dataclasses, with the name of its field."""
    if isinstance(value, str):
        yield path, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each, path)
