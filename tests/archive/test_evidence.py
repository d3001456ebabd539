"""Evidence holds what it promises, is the same for the same content, and cannot be bent unseen."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.archive import live
from fairnotice.archive.evidence import MANIFEST, Case, evidence, packed
from fairnotice.archive.sign_off import content_hash
from fairnotice.archive.text_hash import text_hash
from fairnotice.archive.verify import problems
from fairnotice.compare.compare import compare
from fairnotice.model import Day, Notification, SignOff, Waiver
from tests.world import TEXT, entry, lock_line, version

OLD = version("2025-01-01")
NEW = version(
    "2026-04-01",
    TEXT.replace("six months", "a year"),
    entry=entry(
        "2026-04-01",
        waivers=(Waiver("3f9a1c", True, "New to them.", "Nell", Day(2026, 2, 1)),),
        approved=(SignOff("Nell", "director", Day(2026, 2, 1), "0" * 64),),
        notified=(Notification("email", "customers", Day(2026, 3, 1), 412, "ab" * 32),),
    ),
)
CASE = Case(
    version=NEW,
    predecessor=OLD,
    comparison=compare(OLD.document, NEW.document),
    lock=(lock_line(OLD), lock_line(NEW, 2)),
    files={OLD.path: OLD.body.encode(), NEW.path: NEW.body.encode()},
    report={"verdict": "significant", "findings": []},
    drafts={"customers.eml": b"Subject: x\r\n\r\n"},
)


def held(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bent(**members: bytes | None) -> bytes:
    """The evidence with members changed, added or (None) taken out, its manifest left alone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in {**held(evidence(CASE)), **members}.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def wrongs(content: bytes) -> list[str]:
    return [problem.wrong for problem in problems(content, "e.zip")]


def test_it_holds_both_texts_as_they_stand_and_everything_about_them() -> None:
    inside = held(evidence(CASE))
    assert inside[f"site/{OLD.path}"] == OLD.body.encode()
    assert inside[f"site/{NEW.path}"] == NEW.body.encode()
    assert inside["drafts/customers.eml"] == b"Subject: x\r\n\r\n"
    assert b"<ins" in inside["redline.html"]
    assert json.loads(inside["report.json"])["verdict"] == "significant"
    assert json.loads(inside["decisions.json"])[0]["reason"] == "New to them."
    assert json.loads(inside["ledger.json"])[0]["count"] == 412
    assert json.loads(inside["ledger.json"])[0]["date"] == "2026-03-01"


def test_it_says_whether_a_sign_off_still_fits() -> None:
    (sign_off,) = json.loads(held(evidence(CASE))["sign-offs.json"])
    assert sign_off["valid"] is False
    assert NEW.entry is not None
    true = SignOff("Nell", "director", Day(2026, 2, 1), content_hash(NEW))
    fitting = replace(NEW, entry=replace(NEW.entry, approved=(true,)))
    (sign_off,) = json.loads(held(evidence(replace(CASE, version=fitting)))["sign-offs.json"])
    assert sign_off["valid"] is True


def test_it_gives_the_hashes_of_the_texts_and_of_the_lock() -> None:
    hashes = json.loads(held(evidence(CASE))["hashes.json"])
    assert hashes[NEW.ref]["text"] == hashes[NEW.ref]["locked"] == text_hash(NEW)
    assert hashes[OLD.ref]["text"] == text_hash(OLD)


def test_the_manifest_has_the_hash_of_every_other_member() -> None:
    inside = held(evidence(CASE))
    listed = json.loads(inside[MANIFEST])["sha256"]
    assert listed == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in inside.items()
        if name != MANIFEST
    }


def test_the_redline_stands_alone() -> None:
    """Every place that it leads to is in it, and it loads nothing."""
    page = held(evidence(CASE))["redline.html"].decode()
    for part in page.split('href="#')[1:]:
        assert f'id="{part.partition(chr(34))[0]}"' in page
    assert "src=" not in page


def test_a_first_version_has_no_redline() -> None:
    first = evidence(Case(OLD, None, None, (), {OLD.path: b"x"}))
    assert "redline.html" not in held(first)
    assert wrongs(first) == []


def test_the_same_content_gives_the_same_bytes_in_whatever_order_it_comes() -> None:
    turned = replace(CASE, files=dict(reversed(CASE.files.items())))
    assert evidence(CASE) == evidence(turned)
    with zipfile.ZipFile(io.BytesIO(evidence(CASE))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_whole_evidence_has_no_problem() -> None:
    assert wrongs(evidence(CASE)) == []


def test_what_is_missing_added_or_changed_is_named() -> None:
    assert wrongs(bent(**{"ledger.json": None})) == ["ledger.json is missing in e.zip."]
    assert wrongs(bent(**{"more.txt": b"x"})) == ["more.txt was added to e.zip."]
    assert wrongs(bent(**{"ledger.json": b"[]"})) == ["ledger.json in e.zip was changed."]
    assert wrongs(bent(**{MANIFEST: None})) == ["e.zip has no manifest that can be read."]
    assert wrongs(bent(**{MANIFEST: b'{"sha256": 3}'})) == [
        "e.zip has no manifest that can be read."
    ]


def test_a_member_that_stands_there_twice_is_named() -> None:
    stream = io.BytesIO(evidence(CASE))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("ledger.json", b"[]")
    assert "ledger.json stands in e.zip twice." in wrongs(stream.getvalue())


def test_a_bomb_is_refused_unread() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}", bytes(2**25))
    assert wrongs(stream.getvalue()) == ["e.zip is too large for evidence."]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_what_is_no_zip_file_is_a_problem_and_not_a_crash(content: bytes) -> None:
    assert len(wrongs(content)) == 1


@settings(deadline=None, max_examples=150)
@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_no_byte_of_a_member_can_be_changed_unseen(where: int, by: int) -> None:
    """Bytes that hold no content (padding, times) may change; the members then stay the same."""
    content = bytearray(evidence(CASE))
    at = where % len(content)
    content[at] = (content[at] + by) % 256
    if not wrongs(bytes(content)):
        assert held(bytes(content)) == held(evidence(CASE))


@settings(deadline=None)
@given(st.data())
def test_a_file_that_was_cut_short_is_never_whole(data: st.DataObject) -> None:
    content = evidence(CASE)
    end = data.draw(st.integers(min_value=0, max_value=len(content) - 1))
    assert wrongs(content[:end])


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.binary(max_size=20), max_size=5))
def test_whatever_is_packed_is_found_whole(members: dict[str, bytes]) -> None:
    safe = {
        name.encode("utf-8", "replace").decode().replace("\0", "_").replace("\\", "/"): content
        for name, content in members.items()
    }
    safe.pop(MANIFEST, None)
    assert wrongs(packed(safe)) == []


# ---------------------------------------- a live page

PAGE = """<!doctype html><html><head><title>x</title></head><body><nav>Menu</nav><main>
<article><h1>Privacy notice</h1><div class="words"><section><h2 id="data">What we collect</h2>
<p>We collect your name.</p></section></div></article></main><footer>Foot</footer></body></html>"""


def live_wrongs(there: str) -> list[str]:
    holder = live.holder(PAGE.encode())
    old, new = (live.document(page.encode(), holder) for page in (PAGE, there))
    return [one.wrong for one in live.problems(compare(old, new), "https://a.example/", "p@1")]


def test_the_words_of_a_page_are_those_of_the_notice_alone() -> None:
    found = live.document(PAGE.encode(), live.holder(PAGE.encode()))
    assert [block.text for s in found.sections for block in s.blocks] == [
        "What we collect",
        "We collect your name.",
    ]


def test_white_space_menus_and_footers_do_not_count() -> None:
    there = (
        PAGE.replace("your name", "your\n\n   name").replace("Menu", "Other").replace("Foot", "")
    )
    assert live_wrongs(there) == []


def test_a_page_that_says_something_else_is_quoted() -> None:
    (says,) = live_wrongs(PAGE.replace("your name", "your name and your bank details"))
    assert says.endswith(
        "the live page says “We collect your name and your bank details.” instead of "
        "“We collect your name.”"
    )
    (lacks,) = live_wrongs(PAGE.replace("<p>We collect your name.</p>", ""))
    assert lacks == "Under “What we collect”, the live page lacks: “We collect your name.”"
    (adds,) = live_wrongs(PAGE.replace("</section>", "<p>And we sell it to bakers.</p></section>"))
    assert adds == "Under “What we collect”, the live page adds: “And we sell it to bakers.”"


@pytest.mark.parametrize("there", ["", "\0", "<html></html>", "not a page", "<p>&#0;</p>"])
def test_a_page_without_a_notice_differs(there: str) -> None:
    assert live_wrongs(there)
