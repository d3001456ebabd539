"""The company's colour in; shades of it that can be read on light and on dark paper out.

Relative luminance and contrast are those of WCAG 2.2 (https://www.w3.org/TR/WCAG22/, terms
"relative luminance" and "contrast ratio").
"""

import re
from typing import NamedTuple

LIGHT_PAPER = (255, 255, 255)
DARK_PAPER = (18, 23, 27)
"""The papers of templates/assets/site.css; its darker and lighter panels are allowed for below."""

DEFAULT = "#1f4e5f"

_ON_LIGHT, _ON_DARK = 5.5, 8.0
"""WCAG 1.4.3 asks for 4.5 : 1; the rest is for panels, which are tinted, and for colours that look
dull on dark paper."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Rgb(NamedTuple):
    """A colour, 0 to 255 a channel."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


def is_colour(written: str) -> bool:
    """True for what `brand.colour` may be: `#1d4f5c` or `#147`."""
    return _HEX.fullmatch(written) is not None


def style(written: str) -> str:
    """A style sheet's lines that set the brand's custom properties.

    `--brand` is the colour as written, `--brand-ink` the nearest shade that can be read as text
    on light paper, `--brand-ink-dark` on dark paper. An unusable colour gives the house's own.
    """
    colour = _rgb(written if is_colour(written) else DEFAULT)
    light = _readable(colour, Rgb(*LIGHT_PAPER), Rgb(0, 0, 0), _ON_LIGHT)
    dark = _readable(colour, Rgb(*DARK_PAPER), Rgb(255, 255, 255), _ON_DARK)
    return f":root{{--brand:{colour};--brand-ink:{light};--brand-ink-dark:{dark}}}\n"


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _readable(colour: Rgb, paper: Rgb, towards: Rgb, enough: float) -> Rgb:
    """The first shade on the way from `colour` to `towards` that stands out enough on `paper`."""
    shades = (
        Rgb(*(round(c + (t - c) * step / 50) for c, t in zip(colour, towards, strict=True)))
        for step in range(51)
    )
    return next(shade for shade in shades if contrast(shade, paper) >= enough)


def _rgb(written: str) -> Rgb:
    digits = written[1:] if len(written) == 7 else "".join(2 * digit for digit in written[1:])
    return Rgb(*bytes.fromhex(digits))


def _luminance(colour: Rgb) -> float:
    """WCAG's relative luminance, 0 to 1."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
