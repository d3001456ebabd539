"""The pages in a real browser: for everyone, at every width, without script, asking nobody."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from fairnotice.pages.site import rendered
from tests.pages.views import view
from tests.world import version

pytestmark = pytest.mark.browser

KINDS = {
    "home": "index.html",
    "in force": "privacy/index.html",
    "superseded": "privacy/2024-05-01/index.html",
    "withdrawn": "privacy/2024-11-04/index.html",
    "postponed": "privacy/2026-12-07/index.html",
    "not yet in force": "privacy/2027-01-18/index.html",
    "coming": "privacy/upcoming/index.html",
    "cookies": "cookies/index.html",
    "archive": "privacy/versions/index.html",
    "changes": "privacy/changes/index.html",
    "history": "privacy/history/index.html",
    "comparison": "privacy/compare/2024-05-01/2025-06-02/index.html",
    "side by side": "privacy/compare/2024-05-01/2025-06-02/side-by-side/index.html",
    "cookie comparison": "cookies/compare/2023-05-08/2025-06-02/index.html",
    "cookies side by side": "cookies/compare/2023-05-08/2025-06-02/side-by-side/index.html",
    "cookie changes": "cookies/changes/index.html",
    "same words": "begun/privacy/compare/2024-01-01/2025-01-01/index.html",
    "same, two columns": "begun/privacy/compare/2024-01-01/2025-01-01/side-by-side/index.html",
    "nothing coming": "begun/privacy/upcoming/index.html",
    "not begun": "ahead/privacy/index.html",
    "right to left": "tongues/privacy/2025-01-01/index.html",
    "right to left, redline": "tongues/privacy/compare/2024-01-01/2025-01-01/index.html",
    "home of many": "many/index.html",
    "one of many": "many/notice-7/index.html",
    "archive of one of many": "many/notice-7/versions/index.html",
    "lost": "404.html",
}
"""One page of each kind of the site."""

REVIEW = {
    "review index": "index.html",
    "review": "privacy/2025-06-02/index.html",
    "review of a draft": "privacy/2027-06-07/index.html",
    "rules": "rules/index.html",
}
"""One page of each kind for staff; they are opened from the file system."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

NARROW = {"viewport": {"width": 320, "height": 640}}
WIDE = {"viewport": {"width": 1280, "height": 800}}
NO_SCRIPT = {"java_script_enabled": False}
LIGHT_AND_DARK = [
    pytest.param({**WIDE, "color_scheme": "light"}, id="light"),
    pytest.param({**WIDE, "color_scheme": "dark"}, id="dark"),
]


Show = Callable[[str], Page]


@pytest.fixture
def show(page: Page, address: str, output: Path) -> Callable[[str], Page]:
    """Opens one page of each kind: the site's from a server, those for staff from a folder."""

    def shown(kind: str) -> Page:
        if kind in REVIEW:
            page.goto((output / "review" / REVIEW[kind]).as_uri())
        else:
            page.goto(f"{address}/{KINDS[kind]}")
        return page

    return shown


def _violations(page: Page) -> list[tuple[str, list[Any]]]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        (violation["id"], [node["html"][:160] for node in violation["nodes"][:3]])
        for violation in found.response["violations"]
    ]


@pytest.mark.parametrize("kind", [*KINDS, *REVIEW])
@pytest.mark.parametrize("context", LIGHT_AND_DARK, indirect=True)
def test_axe_finds_nothing_to_mend(show: Show, kind: str) -> None:
    page = show(kind)
    assert _violations(page) == []


@pytest.mark.parametrize("kind", [*KINDS, *REVIEW])
@pytest.mark.parametrize("context", [NARROW], indirect=True, ids=["narrow"])
def test_at_320_pixels_unfolded_nothing_scrolls_sideways_and_axe_finds_nothing(
    show: Show, kind: str
) -> None:
    page = show(kind)
    for fold in page.query_selector_all("details"):
        fold.evaluate("fold => { fold.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert _violations(page) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("context", [NO_SCRIPT], indirect=True, ids=["no script"])
def test_pages_ask_only_their_own_host_and_meet_their_own_policy(
    page: Page, address: str, kind: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/{KINDS[kind]}")
    page.wait_for_load_state("networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert page.context.cookies() == []
    assert [url for url in asked if url.endswith("assets/site.css")]
    assert page.locator("main").evaluate("e => getComputedStyle(e).display") == "block"


@pytest.mark.parametrize("path", ["site/privacy/index.html", "review/index.html"])
def test_pages_opened_by_double_click_have_their_looks(page: Page, output: Path, path: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((output / path).as_uri())
    assert said == []
    bar = page.locator(".masthead").evaluate("e => getComputedStyle(e).borderTopColor")
    assert bar == "rgb(11, 85, 99)"


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["wide"])
def test_the_menu_of_sections_stays_in_view_on_a_wide_screen(show: Show) -> None:
    page = show("in force")
    link = page.get_by_role("navigation", name="Sections of this notice").get_by_role("link").first
    assert link.is_visible()
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(300)
    box = link.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800


@pytest.mark.parametrize("context", [{**NARROW, **NO_SCRIPT}], indirect=True, ids=["narrow"])
def test_the_menu_of_sections_folds_on_a_narrow_screen_and_opens_by_keyboard(show: Show) -> None:
    page = show("in force")
    menu = page.get_by_role("navigation", name="Sections of this notice")
    link = menu.locator("a").first
    assert not link.is_visible()
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "#" in page.url


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["keyboard"])
def test_a_reader_with_a_keyboard_skips_to_the_text_and_sees_where_they_are(show: Show) -> None:
    page = show("in force")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main text")
    assert skip.is_visible()
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.querySelector('main').contains(document.activeElement)"
    assert page.evaluate(inside)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "context", [{**WIDE, **NO_SCRIPT, "reduced_motion": "reduce"}], indirect=True, ids=["keyboard"]
)
def test_every_stop_of_the_keyboard_is_in_sight(show: Show, kind: str) -> None:
    page = show(kind)
    seen: list[Any] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "(() => { const e = document.activeElement; const b = e.getBoundingClientRect();"
            " return [e.tagName, b.width, b.height, b.top, getComputedStyle(e).outlineStyle] })()"
        )
        if stop[0] == "BODY":  # past the last one
            break
        seen.append(stop)
    # The first leads past the menus; the others are at least the site's own links.
    assert len(seen) > page.locator("header nav a").count()
    for tag, width, height, top, outline in seen:
        assert width > 3, tag
        assert height > 3, tag
        assert -height < top < 800, tag
        assert outline == "solid", tag


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("context", [{**NARROW, **NO_SCRIPT}], indirect=True, ids=["keyboard"])
def test_every_fold_opens_and_closes_by_keyboard(show: Show, kind: str) -> None:
    page = show(kind)
    for fold in page.locator("details:visible").all():
        was = fold.evaluate("e => e.open")
        summary = fold.locator("summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert fold.evaluate("e => e.open") != was
        page.keyboard.press("Space")
        assert fold.evaluate("e => e.open") == was


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["keyboard"])
def test_changes_alone_are_shown_by_keyboard_and_without_script(show: Show) -> None:
    page = show("comparison")
    same = page.locator(".redline p.same").first
    changed = page.locator(".redline .change").first
    assert same.is_visible()
    page.get_by_label("the whole text").focus()
    page.keyboard.press("ArrowRight")
    assert not same.is_visible()
    assert changed.is_visible()
    page.keyboard.press("ArrowLeft")
    assert same.is_visible()


@pytest.mark.parametrize("context", [WIDE], indirect=True, ids=["wide"])
def test_changes_lead_into_the_text_and_back(show: Show) -> None:
    page = show("comparison")
    page.locator("#list-3 a .kind").click()
    assert page.url.endswith("#change-3")
    page.locator("#change-3 a[href='#list-3'], #change-3 + .change-about a[href='#list-3']").click()
    assert page.url.endswith("#list-3")


@pytest.mark.parametrize("context", [WIDE], indirect=True, ids=["wide"])
def test_a_line_of_a_notice_is_60_to_75_characters_long(show: Show) -> None:
    page = show("in force")
    lines = page.evaluate(
        """() => {
          const found = [];
          for (const p of document.querySelectorAll('.words > :is(section, div) > p')) {
            if (p.childNodes.length !== 1) continue;
            const node = p.firstChild, range = document.createRange();
            let top = null, start = 0, all = [];
            for (let i = 0; i < node.length; i++) {
              range.setStart(node, i); range.setEnd(node, i + 1);
              const box = range.getBoundingClientRect();
              if (box.width === 0) continue;
              if (top !== null && box.top > top + 5) { all.push(i - start); start = i; }
              top = box.top;
            }
            found.push(...all);  // full lines alone: the last one is left out
          }
          return found;
        }"""
    )
    assert len(lines) > 20
    typical = sorted(lines)[len(lines) // 2]
    assert 60 <= typical <= 75


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_added_and_removed_words_differ_by_more_than_colour(
    page: Page, show: Show, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    show("comparison")
    line = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator(".redline ins").first.evaluate(line) == "underline"
    assert page.locator(".redline del").first.evaluate(line) == "line-through"


def test_forced_colours_keep_every_word_and_mark(page: Page, show: Show) -> None:
    page.emulate_media(forced_colors="active")
    show("comparison")
    line = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator(".redline ins").first.evaluate(line) == "underline"
    assert page.locator("h1").is_visible()


def test_who_wants_less_motion_gets_none(page: Page, show: Show) -> None:
    page.emulate_media(reduced_motion="reduce")
    show("in force")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_print_leaves_out_the_furniture_and_keeps_the_words(page: Page, show: Show) -> None:
    page.emulate_media(media="print")
    show("superseded")
    for furniture in (".menu", ".crumbs", ".tabs", ".side"):
        assert not page.locator(furniture).first.is_visible(), furniture
    assert page.locator("h1").is_visible()
    assert page.locator(".banner").first.is_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    spelt = page.locator("a.spelt-out").first
    assert spelt.evaluate("e => getComputedStyle(e, '::after').content") == "none"


def test_rows_of_a_redline_stay_rows_of_their_table(page: Page, address: str) -> None:
    """A row that changed has its cells beside each other, as the rows around it have."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}/privacy/compare/2021-03-01/2022-02-14/index.html")
    rows = page.locator("main tr")
    assert page.locator("tr.changed").count() > 0
    shown = rows.evaluate_all("rows => rows.map(row => getComputedStyle(row).display)")
    assert set(shown) == {"table-row"}
    tops = (
        page.locator("tr.changed")
        .first.locator("td")
        .evaluate_all("cells => cells.map(cell => Math.round(cell.getBoundingClientRect().top))")
    )
    assert len(tops) == 3
    assert len(set(tops)) == 1


NARROW_PLAIN = {**NARROW, **NO_SCRIPT}


@pytest.mark.parametrize("context", [NARROW_PLAIN], indirect=True, ids=["narrow"])
@pytest.mark.parametrize("kind", ["in force", "cookies", "comparison", "cookie comparison"])
def test_a_wide_table_is_read_row_by_row_on_a_telephone(show: Show, kind: str) -> None:
    """Each cell stands below the one before it, under the name of its column, and none is cut."""
    page = show(kind)
    wide = page.locator(".words .table:has(th:nth-child(3))").first
    assert wide.evaluate("e => e.scrollWidth <= e.clientWidth")
    row = wide.locator("tr:has(td[data-label])").first
    cells = row.locator("td[data-label]:visible")
    tops = cells.evaluate_all("cells => cells.map(c => c.getBoundingClientRect().top)")
    assert len(tops) >= 3
    assert len(set(tops)) == len(tops)
    before = "e => getComputedStyle(e, '::before').content"
    assert cells.last.get_attribute("data-label") in cells.last.evaluate(before)


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["wide"])
@pytest.mark.parametrize("kind", ["cookies", "cookie comparison"])
def test_every_fact_of_a_cookie_is_in_sight(show: Show, kind: str) -> None:
    page = show(kind)
    table = page.locator(".cookies").first
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")
    for column in ("Set by", "Basis", "Lifetime"):
        assert table.locator(f"td[data-label='{column}']").first.is_visible()


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["wide"])
def test_a_changed_cell_in_the_last_of_six_columns_is_in_sight(page: Page, tmp_path: Path) -> None:
    """Beside a word as long as this one it once stood beyond the edge, where nobody looked."""
    table = """\
## Why {#why}

| What for | Which data | Legal basis | Who receives it | How long | Where |
|---|---|---|---|---|---|
| Your order | name, address, e-mail address | contract | parcel carriers | 6 years | Germany |
| Donaudampfschifffahrtskapitaensmuetzen | head size | contract | a hat maker | 2 years | PLACE |
"""
    old, new = (
        version(name, f"# Privacy notice\n\n{table.replace('PLACE', place)}")
        for name, place in (("2024-01-01", "Austria"), ("2025-01-01", "United States"))
    )
    for path, content in rendered(view(old, new)).site.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    page.goto((tmp_path / "privacy/compare/2024-01-01/2025-01-01/index.html").as_uri())
    region = page.locator(".redline .table")
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    box = page.locator(".redline ins").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 1280


@pytest.mark.parametrize("context", [NARROW_PLAIN], indirect=True, ids=["narrow"])
def test_side_by_side_on_a_telephone_shows_the_old_words_above_the_new(show: Show) -> None:
    page = show("side by side")
    same = page.locator("tr.same").first.locator("td")
    assert same.first.is_visible()
    assert not same.last.is_visible()
    old, new = page.locator("tr.change.changed").first.locator("td").all()
    above, below = old.bounding_box(), new.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    assert above["width"] > 200
    assert page.get_by_label("changes only").is_visible()


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["wide"])
def test_side_by_side_the_dates_stay_in_view(show: Show) -> None:
    page = show("side by side")
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    box = page.locator("thead th").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 50


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["wide"])
def test_a_quotation_looks_like_one_side_by_side_too(show: Show) -> None:
    bar = "quote => getComputedStyle(quote).borderInlineStart"
    in_text = show("comparison").locator("main blockquote").first.evaluate(bar)
    assert not in_text.startswith("0px")
    assert show("side by side").locator("main blockquote").first.evaluate(bar) == in_text


@pytest.mark.parametrize("context", [NARROW, WIDE], indirect=True, ids=["narrow", "wide"])
def test_a_logo_without_a_size_of_its_own_leaves_room_for_the_name(show: Show) -> None:
    """Drawings often have a shape and no size; the site's icon is one."""
    page = show("in force")
    page.evaluate(
        "new Promise(done => { const logo = new Image(); logo.height = 40; logo.onload = done;"
        " logo.src = document.querySelector('link[rel=icon]').href;"
        " document.querySelector('.site-name').prepend(logo) })"
    )
    box = page.locator(".site-name img").bounding_box()
    assert box is not None
    line = page.locator(".site-name").evaluate("e => parseFloat(getComputedStyle(e).lineHeight)")
    assert line < box["height"] == box["width"] < 2 * line
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
