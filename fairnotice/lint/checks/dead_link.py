"""A link to a page that this site does not have.

Why: a reader who follows it meets an error page instead of the notice that was promised.

Mend: write the address of a page of this site, such as `/cookies/` or `/privacy/2018-05-15/`; a
version's file name (`2018-05-15.md`) works too.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from fairnotice import urls
from fairnotice.lint.check import Tree
from fairnotice.lint.destinations import destinations, pages
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "dead-link"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See our [cookie notice](/cookies/), [the same](../cookies/2025-01-01.md), [what changed](changes/),
[all versions](/privacy/versions/), [this page](#top), [the regulator](https://ico.org.uk/) and
[this letter](letter.pdf), or [write](mailto:hello@brindle.example).
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See our [cookie notice](/cookie/). ◀

We had [an older notice](2019-01-01.md). ◀

Our notices are at [this address](https://notices.brindle.example/notices/). ◀

The regulator is [the ICO](www.ico.org.uk). ◀

Write to [us](hello@brindle.example). ◀
""",
}

_MAILBOX = re.compile(r"[^\s/:?#@]+@[^\s/:?#@]+\.[^\s/:?#@.]{2,}")
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#].*)?")


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Links into the site whose page is not there; files such as pictures are not looked at."""
    there = pages(site, timelines)
    for version, written, path, _, place in destinations(site):
        if _leads_nowhere(written, path, there):
            yield Problem(
                ID,
                LEVEL,
                place,
                f"The link to {written} leads nowhere: this site has no such page.",
                _mend(written, path, there),
                version=version.ref,
            )
    for index, link in enumerate(site.settings.links):
        found = urls.destination("", link.url)
        if found and _leads_nowhere(link.url, found[0], there):
            yield Problem(
                ID,
                LEVEL,
                site.places.get(f"links/{index}/url", Place("site.yaml")),
                f"The footer's link to {link.url} leads nowhere: this site has no such page.",
                _mend(link.url, found[0], there),
            )


def _leads_nowhere(written: str, path: str, there: Collection[str]) -> bool:
    """Whether an address names a page that is not there, or is surely meant for a mailbox or
    another host."""
    if path.endswith(".html") and path not in there:
        return True
    return written.startswith("www.") or bool(_MAILBOX.fullmatch(written))


def _mend(written: str, path: str, there: Collection[str]) -> str:
    """What was meant, as far as that can be told: an address in full, or a page that is like it."""
    if _MAILBOX.fullmatch(written):
        return f"Write mailto:{written}."
    from_the_root = path.partition("/")[2]
    if from_the_root in there and not written.startswith("/"):
        return f"Did you mean {urls.address(from_the_root)}?"
    if _HOST.fullmatch(written):
        return f"Write https://{written}, if it is the address of another site."
    near = get_close_matches(urls.address(path), map(urls.address, there), n=1, cutoff=0.85)
    if near:
        return f"Did you mean {near[0]}?"
    return "Correct the address, or take the link out."
