"""The cookie rows of two versions in; what was added, removed and changed, as data, out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fairnotice.model import CookieRow

CookieChangeKind = Literal["added", "removed", "changed"]

FIELDS = ("set_by", "read_by", "purpose", "category", "ground", "lifetime", "kind", "country")
"""What can change about a cookie, in the order in which pages tell it."""

CONSENT_FIELDS = ("name", "set_by", "read_by", "purpose", "category", "ground")
"""What a person agrees to: name, party, purpose, category, ground."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact of a cookie that is another one now."""

    field: str
    old: str
    """May be empty."""
    new: str


@dataclass(frozen=True, slots=True)
class CookieChange:
    """What happened to one cookie."""

    kind: CookieChangeKind
    row: CookieRow
    """As it is now; as it was last, for a removed one."""
    fields: tuple[FieldChange, ...]
    """For a changed one."""


def cookie_changes(old: Sequence[CookieRow], new: Sequence[CookieRow]) -> tuple[CookieChange, ...]:
    """Added, then changed, then removed rows, each in the order of its table.

    A row is the same cookie when its name and who sets it are; else when its name is, where that
    leaves no doubt.
    """
    left = list(old)
    added, changed = [], []
    pairs: list[tuple[CookieRow | None, CookieRow]] = []
    for row in new:
        before = _taken(left, [each for each in left if _known_by(each) == _known_by(row)])
        pairs.append((before, row))
    for same, row in pairs:
        before = same or _taken(left, _alone([each for each in left if each.name == row.name]))
        if before is None:
            added.append(CookieChange("added", row, ()))
        elif fields := _fields(before, row):
            changed.append(CookieChange("changed", row, fields))
    return (*added, *changed, *(CookieChange("removed", row, ()) for row in left))


def _known_by(row: CookieRow) -> tuple[str, str]:
    return row.name, row.set_by


def _alone(found: list[CookieRow]) -> list[CookieRow]:
    return found if len(found) == 1 else []


def _taken(left: list[CookieRow], found: list[CookieRow]) -> CookieRow | None:
    """The first of `found`, no longer among those left."""
    if not found:
        return None
    left.remove(found[0])
    return found[0]


def _fields(old: CookieRow, new: CookieRow) -> tuple[FieldChange, ...]:
    values = [(name, getattr(old, name), getattr(new, name)) for name in FIELDS]
    return tuple(FieldChange(name, a, b) for name, a, b in values if a != b)


def consent_facts(rows: Sequence[CookieRow]) -> frozenset[tuple[str, ...]]:
    """What people agreed to: when this differs, they have to be asked or told anew."""
    return frozenset(tuple(getattr(row, name) for name in CONSENT_FIELDS) for row in rows)
