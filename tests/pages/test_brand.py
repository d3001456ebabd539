import re

from hypothesis import example, given
from hypothesis import strategies as st

from fairnotice.pages.brand import DARK_PAPER, DEFAULT, LIGHT_PAPER, Rgb, contrast, style
from tests.pages.views import assets

HEX = st.from_regex(r"#[0-9a-f]{6}|#[0-9a-f]{3}", fullmatch=True)


def _property(sheet: str, name: str) -> Rgb:
    found = re.search(rf"--{name}:#([0-9a-f]{{6}})", sheet)
    assert found
    return Rgb(*bytes.fromhex(found[1]))


@given(HEX)
@example("#ffffff")
@example("#000")
@example("#ffee00")
def test_any_brand_colour_gives_links_that_can_be_read_on_light_and_dark(colour: str) -> None:
    sheet = style(colour)
    assert contrast(_property(sheet, "brand-ink"), Rgb(*LIGHT_PAPER)) >= 4.5
    assert contrast(_property(sheet, "brand-ink-dark"), Rgb(*DARK_PAPER)) >= 4.5


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    assert "--brand-ink:#0b5563" in style("#0b5563")


def test_no_colour_and_no_colour_at_all_give_the_house_colour() -> None:
    assert style("") == style("purple; } body { display: none") == style(DEFAULT)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast(Rgb(0, 0, 0), Rgb(255, 255, 255)) == 21


def test_the_papers_are_those_of_the_style_sheet() -> None:
    sheet = assets()["site.css"].decode()
    assert f"--paper: {Rgb(*DARK_PAPER)};" in sheet
    assert Rgb(*LIGHT_PAPER) == (255, 255, 255)
    assert "--paper: #fff;" in sheet
