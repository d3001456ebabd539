"""An edit in; evidence out when the notice covers more services, sites, people or places."""

import re

from fairnotice.significance.case import Case, added, content
from fairnotice.significance.entities import names, sites
from fairnotice.significance.words import squashed

_COVERS = (
    "applies to",
    "apply to",
    "covers",
    "cover ",
    "governs",
    "collectively",
    "our websites",
    "our other products",
)


def scope_widened(case: Case) -> str:
    """A site or a name that the old text has nowhere comes into a statement of what the notice
    covers. A list of sites is one of those covered, unless they set cookies."""
    if case.edit is None or case.edit.new is None:
        return ""
    new = case.edit.new
    low = f"{new.around} {new.text}".lower()
    about = any(word in low for word in _COVERS) and bool({"T16", "T01"} & set(new.topics[:3]))
    listing = len(sites(new.text)) >= 3 and new.topics[:1] != ("T13",)
    if not (about or listing):
        return ""
    old_text = case.texts.old_squash.letters
    came = [s for s in sorted(sites(new.text)) if squashed(s) not in old_text]
    if not came and case.edited is not None and about:
        known = names(case.edited[0])
        came = [
            raw
            for norm, raw in names(new).items()
            if norm not in known
            and not raw.isupper()
            and squashed(raw) not in old_text
            and case.edit.gained
        ]
        came = _joined(came, new.text)
    return added(", ".join(came[:4] or _kinds(case))) if came or _kinds(case) else ""


def _joined(found: list[str], text: str) -> list[str]:
    """Names of several words as the text has them."""
    joined: list[str] = []
    for name in found:
        if joined and f"{joined[-1]} {name}" in text:
            joined[-1] += f" {name}"
        else:
            joined.append(name)
    return joined


_COVERED = re.compile(
    r"^(?:this|the|our) (?:[\w&]+ ){0,4}(?:notice|policy|statement)"
    r" (?:covers|applies to|is for|is about) ",
    re.IGNORECASE,
)


def _kinds(case: Case) -> list[str]:
    """Services or people joined by `and` to those that the notice's own sentence on its scope
    names; nothing was taken from it, and the old text has the words nowhere."""
    if case.edited is None or case.edit is None or case.lost_content:
        return []
    if not all(_COVERED.match(side.text_folded) for side in case.edited):
        return []
    return [
        stretch.text
        for stretch in case.edit.gained
        if "and" in stretch.norms
        and (fresh := content(stretch.norms))
        and case.texts.old_words.isdisjoint(fresh)
    ]
