"""A target's name and a number in; that input, the same for ever, out.

An input is a seed that people (or an earlier crash) wrote, bent a few times: pieces of the target's
own language put in, repeated, cut and crossed, because bytes by chance alone never get past the
first line of a parser. One in a few hundred repeats a piece thousands of times, which is where
quadratic readers hang.
"""

import functools
import random
from collections.abc import Callable, Sequence
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"

_YAML = [
    "- ", ": ", "? ", "&a ", "*a", "!!python/object/apply:os.system ", "!!binary ", "!a ", "<<: ",
    "|\n", ">\n", ">-2\n", "|+9\n", "'", '"', "''", '"\\x1b[2J"', '"\\ud800"', "{", "}", "[", "]",
    ",", "#", "\n", "\n  ", "\n    ", "\n- ", "\t", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! !a\n",
    "null", "~", "NO", "yes", "true", "1.10", "0x1F", "01234567", "1e999", ".inf", "2018-05-15",
    "9999-12-31", "0000-00-00", "2018-02-30", "\ufeff", "\u2028", "\x85", "\0", "\x1b", "\u202e",
    "\U0010ffff", "é", "&a [*a, *a]", "- &b [*a,*a,*a]\n", "{a: {a: {a: ", "[[[[[[", "x" * 300,
]  # fmt: skip
_KEYS = [
    "notice",
    "version",
    "provenance",
    "earlier",
    "significance",
    "summary",
    "if_nothing",
    "changes",
    "section",
    "kind",
    "means",
    "action",
    "until",
    "moved_ids",
    "questions",
    "ask",
    "answer",
    "answered_by",
    "date",
    "waivers",
    "finding",
    "tell",
    "reason",
    "by",
    "rescheduled",
    "from",
    "to",
    "errata",
    "text",
    "approved",
    "role",
    "sha256",
    "notified",
    "channel",
    "audience",
    "count",
    "again",
    "title",
    "published",
    "effective",
    "status",
    "lang",
    "not_applicable",
    "site_name",
    "site_url",
    "timezone",
    "organisation",
    "legal_name",
    "notices",
    "id",
    "notice_days",
    "significant",
    "minor",
    "recipients",
    "narrowing",
    "rules",
    "lint",
    "compare",
    "all_pairs_up_to",
    "rights",
    "brand",
    "colour",
    "logo",
    "links",
    "email",
    "feeds",
    "headers",
    "name",
    "set_by",
    "read_by",
    "purpose",
    "category",
    "ground",
    "lifetime",
    "country",
    "since",
]
_VALUES = [
    "privacy", "cookies", "draft", "postponed", "withdrawn", "original", "significant", "minor",
    "session", "2 years", "strictly-necessary", "Europe/London", "Mars/Olympus", "en-GB", "x-y-z-1",
    "-1", "99999999999999999999", "#1d4f5c", "../../etc/passwd", "javascript:alert(1)",
    "https://a.example/", "a\\nBcc: x@y.example", "tell: true", "[a, b]", "{a: b}",
]  # fmt: skip
_MARKDOWN = [
    "# ", "## ", "###### ", " {#id}", " {: #x .y onclick=evil() }", "{: style='x'}", "\n\n", "\n",
    "  \n", "- ", "1. ", "    ", "\t", "> ", "```\n", "~~~\n", "***", "**", "*", "_", "__", "`", "``",
    "[a](", "](", "](javascript:alert(1))", "](JaVa\nScRiPt:x)", "](data:text/html;base64,PHNjcmlwdD4=)",
    "](&#106;avascript:x)", "](vbscript:x)", "](//evil.example)", "](#id)", "](../../../etc/passwd)",
    "[a]: javascript:x\n", "[a][a]", "[^1]", "[^1]: ", "[^1]:\n    x", "![", "![a](x.png)",
    "![a](http://e.example/p.gif)", "|", "|-|-|\n", "| a | b |\n|---|:-:|\n| c | d |\n", "term\n:   ",
    "[TOC]", "[[cookies]]", "<!-- ", " -->", "<!-- fairnotice: ", "<script>", "</script>",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href='java&#x0A;script:x'>", "</a>",
    "<math><mi//xlink:href=\"data:x,<script>\">", "<style>", "</style>", "<textarea>", "<title>",
    "<noscript><p title=\"</noscript><img src=x onerror=x>\">", "<![CDATA[", "]]>", "<?php ", "?>",
    "<!DOCTYPE ", "<div markdown=1>", "</div>", "<table><td>", "<b", "<", ">", "&", "&amp;lt;",
    "&#60;script&#62;", "&#x1F600;", "&#0;", "&#xD800;", "&NotEqualTilde;", "<iframe srcdoc='<script>'>",
    "<form><button formaction=javascript:x>", "<base href=//e>", "<meta http-equiv=refresh>", "\x00",
    "\x1b[31m", "\x1b]8;;http://e\x07", "\u202e", "\u200b", "\ufeff", "\x0b", "\x0c", "\ud7ff", "STX\x02",
    "\x02klzzwxh:0001\x03", "\x02wzxhzdk:0\x03", "We keep your data for 6 months.",
    "We share it with Acme Ltd in the USA.", "You can object at any time.", "years", "not ", "£3.50",
]  # fmt: skip
_PAGE = [
    "<html>", "<body>", "<main>", "</main>", "<article>", "<div id=a class=b>", "</div>", "<p>", "</p>",
    "<table>", "<tr>", "<td rowspan=9999 colspan=9999>", "<ul>", "<li>", "<h1>", "<h2 id=x>", "<nav>",
    "<base href='http://a.example/b/'>", "<base href='javascript:x'>", "<link rel=canonical href='//['>",
    "<meta charset=utf-7>", "<meta charset=rot13>", "<meta charset=idna>", "<meta charset=hex>",
    "<a href='http://[::1'>", "<a href='  javascript:x'>", "<a name=x>", "<select><option>", "<p hidden>",
    "<p style='display:none'>", "<template>", "<svg><foreignObject>", "<math><mtext><script>", "<pre>\n\n",
    "selector: main\n", "selector: a[\n", "selector: :has(p)\n", "selector: *|*\n", "selector: ::x\n",
    "\xff", "\x00", "&#xfffe;", "&bogus;", "<!--", "-->", "<![endif]-->", "<?xml encoding='x'?>",
]  # fmt: skip
_LOCK = [
    "privacy@2018-05-15 ", "cookies@2018-05-15-2 ", "0" * 64, "a" * 64, " 2018-05-15", " 9999-99-99",
    "\n", "\r\n", "\r", "# ", "\ufeff", " ", "\t", "@", "privacy", "\x1b", "<<<<<<< a\n", "=======\n",
    "A" * 64, "2018-05-15 2018-05-15\n",
]  # fmt: skip
_GIT = [
    "\x01", "\0", "\n", ":100644 100644 ", "0" * 40, " a" * 3, " M\0", " R100\0", ":000000 000000 ",
    "a" * 40, " 1526342400", " -1", " 99999999999999999999", "content/privacy.md\0", ":", " ", "\x01a 1 1\0",
    "120000", "160000", "\xff",
]  # fmt: skip
_PATH = [
    "/", "..", "../", ".", "//", "\\", ":", "?", "#", "%2e%2e/", "%2f", "%00", "%", "\0", "content/",
    "templates/", "privacy/", "2018-05-15", ".md", "-2", "-02", "-9999999999", ".git/", ".GIT/", "con.md",
    "C:", "http://", "//e.example/", "javascript:", "[", "]", "http://[::1", "@", "\u2044", "\uff0e\uff0e/",
    "\u202e", "\n", "site.yaml", "logo.svg", "é", "e\u0301", " ", "~", "$HOME", "index.html", ";", "&",
]  # fmt: skip
_ESCAPES = [
    "\x1b[2J", "\x1b]0;t\x07", "\x1b]8;;http://e\x1b\\", "\x1b]52;c;eA==\x07", "\x9b31m", "\x9d0;x\x9c",
    "\x90q\x9c", "\x1bP", "\r", "\b", "\a", "\x7f", "\u202e", "\u2066", "\u200e", "\u061c", "\ud7ff",
    "\ue000", "\U000e0041", "a", "\n", "\t", "\u2028", "\x85", "é", "名", "👩\u200d💻", "\xff",
]  # fmt: skip

_TOKENS: dict[str, Sequence[str]] = {
    "yaml": [*_YAML, *_KEYS],
    "front": [*_YAML, *_KEYS, *_VALUES],
    "settings": [*_YAML, *_KEYS, *_VALUES],
    "changelog": [*_YAML, *_KEYS, *_VALUES],
    "edit": [*_YAML, *_KEYS, *_VALUES],
    "cookies": [*_YAML, *_KEYS, *_VALUES],
    "lock": _LOCK,
    "git_paths": _PATH,
    "git_log": _GIT,
    "addresses": _PATH,
    "terminal": _ESCAPES,
    "import_text": [*_YAML, *_KEYS, *_MARKDOWN, "+++\n", "---\n", "title = "],
    "markdown": _MARKDOWN,
    "import_html": [*_PAGE, *_MARKDOWN],
    "redline": [*_MARKDOWN, "\0"],
    "message": [
        *_MARKDOWN,
        *_ESCAPES,
        "\r\nBcc: x@e.example",
        "\n\n",
        "=?utf-8?q?a?=",
        "@e.example",
    ],
    "har": [
        *('"', ",", ":", "{", "}", "[", "]", "null", "1e999", "-1", "[" * 2000, '{"a":' * 2000),
        *('"entries"', '"request"', '"response"', '"headers"', '"cookies"', '"url"', '"name"'),
        *('"value"', '"domain"', '"expires"', '"startedDateTime"', '"set-cookie"', "\\n"),
        *("; Max-Age=", "; Expires=", "; Domain=", "Thu, 01 Jan 1970 00:00:00 GMT", "9999-12-31"),
        *("https://", "//[::1]:99999/", "xn--a", "example.co.uk", "\\u001b[2J", "\\ud800"),
    ],
    "store": [
        *("\x00", "\x7f", "\x80", "\x90", "\xa0", "\xc0", "\xc2", "\xc3", "\xcf", "\xdf", "\xff"),
        *("\x91" * 2000, "\x81\xa1a" * 2000, "wrong", "place", "digest", "../../etc/passwd"),
    ],
    "site": [*_MARKDOWN, *_YAML, *_KEYS, *_VALUES, *_ESCAPES],
}
_LARGEST = 200_000
"""Bytes of an input: a fifth of the largest notice, enough for what grows with the square."""


@functools.cache
def seeds(target: str) -> tuple[bytes, ...]:
    """The inputs that are kept for a target, in the order of their names."""
    return tuple(path.read_bytes() for path in sorted((SEEDS / target).glob("*")))


def bent(target: str, number: int, run: int = 0) -> bytes:
    """The input `number` for `target` of a run."""
    chance = random.Random(f"{run}/{target}/{number}")  # noqa: S311  # inputs, not secrets
    raw = chance.choice(seeds(target)) if seeds(target) and chance.random() < 0.85 else b""
    for _ in range(1 + int(chance.expovariate(0.25))):
        raw = bent_once(raw, target, chance)
    if chance.random() < 0.003:
        piece = _piece(target, chance) + (_piece(target, chance) if chance.random() < 0.5 else b"")
        at = chance.randrange(len(raw) + 1)
        raw = raw[:at] + piece * int(10 ** chance.uniform(2, 4.3)) + raw[at:]
    return raw[:_LARGEST]


def bent_once(raw: bytes, target: str, chance: random.Random) -> bytes:
    """An input with one more bend in it."""
    return chance.choices(_BENDS, _WEIGHTS)[0](raw, target, chance)


def pieces(target: str) -> Sequence[str]:
    """Pieces of the language that a target reads."""
    return _TOKENS[target]


def _piece(target: str, chance: random.Random) -> bytes:
    return chance.choice(_TOKENS[target]).encode("utf-8", "surrogatepass")


def _put_in(raw: bytes, target: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + _piece(target, chance) + raw[at:]


def _cut_out(raw: bytes, _target: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[at + 1 + int(chance.expovariate(0.1)) :]


def _repeated(raw: bytes, _target: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    end = at + 1 + int(chance.expovariate(0.05))
    return raw[:end] + raw[at:end] * chance.choice((1, 1, 2, 5, 30)) + raw[end:]


def _replaced(raw: bytes, target: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + _piece(target, chance) + raw[at + 1 + int(chance.expovariate(0.2)) :]


def _crossed(raw: bytes, target: str, chance: random.Random) -> bytes:
    other = chance.choice(seeds(target) or (b"",))
    return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]


def _byte(raw: bytes, _target: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _letter(raw: bytes, _target: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    letter = chr(chance.choice((chance.randrange(0x300), chance.randrange(0x20000))))
    return raw[:at] + letter.encode("utf-8", "surrogatepass") + raw[at:]


_BENDS: Sequence[Callable[[bytes, str, random.Random], bytes]] = (
    _put_in, _cut_out, _repeated, _replaced, _crossed, _byte, _letter,
)  # fmt: skip
_WEIGHTS = (8, 3, 3, 4, 1, 2, 2)
