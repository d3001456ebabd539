"""Where a person would mark a change within a paragraph."""

import pytest

from tests.compare.world import one_line


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        (
            "We keep it for 30 days.",
            "We keep it for 3 years.",
            "We keep it for [-30 days-]{+3 years+}.",
        ),
        (
            "We keep it for six months.",
            "We keep it for six (6) months.",
            "We keep it for [-six months-]{+six (6) months+}.",
        ),
        (
            "In force from 15 May 2018 on.",
            "In force from 25 May 2018 on.",
            "In force from [-15 May 2018-]{+25 May 2018+} on.",
        ),
        (
            "Write to info@example.org today.",
            "Write to support@example.org today.",
            "Write to [-info@example.org-]{+support@example.org+} today.",
        ),
        (
            "See https://example.org/a?b=1 for more.",
            "See https://example.org/a?b=2 for more.",
            "See [-https://example.org/a?b=1-]{+https://example.org/a?b=2+} for more.",
        ),
        ("It costs £3.50 now.", "It costs £4.50 now.", "It costs [-£3.50-]{+£4.50+} now."),
        (
            "We share it with A, B.",
            "We share it with A, B, and C.",
            "We share it with A, B{+, and C+}.",
        ),
        (
            "First. We keep it. Last.",
            "First. We keep it. We sell it. Last.",
            "First. We keep it.{+ We sell it.+} Last.",
        ),
        (
            "We run one.example, and two.example.",
            "We run one.example, two.example, and three.example.",
            "We run one.example,[- and-] two.example{+, and three.example+}.",
        ),
        (
            "Call 01 541 3300 now.",
            "Call 01 696 6246 now.",
            "Call [-01 541 3300-]{+01 696 6246+} now.",
        ),
        ("All of it is kept.", "Some of it is kept.", "[-All-]{+Some+} of it is kept."),
        (
            "It is user’s data.",
            "It is users’ data.",
            "It is [-user’s-]{+users’+} data.",
        ),
        (
            "日本語の個人情報です。",
            "日本語の個人データです。",
            "日本語の個人[-情報-]{+データ+}です。",
        ),
        (
            "You may view it here.",
            "We hold to all the rules of it all at all times. You may view our whole entry here.",
            (
                "{+We hold to all the rules of it all at all times. +}"
                "You may view [-it-]{+our whole entry+} here."
            ),
        ),
        (
            "With your consent (for maps).",
            "With your consent (for example for maps).",
            "With your consent ({+for example +}for maps).",
        ),
        (
            "Data goes to Peru. You may ask us for a copy of the terms.",
            "Data goes to Peru under Art. 46 of the law, such as clauses of the board and of us.",
            (
                "Data goes to Peru[-. You may ask us for a copy of the terms-]"
                "{+ under Art. 46 of the law, such as clauses of the board and of us+}."
            ),
        ),
        (
            "Older versions: May 1, 2021June 2, 2020",
            "Older versions: July 3, 2022May 1, 2021June 2, 2020",
            "Older versions: {+July 3, 2022+}May 1, 2021June 2, 2020",
        ),
        (
            "In force from May 1, 2021Older versions",
            "In force from July 3, 2022Older versions",
            "In force from [-May 1, 2021-]{+July 3, 2022+}Older versions",
        ),
        (
            "In force from 1 May 2021Older versions",
            "In force from 3 July 2022Older versions",
            "In force from [-1 May 2021-]{+3 July 2022+}Older versions",
        ),
        (
            "We answer a letter, if we must.",
            "We answer a letter (by owl, by crow) if we must.",
            "We answer a letter[-,-]{+ (by owl, by crow)+} if we must.",
        ),
        (
            "Our owls fly at ten at night. You may read more here.",
            'Our owls fly at ten at night. For all of it, see "How our owls fly."',
            (
                "Our owls fly at ten at night. [-You may read more here.-]"
                '{+For all of it, see "How our owls fly."+}'
            ),
        ),
        (
            "We answer a letter (by owl, by crow) if we must.",
            "We answer a letter, if we must.",
            "We answer a letter[- (by owl, by crow)-]{+,+} if we must.",
        ),
        ("A cafe\u0301 here.", "A cafe here.", "A [-cafe\u0301-]{+cafe+} here."),
        (
            "This part is called Seeing Your Owl Records At Night in our house.",
            "This part is called Owl Choices in our house.",
            (
                "This part is called [-Seeing Your Owl Records At Night-]{+Owl Choices+} "
                "in our house."
            ),
        ),
        (
            "This is how we sort what you send us by the Owl Post (Owl Letters).",
            "This is how we sort what you send us by the Raven Mail Limited (Raven Letters).",
            (
                "This is how we sort what you send us by the "
                "[-Owl Post-]{+Raven Mail Limited+} ([-Owl-]{+Raven+} Letters)."
            ),
        ),
        (
            "Owl Post",
            "Owl Letters (formerly “Owl Post”)",
            "{+Owl Letters (formerly “+}Owl Post{+”)+}",
        ),
        (
            'It is told under "Owl Book" below.',
            'It is told under "How our Owl flies by night" below.',
            'It is told under "[-Owl Book-]{+How our Owl flies by night+}" below.',
        ),
        (
            "The rest is told in our Owls & Feather Rules below.",
            "The rest is told in our owls & feather rules below.",
            "The rest is told in our [-Owls & Feather Rules-]{+owls & feather rules+} below.",
        ),
    ],
)
def test_a_change_is_marked_as_a_person_would(old: str, new: str, marked: str) -> None:
    assert one_line(old, new) == marked


def test_a_sentence_of_which_most_changed_is_one_removal_and_one_addition() -> None:
    """The words that both have by chance (the, of, and) are no islands."""
    before = "The name of the person and the date of the call are kept by the team."
    after = "The recording of a support session and its length is seen by the provider."
    line = one_line(f"It begins alike here. {before}", f"It begins alike here. {after}")
    assert line.count("[-") == line.count("{+") == 1


def test_a_sentence_that_stayed_in_a_much_longer_passage_is_no_other() -> None:
    """Much came before it, and a few of its words were changed."""
    line = one_line(
        "In the north: the keeper hides each owl number from every feather list upon arrival.",
        "In the north, owls are counted by hand. Before you hand in your feather, make sure that "
        "nothing but its colour, length and day of moulting can be read. In valleys where numbers "
        "are banned, the keeper hides each owl number from any feather list after arrival.",
    )
    assert "the keeper hides each owl number from [-every-]{+any+} feather list" in line
    assert line.endswith("[-upon-]{+after+} arrival.")


def test_a_long_name_that_stayed_in_a_sentence_written_anew_is_no_chance() -> None:
    line = one_line(
        "Ravens fly with whatever you have posted by noon to Tide House Northern Valley Letter "
        "Rooms, Gull Lane 4, where nobody but our oldest keeper opens it.",
        "For the north: Tide House Northern Valley Letter Rooms, Quay 7.",
    )
    assert " Tide House Northern Valley Letter Rooms, [-Gull" in line
    assert line.count("[-") == line.count("{+") == 2


def test_an_untouched_sentence_between_two_changed_ones_stays() -> None:
    line = one_line(
        "We keep names for 3 months. Nobody else sees them. We delete cards at once.",
        "We keep names for 9 months. Nobody else sees them. We delete cards in a week.",
    )
    assert "Nobody else sees them." in line
    assert line.count("[-") == 2
