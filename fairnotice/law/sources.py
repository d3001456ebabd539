"""`sources.yaml` in; legal sources, and what they carry in a jurisdiction, out."""

import datetime
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from fairnotice.model import Gravity, Source

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every scalar stays text. The C loader, where there is one."""

_STRENGTH = {"P": 0, "Q": 1, "S": 2, "M": 3}


@cache
def sources() -> Mapping[str, Source]:
    """Every legal source by its id."""
    data = (files(__package__) / "sources.yaml").read_bytes()
    return {
        key: Source(
            id=key,
            cite=each["cite"],
            url=each["url"],
            grade=each["grade"],
            checked=datetime.date.fromisoformat(each["checked"]),
            jurisdictions=tuple(each["jurisdictions"]),
        )
        for key, each in yaml.load(data, Loader=_LOADER).items()  # noqa: S506 - scalars only
    }


def holding(listed: tuple[Source, ...], jurisdiction: str) -> Source | None:
    """The best-graded of some sources that hold in a jurisdiction (`uk`, `eu`, `both`), the first
    among equals. Grade M carries nothing. None when none holds."""
    wanted = {"uk", "eu"} if jurisdiction == "both" else {jurisdiction}
    fit = [s for s in listed if set(s.jurisdictions) & wanted and s.grade != "M"]
    return min(fit, key=lambda s: _STRENGTH[s.grade], default=None)


def capped(level: Gravity, source: Source | None) -> Gravity:
    """A rule that rests on grade S alone, or on nothing that holds here, gives at most `review`."""
    if level == "significant" and (source is None or source.grade not in {"P", "Q"}):
        return "review"
    return level
