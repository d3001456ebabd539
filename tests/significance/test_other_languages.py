"""Of a text in another language than English nothing that has to be read is called minor."""

import json
from pathlib import Path

import pytest

from fairnotice.cli import main
from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.model import Dials, Verdict
from fairnotice.significance.assess import assess
from tests.world import FILES, tree


def verdict(old: str, new: str, *langs: str) -> Verdict:
    """The verdict on two texts of one section each."""
    both = (
        parsed(f"# Hinweise\n\n## Daten {{#daten}}\n\n{text}\n", path="x.md").document
        for text in (old, new)
    )
    return assess(compare(*both), Dials(), "eu", "privacy", langs).verdict


_READ_AS_ENGLISH = [
    ("Wir verkaufen nie Daten.", "Wir verkaufen die Daten."),
    ("Wir behalten sie 6 Monate.", "Wir behalten sie 6 Jahre."),
    ("Wir messen die Masse.", "Wir messen die Maße."),
    ("Der Dienst ist in Not.", "Der Dienst ist not."),
    ("Wir geben es an Dritte.", "Wir geben es am Dritte."),
    ("Wir zahlen 1.000 Partner.", "Wir zahlen 1,000 Partner."),
    ("Wir fragen Sie immer.", "Wir fragen sie immer."),
    ("Wir nennen es A, nicht B.", "Wir nennen es B, nicht A."),
]
"""Changes that rules for English call a slip, a new name, a word of style, another order."""


@pytest.mark.parametrize(("old", "new"), _READ_AS_ENGLISH)
def test_a_person_reads_each_change_of_words(old: str, new: str) -> None:
    assert verdict(old, new, "de", "de") in ("review", "significant")


def test_so_it_is_where_one_of_the_texts_alone_is_in_another_language() -> None:
    old, new = _READ_AS_ENGLISH[0]
    assert verdict(old, new, "en-GB", "de-AT") == "review"
    assert verdict(old, new, "de", "en") == "review"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wir fragen Sie, bevor wir senden.", "Wir fragen Sie – bevor wir senden."),
        ("Wir fragen Sie zuerst.", "Wir fragen **Sie** zuerst."),
        ("Hier [steht](https://a.example/x) mehr.", "Hier [steht](https://a.example/y) mehr."),
        (
            "Erster Absatz hier.\n\nZweiter ganz anderer.",
            "Zweiter ganz anderer.\n\nErster Absatz hier.",
        ),
    ],
)
def test_marks_layout_links_and_moves_need_no_reading(old: str, new: str) -> None:
    assert verdict(old, new, "de", "de") == "minor"


def test_a_text_in_any_english_is_read() -> None:
    old, new = "We send you the letter.", "We send you teh letter."
    assert verdict(new, old, "en-GB", "en-US") == "minor"
    assert verdict(new, old, "en-GB", "cy") == "review"


def test_every_verb_knows_the_language_of_the_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = "# Hinweise\n\n## Daten {#data}\n\nWir verkaufen nie Daten.\n"
    texts = {
        "site.yaml": FILES["site.yaml"] + "lang: de\n",
        "content/privacy/2025-01-01.md": old,
        "content/privacy/2026-02-01.md": old.replace("nie", "die"),
    }
    for path, content in tree(texts).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    where = ["-C", str(tmp_path), "--clock", "2025-12-01"]
    main(["diff", "privacy@2025-01-01", "privacy@2026-02-01", *where, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["verdict"] == "review"
    main(["check", *where])
    assert "nie → die" in capsys.readouterr().out, "the gate asks for a decision"
    main(["email", "privacy@2026-02-01", "--proof", *where])
    assert "nie → die" in "".join(capsys.readouterr())
