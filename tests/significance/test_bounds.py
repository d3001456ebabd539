"""Hostile and huge texts are judged in time that grows with their length: what each of thousands
of places asks of the whole of the other text is worked out once, or looked up."""

import random
import time
from collections.abc import Callable

import pytest

from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.model import Dials
from fairnotice.significance.assess import assess
from fairnotice.significance.sentence import sentence
from fairnotice.significance.squash import Squash

SECONDS = 10.0
"""Of processor time; each takes well under three on a slow machine, and took a minute or more."""
_PLACES = 1_200


def _paragraphs(written: Callable[[int], str]) -> str:
    return "\n\n".join(map(written, range(_PLACES)))


def _words(seed: int) -> str:
    """Sentences of small words and of invented ones, none of them alike."""
    dice = random.Random(seed)  # noqa: S311  # no secret hangs on it
    common = ["we", "keep", "your", "data", "for", "purposes", "of", "the", "contract", "and", "it"]
    sentences = [
        " ".join(
            dice.choice(common) if dice.random() < 0.5 else f"q{dice.randrange(8000):x}"
            for _ in range(12)
        ).capitalize()
        for _ in range(_PLACES)
    ]
    return "\n\n".join(f"{each}." for each in sentences)


def _turned() -> tuple[str, str]:
    """The same words in every order: each sentence consists of what every other consists of."""
    dice = random.Random(1)  # noqa: S311  # no secret hangs on it
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]
    return _paragraphs(lambda _: " ".join(dice.sample(words, 8)) + "."), _paragraphs(
        lambda _: "Now " + " ".join(dice.sample(words, 8)) + "."
    )


TEXTS: dict[str, Callable[[], tuple[str, str]]] = {
    "unlike one another": lambda: (_words(1), _words(2)),
    "the same words in every order": _turned,
    "all in one paragraph": lambda: (
        " ".join(f"We keep {n} of it." for n in range(2_000)),
        " ".join(f"We sell {n + 2_000} of it." for n in range(2_000)),
    ),
    "a list of which half is gone": lambda: (
        "\n".join(f"- your name{n}" for n in range(6_000)),
        "\n".join(f"- your name{2 * n}" for n in range(3_000)),
    ),
    "slips mended": lambda: (
        _paragraphs(lambda n: f"We will recieve your informtion no {n} today."),
        _paragraphs(lambda n: f"We will receive your information no {n} today."),
    ),
    "marks piled up on one letter": lambda: (
        "We keep a" + "\u0316\u0301" * 100_000,
        "We sell b" + "\u0316\u0301" * 50_000 + " and more",
    ),
    "a sentence with thousands of commas": lambda: (
        "We collect " + "names, e-mail addresses, " * 12_000 + "and keep them.",
        "We collect " + "names, phone numbers, " * 12_000 + "and keep them.",
    ),
}


def test_items_under_a_long_lead_in_hold_it_once() -> None:
    """Each had a copy of what it stands under, and read it anew: gigabytes, and hours."""
    lead = "We share your data, and tell you of it, with those whom this list names. " * 4_000
    old, new = (
        parsed(lead + "\n\n" + "".join(f"- {word} {n}\n" for n in range(800)), path="x.md").document
        for word in ("couriers", "printers")
    )
    comparison = compare(old, new)
    start = time.process_time()
    assess(comparison, Dials(), "uk")
    assert time.process_time() - start < SECONDS


LONG = {
    "one word": "a",
    "hyphens": "a-",
    "points": "a.",
    "years": "2020-",
    "capitals": "aA",
    "addresses": "www.",
    "days": "on 12 May 2020, ",
    "abbreviations": "a. B. ",
}
"""What a long text is made of, in one sentence that came and went."""


@pytest.mark.parametrize("name", LONG)
def test_whatever_a_sentence_is_made_of_it_is_judged_in_bounded_time(name: str) -> None:
    text = LONG[name] * (100_000 // len(LONG[name]))
    documents = [parsed(each, path="x.md").document for each in (text, f"We bake {text}")]
    comparison = compare(*documents)
    start = time.process_time()
    assess(comparison, Dials(), "uk")
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", TEXTS)
def test_the_effort_is_bounded(name: str) -> None:
    old, new = (parsed(text, path="x.md").document for text in TEXTS[name]())
    comparison = compare(old, new)
    start = time.process_time()
    found = assess(comparison, Dials(), "uk")
    assert time.process_time() - start < SECONDS
    assert found.verdict in {"review", "significant"}


def test_a_sentence_that_begins_everywhere_is_sought_in_bounded_time() -> None:
    text = Squash([sentence("b " + "a " * 300_000)])
    start = time.process_time()
    assert not any(text.holds("a" * length) for length in range(24, 34))
    assert time.process_time() - start < SECONDS
