"""The EU-US Data Privacy Framework, without the UK Extension.

Why: a US company receives data from the UK under the Framework only when it has joined the UK
Extension as well, also called the data bridge.

Mend: say that the company has joined the UK Extension, or name another safeguard.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import DATA_PRIVACY_FRAMEWORK
from fairnotice.lint.check import Tree
from fairnotice.lint.home import slips
from fairnotice.lint.law import uk
from fairnotice.model import Level, Problem, Site, Timeline

ID = "dpf-without-uk-extension"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("DPF",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Our help desk has joined the UK Extension to the Data Privacy Framework.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Our help desk takes part in the EU-US Data Privacy Framework. ◀
""",
}

_PHRASE = re.compile(r"\bdata privacy framework\b|\beu-u\.?s\.? dpf\b")
_FINE = re.compile(r"\buk extension\b|\bdata bridge\b|\buk[ -]us (?:dpf|data privacy)\b")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """UK notices that name the Framework and nowhere the Extension; once, where first named."""
    if not uk(site):
        return
    for version, place in slips(site, DATA_PRIVACY_FRAMEWORK, _PHRASE, _FINE):
        yield Problem(
            ID,
            LEVEL,
            place,
            "This notice relies on the Data Privacy Framework without its UK Extension.",
            "Say that the company has joined the UK Extension, or name another safeguard.",
            version=version.ref,
        )
