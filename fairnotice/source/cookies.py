"""The bytes of a cookies.yaml and the names of the notice's versions go in; the rows of each
version, and every problem with them, come out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fairnotice.model import CookieRow, Place, Problem
from fairnotice.source.listed import Item, listed
from fairnotice.source.plain_text import plain_text
from fairnotice.source.spelling import nearest
from fairnotice.source.trouble import broken
from fairnotice.source.version_names import in_order, is_version
from fairnotice.source.versions import Rows

LIFETIME = re.compile(r"session|[0-9]+(?:\.[0-9]+)? (?:second|minute|hour|day|week|month|year)s?")
"""How long a cookie stays: as long as the browser runs, or a number and a unit."""

_MISWRITTEN = re.compile(
    r"([0-9]+(?:\.[0-9]+)?)\s*(s|sec|second|min|minute|h|hr|hour|d|day|w|wk|week|m|mo|month|y|yr|year)s?",
    re.IGNORECASE,
)
_UNITS = {"s": "second", "h": "hour", "d": "day", "w": "week", "y": "year"}


class CookieTable(NamedTuple):
    """All rows of a cookies.yaml."""

    items: tuple[Item[CookieRow], ...]
    problems: tuple[Problem, ...]

    def rows(self, version: str) -> Rows:
        """The rows that hold for a version, in the order of the file."""
        holding = [item for item in self.items if _holds(item.value, version)]
        return Rows(
            tuple(item.value for item in holding), tuple(item.place.line for item in holding)
        )


NO_COOKIES = CookieTable((), ())
"""For a notice without the file."""


def read_cookies(raw: bytes, path: str, versions: Sequence[str]) -> CookieTable:
    """The rows in the bytes of a cookies.yaml; `versions` names those of its notice."""
    text, spoilt = plain_text(raw, path)
    rows = listed(text, path, CookieRow, "a cookie")
    problems = [*spoilt, *rows.problems]
    good = []
    for item in rows.items:
        wrong = [*_unfit(item, versions)]
        problems.extend(wrong)
        if not wrong:
            good.append(item)
    problems.extend(_twice(good, versions))
    return CookieTable(tuple(good), tuple(problems))


def _holds(row: CookieRow, version: str) -> bool:
    """Whether a row stands in the table of a version: from `since` on, and before `until`."""
    at = in_order(version)
    begun = not row.since or in_order(row.since) <= at
    return begun and (not row.until or at < in_order(row.until))


def _unfit(item: Item[CookieRow], versions: Sequence[str]) -> Iterator[Problem]:
    row = item.value
    if not LIFETIME.fullmatch(row.lifetime):
        yield broken(
            "bad-lifetime",
            item.at("lifetime"),
            f"`{row.lifetime[:40]}` is not a lifetime.",
            _lifetime_mend(row.lifetime),
        )
    for key, version in (("since", row.since), ("until", row.until)):
        if version and version not in versions:
            yield broken(
                "unknown-version",
                item.at(key),
                f"`{key}` names `{version[:40]}`, and the notice has no such version.",
                _version_mend(version, versions, item.place.path.split("/")[1]),
            )
    known = row.since in versions and row.until in versions
    if known and in_order(row.until) <= in_order(row.since):
        yield broken(
            "bad-value",
            item.at("until"),
            f"The row ends with {row.until} and begins with {row.since}: it holds for no version.",
            "Name a later version under `until`, or leave it out while the cookie is set.",
        )


def _version_mend(named: str, versions: Sequence[str], notice: str) -> str:
    if is_version(named) and all(in_order(named) > in_order(version) for version in versions):
        begin = f"fairnotice new version {notice} --effective {named[:10]}"
        return f"Begin that version first, `{begin}`, or name one that there is."
    near = nearest(named, versions)
    return (
        f"Did you mean `{near}`?" if near else "Write the name of a version's file without `.md`."
    )


def _lifetime_mend(lifetime: str) -> str:
    found = _MISWRITTEN.fullmatch(lifetime.strip())
    if found:
        number, unit = found[1], found[2].lower()
        whole = _UNITS.get(unit[0]) or ("minute" if unit.startswith("mi") else "month")
        return f"Write `{number} {whole}{'' if number == '1' else 's'}`."
    return "Write `session`, or a number and a unit, as `13 months`."


def _twice(items: Sequence[Item[CookieRow]], versions: Sequence[str]) -> Iterator[Problem]:
    """Rows for the same cookie that hold for the same version."""
    seen: dict[tuple[str, str, str, str], int] = {}
    reported: set[Place] = set()
    for version in versions:
        for item in items:
            row = item.value
            if not _holds(row, version):
                continue
            key = (version, row.kind, row.name, row.set_by)
            first = seen.setdefault(key, item.place.line)
            if first != item.place.line and item.place not in reported:
                reported.add(item.place)
                yield broken(
                    "duplicate-cookie",
                    item.at("name"),
                    f"`{row.name[:40]}` stands in the table of {version} twice; "
                    f"the first row is on line {first}.",
                    "Let one row end with `until` where the other begins with `since`.",
                )
