"""Sign-offs: one signature, one content."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from fairnotice.archive.sign_off import content_hash, problems, signed_off
from fairnotice.archive.text_hash import text_hash
from fairnotice.model import (
    ChangeLine,
    Day,
    Entry,
    Erratum,
    Notification,
    Place,
    Question,
    SignOff,
    Version,
    Waiver,
)
from tests.world import entry, site, version

LINE = ChangeLine(
    "changed", "We keep orders for a year.", section="retention", until=Day(2026, 1, 1)
)
WAIVER = Waiver("3f9a1c", tell=False, reason="A slip.", by="A. Miller", date=Day(2025, 5, 10))
ERRATUM = Erratum(Day(2025, 6, 1), "It is Leeds.", "A. Miller")
ENTRY = entry(
    significance="significant",
    summary="We keep orders for longer.",
    changes=(LINE,),
    waivers=(WAIVER,),
    errata=(ERRATUM,),
)
VERSION = version(entry=ENTRY)


def _signed(at: Version, by: str = "B. Cook", role: str = "Legal") -> SignOff:
    return SignOff(by, role, Day(2025, 5, 11), content_hash(at))


def _with(at: Version, **said: Any) -> Version:
    assert at.entry is not None
    return replace(at, entry=replace(at.entry, **said))


def test_the_hash_is_the_one_that_the_recipe_gives() -> None:
    recipe = {
        "v": 1,
        "text": text_hash(VERSION),
        "title": "Privacy notice",
        "effective": "2025-01-01",
        "published": "2025-01-01",
        "entry": {
            "significance": "significant",
            "summary": "We keep orders for longer.",
            "if_nothing": "",
            "changes": [
                {
                    "kind": "changed",
                    "section": "retention",
                    "summary": "We keep orders for a year.",
                    "until": "2026-01-01",
                }
            ],
            "waivers": [
                {
                    "finding": "3f9a1c",
                    "tell": False,
                    "reason": "A slip.",
                    "by": "A. Miller",
                    "date": "2025-05-10",
                }
            ],
            "errata": [{"date": "2025-06-01", "text": "It is Leeds.", "by": "A. Miller"}],
        },
    }
    canonical = json.dumps(recipe, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert content_hash(VERSION) == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize(
    "changed",
    [
        replace(VERSION, body=VERSION.body + "One word more.\n"),
        replace(VERSION, title="Another title"),
        replace(VERSION, published=Day(2024, 12, 1)),
        replace(VERSION, effective=Day(2025, 2, 1)),
        _with(VERSION, significance="minor"),
        _with(VERSION, summary="We keep orders for less long."),
        _with(VERSION, if_nothing="Nothing."),
        _with(VERSION, changes=()),
        _with(VERSION, changes=(replace(LINE, action="Write to us."),)),
        _with(VERSION, waivers=(replace(WAIVER, tell=True),)),
        _with(VERSION, errata=()),
    ],
)
def test_a_sign_off_lapses_when_what_was_signed_changes(changed: Version) -> None:
    signed = _with(changed, approved=(_signed(VERSION),))
    assert [line.valid for line in signed_off(signed)] == [False]
    (found,) = problems(site(signed))
    assert (found.check, found.level) == ("sign-off-lapsed", "error")
    assert "B. Cook (Legal)" in found.wrong
    assert "fairnotice approve privacy@2025-01-01" in found.mend


@pytest.mark.parametrize(
    "changed",
    [
        VERSION,
        _with(VERSION, questions=(Question("Where?", answer="In Leeds."),)),
        _with(VERSION, notified=(Notification("email", "all", Day(2025, 1, 1), 412),)),
        _with(VERSION, moved_ids={"old": "new"}),
    ],
)
def test_a_sign_off_survives_what_it_is_not_about(changed: Version) -> None:
    assert changed.entry is not None
    other = SignOff("C. Clerk", "Comms", Day(2025, 5, 12), content_hash(VERSION))
    signed = _with(changed, approved=(_signed(VERSION), other))
    assert [line.valid for line in signed_off(signed)] == [True, True]
    assert list(problems(site(signed))) == []


def test_a_lapsed_sign_off_is_history_once_somebody_in_that_role_has_signed_again() -> None:
    before = _signed(VERSION)
    now = _with(VERSION, summary="We keep orders for a year.")
    again = _with(now, approved=(before, _signed(now, by="D. Deputy", role="legal")))
    assert [line.valid for line in signed_off(again)] == [False, True]
    assert list(problems(site(again))) == []
    elsewhere = _with(now, approved=(before, _signed(now, role="Comms")))
    assert [found.check for found in problems(site(elsewhere))] == ["sign-off-lapsed"]


def test_a_problem_points_at_the_line_that_was_signed() -> None:
    place = Place("content/changelog.yaml", 40, 9)
    lapsed = _with(VERSION, summary="Other.", approved=(_signed(VERSION),))
    (found,) = problems(site(replace(lapsed, places={"approved/0/sha256": place})))
    assert found.place == place


def test_a_version_that_nobody_signed_has_no_sign_offs() -> None:
    assert signed_off(VERSION) == ()
    assert signed_off(version()) == ()


def test_a_version_without_an_entry_has_a_hash_too() -> None:
    assert content_hash(version()) == content_hash(version(entry=Entry("privacy", "2025-01-01")))
