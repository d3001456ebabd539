"""A question that only the company can answer and has not.

Why: what nobody has confirmed must not be published as a fact, so an open question keeps its
version a draft.

Mend: put the company's answer into `answer`, with `answered_by` and `date`, and into the text; or
keep `status: draft`.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree, place
from fairnotice.model import Level, Problem, Site, Timeline, Version

ID = "open-question"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": "# Privacy notice\n",
    "content/changelog.yaml": """\
- notice: privacy
  version: 2025-01-01
  questions:
    - ask: Where are your servers?
      answer: In Leeds.
      answered_by: A. Miller
      date: 2024-12-01
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": "# Privacy notice\n",
    "content/changelog.yaml": """\
- notice: privacy
  version: 2025-01-01
  questions:
    - ask: Where are your servers? ◀
""",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Questions without an answer: errors, but in a draft only something to know."""
    for notice in site.notices:
        for version in notice.versions:
            for index, question in enumerate(version.entry.questions if version.entry else ()):
                if not question.answer:
                    yield _problem(version, index, question.ask)


def _problem(version: Version, index: int, ask: str) -> Problem:
    draft = version.status == "draft"
    return Problem(
        ID,
        "info" if draft else LEVEL,
        place(version, f"questions/{index}/ask", f"questions/{index}", "questions"),
        f"{version.ref} waits for an answer: {ask}"
        if draft
        else f"{version.ref} is no draft, but a question is open: {ask}",
        "Write the company's answer under `answer`, with `answered_by` and `date`."
        if draft
        else "Answer it, or write `status: draft` into the version.",
        version=version.ref,
    )
