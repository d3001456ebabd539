"""Each folder beside this file: `site/` goes through the whole chain, `expected.yaml` comes out.

`problems` are `path:line:col level check`, all of them, in order. `says`: texts that a page has.
`nowhere_in_site`: texts that no public page has. `missing`: files that are not written.
"""

import datetime
import html
import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from fairnotice.disk import read
from fairnotice.pipeline import build
from tests.folder import Site

HERE = Path(__file__).parent
SCENARIOS = sorted(path.parent.name for path in HERE.glob("*/expected.yaml"))


def expected(scenario: str) -> Any:
    return yaml.load((HERE / scenario / "expected.yaml").read_text(), yaml.BaseLoader)  # noqa: S506  # texts, as they stand


def words(page: bytes) -> str:
    """What a reader reads of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.decode())).split())


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], scenario: str) -> Site:
    shutil.copytree(HERE / scenario / "site", tmp_path / "site")
    return Site(tmp_path / "site", capsys)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_scenario_is_as_expected(site: Site, scenario: str) -> None:
    wanted = expected(scenario)
    answer = site.run("build", clock=wanted["clock"])
    output = site.output()
    told = json.loads(output["reports/report.json"])["problems"]
    assert [
        f"{each['path']}:{each['line']}:{each['column']} {each['level']} {each['check']}"
        for each in told
    ] == wanted["problems"]
    assert answer.code == int(wanted["exit"])
    for path, texts in wanted["says"].items():
        for text in texts:
            assert text in words(output[path]), path
    assert [path for path in wanted["missing"] if path in output] == []


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_page_says_what_it_must_not_whether_it_is_published_or_not(scenario: str) -> None:
    wanted = expected(scenario)
    moment = datetime.datetime.fromisoformat(wanted["clock"])
    built = build(read(HERE / scenario / "site").files, moment, drafts=False)
    pages = {p: page.decode() for p, page in built.site.items() if p.endswith(".html")}
    assert bool(pages) == (not built.broken)
    for text in wanted["nowhere_in_site"]:
        assert [path for path, page in pages.items() if text in page] == [], text


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_order_of_files_and_a_second_build_change_nothing(scenario: str) -> None:
    moment = datetime.datetime.fromisoformat(expected(scenario)["clock"])
    files = list(read(HERE / scenario / "site").files.items())
    first = build(dict(files), moment, drafts=False)
    assert build(dict(files), moment, drafts=False) == first
    random.Random(1).shuffle(files)  # noqa: S311  # an order, not a secret
    shuffled = build(dict(files), moment, drafts=False)
    assert shuffled == first
    for name in ("site", "review", "reports"):
        assert list(getattr(shuffled, name)) == list(getattr(first, name))
