"""Each gate of `email` on a whole site: what closes it, and the line at which it says so."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.test_comms import CHANGELOG, CLOCK, ENTRIES, REF, SITE, put
from tests.folder import Site

TEXT = "content/privacy/2026-04-01.md"
WORDS = Path(__file__).parents[2] / "templates" / "email" / "words.en.yaml"
FILES = {
    **SITE,
    TEXT: SITE[TEXT].replace(" Our bakers sing about this.", ""),
    CHANGELOG: ENTRIES,
    "templates/email/words.en.yaml": WORDS.read_text("utf-8"),
}
"""A site whose message may be written: nothing is open."""

CASES: Mapping[str, tuple[str, str, str, str, str]] = {
    # what is wrong: file, words there, what stands instead, the check, words of the line it names
    "a draft": (TEXT, "---\npub", "---\nstatus: draft\npub", "email-not-scheduled", "status:"),
    "postponed": (
        TEXT,
        "---\npub",
        "---\nstatus: postponed\npub",
        "email-not-scheduled",
        "status:",
    ),
    "the day has come": (
        TEXT,
        "published: 2026-02-01",
        "published: 2025-02-01\neffective: 2026-02-10",
        "email-date-past",
        "effective:",
    ),
    "too few days": (
        TEXT,
        "published: 2026-02-01",
        "published: 2026-03-20",
        "email-notice-period",
        "published:",
    ),
    "nobody decided": (
        TEXT,
        "your address.",
        "your address. Our bakers sing about this.",
        "email-undecided",
        "Our bakers sing",
    ),
    "no summary": (
        CHANGELOG,
        "  summary: >-\n    We keep your orders for longer,\n    and our bakers sing.\n",
        "",
        "email-empty-slot",
        "- notice: privacy",
    ),
    "an empty summary": (
        CHANGELOG,
        ">-\n    We keep your orders for longer,\n    and our bakers sing.",
        '" "',
        "email-empty-slot",
        "summary:",
    ),
    "nothing on doing nothing": (
        CHANGELOG,
        '"Your orders are kept for a year."',
        '""',
        "email-empty-slot",
        "if_nothing:",
    ),
    "no meaning": (
        CHANGELOG,
        "      means: You can order the same again for longer.   # asked for by Nell\n",
        "",
        "email-empty-slot",
        "section: retention",
    ),
    "marketing": (
        CHANGELOG,
        "You can order the same again for longer.",
        "Try our exciting new cake.",
        "email-marketing-words",
        "means: Try our",
    ),
    "marketing in the sentences of the site": (
        "templates/email/words.en.yaml",
        'greeting: "Hello,"',
        'greeting: "Great news!"',
        "email-marketing-words",
        "greeting:",
    ),
    "a link to strangers": (
        CHANGELOG,
        "You may hear it.",
        "You may hear it on https://song.example/.",
        "email-foreign-link",
        "song.example",
    ),
    "an answer that nobody reads": (
        "site.yaml",
        "hello@brindle.example",
        "no-reply@brindle.example",
        "email-no-address",
        "no-reply@",
    ),
    "no address of the site": ("site.yaml", "site_url:", "# site_url:", "email-empty-slot", ""),
    "a language without words": (
        TEXT,
        "---\npub",
        "---\nlang: cy\npub",
        "email-language",
        "",
    ),
}


def changed(path: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[path], f"{path} has no {old!r}"
    return {**FILES, path: FILES[path].replace(old, new)}


def site_of(tmp_path: Path, capsys: pytest.CaptureFixture[str], files: Mapping[str, str]) -> Site:
    return Site(put(tmp_path / "site", files[CHANGELOG], **files), capsys)


def drafts(site: Site) -> list[str]:
    return sorted(path for path in site.output("email") if path.endswith(".eml"))


def test_nothing_is_open_on_the_site_that_is_bent_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = site_of(tmp_path, capsys, FILES)
    answer = site.run("email", REF, clock=CLOCK)
    assert (answer.code, answer.out) == (0, "")
    assert drafts(site) == [f"{REF}/contacts.eml", f"{REF}/customers.eml"]


@pytest.mark.parametrize("case", CASES)
def test_a_gate_is_closed_at_its_line_and_a_proof_is_written_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    path, old, new, check, shown = CASES[case]
    files = changed(path, old, new)
    site = site_of(tmp_path, capsys, files)
    answer = site.run("email", REF, "--format", "json", clock=CLOCK)
    told = json.loads(answer.out)
    assert answer.code == 1
    assert {one["check"] for one in told["open"]} == {check}
    assert drafts(site) == []
    for one in told["open"]:
        assert one["mend"], "it says how to mend it"
    if shown:
        (place,) = {(one["path"], one["line"]) for one in told["open"]}
        assert place[0] == path
        assert shown in files[path].splitlines()[place[1] - 1]
    proof = site.run("email", REF, "--proof", clock=CLOCK)
    if check == "email-language":
        assert (proof.code, drafts(site), "--proof" in proof.err) == (1, [], False)
    else:
        assert proof.code == 0
        assert drafts(site) == [f"{REF}/contacts.proof.eml", f"{REF}/customers.proof.eml"]
