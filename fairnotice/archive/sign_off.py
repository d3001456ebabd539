"""A site in; whether the sign-offs of its versions still hold for what stands there out.

A person signs off exactly one content. When the words, the dates or what customers are told
change afterwards, the signature stays in the changelog and no longer counts.
"""

import dataclasses
from collections.abc import Iterator
from typing import NamedTuple

from fairnotice.archive.canonical import Plain, digest
from fairnotice.archive.text_hash import text_hash
from fairnotice.model import (
    ChangeLine,
    Day,
    Entry,
    Erratum,
    Place,
    Problem,
    SignOff,
    Site,
    Version,
    Waiver,
)


class SignedOff(NamedTuple):
    """A sign-off and whether it still counts."""

    sign_off: SignOff
    valid: bool
    """True when the content is the one that was signed; False when the signature has lapsed."""
    place: Place


def content_hash(version: Version) -> str:
    """SHA-256, in hexadecimal, of all that a person signs off in `version`.

    Over the canonical JSON (see `canonical.py`) of

        {"v": 1, "text": <hash in the lock>, "title": …, "effective": …, "published": …,
         "entry": {"significance", "summary", "if_nothing", "changes", "waivers", "errata"}}

    Dates are ISO text. The six keys of `entry` always stand there; in the objects below them
    keys without a value are left out. Questions, sign-offs and the ledger are not part of it.
    """
    entry = version.entry or Entry(notice=version.notice, version=version.name)
    return digest(
        {
            "v": 1,
            "text": text_hash(version),
            "title": version.title,
            "effective": version.effective.isoformat(),
            "published": version.published.isoformat(),
            "entry": {
                "significance": entry.significance,
                "summary": entry.summary,
                "if_nothing": entry.if_nothing,
                "changes": [_filled(line) for line in entry.changes],
                "waivers": [_filled(waiver) for waiver in entry.waivers],
                "errata": [_filled(erratum) for erratum in entry.errata],
            },
        }
    )


def signed_off(version: Version) -> tuple[SignedOff, ...]:
    """The sign-offs of `version`, in the order of the changelog, valid and lapsed."""
    if not version.entry or not version.entry.approved:
        return ()
    now = content_hash(version)
    return tuple(
        SignedOff(
            sign_off,
            sign_off.sha256.lower() == now,
            version.places.get(f"approved/{index}/sha256")
            or version.places.get(f"approved/{index}")
            or version.entry_place
            or Place(version.path),
        )
        for index, sign_off in enumerate(version.entry.approved)
    )


def problems(site: Site) -> Iterator[Problem]:
    """An error for each sign-off that has lapsed and that nobody in that role has renewed."""
    for notice in site.notices:
        for version in notice.versions:
            yield from _lapsed(version)


def _lapsed(version: Version) -> Iterator[Problem]:
    """The lapsed sign-offs of one version."""
    lines = signed_off(version)
    renewed = {line.sign_off.role.casefold() for line in lines if line.valid}
    for sign_off, valid, place in lines:
        if valid or sign_off.role.casefold() in renewed:
            continue
        yield Problem(
            check="sign-off-lapsed",
            level="error",
            place=place,
            wrong=f"What {sign_off.by} ({sign_off.role}) signed off on {sign_off.date} has been "
            "changed since.",
            mend="Put back what was signed, or have it signed again: "
            f'`fairnotice approve {version.ref} --by "…" --role "{sign_off.role}"`.',
            version=version.ref,
        )


def _filled(part: ChangeLine | Waiver | Erratum) -> Plain:
    """The fields of `part` that have a value, as JSON has them."""
    fields = ((field.name, getattr(part, field.name)) for field in dataclasses.fields(part))
    return {
        name: value.isoformat() if isinstance(value, Day) else value
        for name, value in fields
        if value is not None and value != ""
    }
