"""Two sites in several languages, all words of their authors invented, for tests of languages.

Each word begins with a mark of its language: `zde` in a German version, `zar` in an Arabic one,
`zen` in an English one, `zsi` in site.yaml; names of people and companies begin with `zna`. Every
other word on a page is the page's own.
"""

import re
from functools import cache

from fairnotice.pages.site import Rendered, rendered
from fairnotice.source.site import read
from tests.pages.views import templates, view_of

TEXT = """# Ztitel

Zeinleitung mit zwoertern.

## Zdaten {#data}

Zsammeln [zverweis](https://zna.example/alt) und zname.[^1]

Zliste von zdingen:

- zerstens
- zzweitens

| Zkopf | Zspalte |
| --- | --- |
| zzelle | zwert |

## Zspeichern {#retention}

Zbehalten wir zsechs zmonate.

Zlanger zabsatz, der zbleibt, und zwar zgenau so, wie er zsteht, mit zvielen zworten.

## Zalt {#old}

Zverschwindet hier.

[^1]: Zfussnote.
"""

_COOKIES = """# Zkekse

## Zwas {#list}

[[cookies]]
"""


_WORD = re.compile(r"(?<![\w/#.@{-])[A-Za-z]{2,}\b(?![\w@{]*[}/]|:/|\]\])")
"""A word, not a part of an id, an address or a marker."""


def _in(mark: str, text: str) -> str:
    """The text with every word of it marked as one of that language."""
    return re.sub(
        r"(?<![\w/#.@{-])[A-Za-z]{2,}\b(?![\w@{]*[}/]|:/|\]\])", lambda m: mark + m[0], text
    )


def _text(mark: str, number: int) -> str:
    """The text of a version, another one for each number."""
    text = _in(mark, TEXT)
    if number >= 1:
        moved = next(line for line in text.split("\n") if "langer" in line.lower())
        text = text.replace(f"{moved}\n\n", "").replace("\n## ", f"\n{moved}\n\n## ", 1)
        text = text.replace(f"{mark}zsechs", f"{mark}zneun").replace("example/alt", "example/neu")
        text = text.replace(f"{mark}zerstens", f"**{mark}zerstens**")
    if number >= 2:
        text = text.replace("Zspeichern {#retention}", "Zaufheben {#keep}")
        start = text.index(f"## {mark}Zalt")
        text = text[:start] + text[text.index("[^1]:") :]
        text = text.replace(f"{mark}zzelle", f"{mark}zwabe")
    if number >= 3:
        text = text.replace(f"- {mark}zzweitens\n", f"- {mark}zzweitens\n- {mark}zdrittens\n")
    return text


_ENTRY = """- notice: privacy
  version: {name}
  significance: significant
  summary: {m}zusammenfassung.
  if_nothing: {m}nichts.
  changes:
    - section: {section}
      kind: changed
      summary: {m}zeile.
      means: {m}bedeutung.
      action: {m}handlung.
      until: 2027-01-01
    - section: data
      kind: clarified
      summary: {m}klarer.
    - kind: added
      summary: {m}ganzes.
  rescheduled: [{{from: 2020-01-01, to: "{day}", date: 2020-01-01, reason: {m}verschoben}}]
  errata: [{{date: 2026-02-01, section: data, text: {m}berichtigung, by: Znabert}}]
  questions:
    - {{section: data, ask: {m}frage, answer: {m}antwort, answered_by: Znabert, date: 2026-01-01}}
  waivers: [{{finding: aaaaaaaa, tell: false, reason: {m}grund, by: Znabert, date: 2026-01-01}}]
  approved: [{{by: Znabert, role: Znamann, date: 2026-01-01, sha256: {sha}}}]
"""

_ROWS = """- name: znakeks
  set_by: Znafirma
  read_by: Znafirma
  purpose: {m}zweck.
  category: strictly-necessary
  ground: strictly-necessary
  lifetime: {lifetime}
  country: {m}land
  since: 2024-01-01
  until: 2025-01-01
- name: znakeks
  set_by: Znafirma
  read_by: Znafirma
  purpose: {n}anders.
  category: statistics
  ground: consent
  lifetime: 2 years
  country: {n}land
  since: 2025-01-01
"""

VERSIONS = ("2024-01-01", "2025-01-01", "2026-02-01", "2026-06-01", "2026-09-01")
"""Superseded twice, in force, scheduled, draft."""


def files(site: str, langs: tuple[str, ...], marks: tuple[str, ...]) -> dict[str, bytes]:
    """A site in the language `site` whose versions are in `langs`, their words marked so."""
    found = {
        "site.yaml": f"""site_name: zsiname zsiseiten
site_url: https://zna.example/
timezone: Europe/Berlin
lang: {site}
organisation:
  legal_name: Znafirma
  trading_name: Znamarke
  registered_office: Znastrasse
  email: zna@zna.example
  phone: "+49"
  jurisdiction: eu
notices:
  - {{id: privacy, title: Zsihinweise, kind: privacy}}
  - {{id: cookies, title: Zsikekse, kind: cookies}}
links: [{{title: Zsilink, url: "https://zna.example/zna"}}]
rights:
  - {{id: access, title: Zsirecht., request: Zsibitte., expect: Zsierwartung.}}
cookie_categories: {{statistics: Zsistatistik.}}
email: {{customers: Zsikunden., sender: zna@zna.example}}
""",
    }
    entries = []
    for number, (name, lang, mark) in enumerate(zip(VERSIONS, langs, marks, strict=True)):
        front = f"lang: {lang}\n" if lang != site else ""
        front += "published: 2026-02-20\n" if number == 3 else ""
        front += "status: draft\n" if number == 4 else ""
        found[f"content/privacy/{name}.md"] = (f"---\n{front}---\n" if front else "") + _text(
            mark, number
        )
        entry = _ENTRY.format(
            name=name,
            m=mark,
            day=name,
            section="retention" if number < 2 else "keep",
            sha="0" * 64,
        )
        if number == 0:
            entry += "  earlier: not-held\n"
        if number == 2:
            entry += "  moved_ids: {retention: keep}\n"
        entries.append(entry)
    for name, number in ((VERSIONS[0], 0), (VERSIONS[1], 2)):
        front = f"---\nlang: {langs[number]}\n---\n" if langs[number] != site else ""
        found[f"content/cookies/{name}.md"] = front + _in(marks[number], _COOKIES)
    found["content/cookies/cookies.yaml"] = _ROWS.format(m=marks[0], n=marks[2], lifetime="session")
    entries.append(f"""- notice: cookies
  version: {VERSIONS[1]}
  significance: significant
  summary: {marks[2]}zusammenfassung.
  changes: [{{section: list, kind: changed, summary: {marks[2]}zeile}}]
""")
    found["content/changelog.yaml"] = "".join(entries)
    return {path: text.encode() for path, text in found.items()}


def spoken_templates() -> dict[str, str]:
    """The supplied templates, with words of messages in German and Arabic."""
    english = templates()["email/words.en.yaml"]
    made = {}
    for lang, mark in (("de", "zde"), ("ar", "zar")):
        lines = []
        for line in english.split("\n"):
            key, colon, rest = line.partition(":")
            rest = re.sub(r"(?<![{\w])([A-Za-z']+)(?![\w}])", rf"{mark}\1", rest)
            lines.append(key + colon + rest)
        made[f"email/words.{lang}.yaml"] = "\n".join(lines)
    return {**templates(), **made}


@cache
def german() -> Rendered:
    """A German site, all in German."""
    return _site("de", ("de",) * 5, ("zde",) * 5)


@cache
def mixed() -> Rendered:
    """An English site whose versions are English, German and Arabic."""
    langs = ("ar", "ar", "de", "en-GB", "ar")
    return _site("en-GB", langs, ("zar", "zar", "zde", "zen", "zar"))


def _site(site: str, langs: tuple[str, ...], marks: tuple[str, ...]) -> Rendered:
    found = read(files(site, langs, marks))
    assert found.site is not None
    assert [each for each in found.problems if each.level == "error"] == []
    return rendered(view_of(found.site, drafts=True, templates=spoken_templates()))
