"""A company that is not British is not measured by the law and the border of the UK."""

from dataclasses import replace

import pytest

from fairnotice.lint.checks import eea_as_home, wrong_gdpr
from fairnotice.lint.home import abroad
from fairnotice.model import Site
from tests.world import site, timelines, version

FOREIGN = [
    "Boulangerie Dupont SAS is the controller of your data under the EU GDPR.",
    "We are based in Ireland, and send nothing outside the EEA. We follow the EU GDPR.",
    "The data controller is Bäckerei Holle GmbH (“we”), under Regulation (EU) 2016/679.",
]
BRITISH = [
    "We follow the EU GDPR, and send nothing outside the EEA.",
    "We are based in the United Kingdom. We follow the EU GDPR.",
    "Brindle Bakery Ltd is the controller under the EU GDPR; Flour Inc. is another controller.",
    "Flour Inc. stores your orders. We follow the EU GDPR.",
]


def _world(words: str, legal_name: str) -> Site:
    here = site(version(text=f"# Privacy notice\n\n{words}\n"))
    company = replace(here.settings.organisation, legal_name=legal_name)
    return replace(here, settings=replace(here.settings, organisation=company))


def _found(world: Site) -> set[str]:
    checks = (wrong_gdpr, eea_as_home)
    return {p.check for check in checks for p in check.check(world, timelines(world))}


@pytest.mark.parametrize("words", FOREIGN)
def test_a_notice_that_says_its_company_is_elsewhere_may_name_the_law_of_the_eu(words: str) -> None:
    world = _world(words, "The bakers")
    assert abroad(world, world.notices[0].versions[0])
    assert _found(world) == set()


@pytest.mark.parametrize("words", BRITISH)
def test_a_supplier_abroad_does_not_make_the_company_a_foreign_one(words: str) -> None:
    world = _world(words, "The bakers")
    assert not abroad(world, world.notices[0].versions[0])
    assert "wrong-gdpr" in _found(world)


@pytest.mark.parametrize("words", FOREIGN)
def test_a_british_legal_name_in_the_settings_is_believed_whatever_the_notice_says(
    words: str,
) -> None:
    world = _world(words, "Brindle Bakery Ltd")
    assert "wrong-gdpr" in _found(world)


def test_a_foreign_legal_name_in_the_settings_is_believed() -> None:
    assert _found(_world("We follow the EU GDPR.", "Brindle Bakery Inc.")) == set()
