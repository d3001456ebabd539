"""A text that is hard to read.

Why: a notice has to be concise, clear and in plain language (GDPR Art 12(1); ICO, effective
privacy information). The score is Flesch Reading Ease: 60 and more is plain English. Legal names
lower it, so it is a note however low it is: a warning stops a build with `--strict`, and a score
alone never may.

Mend: shorten the sentences that are listed, and put short words for long ones.
"""

from collections.abc import Iterator, Mapping
from math import floor

from fairnotice.lint.check import Tree
from fairnotice.lint.items import missing
from fairnotice.lint.law import judged
from fairnotice.lint.readability import readability
from fairnotice.model import Level, Problem, Site, Timeline

ID = "hard-text"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = ("ICO-AF-EFF", "W13")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We bake bread. To bring it to your door we need your name and your street. We keep both on a list
in the shop. The list is in a box with a lock. Two of us have the key. When you move away, tell us,
and we take you off the list. If you want to know what we have on you, ask us. We will show you the
list. If a name is wrong, we put it right. We do not sell the list. We do not lend it to a friend.
We do not use it to send you notes about cake. When you stop your order, we cross you out at the
end of the week. If you are not glad with what we do, come to the shop and say so. We will hear you
out.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

Notwithstanding the generality of the aforementioned provisions, personal information pertaining
to individuals may necessarily be communicated to organisations possessing corresponding regulatory
responsibilities. Consequently, the determination of appropriate organisational arrangements
concerning information necessitates continual administrative reconsideration by representatives.
Furthermore, the utilisation of supplementary categories of information remains conditional upon
satisfactory authorisation procedures administered internally by responsible departments, including
documentation requirements. Additionally, miscellaneous operational considerations occasionally
necessitate proportionate modifications of established processing activities undertaken by
affiliated organisations. Individuals possessing reservations concerning these arrangements should
immediately communicate particulars utilising designated correspondence facilities.

Notwithstanding the generality of the aforementioned provisions, personal information pertaining
to individuals may necessarily be communicated to organisations possessing corresponding regulatory
responsibilities. Consequently, the determination of appropriate organisational arrangements
concerning information necessitates continual administrative reconsideration by representatives.
Furthermore, the utilisation of supplementary categories of information remains conditional upon
satisfactory authorisation procedures administered internally by responsible departments, including
documentation requirements. Additionally, miscellaneous operational considerations occasionally
necessitate proportionate modifications of established processing activities undertaken by
affiliated organisations. Individuals possessing reservations concerning these arrangements should
immediately communicate particulars utilising designated correspondence facilities.
""",
}
_PLAIN, _HARD = 60, 50


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Scores below 60, with the lines of the hardest sentences."""
    for version in judged(site, "privacy", "cookies", "terms", "other"):
        found = readability(version.document)
        if found is None or found.ease >= _PLAIN:
            continue
        lines = ", ".join(map(str, sorted({hard.line for hard in found.hardest})))
        where = f"; the hardest sentences are in lines {lines}" if lines else ""
        hard = "very hard" if found.ease < _HARD else "hard"
        yield missing(
            version,
            ID,
            LEVEL,
            f"This text is {hard} to read: it scores {floor(found.ease)}, and plain English 60 or "
            f"more; a sentence has {found.words_a_sentence:.0f} words on average{where}.",
            "Shorten those sentences, and put short words for long ones.",
        )
