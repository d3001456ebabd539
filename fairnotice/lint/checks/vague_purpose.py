"""A purpose so wide that it could mean anything: business purposes, research, a better experience.

Why: readers cannot tell from it what happens to their data; the authorities name such words as
poor practice (WP260 rev.01 ¶13).

Mend: say what you do, as in "to find out which pages people cannot find"; or add how and with
which data.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.wording import Passage, denied, passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "vague-purpose"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("W13",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We improve our services by counting which loaves are sold out first.

We use your answers for research: we want to know why people change their baker.

We do not use your data for business purposes of others.

We personalise the shop for you by showing first what you bought last.

We use Plausible for analytics: it counts the visits to each page.

**Improving our services.** We count which loaves are sold out first.

For administrative purposes. We need your name for two jobs, such as writing bills.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We use your data for our business purposes. ◀

We use it to:

- deliver your bread
- improve our services ◀
- enhance your experience ◀

We also use it to develop new products. ◀

We use it for analytics. ◀

We use your orders to personalise your experience. ◀
""",
}

_PATTERN = re.compile(
    r"\bfor (?:our |their |its |other |any |internal |legitimate |general ){0,2}"
    r"(?:business|research|internal|operational|administrative|commercial)"
    r"(?:(?: and|,) \w+)? purposes\b"
    r"|\b(?:to )?(?:improv|enhanc|optimi[sz])(?:e|ing) (?:and \w+ )?(?:our |the |your |upon |on )*"
    r"(?:websites?|sites?|products?(?: and services)?|services?(?: and products)?|offerings?"
    r"|user experience|customer experience|experiences?|quality|business)\b"
    r"|\b(?:to )?(?:develop|create|build)(?:ing)? new (?:and \w+ )?"
    r"(?:products?|services?|features?|offerings?)(?: (?:and|or) (?:products?"
    r"|services?|features?))?"
    r"|\b(?:for|to do) (?:our |general )?(?:analytics|research)"
    r"(?: and (?:analytics|research))?(?= ?[.;!]|$)"
    r"|\bto (?:personali[sz]e|customi[sz]e|tailor) (?:your |the |our |upon )*"
    r"(?:experience|services?|website|site|content|use of [^.;,]{0,30})"
    r"|^(?:analytics|personali[sz]ation|personali[sz]ed services)$"
    r"|\b(?:to )?(?:provide|offer|give) (?:you (?:with )?)?a better (?:service|experience|website)",
    re.IGNORECASE,
)
_HINTS = (
    "analytics",
    "research",
    "personali",
    "customi",
    "tailor",
    "purposes",
    "improv",
    "enhanc",
    "optimi",
    "new ",
    "better",
)
_ENDS = re.compile(r"\s*(?:[.;,!)\t]|$|(?:and|or)\b)")
_EXPLAINED = re.compile(
    r"\b(?:by|such as|for example|for instance|e\.g|including|include|because|so that|namely"
    r"|like|aggregated?|anonym\w+|de-?identified|California|if|categories|described"
    r"|means|how|which|where|based on|using|through|specific)\b|[:(]",
    re.IGNORECASE,
)

_EXAMPLE = re.compile(
    r"[^.!?]{0,200}[.!?*]+\s+(?:Or,?\s+)?(?:For\s+(?:example|instance)|Such|Th(?:is|ese|at)"
    r"|Our\s+\w+|They|It)\b"
    r"|[^.!?]{0,200}[.!?*]+\s+[^.!?]{0,200}(?:\b(?:such\s+as|including|namely)\b|:\s*$)"
)
"""The sentence ends, and the next one goes on about it."""
_SHORT = 8
"""Words of a table's cell that says no more than the phrase."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Wide purposes that end their clause, unless the sentence goes on to explain; one a block."""
    seen = set()
    for passage in passages(site, _PATTERN, _HINTS, GDPR):
        if passage.heading or passage.place in seen or not _stands_alone(passage):
            continue
        seen.add(passage.place)
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{passage.match[0]}” does not tell readers what is done with their data.",
            "Say what you do, or add how and with which data.",
            version=passage.version.ref,
        )


def _stands_alone(passage: Passage) -> bool:
    """True when nothing in the sentence says more, nor the next one by an example.

    A phrase that is all of its sentence is a title where more follows.
    """
    text, end = passage.match.string, passage.match.end()
    if not _ENDS.match(text[end:]) or _EXPLAINED.search(passage.sentence) or denied(passage):
        return False
    if "\t" in text and len(passage.sentence.split()) > _SHORT:
        return False
    if passage.sentence.rstrip(".: ") == passage.match[0] and text[end:].strip(".:! "):
        return False
    return not _EXAMPLE.match(text[end:])
