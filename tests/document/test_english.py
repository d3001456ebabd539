"""Whether a text that belongs to no site is in English."""

import pytest

from fairnotice.document.english import is_english
from fairnotice.document.parse import parsed
from tests.world import TEXT

GERMAN = """# Datenschutzhinweise

Wir speichern Ihre Bestellungen sechs Monate lang, danach löschen wir sie. Rechnungen heben
wir auf, solange das Gesetz es verlangt. Ihre Adresse geben wir nie an Werbefirmen weiter, und wir
fragen Sie, bevor wir Ihnen schreiben. Anrufe zeichnen wir nicht auf.
Mit Petra Lind können Sie darüber reden.
"""
DUTCH = """# Privacyverklaring

Wij bewaren uw bestellingen zes maanden, of zo lang de wet het van ons vraagt. In die tijd is uw
adres alleen bij ons en bij de bezorger bekend. Wij geven het niet aan anderen, en wij vragen het u
voordat wij u over iets nieuws schrijven. Gesprekken nemen wij niet op.
"""
FRENCH = """# Confidentialité

Nous gardons vos commandes pendant six mois, puis nous les effaçons. Nous gardons les factures aussi
longtemps que la loi le demande. Nous ne donnons jamais votre adresse à des annonceurs, et nous vous
demandons votre accord avant de vous écrire. Nous n'enregistrons pas les appels.
"""
JAPANESE = (
    "# お知らせ\n\n"
    + "ご注文は六か月間保存し、その後消去します。 住所を広告会社に渡しません。 " * 30
)


@pytest.mark.parametrize("text", [GERMAN, DUTCH, FRENCH, JAPANESE])
def test_other_languages_are_not_taken_for_english(text: str) -> None:
    assert not is_english(parsed(text, path="a.md").document)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Kontakt: Petra Lindqvist, Hauptstraße 1",
        "# Cookies\n\n| Name | How long |\n|---|---|\n" + "| session | 2 hours |\n" * 8,
    ],
)
def test_english_is_english_and_a_few_words_are_taken_for_it(text: str) -> None:
    assert is_english(parsed(text, path="a.md").document)
