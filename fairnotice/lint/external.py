"""A site in; its links to other hosts out. With the hosts' answers in: what is wrong, out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit, urlunsplit

from fairnotice.document.links import links
from fairnotice.model import Level, Place, Problem, Site, Timeline

LEVELS: Mapping[str, Level] = {
    "external-link-gone": "warning",
    "external-link-moved": "info",
    "external-link-unchecked": "warning",
}
"""How grave each is, unless `lint` in site.yaml says otherwise."""

_FROZEN = frozenset({"superseded", "withdrawn"})
"""States in which nobody can mend a link any more."""


class ExternalLink(NamedTuple):
    """A link to another host."""

    address: str
    """As it is asked for: without what follows `#`."""
    written: str
    place: Place
    version: str
    """`notice@version`, or empty for a link in site.yaml."""


class Answered(Protocol):
    """What came of asking for an address."""

    @property
    def verdict(self) -> str:
        """`fine`, `moved`, `gone` or `unchecked`."""

    @property
    def why(self) -> str:
        """The end of a sentence."""

    @property
    def moved_to(self) -> str:
        """Where it is for good now."""


def external_links(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[ExternalLink]:
    """The links of all texts that can still be mended or are in force, and of the footer."""
    for notice in site.notices:
        for version in notice.versions:
            if timelines[notice.id].standings[version.name].state in _FROZEN:
                continue
            lines = version.body.split("\n")
            for link in links(version.document):
                if not link.picture and _elsewhere(link.address):
                    place = _place(link.address, version.path, link.line, lines, version.body_line)
                    yield ExternalLink(_asked(link.address), link.address, place, version.ref)
    for number, footer in enumerate(site.settings.links):
        if _elsewhere(footer.url):
            place = site.places.get(f"links/{number}/url", Place("site.yaml"))
            yield ExternalLink(_asked(footer.url), footer.url, place, "")


def problems(found: Iterable[ExternalLink], answers: Mapping[str, Answered]) -> Iterator[Problem]:
    """What is wrong with each link, at the levels of `LEVELS`."""
    for link in found:
        answer = answers[link.address]
        if answer.verdict == "fine":
            continue
        wrong, mend = _said(link, answer)
        check = f"external-link-{answer.verdict}"
        yield Problem(check, LEVELS[check], link.place, wrong, mend, version=link.version)


def _said(link: ExternalLink, answer: Answered) -> tuple[str, str]:
    if answer.verdict == "moved":
        return (
            f"The link to {link.written} is sent on for good, to {answer.moved_to}.",
            f"Link to {answer.moved_to} in the next version, once you have looked at it.",
        )
    if answer.verdict == "gone":
        return (
            f"The link to {link.written} leads nowhere: {answer.why}.",
            "Correct the address, or take the link out.",
        )
    return (
        f"The link to {link.written} could not be checked: {answer.why}.",
        "Try it in a browser; many sites answer people and refuse programs.",
    )


def _elsewhere(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _asked(address: str) -> str:
    try:
        return urlunsplit(urlsplit(address)._replace(fragment=""))
    except ValueError:
        return address


def _place(address: str, path: str, line: int, lines: list[str], first: int) -> Place:
    """Where the address stands: in its block's line, or one of those that follow it."""
    for number in range(line, min(line + 40, first + len(lines))):
        column = lines[number - first].find(address) if number >= first else -1
        if column >= 0:
            return Place(path, number, column + 1)
    return Place(path, line)
