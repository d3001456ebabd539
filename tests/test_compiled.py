"""The program's own templates, compiled: kept as Python keeps its modules."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from fairnotice.compiled import Compiled
from fairnotice.pages.environment import environment, template_problems
from fairnotice.templating import templating
from fairnotice.tool import tool

OWN = {"hello.html": "<p>Hello {{ name }}</p>"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python would keep its bytecode, empty."""
    tool()  # whoever asks first has it kept, too
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled so far."""
    found: list[str] = []
    compile_as_ever = Environment.compile

    def compiling(self: Environment, source: str, name: str, filename: str) -> object:
        found.append(name)
        return compile_as_ever(self, source, name, filename)

    monkeypatch.setattr(Environment, "compile", compiling)
    return found


def greeting(templates: dict[str, str]) -> str:
    """What a run of its own makes of the template."""
    run = templating(templates, escaping=True, compiled=Compiled(OWN))
    return run.get_template("hello.html").render(name="Ada")


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_programs_own_templates_are_compiled_once_for_all_runs(
    folder: Path, worked: list[str]
) -> None:
    assert [greeting(OWN) for _ in range(3)] == ["<p>Hello Ada</p>"] * 3
    assert worked == ["hello.html"]
    (place,) = kept(folder)
    assert place.suffix == ".pyc"


def test_they_are_not_looked_through_for_faults_and_a_sites_own_are(worked: list[str]) -> None:
    both = {**OWN, "front.html": "{{ draft }}"}
    run = environment(both, Compiled(OWN))
    (problem,) = template_problems(run, both)
    assert str(problem.place) == "templates/front.html:1:1"
    assert worked == ["front.html"]


def test_one_in_another_ones_place_is_a_sites_own() -> None:
    known = Compiled({**OWN, "bye.html": "<p>Bye</p>"})
    assert known.is_without_fault("hello.html", OWN["hello.html"])
    assert not known.is_without_fault("bye.html", OWN["hello.html"])
    assert not known.is_without_fault("hello2.html", OWN["hello.html"])


def test_a_sites_own_template_is_compiled_in_each_run_and_nothing_is_kept_of_it(
    folder: Path, worked: list[str]
) -> None:
    own = {"hello.html": "<p>Good day {{ name }}</p>"}
    assert [greeting(own) for _ in range(2)] == ["<p>Good day Ada</p>"] * 2
    assert worked == ["hello.html"] * 2
    assert not kept(folder)
    greeting(OWN)
    assert greeting(own) == "<p>Good day Ada</p>"


@pytest.mark.parametrize("what", ["half", "bent", "empty"])
def test_a_damaged_file_is_not_believed_and_is_made_anew(
    folder: Path, worked: list[str], what: str
) -> None:
    greeting(OWN)
    (place,) = kept(folder)
    whole = place.read_bytes()
    place.write_bytes(
        {"half": whole[:-9], "bent": whole[:-1] + bytes([whole[-1] ^ 1]), "empty": b""}[what]
    )
    assert greeting(OWN) == "<p>Hello Ada</p>"
    assert len(worked) == 2
    assert place.read_bytes() == whole


def test_another_version_of_the_program_does_not_believe_it(
    folder: Path, worked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    greeting(OWN)
    monkeypatch.setattr("fairnotice.compiled.tool", lambda: "0" * 24)
    assert greeting(OWN) == "<p>Hello Ada</p>"
    assert len(worked) == 2
    assert len(kept(folder)) == 1


def test_nothing_is_kept_where_python_may_keep_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert greeting(OWN) == "<p>Hello Ada</p>"
    assert not kept(folder)


def test_a_folder_that_cannot_be_written_is_no_trouble(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = folder / "file"
    in_the_way.write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(in_the_way))
    assert greeting(OWN) == "<p>Hello Ada</p>"
    assert kept(folder) == [in_the_way]
