"""The verbs of comms and legal staff on a whole site, from a finding to evidence."""

import datetime
import email
import email.policy
import hashlib
import json
import multiprocessing
import os
import re
import shlex
import shutil
import signal
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairnotice import asked, disk, note
from fairnotice.cli import main
from fairnotice.pipeline import outcome
from fairnotice.word import said
from tests.world import FILES, TEXT, tree

REF = "privacy@2026-04-01"
CLOCK = "2026-02-10"
CHANGELOG = "content/changelog.yaml"

NEW = TEXT.replace("six months", "a year").replace(
    "your address.", "your address. Our bakers sing about this."
)

ENTRIES = """\
# The bakery's changelog. Two comments that nobody may lose.
- notice: privacy
  version: 2025-01-01
  provenance: original

- notice: privacy
  version: 2026-04-01        # the day the oven is new
  provenance: original
  significance: significant
  summary: >-
    We keep your orders for longer,
    and our bakers sing.
  if_nothing: "Your orders are kept for a year."
  changes:
    - section: retention
      kind: changed
      summary: We keep your orders for a year. It was six months.
      means: You can order the same again for longer.   # asked for by Nell
    - {section: data, kind: added, summary: Our bakers sing., means: You may hear it.}

# the cookies come last
- notice: cookies
  version: 2025-01-01
  provenance: original
"""

SITE = {
    **{path: text for path, text in FILES.items() if "2026" not in path},
    CHANGELOG: ENTRIES,
    "content/privacy/2026-04-01.md": "---\npublished: 2026-02-01\n---\n\n" + NEW,
}


def put(folder: Path, entries: str = ENTRIES, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in tree({**SITE, CHANGELOG: entries, **files}).items():
        if "privacy/2026-02" in path:
            continue
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site whose next version has one finding to decide."""
    return put(tmp_path / "site")


def run(folder: Path, *words: str) -> int:
    return main([*words, "-C", str(folder), "--clock", CLOCK])


def changelog(folder: Path) -> str:
    return (folder / CHANGELOG).read_text("utf-8")


def entry(folder: Path) -> dict[str, Any]:
    read = yaml.load(changelog(folder), Loader=yaml.BaseLoader)  # noqa: S506  # texts only
    found: dict[str, Any] = next(one for one in read if one["version"] == "2026-04-01")
    return found


def undecided(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The fingerprint of the finding that waits."""
    capsys.readouterr()
    assert run(folder, "email", REF, "--format", "json") == 1
    (found,) = json.loads(capsys.readouterr().out)["open"]
    assert found["check"] == "email-undecided"
    return str(found["mend"].split(REF + " ")[1].split()[0])


def decide(folder: Path, finding: str, *more: str) -> int:
    return run(
        folder, "decide", REF, finding, "--tell", "--reason", "It is new.", "--by", "Nell", *more
    )


def decided(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert decide(folder, undecided(folder, capsys)) == 0
    capsys.readouterr()
    return folder


def kept(before: str, after: str) -> bool:
    """Whether every line of the old file stands in the new one, in the same order."""
    rest = iter(after.splitlines())
    return all(row in rest for row in before.splitlines())


# ---------------------------------------- the whole way


def test_from_a_finding_to_evidence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Decide, write the drafts, sign off, note what was sent, pack the proof, verify it."""
    decided(folder, capsys)
    assert run(folder, "email", REF) == 0
    drafts = folder / "output" / "email" / REF
    assert sorted(one.name for one in drafts.iterdir()) == [
        f"{who}.{end}"
        for who in ("contacts", "customers")
        for end in ("eml", "html", "json", "txt")
    ]
    message = email.message_from_bytes(
        (drafts / "customers.eml").read_bytes(), policy=email.policy.default
    )
    assert not [d for part in message.walk() for d in part.defects]
    assert message["Subject"].startswith("From 1 April 2026: changes to ")

    assert run(folder, "approve", REF, "--by", "Nell", "--role", "director") == 0
    sent = ("sent", REF, "--channel", "email", "--audience", "all customers", "--count", "412")
    assert run(folder, *sent) == 0
    (line,) = entry(folder)["notified"]
    assert line == {
        "channel": "email",
        "audience": "all customers",
        "date": CLOCK,
        "count": "412",
        "message_sha256": hashlib.sha256((drafts / "customers.eml").read_bytes()).hexdigest(),
    }

    proof = folder / "proof.zip"
    assert run(folder, "evidence", REF, "-o", str(proof)) == 0
    assert run(folder, "verify", str(proof)) == 0
    content = bytearray(proof.read_bytes())
    content[content.index(b"It is new.")] ^= 1
    proof.write_bytes(content)
    assert run(folder, "verify", str(proof)) == 1


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_evidence_holds_what_was_sent_even_when_the_drafts_are_gone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same site gives the same message: output/ is safe to delete, long after the day."""
    decided(folder, capsys)
    assert run(folder, "email", REF) == 0
    sent = (folder / "output" / "email" / REF / "customers.eml").read_bytes()
    words = ("--channel", "email", "--audience", "all customers", "--count", "412")
    assert run(folder, "sent", REF, *words) == 0
    shutil.rmtree(folder / "output")
    proof = folder / "proof.zip"
    late = ("-C", str(folder), "--clock", "2027-01-01")
    assert main(["evidence", REF, "-o", str(proof), *late]) == 0
    assert unpacked(proof)["drafts/customers.eml"] == sent
    assert not any("proof" in name for name in unpacked(proof))
    assert run(folder, "email", REF, "--proof") == 0
    assert main(["evidence", REF, "-o", str(proof), *late]) == 0
    assert {"drafts/customers.eml", "drafts/customers.proof.eml"} <= unpacked(proof).keys()
    assert "is not in it" not in capsys.readouterr().err


def test_what_links_lead_to_is_neither_packed_nor_copied(folder: Path, tmp_path: Path) -> None:
    """Who can commit a link below output/email/ would else find any file in the evidence."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("SECRET")
    drafts = folder / "output" / "email"
    (drafts / REF).mkdir(parents=True)
    (drafts / REF / "key").symlink_to(tmp_path / "secret" / "key")
    (drafts / "other@2026-01-01").symlink_to(tmp_path / "secret")
    (drafts / "key").symlink_to(tmp_path / "secret" / "key")
    proof = folder / "proof.zip"
    assert run(folder, "evidence", REF, "-o", str(proof)) == 0
    assert b"SECRET" not in proof.read_bytes()
    assert run(folder, "email", REF, "--proof") == 0
    assert {path.parent.name for path in drafts.rglob("*") if path.is_file()} == {REF}
    assert not (drafts / REF / "key").exists()
    shutil.rmtree(drafts)
    drafts.symlink_to(tmp_path / "secret")
    assert run(folder, "email", REF, "--proof") == 0
    assert [path.name for path in drafts.iterdir()] == [REF]
    assert not drafts.is_symlink()


def test_evidence_is_not_poured_into_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(folder, "evidence", REF) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "-o evidence.zip" in err


def test_evidence_without_the_message_that_was_sent_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    decided(folder, capsys)
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"A letter of our own")
    words = ("--channel", "letter", "--audience", "customers", "--count", "3")
    assert run(folder, "sent", REF, *words, "--message", str(letter)) == 0
    proof = folder / "proof.zip"
    capsys.readouterr()
    assert run(folder, "evidence", REF, "-o", str(proof)) == 0
    digest = hashlib.sha256(b"A letter of our own").hexdigest()
    assert f"(SHA-256 {digest[:12]}…) is not in it" in capsys.readouterr().err
    drafts = folder / "output" / "email" / REF
    drafts.mkdir(parents=True)
    shutil.copy(letter, drafts)
    assert run(folder, "evidence", REF, "-o", str(proof)) == 0
    assert unpacked(proof)["drafts/letter.pdf"] == b"A letter of our own"
    assert "is not in it" not in capsys.readouterr().err


def test_who_writes_or_notes_a_message_without_a_sign_off_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(folder, capsys)
    words = ("--audience", "customers", "--count", "3")
    missing = f"Nobody has signed {REF} off as it stands"
    assert run(folder, "email", REF) == 0
    assert missing in capsys.readouterr().err
    assert run(folder, "sent", REF, "--channel", "email", *words) == 0
    assert missing in capsys.readouterr().err
    assert run(folder, "approve", REF, "--by", "Nell", "--role", "director") == 0
    assert run(folder, "email", REF) == 0
    assert run(folder, "sent", REF, "--channel", "letter", *words) == 0
    assert missing not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-31", "Readers see privacy@2026-04-01 from 2026-02-01 on"),
        ("2026-02-01", ""),
        ("2026-03-02", ""),
        ("2026-03-03", "The last day in time was 2026-03-02: the site promises 30 days"),
    ],
)
def test_the_ledger_takes_what_was_sent_too_early_or_too_late_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], day: str, said: str
) -> None:
    words = ("--channel", "letter", "--audience", "customers", "--count", "3", "--clock", day)
    assert main(["sent", REF, *words, "-C", str(folder)]) == 0
    assert entry(folder)["notified"][0]["date"] == day
    told = " ".join(capsys.readouterr().err.split())
    assert said in told
    assert ("in time" in told or "lead nowhere" in told) == bool(said)


def test_a_sign_off_fits_until_what_was_signed_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(folder, capsys)
    assert run(folder, "approve", REF, "--by", "Nell", "--role", "director") == 0
    sent = ("sent", REF, "--channel", "letter", "--audience", "contacts", "--count", "0")
    assert run(folder, *sent) == 0
    run(folder, "check")
    assert "sign-off-lapsed" not in capsys.readouterr().out
    written = changelog(folder).replace("It was six months.", "It was half a year.")
    (folder / CHANGELOG).write_text(written, "utf-8")
    assert run(folder, "check") == 1
    assert "sign-off-lapsed" in capsys.readouterr().out


def test_status_says_what_waits_and_fails_when_it_is_overdue(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "status") == 0
    waits = [row.split() for row in capsys.readouterr().out.splitlines()]
    assert [row[:4] for row in waits if row[:1] in (["next"], ["then"])] == [
        ["next", "by", "2026-03-02", "data"],
        ["then", "by", "2026-03-02", "approvers"],
        ["then", "by", "2026-03-02", "comms"],
    ]
    assert main(["status", "-C", str(folder), "--clock", "2026-03-03"]) == 1
    assert "then  was due 2026-03-02  comms            the message" in capsys.readouterr().out


def test_status_in_a_terminal_of_80_columns_says_from_when_and_until_when_a_message_goes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "-C", str(folder), "--clock", "2026-01-02"]) == 0
    said = capsys.readouterr().out
    assert "by 2026-02-01       data protection  1 finding to decide: tell or not?\n" in said
    assert "by 2026-03-02       comms            the message, from 2026-02-01 on\n" in said
    assert max(map(len, said.splitlines())) <= 80


def test_every_line_on_a_review_page_can_be_pasted_into_a_shell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a reason and a name that hold what people write: apostrophes, umlauts, signs of YAML."""
    run(folder, "build")
    page = (folder / "output/review/privacy/2026-04-01/index.html").read_text("utf-8")
    lines = [unescape(line) for line in re.findall(r"<pre><code>(.*?)</code></pre>", page)]
    verbs = [line.split()[1] for line in lines]
    assert verbs.count("decide") >= 3
    assert {"email", "sent", "approve"} <= set(verbs)
    for line in lines:
        words = line.replace("--count …", "--count 3").replace(
            "…", "It's Jürgen's: #1, {50 %} – ok"
        )
        argv = shlex.split(words)
        assert argv[0] == "fairnotice"
        assert run(folder, *argv[1:]) == 0, (words, capsys.readouterr().err)
    assert {one["by"] for one in entry(folder)["waivers"]} == {"It's Jürgen's: #1, {50 %} – ok"}
    assert kept(ENTRIES, changelog(folder))


# ---------------------------------------- e-mail


def test_no_draft_is_written_while_something_is_open(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "email", REF) == 1
    assert not (folder / "output").exists()
    assert "content/privacy/2026-04-01.md:" in capsys.readouterr().out


def test_a_proof_is_written_all_the_same_and_replaces_what_was_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = folder / "output" / "email" / "cookies@2020-01-01" / "customers.eml"
    old = folder / "output" / "email" / REF / "old.eml"
    for place in (other, old):
        place.parent.mkdir(parents=True)
        place.write_bytes(b"kept?")
    assert run(folder, "email", REF, "--proof") == 0
    names = sorted(one.name for one in old.parent.iterdir())
    assert "customers.proof.eml" in names
    assert "old.eml" not in names
    assert other.read_bytes() == b"kept?"
    capsys.readouterr()


def test_the_same_site_gives_the_same_drafts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(folder, capsys)
    drafts = folder / "output" / "email" / REF
    assert run(folder, "email", REF) == 0
    first = {one.name: one.read_bytes() for one in drafts.iterdir()}
    assert run(folder, "email", REF) == 0
    assert {one.name: one.read_bytes() for one in drafts.iterdir()} == first


# ---------------------------------------- nonsense is refused, with its place


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("decide", REF, "abcdef012", "--tell", "--reason", "x", "--by", "N"), "no finding"),
        (("decide", REF, "ab", "--tell", "--reason", "x", "--by", "N"), "too short"),
        (("decide", REF, "abcdef012", "--tell", "--reason", " \t", "--by", "N"), "--reason"),
        (("decide", REF, "abcdef012", "--tell", "--reason", "x", "--by", "?!"), "--by"),
        (("decide", REF, "abcdef012", "--reason", "x", "--by", "N"), "--tell or --no-tell"),
        (
            ("decide", REF, "abcdef012", "--tell", "--no-tell", "--reason", "x", "--by", "N"),
            "not both",
        ),
        (("approve", REF, "--by", "", "--role", "director"), "--by"),
        (("approve", REF, "--by", "Nell", "--role", " "), "--role"),
        (("approve", "privacy@2026-04-02", "--by", "N", "--role", "d"), "privacy@2026-04-01"),
        (("approve", "privacy", "--by", "N", "--role", "d"), "there is no version"),
        (
            ("sent", REF, "--channel", "c", "--audience", "a", "--count", "many"),
            "write digits, as 412",
        ),
        (("sent", REF, "--channel", "c", "--audience", "a", "--count", "-1"), "-1"),
        (("sent", REF, "--channel", "c", "--audience", "a", "--count", "1.5"), "1.5"),
        (("sent", REF, "--channel", "", "--audience", "a", "--count", "1"), "--channel"),
        (
            ("sent", REF, "--channel", "c", "--audience", "a", "--count", "1", "--again", "x"),
            "nothing was sent",
        ),
        (
            ("sent", REF, "--channel", "c", "--audience", "a", "--count", "1", "--date", "soon"),
            "soon",
        ),
        (
            (
                "sent",
                REF,
                "--channel",
                "c",
                "--audience",
                "a",
                "--count",
                "1",
                "--date",
                "2026-02-11",
            ),
            "still to come",
        ),
        (("email", "privacy@2026-04"), "there is no version"),
        (("evidence", "nothing@2026-04-01"), "there is no version"),
        (("verify", "nowhere.zip"), "nowhere.zip"),
        (("verify", "x.zip", "--url", "https://a.example/"), "not both"),
        (("verify", "--url", "file:///etc/passwd", "--page", "privacy"), "web address"),
        (("verify", "--url", "https://a.example/x/"), "--page"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    before = changelog(folder)
    assert run(folder, *words) in (2, 3)
    assert said in capsys.readouterr().err
    assert changelog(folder) == before


def test_a_refusal_names_the_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finding = undecided(folder, capsys)
    assert decide(folder, finding) == 0
    assert decide(folder, finding) == 2
    rows = changelog(folder).splitlines()
    row = next(n for n, text in enumerate(rows, 1) if finding in text)
    assert f"content/changelog.yaml:{row}:" in capsys.readouterr().err


def test_a_decision_can_be_changed_and_the_last_one_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = undecided(folder, capsys)
    assert decide(folder, finding[:8]) == 0
    other = ("--no-tell", "--reason", "On reflection no.", "--by", "Nell")
    assert run(folder, "decide", REF, finding, *other) == 0
    assert [one["tell"] for one in entry(folder)["waivers"]] == ["true", "false"]


def test_a_beginning_that_fits_several_findings_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = asked.assess

    def twins(*given: Any, **more: Any) -> Any:
        found = judge(*given, **more)
        renamed = (
            replace(one, fingerprint=f"abcdef{n:010}") for n, one in enumerate(found.findings)
        )
        return replace(found, findings=tuple(renamed))

    monkeypatch.setattr(asked, "assess", twins)
    assert decide(put(tmp_path / "site"), "abcdef0") == 2
    assert "begins 2 findings" in capsys.readouterr().err


def test_a_version_with_open_gates_cannot_be_signed_off(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "approve", REF, "--by", "Nell", "--role", "director") == 1
    assert "cannot be signed off yet. content/privacy/2026-04-01.md:" in capsys.readouterr().err
    assert "approved" not in changelog(folder)


def test_a_draft_cannot_be_signed_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = "---\npublished: 2026-02-01\nstatus: draft\n---\n\n" + NEW
    folder = put(tmp_path / "site", **{"content/privacy/2026-04-01.md": draft})
    assert run(folder, "approve", REF, "--by", "Nell", "--role", "director") == 1
    assert "content/privacy/2026-04-01.md:3:" in capsys.readouterr().err


def test_the_same_message_is_noted_twice_only_with_a_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("sent", REF, "--channel", "email", "--audience", "customers", "--count", "3")
    assert run(folder, *words) == 0
    assert run(folder, *words) == 2
    assert run(folder, *(word.upper() if word == "customers" else word for word in words)) == 2
    assert "was sent on 2026-02-10" in capsys.readouterr().err
    assert run(folder, *words, "--again", "412 bounced") == 0
    assert run(folder, *(word.replace("customers", "contacts") for word in words)) == 0
    assert [line.get("again", "") for line in entry(folder)["notified"]] == ["", "412 bounced", ""]


# ---------------------------------------- what is written into YAML


_ANY = st.text(
    st.one_of(st.sampled_from("\n\r\t #:-'\"[]{},&*!|>%@`\\\0\x85\u2028é🙂"), st.characters())
)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_ANY, _ANY)
def test_what_a_person_says_comes_back_and_the_rest_of_the_file_stays(
    tmp_path_factory: pytest.TempPathFactory, channel: str, audience: str
) -> None:
    """Comments, order and layout: every old line is still there, and only new lines are new."""
    folder = put(tmp_path_factory.mktemp("any") / "site")
    code = run(
        folder, "sent", REF, f"--channel=a{channel}", f"--audience=a{audience}", "--count", "7"
    )
    assert code == 0
    (line,) = entry(folder)["notified"]
    assert line["channel"] == said("", f"a{channel}")
    assert line["audience"] == said("", f"a{audience}")
    assert kept(ENTRIES, changelog(folder))
    assert changelog(folder).count("\n") == ENTRIES.count("\n") + 5
    assert run(folder, "email", REF, "--proof") == 0


@pytest.mark.parametrize(
    "entries",
    [
        ENTRIES.replace("\n", "\r\n"),
        "\ufeff" + ENTRIES,
        ENTRIES.replace("  changes:", "  notified: []\n  changes:"),
        ENTRIES.replace("  changes:", "  notified:   # none yet\n  changes:"),
        ENTRIES.replace(
            "  changes:",
            "  notified:\n  - {channel: letter, audience: all, date: 2026-02-02, count: 1}\n"
            "  changes:",
        ),
        ENTRIES.rstrip("\n").rpartition("\n\n#")[0],
    ],
    ids=["CRLF", "BOM", "empty list", "empty value", "one line", "no line end"],
)
def test_every_layout_is_kept(tmp_path: Path, entries: str) -> None:
    folder = put(tmp_path / "site", entries)
    words = ("sent", REF, "--channel", "email", "--audience", "customers", "--count", "3")
    assert run(folder, *words) == 0
    content = (folder / CHANGELOG).read_bytes().decode()
    assert entry(folder)["notified"][-1]["count"] == "3"
    assert content.startswith("\ufeff") == entries.startswith("\ufeff")
    assert ("\r\n" in content) == ("\r\n" in entries)
    assert content.count("\n") - content.count("\r\n") == 0 or "\r\n" not in entries
    assert content.count("#") == entries.count("#")


# ---------------------------------------- a kill at any moment, and two at once


_WRITING = frozenset({"write_bytes", "replace", "rename", "open", "mkdir", "unlink"})
"""Functions of the standard library in which files change."""


SENT = ("sent", REF, "--channel", "email", "--audience", "customers", "--count", "3")
APPROVED = ("approve", REF, "--by", "Nell", "--role", "director")


def _until_killed(folder: str, words: tuple[str, ...], moment: int) -> None:
    """Runs a verb that writes, and kills itself before line number `moment` of what writes."""
    left = moment

    def traced(frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal left
        code = frame.f_code
        inside = code.co_filename.endswith("/disk.py") or code.co_name in _WRITING
        if event == "line" and inside:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return traced if inside or event == "call" else None

    write = disk.replace

    def watched(*given: Any) -> None:
        sys.settrace(traced)
        try:
            write(*given)
        finally:
            sys.settrace(None)

    note.replace = watched  # type: ignore[assignment] # the same, watched
    os._exit(run(Path(folder), *words, "-q"))


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
@pytest.mark.parametrize(("words", "written"), [(SENT, "notified"), (APPROVED, "approved")])
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], written: str
) -> None:
    """One process for every line of Python that writes, killed before that line."""
    fork = multiprocessing.get_context("fork")
    before = changelog(decided(put(tmp_path / "decided"), capsys))
    seen = []
    for moment in range(1, 200):
        folder = put(tmp_path / str(moment), before)
        process = fork.Process(target=_until_killed, args=(str(folder), words, moment))
        process.start()
        process.join()
        seen.append(changelog(folder))
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
        # Whoever comes next is not kept out, and finds nothing half done.
        if moment % 5 == 0:
            again = ("--channel", "letter", "--audience", "customers", "--count", "3", "-q")
            assert run(folder, "sent", REF, *again) == 0
            assert not list((folder / "content").glob(".*"))
    assert moment > 10
    assert seen[0] == before
    assert written in entry(folder)
    assert set(seen) == {before, seen[-1]}


def _note_three(folder: str, name: str) -> None:
    for number in range(3):
        words = ("--channel", f"{name}{number}", "--audience", "customers", "--count", "3")
        assert run(Path(folder), "sent", REF, *words, "-q") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_of_those_who_write_at_once_nobody_loses_a_line(folder: Path) -> None:
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=_note_three, args=(str(folder), name)) for name in "abcd"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    channels = {line["channel"] for line in entry(folder)["notified"]}
    assert channels == {f"{name}{number}" for name in "abcd" for number in range(3)}
    assert kept(ENTRIES, changelog(folder))


# ---------------------------------------- a live page


class _Pages(BaseHTTPRequestHandler):
    """Serves the pages of a test, and leads on where it says so."""

    pages: dict[str, bytes]
    onward: dict[str, str]

    def do_GET(self) -> None:
        if self.path in self.onward:
            self.send_response(302)
            self.send_header("Location", self.onward[self.path])
            self.end_headers()
            return
        content = self.pages.get(self.path)
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(content or b"nothing")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the library's name
        """Keeps quiet."""


@pytest.fixture
def live() -> Iterator[tuple[str, type[_Pages]]]:
    """A local server: its address, and what it serves."""
    handler = type("Pages", (_Pages,), {"pages": {}, "onward": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    thread.join()
    server.server_close()


def built(folder: Path, path: str) -> bytes:

    moment = datetime.datetime(2026, 2, 10, tzinfo=datetime.UTC)
    return outcome(disk.read(folder).files, moment, drafts=False).built.site[path]


def test_a_live_page_with_the_same_words_is_as_built(
    folder: Path, live: tuple[str, type[_Pages]], capsys: pytest.CaptureFixture[str]
) -> None:
    address, served = live
    page = built(folder, "privacy/index.html")
    spaced = page.replace(b"<p>", b"<p>\n\n   ").replace(b"</main>", b"<p>Ours</p></main>")
    served.pages["/privacy/"] = spaced
    assert run(folder, "verify", "--url", f"{address}/privacy/") == 0
    assert "has the words of the built page" in capsys.readouterr().err


def test_a_live_page_that_says_something_else_is_told_what(
    folder: Path, live: tuple[str, type[_Pages]], capsys: pytest.CaptureFixture[str]
) -> None:
    address, served = live
    page = built(folder, "privacy/index.html")
    served.pages["/privacy/"] = page.replace(b"six months", b"ten years")
    assert run(folder, "verify", "--url", f"{address}/privacy/") == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "says “We keep your orders for ten years.” instead of" in said


def test_a_version_is_compared_with_its_own_page(
    folder: Path, live: tuple[str, type[_Pages]], capsys: pytest.CaptureFixture[str]
) -> None:
    address, served = live
    served.pages["/legal"] = built(folder, "privacy/2025-01-01/index.html")
    url = f"{address}/legal"
    assert run(folder, "verify", "--url", url, "--page", "privacy@2025-01-01") == 0
    assert run(folder, "verify", "--url", url, "--page", REF) == 1
    capsys.readouterr()


def test_a_redirection_is_followed_on_the_same_host_alone(
    folder: Path, live: tuple[str, type[_Pages]], capsys: pytest.CaptureFixture[str]
) -> None:
    address, served = live
    served.pages["/privacy/"] = built(folder, "privacy/index.html")
    served.onward["/cookies/privacy"] = "/privacy/"
    served.onward["/privacy/2025-01-01/"] = "http://localhost:1/privacy/"
    same = f"{address}/cookies/privacy"
    assert run(folder, "verify", "--url", same, "--page", "privacy") == 0
    assert run(folder, "verify", "--url", f"{address}/privacy/2025-01-01/") == 3
    assert "another place" in capsys.readouterr().err
    assert run(folder, "verify", "--url", f"{address}/privacy/none/", "--page", "privacy") == 3


def test_a_site_whose_lock_is_true_is_verified(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "verify") == 1
    assert "lock-missing" in capsys.readouterr().out
