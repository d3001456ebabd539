"""Each section through time: when it last changed, what it was called, where it went."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.model import ChangeLine
from fairnotice.pages.section_history import last_changes, step, threads
from fairnotice.pages.site import rendered
from tests.pages.reading import elements, ids, links, text, words
from tests.pages.views import example_view, view
from tests.world import entry, version

ONE = """# Privacy notice

Hello.

## What we collect {#data}

We collect your name and your address when you order bread from us.

## How long {#how-long}

We keep your orders for six months after the last one.

## The bread club {#club}

The bread club meets on Fridays behind the shop.
"""
TWO = ONE.replace("six months", "seven months").replace("{#how-long}", "{#retention}")
THREE = TWO.replace(TWO[TWO.index("## The bread") :], "## Cameras {#cameras}\n\nA lens.\n")
FOUR = THREE.replace("A lens.", "Two lenses.") + ONE[ONE.index("## The bread") :]

ALL = (
    version("2022-01-01", ONE),
    version(
        "2023-01-01",
        TWO,
        entry=entry(
            "2023-01-01",
            changes=(ChangeLine("changed", "Seven months, not six.", "retention"),),
            moved_ids={"how-long": "retention"},
        ),
    ),
    version("2024-01-01", THREE),
    version("2024-06-01", ONE, status="withdrawn"),
    version("2026-06-01", FOUR, published="2026-02-01"),
)


def told(*versions, thread: str) -> list[tuple[str, str]]:
    bakery = view(*versions)
    found = next(t for t in threads(bakery, bakery.site.notice("privacy")) if t.id == thread)
    return [(event.kind, event.version.name) for event in found.events]


def page(path: str = "privacy/history/index.html", **more) -> bytes:
    return rendered(view(*ALL, **more)).site[path]


def test_a_section_goes_on_under_its_new_id() -> None:
    bakery = view(*ALL)
    found = {t.id: t for t in threads(bakery, bakery.site.notice("privacy"))}
    assert found["retention"].ids == ("how-long", "retention")
    assert told(*ALL, thread="retention") == [("first", "2022-01-01"), ("changed", "2023-01-01")]
    assert "how-long" not in found


def test_a_section_that_went_is_a_tombstone_and_one_that_comes_back_goes_on() -> None:
    gone = [("first", "2022-01-01"), ("removed", "2024-01-01")]
    assert told(*ALL[:4], thread="club") == gone
    assert told(*ALL, thread="club") == [*gone, ("added", "2026-06-01")]


def test_versions_that_never_applied_are_no_part_of_the_history() -> None:
    bakery = view(*ALL)
    for thread in threads(bakery, bakery.site.notice("privacy")):
        assert "2024-06-01" not in {event.version.name for event in thread.events}


def test_each_version_knows_when_its_sections_last_changed_then() -> None:
    bakery = view(*ALL)

    def known(name: str) -> dict[str, tuple[str, bool]]:
        found = last_changes(bakery, bakery.version("privacy", name))
        return {key: (last.version.name, last.new) for key, last in found.items()}

    assert known("2022-01-01") == {}
    assert known("2023-01-01") == {"retention": ("2023-01-01", False)}
    assert known("2024-01-01") == {
        "retention": ("2023-01-01", False),
        "cameras": ("2024-01-01", True),
    }
    assert known("2026-06-01")["cameras"] == ("2026-06-01", False)


def test_moved_ids_are_believed_before_the_pairing() -> None:
    old = parsed("# N\n\n## A {#a}\n\nOne two three.\n\n## B {#b}\n\nFour five.\n", path="x")
    new = parsed("# N\n\n## A {#c}\n\nOne two three.\n\n## D {#d}\n\nSix seven.\n", path="x")
    made = step(compare(old.document, new.document), {"a": "d", "b": "c"})
    assert made.came_from["d"] == "a"
    assert made.came_from["c"] == "b"


def test_links_that_changed_in_one_way_are_a_change_of_each_section_they_stand_in() -> None:
    linked = "\n\n".join(f"## Bread {n} {{#{n}}}\n\n[One](http://b.example/{n})." for n in "abc")
    versions = [parsed(text, path="v.md") for text in (linked, linked.replace("http", "https"))]
    made = step(compare(*(one.document for one in versions)), {})
    assert made.changes == {"a": (1, 1), "b": (2, 1), "c": (3, 1)}


def test_sections_that_came_with_the_one_above_them_each_have_their_change() -> None:
    old = "## Bread {#bread}\n\nWe bake it.\n"
    new = "## Owls {#owls}\n\nThey fly.\n\n### At night {#night}\n\nUp high.\n\n" + old
    came, went = (
        step(compare(*(parsed(text, path="v.md").document for text in texts)), {})
        for texts in ((old, new), (new, old))
    )
    assert came.changes == {"owls": (1, 1), "night": (3, 1)}
    assert went.gone == {"owls": (1, 1), "night": (3, 1)}


def test_every_section_of_the_newest_version_has_one_thread_and_every_event_its_place() -> None:
    shown = example_view()
    for notice in shown.site.notices:
        found = threads(shown, notice)
        names = [thread.id for thread in found]
        assert len(set(names)) == len(names)
        for thread in found:
            days = [event.version.order for event in thread.events]
            assert days == sorted(set(days))
            assert thread.events[0].kind in ("first", "added")
            assert (thread.events[-1].kind == "removed") is thread.gone


_BODIES = st.lists(
    st.dictionaries(
        st.sampled_from("abcdef"), st.sampled_from(["x y", "p q", "m n o"]), min_size=1
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=30, deadline=None)
@given(_BODIES)
def test_every_thread_ends_where_the_texts_say(bodies: list[dict[str, str]]) -> None:
    texts = [
        "# N\n\n" + "".join(f"## Head {k} {{#{k}}}\n\n{v}\n\n" for k, v in body.items())
        for body in bodies
    ]
    bakery = view(*(version(f"202{n}-01-01", each) for n, each in enumerate(texts)))
    found = threads(bakery, bakery.site.notice("privacy"))
    assert {t.id for t in found if not t.gone} == set(bodies[-1])
    last = last_changes(bakery, bakery.version("privacy", f"202{len(texts) - 1}-01-01"))
    for thread in found:
        if not thread.gone and thread.events[-1].kind != "first":
            assert last[thread.id].version == thread.events[-1].version
            assert last[thread.id].change == thread.events[-1].change


# ---------------------------------------- pages


def test_the_page_has_each_section_with_its_changes_newest_first() -> None:
    found = page()
    section = next(e for e in elements(found, "section") if e.get("aria-labelledby") == "retention")
    assert words(section) == (
        "How long Read “How long” as it stands 1 January 2023 Changed Seven months, not six. "
        "See 1 change in the text: “How long”, 1 January 2023 "
        "1 January 2022 In the first version held"
    )
    see = links(found)["See 1 change in the text: “How long”, 1 January 2023"]
    assert see == "../compare/2022-01-01/2023-01-01/index.html#change-1"
    assert "how-long" in ids(found)


def test_what_is_to_come_is_told_as_such() -> None:
    assert "1 June 2026 Will change" in text(page())


def test_a_removed_section_says_where_it_can_still_be_read() -> None:
    found = rendered(view(*ALL[:3])).site["privacy/history/index.html"]
    assert "The bread club This section is no longer part of the notice." in text(found)
    assert links(found)["Read “The bread club” as it last stood"] == "../2023-01-01/index.html#club"
    assert "1 January 2024 Removed" in text(found)


def test_below_each_heading_stands_when_the_section_last_changed() -> None:
    found = page("privacy/index.html")
    assert "How long Last changed 1 January 2023 History of “How long”" in text(found)
    assert "Cameras Added on 1 January 2024" in text(found)
    assert "What we collect We collect" in text(found), "a section that never changed says nothing"
    assert links(found)["Last changed 1 January 2023"] == (
        "compare/2022-01-01/2023-01-01/index.html#change-1"
    )
    assert links(found)["History of “How long”"] == "history/index.html#retention"
    assert "Cameras Will change on 1 June 2026" in text(page("privacy/upcoming/index.html"))


def test_a_notice_without_a_published_version_has_an_empty_history() -> None:
    found = rendered(view(version("2027-01-01", status="draft"))).site["privacy/history/index.html"]
    assert "No version of this notice has been published yet." in text(found)
