"""A seed in, invented notices and edits of them out: a corpus that needs no files."""

import random

_SUBJECTS = ("we", "our partners", "you", "the support team", "your account manager", "a provider")
_VERBS = ("keep", "collect", "share", "delete", "review", "correct", "send", "store", "process")
_OBJECTS = (
    "call records", "billing details", "your name and e-mail address", "support queries",
    "the addresses of devices", "payment information", "training records", "licence keys",
    "recordings of calls", "statistics on visits", "documents that you upload",
)  # fmt: skip
_ENDS = (
    "for {n} months", "until {n} May 2031", "where the law asks for it", "on {n} systems abroad",
    "as long as the contract runs", "if you agreed to it", "for £{n} a month", "within {n} days",
    "so that the service works", "to find out who opened a ticket", "without telling anybody else",
)  # fmt: skip

Pairs = list[tuple[str, str]]


def sentence(dice: random.Random) -> str:
    """One sentence of no company's notice."""
    end = dice.choice(_ENDS).format(n=dice.randrange(2, 28))
    words = f"{dice.choice(_SUBJECTS)} {dice.choice(_VERBS)} {dice.choice(_OBJECTS)} {end}"
    if dice.random() < 0.4:
        words += f", and {dice.choice(_VERBS)} {dice.choice(_OBJECTS)} too"
    return words[0].upper() + words[1:] + "."


def paragraph(dice: random.Random) -> str:
    """A few sentences."""
    return " ".join(sentence(dice) for _ in range(dice.randrange(2, 7)))


def notice(dice: random.Random, words: int) -> list[list[str]]:
    """Sections, each a heading and its paragraphs and list items, of about so many words."""
    sections: list[list[str]] = []
    count = 0
    while count < words:
        section = [f"## Part {len(sections) + 1} on {dice.choice(_OBJECTS)} {{#s{len(sections)}}}"]
        for _ in range(dice.randrange(2, 8)):
            mark = "- " if dice.random() < 0.4 else ""
            section.append(mark + paragraph(dice))
        sections.append(section)
        count += sum(len(block.split()) for block in section)
    return sections


def edited(dice: random.Random, sections: list[list[str]], share: float) -> list[list[str]]:
    """The notice with about this share of its blocks changed, added, removed or moved."""
    result = [list(section) for section in sections]
    for _ in range(max(1, round(share * sum(len(section) for section in result)))):
        section = dice.choice(result)
        at = dice.randrange(1, len(section)) if len(section) > 1 else 0
        deed = dice.random()
        if deed < 0.6 and at:
            section[at] = _reworded(dice, section[at])
        elif deed < 0.75:
            section.insert(max(at, 1), paragraph(dice))
        elif deed < 0.9 and len(section) > 2:
            del section[at]
        elif at:
            dice.choice(result).append(section.pop(at))
    return result


def _reworded(dice: random.Random, block: str) -> str:
    words = block.split(" ")
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(1, len(words)) if len(words) > 1 else 0
        words[at : at + dice.randrange(3)] = sentence(dice).lower().rstrip(".").split()[:3]
    return " ".join(words)


def markdown(sections: list[list[str]]) -> str:
    """The notice as Markdown."""
    return "\n\n".join(block for section in sections for block in section) + "\n"


def pairs(count: int, words: int, seed: int = 7) -> Pairs:
    """Pairs of versions: most with few edits, some with many."""
    dice = random.Random(seed)  # noqa: S311  # no secret hangs on it
    found = []
    for number in range(count):
        sections = notice(dice, words)
        share = (0.01, 0.03, 0.1, 0.4)[number % 4]
        found.append((markdown(sections), markdown(edited(dice, sections, share))))
    return found
