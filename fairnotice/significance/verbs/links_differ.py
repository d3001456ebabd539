"""A change in; evidence out when only the addresses behind links differ."""

from urllib.parse import urlsplit

from fairnotice.model import Block
from fairnotice.significance.case import Case, became
from fairnotice.significance.lexicon import stems, terms

_ROUTES = frozenset({"opt-out", "withdrawal", "objection"})
_KNOWN = frozenset(stems("form here link page portal"))
"""How a link is called that leads to what its sentence tells."""


def links_differ(case: Case, *, of: str = "any") -> str:
    """`of: routes` fires only when a link by which people act (opt out, complain, ask) now leads
    to another organisation; `any` for every change of addresses."""
    if case.edit is not None or case.pair is None or case.pair.kind != "link":
        return ""
    pairs = list(zip(_links(case.pair.old), _links(case.pair.new), strict=False))
    acting = any(_acts(block.text) for block in case.pair.old)
    for (text, old), (_, new) in pairs:
        acts = _acts(text) or (acting and not _KNOWN.isdisjoint(stems(text)))
        if old != new and (
            of == "any" or (acts and _host(old) and _host(new) and _host(old) != _host(new))
        ):
            return became(old, new)
    return "link addresses" if of == "any" else ""


def _links(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [
        (run.text, mark.address)
        for block in blocks
        for run in block.runs
        for mark in run.marks
        if mark.kind == "link"
    ]


def _host(address: str) -> str:
    """The registrable part of a host, near enough: two labels, three under co.uk."""
    labels = (urlsplit(address).hostname or "").split(".")
    keep = 3 if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else 2
    return ".".join(labels[-keep:])


def _acts(text: str) -> bool:
    return any(term.kind == "right" and term.name in _ROUTES for term in terms().terms(stems(text)))
