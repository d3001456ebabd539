"""A new site reads without an error, and a new version keeps ids and dates right."""

import datetime

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.model import Day, Site
from fairnotice.source.scaffold import ScaffoldError, SiteAnswers, new_site, new_version
from fairnotice.source.schema import schema
from fairnotice.source.site import read
from tests.world import FILES, SITE_YAML, TEXT, tree

TODAY = Day(2026, 3, 1)


def site_of(files: dict[str, bytes]) -> Site:
    """The site in files that have no problem but warnings."""
    found = read(files)
    assert [problem for problem in found.problems if problem.level == "error"] == []
    assert found.site is not None
    return found.site


@pytest.mark.parametrize("law", ["uk", "eu", "both"])
def test_a_new_site_reads_without_a_problem_and_publishes_nothing_unfinished(law: str) -> None:
    notices = ("privacy", "cookies", "terms", "job-applicants")
    answers = SiteAnswers("Brindle Bakery Ltd", law, notices, site_url="https://b.example/n/")  # type: ignore[arg-type]  # each word is one of the three
    files = dict(new_site(answers, TODAY))
    assert read(files).problems == ()
    site = site_of(files)
    versions = [version for notice in site.notices for version in notice.versions]
    assert [version.ref for version in versions] == [f"{n}@2026-03-01" for n in notices]
    assert {version.status for version in versions} == {"draft"}
    assert all("[To fill in:" in version.body for version in versions)
    assert all(version.entry is not None for version in versions)
    assert [notice.kind for notice in site.notices] == ["privacy", "cookies", "terms", "other"]
    assert site.settings.organisation.jurisdiction == law
    assert ("ICO" in site.notices[0].versions[0].body) == (law != "eu")


def test_a_new_site_brings_all_that_an_editor_needs() -> None:
    files = new_site(SiteAnswers("Brindle Bakery Ltd"), TODAY)
    assert sorted(files) == [
        ".fairnotice/changelog.schema.json",
        ".fairnotice/cookies.schema.json",
        ".fairnotice/site.schema.json",
        ".fairnotice/version.schema.json",
        ".gitignore",
        "README.md",
        "build.py",
        "content/changelog.yaml",
        "content/cookies/2026-03-01.md",
        "content/cookies/cookies.yaml",
        "content/privacy/2026-03-01.md",
        "site.yaml",
    ]
    assert b"output/" in files[".gitignore"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("site.yaml", "site"),
        ("content/changelog.yaml", "changelog"),
        ("content/cookies/cookies.yaml", "cookies"),
    ],
)
def test_the_first_line_of_a_file_leads_to_the_schema_that_it_obeys(path: str, name: str) -> None:
    files = new_site(SiteAnswers("Brindle Bakery Ltd"), TODAY)
    first, *_ = files[path].decode().splitlines()
    up = "../" * path.count("/")
    assert first == f"# yaml-language-server: $schema={up}.fairnotice/{name}.schema.json"
    document = yaml.load(files[path], Loader=yaml.BaseLoader)  # noqa: S506 - builds strings only
    numbers = {"notice_days": {"significant": 30, "minor": 0}} if name == "site" else {}
    jsonschema.validate(document | numbers if numbers else document, schema(name))


LETTERS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
)


@settings(deadline=None, max_examples=50)
@given(
    st.text(LETTERS, min_size=1, max_size=20).filter(str.strip),
    st.dates(Day(1900, 1, 1), Day(8999, 12, 31)),
)
def test_any_name_of_a_company_and_any_day_give_a_site_without_an_error(
    name: str, day: datetime.date
) -> None:
    files = dict(new_site(SiteAnswers(name), day))
    assert site_of(files).settings.organisation.legal_name == name.strip()


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        (SiteAnswers("B", timezone="Mars/Olympus"), "`Mars/Olympus` is not a time zone."),
        (SiteAnswers("B", notices=("../x",)), "`../x` cannot be the address of a notice."),
        (SiteAnswers("B", notices=("a", "a")), "`a` is the id of notice 1 already."),
        (SiteAnswers("B", notices=()), "`notices` is empty."),
        (SiteAnswers(" "), "`legal_name` is empty."),
        (
            SiteAnswers("B\u2028C"),
            "A backslash in these double quotes stands for an invisible character.",
        ),
        (SiteAnswers("B", site_url="b.example"), "`b.example` is not the address of a website."),
    ],
)
def test_an_answer_that_cannot_stand_in_the_settings_is_refused(
    answers: SiteAnswers, wrong: str
) -> None:
    with pytest.raises(ScaffoldError) as refused:
        new_site(answers, TODAY)
    assert refused.value.wrong == wrong
    assert refused.value.mend


# ---------------------------------------- a new version


def test_a_new_version_is_a_draft_with_the_newest_text_and_the_earliest_date() -> None:
    files = tree()
    new = new_version(site_of(files), files["content/changelog.yaml"], "privacy", today=TODAY)
    assert (new.ref, new.copied) == ("privacy@2026-03-31", "privacy@2026-02-01")
    assert (new.published, new.effective, new.earliest) == (
        TODAY,
        Day(2026, 3, 31),
        Day(2026, 3, 31),
    )
    assert new.notes == ("The notice period of 30 days allows 2026-03-31 at the earliest.",)
    text = new.files["content/privacy/2026-03-31.md"].decode()
    assert text == "---\nstatus: draft\npublished: 2026-03-01\n---\n\n" + TEXT.replace(
        "six months", "a year"
    )
    assert read(files | dict(new.files)).problems == ()


def test_its_entry_stands_behind_that_of_the_version_before_and_the_rest_stays() -> None:
    files = tree()
    new = new_version(site_of(files), files["content/changelog.yaml"], "privacy", today=TODAY)
    before = files["content/changelog.yaml"].decode()
    after = new.files["content/changelog.yaml"].decode()
    first, last = before.split("- notice: cookies")
    assert after.startswith(first + "- notice: privacy\n  version: 2026-03-31\n")
    assert after.endswith("    # Sections: data, retention.\n- notice: cookies" + last)


def test_windows_line_ends_of_the_changelog_stay() -> None:
    changelog = FILES["content/changelog.yaml"].replace("\n", "\r\n").encode()
    new = new_version(site_of(tree()), changelog, "cookies", today=TODAY)
    assert b"\n" not in new.files["content/changelog.yaml"].replace(b"\r\n", b"")


def test_without_a_changelog_one_is_begun() -> None:
    files = tree()
    del files["content/changelog.yaml"], files["content/privacy/2026-02-01.md"]
    new = new_version(site_of(files), b"", "privacy", today=TODAY)
    assert read(files | dict(new.files)).problems == ()
    assert new.files["content/changelog.yaml"].startswith(
        b"# yaml-language-server: $schema=../.fair"
    )


def test_headings_keep_the_ids_that_they_had() -> None:
    text = "# Privacy\n\n## Who we are\n\nWe.\n\n## How long {#retention}\n\n### More ##\n\nX.\n"
    files = tree({"content/privacy/2026-02-01.md": text})
    files["content/changelog.yaml"] = b"- {notice: privacy, version: 2026-02-01}\n"
    site = site_of(files)
    new = new_version(site, files["content/changelog.yaml"], "privacy", today=TODAY)
    body = new.files["content/privacy/2026-03-31.md"].decode()
    assert "## Who we are {#who-we-are}\n" in body
    assert "## How long {#retention}\n" in body
    old = [section.id for section in site.notice("privacy").versions[1].document.sections]
    again = site_of(files | dict(new.files)).notice("privacy").versions[2].document.sections
    assert [section.id for section in again] == old


def test_front_matter_that_still_holds_is_copied_and_dates_are_not() -> None:
    text = (
        "---\ntitle: Privacy, in short\nlang: cy\npublished: 2026-01-01\n"
        "not_applicable: {A01: We are small.}\n---\n" + TEXT
    )
    files = tree({"content/privacy/2026-02-01.md": text})
    new = new_version(site_of(files), files["content/changelog.yaml"], "privacy", today=TODAY)
    assert new.files["content/privacy/2026-03-31.md"].decode().split("---\n")[1] == (
        'status: draft\npublished: 2026-03-01\ntitle: "Privacy, in short"\nlang: cy\n'
        "not_applicable:\n  A01: We are small.\n"
    )


def test_a_second_version_of_a_day_gets_a_number() -> None:
    files = tree()
    for ref in ("privacy@2026-03-31", "privacy@2026-03-31-2", "privacy@2026-03-31-3"):
        new = new_version(site_of(files), files["content/changelog.yaml"], "privacy", today=TODAY)
        assert new.ref == ref
        files |= dict(new.files)


def test_a_day_too_soon_for_a_significant_change_is_said_to_be() -> None:
    files = tree()
    new = new_version(
        site_of(files),
        files["content/changelog.yaml"],
        "privacy",
        today=TODAY,
        effective=Day(2026, 3, 10),
    )
    assert " ".join(new.notes) == (
        "With a significant change it cannot apply before 2026-03-31: people are told 30 days "
        "ahead. For a minor one 2026-03-10 will do."
    )


def test_a_version_between_two_others_copies_the_one_before_and_says_so() -> None:
    files = tree(
        {
            "content/privacy/2026-12-01.md": TEXT,
            "content/changelog.yaml": FILES["content/changelog.yaml"]
            + "- {notice: privacy, version: 2026-12-01}\n",
        }
    )
    new = new_version(site_of(files), files["content/changelog.yaml"], "privacy", today=TODAY)
    assert new.copied == "privacy@2026-02-01"
    assert new.notes[1] == "privacy@2026-12-01 applies later than this one and is not part of it."
    assert read(files | dict(new.files)).problems == ()


@pytest.mark.parametrize(
    ("notice", "dates", "wrong"),
    [
        ("privcy", {}, "There is no notice `privcy`."),
        (
            "privacy",
            {"published": Day(2026, 2, 28)},
            "A new version cannot first have been shown on 2026-02-28, which is past.",
        ),
        (
            "privacy",
            {"effective": Day(2026, 2, 28)},
            "A version first shown on 2026-03-01 cannot apply from 2026-02-28.",
        ),
    ],
)
def test_what_cannot_be_is_refused(notice: str, dates: dict[str, Day], wrong: str) -> None:
    files = tree()
    with pytest.raises(ScaffoldError) as refused:
        new_version(site_of(files), files["content/changelog.yaml"], notice, today=TODAY, **dates)
    assert refused.value.wrong == wrong
    assert refused.value.mend


def test_a_changelog_that_cannot_be_read_is_not_written() -> None:
    with pytest.raises(ScaffoldError, match="Line 1: A colon followed by a blank"):
        new_version(site_of(tree()), b"- a: b: c\n", "cookies", today=TODAY)


def test_the_first_version_of_a_notice_without_any_is_an_outline() -> None:
    files = tree({"site.yaml": SITE_YAML + "  - {id: terms, title: Terms, kind: terms}\n"})
    site = read(files).site
    assert site is not None
    new = new_version(site, files["content/changelog.yaml"], "terms", today=TODAY)
    assert new.copied == ""
    assert read(files | dict(new.files)).problems == ()
