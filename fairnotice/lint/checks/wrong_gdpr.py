"""The GDPR of the EU, named as the law of a UK company.

Why: since 2021 a company in the United Kingdom is under the UK GDPR, which has drifted from the
EU's; a reader who looks up the wrong one finds other rights and another regulator.

Mend: name the UK GDPR; name the EU GDPR beside it only where it applies, too.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import UK_GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.home import of_some_readers, slips
from fairnotice.lint.law import uk_only
from fairnotice.model import Level, Problem, Site, Timeline

ID = "wrong-gdpr"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("GDPR13",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We follow the UK GDPR. For customers in Ireland we follow the EU GDPR, too.
""",
    "content/privacy/2019-01-01.md": """\
# Privacy notice

We follow Regulation (EU) 2016/679.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

If you live in France, the EU GDPR gives you a right to complain there, too.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We follow the EU GDPR. ◀
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

If you live in France, the EU GDPR is your law.

We are the controller under Regulation (EU) 2016/679. ◀
""",
}

_PHRASE = re.compile(
    r"\beu gdpr\b|\bregulation \(eu\) (?:no\.? )?2016/679|\beu general data protection regulation"
    r"|\beuropean (?:union )?(?:general )?data protection regulation"
)
_FINE = re.compile(r"\buk[ -]?gdpr\b|\buk general data protection|\bunited kingdom general data")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """UK notices from 2021 on that name only the EU law as theirs; once, where first named."""
    if not uk_only(site):
        return
    for version, place in slips(site, UK_GDPR, _PHRASE, _FINE, _of_everybody):
        yield Problem(
            ID,
            LEVEL,
            place,
            "This notice names the GDPR of the EU, and not that of the UK.",
            "Name the UK GDPR, which has applied here since 2021.",
            version=version.ref,
        )


def _of_everybody(sentence: str) -> bool:
    """True when a sentence names the law, and not for readers of one region alone."""
    return not of_some_readers(sentence)
