"""Nothing in; patterns for the names of countries, in small letters, out.

The names are those of the tz database (iso3166.tab of the package tzdata), less those that are
plain words or names of people, too, and with the short names that people use.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_ALSO = (
    "the united states of america", "usa", "u.s.", "u.s.a.", "america", "united arab emirates",
    "uae", "south korea", "macao", "california",
)  # fmt: skip
_PLAIN_WORDS = frozenset(
    {"britain (uk)", "chad", "cuba", "georgia", "guam", "jersey", "jordan", "mali", "man", "niger",
     "palau", "togo"}
)  # fmt: skip
_UK = ("united kingdom", "britain", "isle of man", "guernsey", "gibraltar")
_EEA = frozenset(
    {
        "austria", "belgium", "bulgaria", "croatia", "cyprus", "czech republic", "czechia",
        "denmark", "estonia", "finland", "france", "germany", "greece", "hungary", "iceland",
        "ireland", "italy", "latvia", "liechtenstein", "lithuania", "luxembourg", "malta",
        "netherlands", "norway", "poland", "portugal", "romania", "slovakia", "slovenia", "spain",
        "sweden",
    }
)  # fmt: skip


@cache
def named(*, eea: bool) -> re.Pattern[str]:
    """A country other than the United Kingdom; without `eea`, none of the EEA."""
    names = {name for name in (*_listed(), *_ALSO) if eea or name not in _EEA}
    return re.compile(_any_of(names - _PLAIN_WORDS))


def _listed() -> Iterable[str]:
    text = (files("tzdata.zoneinfo") / "iso3166.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            name = line.split("\t")[1].lower().split(" (")[0]
            if name not in _UK:
                yield name


def _any_of(names: Iterable[str]) -> str:
    """A pattern for each of some names, the longest first."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)"
