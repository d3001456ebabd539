"""Days that a site may name, and those that lead out of the calendar."""

from pathlib import Path

import pytest

from fairnotice import clock
from fairnotice.source.days import YEARS, bad_day, day
from tests.folder import Site
from tests.world import FILES


@pytest.mark.parametrize("written", ["0001-01-01", "1899-12-31", "9000-01-01", "9999-12-31"])
def test_days_of_other_ages_are_refused(written: str) -> None:
    assert day(written) is None
    assert bad_day(written) == (
        f"The year of `{written}` is not between 1900 and 8999.",
        "Write the day that is meant, as 2018-05-15.",
    )


def test_days_may_be_in_the_years_of_the_clock() -> None:
    assert clock._YEARS == YEARS


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Kiritimati", "Africa/Monrovia"])
@pytest.mark.parametrize("written", ["0001-01-01", "1900-01-01", "1960-01-01", "8999-12-31"])
def test_a_site_with_the_first_or_last_day_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], zone: str, written: str
) -> None:
    """The first day of the year 1 begins before all days east of Greenwich."""
    site = Site(tmp_path, capsys)
    files = {path: text.replace("2025-01-01", written) for path, text in FILES.items()}
    files["site.yaml"] = files["site.yaml"].replace("Europe/London", zone)
    site.put({path.replace("2025-01-01", written): text for path, text in files.items()})
    site.run("lock")
    answers = [site.run(*verb) for verb in (("build", "--drafts"), ("status",))]
    assert all(said.code in {0, 1} for said in answers), answers
    feeds = b"".join(page for path, page in site.output("site").items() if "feed." in path)
    assert b':30"' not in feeds, "an offset has no seconds"
