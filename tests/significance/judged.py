"""Two texts in Markdown in, their assessment out: what every test of this folder asks."""

from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.model import Assessment, Dials
from fairnotice.significance.assess import assess

QUIET = Dials(narrowing="ignore")


def judged(
    before: str,
    after: str,
    dials: Dials = QUIET,
    jurisdiction: str = "both",
    kind: str = "privacy",
) -> Assessment:
    """The assessment of two bodies."""
    old, new = (parsed(text, path="notice.md").document for text in (before, after))
    return assess(compare(old, new), dials, jurisdiction, kind)


def notice(heading: str, body: str) -> str:
    """A notice of one section."""
    return f"# Notice\n\n## {heading}\n\n{body}\n"


def rules(before: str, after: str) -> set[str]:
    """Ids of the rules that fire."""
    return {finding.rule for finding in judged(before, after).findings}
