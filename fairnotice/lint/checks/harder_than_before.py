"""A text that has become harder to read than the version before it.

Why: each added clause seems small, and over the years notices have doubled in length and become
harder; a notice has to stay concise and clear (GDPR Art 12(1); ICO, effective privacy
information).

Mend: look at what was added, and write it as plainly as the rest.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import missing
from fairnotice.lint.law import english
from fairnotice.lint.readability import readability
from fairnotice.model import Level, Problem, Site, Timeline

ID = "harder-than-before"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = ("ICO-AF-EFF", "W13")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

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
    "content/privacy/2025-02-01.md": """\
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
# Privacy notice

We bake bread. To bring it to your door we need your name and your street. We keep both on a list
in the shop. The list is in a box with a lock. Two of us have the key. When you move away, tell us,
and we take you off the list. If you want to know what we have on you, ask us. We will show you the
list. If a name is wrong, we put it right. We do not sell the list. We do not lend it to a friend.
We do not use it to send you notes about cake. When you stop your order, we cross you out at the
end of the week. If you are not glad with what we do, come to the shop and say so. We will hear you
out.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice ◀

We bake bread. To bring it to your door we need your name and your street. We keep both on a list
in the shop. The list is in a box with a lock. Two of us have the key. When you move away, tell us,
and we take you off the list. If you want to know what we have on you, ask us. We will show you the
list. If a name is wrong, we put it right. We do not sell the list. We do not lend it to a friend.
We do not use it to send you notes about cake. When you stop your order, we cross you out at the
end of the week. If you are not glad with what we do, come to the shop and say so. We will hear you
out.

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
_FALL = 3
"""Points of the score that are more than chance."""


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Scores that fell by more than three points against the predecessor."""
    for notice in site.notices:
        by_name = {version.name: version for version in notice.versions}
        for version in filter(english, notice.versions):
            name = timelines[notice.id].standings[version.name].predecessor
            before = by_name.get(name)  # absent where one version is looked at beside another
            old = readability(before.document) if before else None
            new = readability(version.document)
            if old is None or new is None or old.ease - new.ease <= _FALL:
                continue
            yield missing(
                version,
                ID,
                LEVEL,
                f"This text scores {new.ease:.0f} for reading ease, and {name} scored "
                f"{old.ease:.0f}; it has {new.words} words of prose, and had {old.words}.",
                "Write what was added as plainly as the rest.",
            )
