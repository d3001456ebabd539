"""A site's files become a site; what is wrong in any of them is told at once, each in its place."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.source.settings import _NO_PLACE
from fairnotice.source.site import Read, read
from tests.world import FILES, SITE_YAML, TEXT, tree

CHANGELOG = FILES["content/changelog.yaml"]
OLD, NEW = "content/privacy/2025-01-01.md", "content/privacy/2026-02-01.md"
COOKIES = "content/cookies/cookies.yaml"
ROW = """\
- name: basket
  purpose: Remembers what you have ordered.
  category: strictly-necessary
  ground: strictly-necessary
  lifetime: session
"""
SHOWN = "\n[[cookies]]\n"


def told(found: Read) -> list[str]:
    """Each problem as `path:line:column check: wrong`."""
    return [f"{p.place} {p.check}: {p.wrong}" for p in found.problems]


def names(found: Read) -> list[str]:
    """Which versions were read."""
    assert found.site is not None
    return [version.ref for notice in found.site.notices for version in notice.versions]


def added(to: str, text: str) -> dict[str, str]:
    """The valid site's file with lines at its end."""
    return {to: FILES[to] + text}


MISTAKES: list[tuple[str, dict[str, str], list[str]]] = [
    # ---------------------------------------- settings
    (
        "a time zone that does not exist",
        {"site.yaml": SITE_YAML.replace("Europe/London", "Europe/Londn")},
        ["site.yaml:3:11 bad-timezone: `Europe/Londn` is not a time zone."],
    ),
    (
        "a time zone that leads out of the data",
        {"site.yaml": SITE_YAML.replace("Europe/London", "../../etc/passwd")},
        ["site.yaml:3:11 bad-timezone: `../../etc/passwd` is not a time zone."],
    ),
    (
        "a notice id that is no address",
        {"site.yaml": SITE_YAML.replace("id: cookies", "id: Cookie Notice")},
        [
            "site.yaml:9:10 bad-notice-id: `Cookie Notice` cannot be the address of a notice.",
        ],
    ),
    (
        "a notice id that the site needs for itself",
        {"site.yaml": SITE_YAML.replace("id: cookies", "id: assets")},
        [
            (
                "site.yaml:9:10 bad-notice-id: No notice can be called `assets`: "
                "the site has pages of its own there."
            ),
        ],
    ),
    *(
        (
            "a notice id that Windows keeps for a device",
            {"site.yaml": SITE_YAML.replace("id: cookies", f"id: {name}")},
            [
                (
                    f"site.yaml:9:10 bad-notice-id: No notice can be called `{name}`: "
                    "Windows keeps the name for a device."
                ),
            ],
        )
        for name in ("con", "aux", "nul", "prn", "com1", "lpt9")
    ),
    (
        "a logo that Windows keeps for a device",
        added("site.yaml", "brand:\n  logo: Con.png\n"),
        [
            "site.yaml:11:9 bad-file-name: `Con.png` is a name that Windows keeps for a device.",
        ],
    ),
    (
        "more changes than anybody reads",
        {
            "content/changelog.yaml": CHANGELOG.replace(
                "  changes:\n", "  changes:\n" + "    - {kind: changed, summary: x}\n" * 1_000, 1
            )
        },
        ["content/changelog.yaml:10:5 bad-value: `changes` has 1001 items; at most 1000 are read."],
    ),
    (
        "a notice twice",
        {"site.yaml": SITE_YAML.replace("id: cookies", "id: privacy")},
        ["site.yaml:9:10 duplicate-id: `privacy` is the id of notice 1 already."],
    ),
    (
        "an address that is no website's",
        {"site.yaml": SITE_YAML.replace("https://", "ftp://")},
        [
            (
                "site.yaml:2:11 bad-address: `ftp://notices.brindle.example/` "
                "is not the address of a website."
            )
        ],
    ),
    (
        "a colour in words, and a logo outside the site",
        added("site.yaml", "brand:\n  colour: teal\n  logo: ../logo.svg\n"),
        [
            "site.yaml:11:11 bad-colour: `teal` is not a colour in hexadecimal.",
            "site.yaml:12:9 path-out-of-site: `../logo.svg` leads out of the site's folder.",
        ],
    ),
    (
        "a colour that YAML takes for a comment",
        added("site.yaml", "brand:\n  colour: #1d4f5c\n  logo: C:\\logo.svg\n"),
        ["site.yaml:12:9 path-out-of-site: The path of the logo has a backslash."],
    ),
    (
        "a logo by an absolute path",
        added("site.yaml", "brand:\n  logo: /etc/logo.svg\n"),
        ["site.yaml:11:9 path-out-of-site: `/etc/logo.svg` leads out of the site's folder."],
    ),
    (
        "a hostile link in the footer",
        added("site.yaml", "links:\n  - {title: x, url: 'javascript:alert(1)'}\n"),
        [
            (
                "site.yaml:11:21 unsafe-link: `javascript:alert(1)` is not an address "
                "that a page may link to."
            )
        ],
    ),
    (
        "a header that smuggles in another",
        added("site.yaml", 'headers:\n  X-A: "b\\nSet-Cookie: c"\n'),
        ["site.yaml:11:8 bad-header: `X-A` cannot be sent as an HTTP header."],
    ),
    *(
        (
            f"a header that leads readers away: {name}",
            added("site.yaml", f'headers:\n  {name}: "0; url=https://a.example/"\n'),
            [f"site.yaml:11:{len(name) + 5} bad-header: `{name}` {_NO_PLACE}"],
        )
        for name in ("Refresh", "set-cookie", "Location", "Link", "NEL")
    ),
    (
        "an address with a name around it",
        {"site.yaml": SITE_YAML.replace("hello@brindle.example", "Ann <a@b.example>")},
        ["site.yaml:6:10 bad-email-address: `Ann <a@b.example>` is not an e-mail address."],
    ),
    (
        "a right for a notice that does not exist",
        added("site.yaml", "rights:\n  - {id: access, title: A copy, notices: [privcy]}\n"),
        ["site.yaml:11:43 unknown-notice: There is no notice `privcy`."],
    ),
    (
        "a notice without a folder",
        added("site.yaml", "  - {id: terms, title: Terms}\n"),
        [
            (
                "site.yaml:10:10 notice-without-version: "
                "The notice `terms` has no folder content/terms/."
            )
        ],
    ),
    (
        "a folder without a notice",
        {"content/terms/2025-01-01.md": TEXT},
        [
            (
                "content/terms/2025-01-01.md:1:1 folder-without-notice: "
                "The folder content/terms/ belongs to no notice of site.yaml."
            )
        ],
    ),
    # ---------------------------------------- names of files
    (
        "a day without zeros as a name",
        {"content/privacy/2026-3-1.md": TEXT},
        [
            (
                "content/privacy/2026-3-1.md:1:1 bad-version-name: The file's name is not a "
                "version's: `2026-3-1` is not written as year-month-day."
            )
        ],
    ),
    (
        "a day that the calendar does not have as a name",
        {"content/privacy/2026-02-30.md": TEXT},
        [
            (
                "content/privacy/2026-02-30.md:1:1 bad-version-name: The file's name is not a "
                "version's: The calendar has no day `2026-02-30`."
            )
        ],
    ),
    (
        "a day that the calendar does not have as a name, and a quote that never closes inside",
        {
            "content/privacy/2026-13-40.md": TEXT.replace(
                "# Privacy notice", '---\ntitle: "Privacy notice\nstatus: draft\n---'
            )
        },
        [
            (
                "content/privacy/2026-13-40.md:1:1 bad-version-name: The file's name is not a "
                "version's: The calendar has no day `2026-13-40`."
            ),
            (
                'content/privacy/2026-13-40.md:2:8 yaml-syntax: The quotation mark " that opens '
                "here is never closed."
            ),
        ],
    ),
    (
        "a name without zeros, a key that is not known and one id for two sections",
        {
            "content/privacy/2026-3-1.md": "---\nlayout: page\n---\n"
            + TEXT.replace("{#retention}", "{#data}")
        },
        [
            (
                "content/privacy/2026-3-1.md:1:1 bad-version-name: The file's name is not a "
                "version's: `2026-3-1` is not written as year-month-day."
            ),
            "content/privacy/2026-3-1.md:2:1 unknown-key: `layout` is not a known key.",
            (
                "content/privacy/2026-3-1.md:12:1 duplicate-id: The id “data” is given twice, on "
                "lines 8 and 12."
            ),
        ],
    ),
    (
        "a table of cookies in a text of which nobody knows the version",
        {**added("content/cookies/2025-01-01.md", SHOWN), COOKIES: ROW}
        | {"content/cookies/2026-3-1.md": f"# Cookie notice\n{SHOWN}"},
        [
            (
                "content/cookies/2026-3-1.md:1:1 bad-version-name: The file's name is not a "
                "version's: `2026-3-1` is not written as year-month-day."
            )
        ],
    ),
    (
        "a name that is a second name for a version",
        {"content/privacy/2025-01-01-1.md": TEXT},
        [
            (
                "content/privacy/2025-01-01-1.md:1:1 bad-version-name: `2025-01-01-1` cannot be "
                "told from another name for the same version."
            )
        ],
    ),
    (
        "a file that is neither text nor table",
        {"content/privacy/notes.docx": "x", "content/privacy/old/2020-01-01.md": TEXT},
        [
            (
                "content/privacy/notes.docx:1:1 stray-file: "
                "This is neither a version nor the table of cookies."
            ),
            (
                "content/privacy/old/2020-01-01.md:1:1 stray-file: "
                "This is neither a version nor the table of cookies."
            ),
        ],
    ),
    (
        "a text beside the folders",
        {"content/2025-01-01.md": TEXT},
        [
            (
                "content/2025-01-01.md:1:1 stray-file: "
                "This file stands beside the folders of the notices and is not read."
            )
        ],
    ),
    # ---------------------------------------- versions
    (
        "front matter that never ends",
        {NEW: "---\ntitle: x\n# Privacy\n"},
        [
            (
                f"{NEW}:1:1 unclosed-front-matter: "
                "The front matter that begins with this `---` never ends."
            )
        ],
    ),
    (
        "front matter below a blank line",
        {NEW: "\n---\nstatus: draft\n---\n" + TEXT},
        [
            (
                f"{NEW}:2:1 late-front-matter: "
                "Front matter stands here, but blank lines stand before it."
            )
        ],
    ),
    (
        "front matter of another system",
        {NEW: "---\nlayout: page\ndate: 2026-02-01\n---\n" + TEXT},
        [
            f"{NEW}:2:1 unknown-key: `layout` is not a known key.",
            f"{NEW}:3:1 unknown-key: `date` is not a known key.",
        ],
    ),
    (
        "an odd language",
        {NEW: "---\nlang: english (UK)\n---\n" + TEXT},
        [f"{NEW}:2:7 bad-language: `english (UK)` is not a language tag."],
    ),
    (
        "a text without a title",
        {NEW: "We keep it.\n\n## How long {#retention}\n\nA year.\n"},
        [f"{NEW}:1:1 missing-title: The version has no title, so pages show the notice's."],
    ),
    (
        "a version without text",
        {NEW: "---\nstatus: draft\n---\n\n"},
        [f"{NEW}:4:1 empty-text: The version has no text."],
    ),
    (
        "an unfinished merge",
        {NEW: TEXT + "<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> theirs\n"},
        [
            f"{NEW}:12:1 merge-conflict: A mark of an unfinished merge stands here.",
            f"{NEW}:16:1 merge-conflict: A mark of an unfinished merge stands here.",
        ],
    ),
    # ---------------------------------------- changelog
    (
        "a version without its entry",
        {"content/privacy/2026-03-01.md": TEXT},
        [
            (
                "content/privacy/2026-03-01.md:1:1 version-without-entry: "
                "The changelog has no entry for privacy@2026-03-01."
            )
        ],
    ),
    (
        "entries without their versions",
        added(
            "content/changelog.yaml",
            "- {notice: privacy, version: 2026-02-10}\n- {notice: privcy, version: 2026-02-01}\n",
        ),
        [
            (
                "content/changelog.yaml:16:30 entry-without-version: "
                "There is no version privacy@2026-02-10."
            ),
            "content/changelog.yaml:17:12 entry-without-version: There is no notice `privcy`.",
        ],
    ),
    (
        "two entries for a version",
        added("content/changelog.yaml", "- notice: privacy\n  version: 2025-01-01\n"),
        [
            (
                "content/changelog.yaml:16:3 duplicate-entry: privacy@2025-01-01 has an entry "
                "already, on line 1; this one is not used."
            )
        ],
    ),
    (
        "a section that is in neither version",
        {"content/changelog.yaml": CHANGELOG.replace("section: retention", "section: retentoin")},
        [
            (
                "content/changelog.yaml:10:16 unknown-section: Neither privacy@2026-02-01 nor "
                "the version before it has a section `retentoin`."
            )
        ],
    ),
    (
        "ids that are said to have moved",
        {
            "content/changelog.yaml": CHANGELOG.replace(
                "  changes:\n", "  moved_ids: {dat: retention, data: keeping}\n  changes:\n"
            )
        },
        [
            (
                "content/changelog.yaml:9:20 unknown-section: `dat` is said to have moved, "
                "but the version before has no such section."
            ),
            (
                "content/changelog.yaml:9:37 unknown-section: `data` is said to have moved to "
                "`keeping`, which privacy@2026-02-01 does not have."
            ),
        ],
    ),
    (
        "a changelog that does not parse",
        {"content/changelog.yaml": CHANGELOG.replace("keep orders for", "keep: orders for")},
        [
            (
                "content/changelog.yaml:8:19 yaml-syntax: "
                "A colon followed by a blank stands in a text without quotation marks."
            )
        ],
    ),
    (
        "a changelog that is no list",
        {"content/changelog.yaml": "privacy: x\n"},
        ["content/changelog.yaml:1:1 wrong-type: The file is a mapping; a list is expected."],
    ),
    # ---------------------------------------- cookies and lock
    (
        "a lifetime that is none",
        {COOKIES: ROW.replace("session", "1 jour")},
        [
            "content/cookies/cookies.yaml:5:13 bad-lifetime: `1 jour` is not a lifetime.",
        ],
    ),
    (
        "rows that name versions which do not exist",
        {COOKIES: ROW + "  since: 2024-01-01\n  until: 2025-01-1\n"},
        [
            (
                "content/cookies/cookies.yaml:6:10 unknown-version: "
                "`since` names `2024-01-01`, and the notice has no such version."
            ),
            (
                "content/cookies/cookies.yaml:7:10 unknown-version: "
                "`until` names `2025-01-1`, and the notice has no such version."
            ),
        ],
    ),
    (
        "a category that is none",
        {COOKIES: ROW.replace("category: strictly-necessary", "category: necessary")},
        [
            (
                "content/cookies/cookies.yaml:3:13 bad-value: `category` cannot be `necessary`; "
                "it can be `strictly-necessary`, `preferences`, `statistics` or `marketing`."
            )
        ],
    ),
    (
        "a lock that somebody edited",
        {
            "content/notices.lock": "privacy@2025-01-01 abc 2025-01-01 2025-01-01\n"
            f"privacy {'0' * 64} 2025-01-01 2025-01-01\n"
            f"privacy@2026-02-01 {'0' * 64} 2026-01-01\n"
            f"privacy@2026-02-01 {'0' * 64} 2026-01-01 2026-02-31\n"
        },
        [
            (
                "content/notices.lock:1:1 lock-unreadable: The hash of privacy@2025-01-01 does not "
                "have 64 digits of 0-9 and a-f."
            ),
            (
                "content/notices.lock:2:1 lock-unreadable: `privacy` does not name a version as "
                "`privacy@2018-05-15` does."
            ),
            (
                "content/notices.lock:3:1 lock-unreadable: A line of the lock has four parts; "
                "this one has 3."
            ),
            "content/notices.lock:4:1 lock-unreadable: `2026-02-31` is not a date.",
        ],
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_is_told_once_and_in_its_place(
    files: Mapping[str, str], expected: list[str]
) -> None:
    found = read(tree(files))
    assert told(found) == expected
    assert all(problem.mend for problem in found.problems)


def test_a_valid_site_is_read_whole() -> None:
    found = read(tree())
    assert found.problems == ()
    assert names(found) == ["privacy@2025-01-01", "privacy@2026-02-01", "cookies@2025-01-01"]
    assert found.site is not None
    version = found.site.notice("privacy").versions[1]
    assert (str(version.published), str(version.effective)) == ("2026-01-01", "2026-02-01")
    assert (version.title, version.lang, version.body_line) == ("Privacy notice", "en-GB", 4)
    assert version.entry is not None
    assert str(version.entry_place) == "content/changelog.yaml:4:3"
    assert str(version.places["published"]) == f"{NEW}:2:12"
    assert str(version.places["changes/0/section"]) == "content/changelog.yaml:10:16"
    assert str(found.site.places["notices/1/id"]) == "site.yaml:9:10"


def test_mistakes_in_all_files_are_told_together_in_the_order_of_files() -> None:
    files = {
        "site.yaml": SITE_YAML.replace("site_url", "siteurl"),
        "content/changelog.yaml": CHANGELOG.replace("kind: changed", "kind: new"),
        OLD: "---\nstatus: live\n---\n" + TEXT,
        COOKIES: ROW.replace("name: basket", "nam: basket"),
    }
    found = read(tree(files))
    assert found.site is None
    assert [str(problem.place) for problem in found.problems] == [
        "content/changelog.yaml:11:13",
        "content/cookies/cookies.yaml:1:3",
        f"{OLD}:2:9",
        "site.yaml:2:1",
    ]


def test_a_broken_version_is_left_out_and_the_others_stay() -> None:
    found = read(tree({NEW: "---\nstatus: live\n---\n" + TEXT}))
    assert names(found) == ["privacy@2025-01-01", "cookies@2025-01-01"]
    assert [(p.check, p.broken, p.version) for p in found.problems] == [
        ("bad-value", True, "privacy@2026-02-01")
    ]


def test_a_broken_changelog_leaves_all_versions_without_noise() -> None:
    found = read(tree({"content/changelog.yaml": "- notice: 'x\n  version: y\n"}))
    assert found.site is not None
    entries = [v.entry for notice in found.site.notices for v in notice.versions]
    assert entries == [None, None, None]
    assert [problem.check for problem in found.problems] == ["yaml-syntax"]


def test_an_entry_with_a_mistake_does_not_make_its_version_look_forgotten() -> None:
    found = read(tree({"content/changelog.yaml": CHANGELOG.replace("kind: changed", "kind: new")}))
    assert [problem.check for problem in found.problems] == ["bad-value"]


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("2026-02-02", "Did you mean `2026-02-01`? Otherwise write content/privacy/2026-02-02.md"),
        ("2026-02-31", "Did you mean `2026-02-01`?"),
        ("1 Feb 2026", "Write it as its file is named"),
    ],
)
def test_a_slip_in_an_entrys_version_is_told_with_the_version_that_has_no_entry(
    written: str, mend: str
) -> None:
    third = "content/privacy/2026-03-01.md"
    changelog = CHANGELOG + "- {notice: privacy, version: 2026-03-01}\n"
    slip = changelog.replace("version: 2026-02-01", f"version: {written}", 1)
    found = read(tree({"content/changelog.yaml": slip, third: TEXT}))
    (problem, *more) = [p for p in found.problems if "entry" in p.check]
    assert problem.mend.startswith(mend)
    assert len(more) == (written == "1 Feb 2026")
    gone = tree({"content/changelog.yaml": changelog})
    (problem,) = read(gone).problems
    assert "Did you mean" not in problem.mend, "every version has an entry of its own"


def test_a_slip_in_the_name_of_a_key_is_not_told_as_a_missing_key_too() -> None:
    found = read(tree({"site.yaml": SITE_YAML.replace("site_name", "sitename")}))
    assert told(found) == ["site.yaml:1:1 unknown-key: `sitename` is not a known key."]
    gone = read(tree({"site.yaml": SITE_YAML.replace("site_name", "colour_of_the_site")}))
    assert [p.check for p in gone.problems] == ["missing-key", "unknown-key"]


def test_a_cookie_of_a_version_to_come_is_told_with_how_to_begin_it() -> None:
    found = read(tree({COOKIES: ROW + "  since: 2027-01-01\n  until: 2026-03-01\n"}))
    mends = [p.mend for p in found.problems if p.check == "unknown-version"]
    begin = "Begin that version first, `fairnotice new version cookies --effective {}`"
    assert [mend.partition(", or")[0] for mend in mends] == [
        begin.format(day) for day in ("2027-01-01", "2026-03-01")
    ]


def test_without_settings_the_content_is_checked_all_the_same() -> None:
    files = tree({NEW: "---\nstatus: live\n---\n" + TEXT})
    del files["site.yaml"]
    assert [p.check for p in read(files).problems] == ["bad-value", "missing-settings"]


def test_bytes_that_are_not_utf8_are_told_at_their_place() -> None:
    files = tree()
    files[NEW] = "# Privacy notice\r\n\r\nWe're naïve".encode("cp1252")
    found = read(files)
    assert told(found) == [f"{NEW}:3:9 not-utf-8: The file is not UTF-8: byte 0xEF stands here."]
    assert names(found) == ["privacy@2025-01-01", "cookies@2025-01-01"]


def test_a_file_saved_as_utf16_is_told_so() -> None:
    files = tree()
    files["site.yaml"] = SITE_YAML.encode("utf-16")
    assert told(read(files))[0].endswith("The file is saved as UTF-16, not as UTF-8.")


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain = read(tree())
    foreign = read(
        {
            path: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")
            for path, content in tree().items()
        }
    )
    assert foreign == plain


def test_backups_and_files_of_editors_are_no_versions() -> None:
    stray = ("2026-02-01.md~", ".2026-02-01.md.swp", "#2026-02-01.md#", "Thumbs.db", ".DS_Store")
    found = read(tree({f"content/privacy/{name}": "x" for name in stray}))
    assert found.problems == ()


def test_two_versions_of_a_day_are_ordered_by_number() -> None:
    days = {f"content/privacy/2026-02-01-{n}.md": TEXT for n in (2, 10, 3)}
    refs = [ref for ref in names(read(tree(days))) if ref.startswith("privacy")]
    assert [ref[8:] for ref in refs] == [
        "2025-01-01",
        "2026-02-01",
        "2026-02-01-2",
        "2026-02-01-3",
        "2026-02-01-10",
    ]


def test_sections_are_looked_for_in_the_predecessor_that_readers_saw() -> None:
    """A draft in between is nobody's predecessor."""
    entry = "- notice: privacy\n  version: 2025-06-01\n"
    line = CHANGELOG.replace(
        "section: retention\n      kind: changed", "section: gone\n      kind: removed"
    )
    files = {
        OLD: TEXT + "\n## Gone {#gone}\n\nText.\n",
        "content/privacy/2025-06-01.md": "---\nstatus: draft\n---\n" + TEXT,
        "content/changelog.yaml": line + entry,
    }
    assert read(tree(files)).problems == ()


def test_a_row_holds_from_since_until_before_until() -> None:
    rows = (
        ROW
        + ROW.replace("basket", "old") + "  until: 2026-05-01\n"
        + ROW.replace("basket", "new") + "  since: 2026-05-01\n"
    )  # fmt: skip
    text = FILES["content/cookies/2025-01-01.md"] + "\n[[cookies]]\n"
    found = read(
        tree(
            {
                COOKIES: rows,
                "content/cookies/2025-01-01.md": text,
                "content/cookies/2026-05-01.md": text,
                "content/changelog.yaml": CHANGELOG
                + "- {notice: cookies, version: 2026-05-01, summary: x}\n",
            }
        )
    )
    assert found.problems == ()
    assert found.site is not None
    versions = found.site.notice("cookies").versions
    assert [[row.name for row in v.cookies] for v in versions] == [
        ["basket", "old"],
        ["basket", "new"],
    ]


def test_a_cookie_twice_in_one_table_is_told_at_the_second() -> None:
    text = FILES["content/cookies/2025-01-01.md"] + "\n[[cookies]]\n"
    found = read(tree({COOKIES: ROW + ROW, "content/cookies/2025-01-01.md": text}))
    assert told(found) == [
        (
            "content/cookies/cookies.yaml:6:9 duplicate-cookie: `basket` stands in the table of "
            "2025-01-01 twice; the first row is on line 1."
        )
    ]


@pytest.mark.parametrize("site", [".", "example"])
def test_the_sites_of_this_repository_read_without_an_error(site: str) -> None:
    root = Path(__file__).parents[2] / site
    paths = [root / "site.yaml", *(root / "content").rglob("*")]
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in paths if p.is_file()}
    found = read(files)
    assert [problem for problem in found.problems if problem.level == "error"] == []
    assert found.site is not None


PATHS = st.sampled_from(
    [*FILES, COOKIES, "content/notices.lock", "content/privacy/2026-04-01.md", "content/x/y/z"]
)
TORN = st.text(st.sampled_from(list("ab1:- \n\t'\"[]{},#&*!|>@.=\r@é")), max_size=40)


@settings(deadline=None)
@given(st.dictionaries(PATHS, st.binary(max_size=60) | TORN.map(str.encode), max_size=4))
def test_no_content_makes_reading_fail(torn: dict[str, bytes]) -> None:
    found = read(tree() | torn)
    assert list(found.problems) == sorted(found.problems, key=lambda p: p.place)
    assert found.site is not None or any(p.place.path == "site.yaml" for p in found.problems)


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 10_000), TORN)
def test_a_half_written_file_makes_nothing_fail(path: str, cut: int, rest: str) -> None:
    half = FILES[path][: cut % (len(FILES[path]) + 1)] + rest
    read(tree({path: half}))


@settings(deadline=None)
@given(st.permutations(sorted(tree())))
def test_the_order_of_files_does_not_matter(paths: list[str]) -> None:
    files = tree({NEW: "---\nstatus: live\n---\n" + TEXT})
    assert read({path: files[path] for path in paths}) == read(files)
