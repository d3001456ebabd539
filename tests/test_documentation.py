"""README, the pages in docs/ and DECISIONS.md speak of what is there."""

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from fairnotice import verbs

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands_shown(page: Path) -> list[str]:
    """Every line of a page that runs fairnotice, as people would copy it."""
    text = page.read_text(encoding="utf-8")
    fenced = "\n".join(re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL))
    lines = [line.removeprefix("$ ").partition(" #")[0] for line in fenced.splitlines()]
    inline = re.findall(r"`(fairnotice [^`]+)`", text)
    return [line.strip() for line in [*lines, *inline] if line.strip().startswith("fairnotice ")]


def verb(words: list[str]) -> click.Command:
    """The command that these words name; fails where there is none."""
    context = click.Context(verbs.program, info_name="fairnotice")
    command: click.Command = verbs.program
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(context, word)
        assert found is not None, f"no verb {word}"
        command = found
    return command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_a_page_exists_with_its_flags(page: Path) -> None:
    for line in commands_shown(page):
        words = shlex.split(line.replace("…", "x"))[1:]
        names = [word for word in words if re.fullmatch(r"[a-z]+", word)]
        command = verb(names[:2])
        known = {flag for param in command.params for flag in (*param.opts, *param.secondary_opts)}
        for word in words:
            if word.startswith("-"):
                assert word.partition("=")[0] in known, f"{page.name}: {line}: {word}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_on_a_page_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"`[^`]*`", "", text)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not target.startswith(("http:", "https:", "mailto:", "/")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_make_target_on_the_pages_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        for named in re.findall(r"\bmake ([a-z]+)\b(?! sure)", page.read_text(encoding="utf-8")):
            written = f"make {named}"
            if f"`{written}`" in page.read_text() or f"\n{written}" in page.read_text():
                assert named in targets, f"{page.name}: {written}"


def test_every_dependency_is_explained_in_the_decisions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    listed = (ROOT / "DECISIONS.md").read_text(encoding="utf-8").lower()
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[>=<\[]", each)[0].lower() for each in wanted}
    assert {name for name in names if not name.startswith("types-") and name not in listed} == set()


def test_every_dependency_is_in_the_lock_files_with_a_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["optional-dependencies"]["dev"]),
        ("requirements-dev.lock", project["optional-dependencies"]["dask"]),
        ("requirements-fuzz.lock", project["optional-dependencies"]["fuzz"]),
        ("requirements-peers.lock", project["optional-dependencies"]["peers"]),
        ("requirements-supply.lock", project["optional-dependencies"]["supply"]),
    ):
        text = (ROOT / lock).read_text().lower()
        held = dict(re.findall(r"^([a-z0-9._-]+)==\S+.*?\\\n\s+--hash=(\w+):", text, re.MULTILINE))
        for each in wanted:
            name = re.split(r"[>=<\[]", each)[0].lower()
            assert held.get(name) == "sha256", f"{lock}: {name}"
        assert not re.search(r"https?://|file:|--(extra-)?index|--find-links", text)
