"""A sentence of more than forty words.

Why: people lose the beginning of such a sentence before they reach its end; councils and the
government write sentences of fifteen to twenty words.

Mend: cut it in two, or make a list of it.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.readability import readability
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "long-sentence"
LEVEL: Level = "warning"
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
# Privacy notice

We bake bread. To bring it to your door we need your name and your street. We keep both on a list
in the shop. The list is in a box with a lock. Two of us have the key. When you move away, tell us,
and we take you off the list. If you want to know what we have on you, ask us. We will show you the
list. If a name is wrong, we put it right. We do not sell the list. We do not lend it to a friend.
We do not use it to send you notes about cake. When you stop your order, we cross you out at the
end of the week. If you are not glad with what we do, come to the shop and say so. We will hear you
out.

We keep your name and your street and your house and the day on which you want your bread and the ◀
kind of bread that you like best and the note that you left for the boy on the bike and the key to
the gate.
""",
}
_LONGEST = 40


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Those that are also among the ten hardest sentences of their text."""
    for version in judged(site, "privacy", "cookies", "terms", "other"):
        found = readability(version.document)
        for sentence, line in found.hardest if found else ():
            if sentence.words > _LONGEST:
                start = " ".join(sentence.text.split()[:8])
                yield Problem(
                    ID,
                    LEVEL,
                    Place(version.path, line),
                    f"“{start} …” has {sentence.words} words.",
                    "Cut it in two, or make a list of it.",
                    version=version.ref,
                )
