"""`explain` knows every name that a problem can bear."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import fairnotice
from fairnotice.lint.explain import explain as explain_check
from fairnotice.lint.on_request import ON_REQUEST
from fairnotice.lint.other import explain, others
from fairnotice.lint.table import CHECKS
from fairnotice.significance.rulebook import rulebook

PACKAGE = Path(fairnotice.__file__).parent
TREES = [ast.parse(file.read_text()) for file in sorted(PACKAGE.rglob("*.py"))]
NAME = re.compile(r"[a-z]+(?:-[a-z]+)+")
NAMES_A_PROBLEM = frozenset({"check", "check_id"})


def _makers() -> dict[str, set[int]]:
    """Functions and classes that take the name of a problem, and in which places."""
    found: dict[str, set[int]] = {}
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                taken = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
            elif isinstance(node, ast.ClassDef):
                fields = (each for each in node.body if isinstance(each, ast.AnnAssign))
                taken = [each.target.id for each in fields if isinstance(each.target, ast.Name)]
            else:
                continue
            for place, name in enumerate(taken):
                if name in NAMES_A_PROBLEM:
                    found.setdefault(node.name, set()).add(place)
    return found


def _written() -> Iterator[str]:
    """Every name that some place in the code gives to a problem."""
    makers = _makers()
    assert {"Problem", "Refusal", "broken", "gate", "bad"} <= makers.keys()
    for tree in TREES:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            called = node.func.attr if isinstance(node.func, ast.Attribute) else called
            if called in makers:
                given = [node.args[n] for n in makers[called] if n < len(node.args)]
                given += [each.value for each in node.keywords if each.arg in NAMES_A_PROBLEM]
                for argument in given:
                    yield from _texts(argument)


def _texts(node: ast.expr) -> Iterator[str]:
    for each in ast.walk(node):
        text = each.value if isinstance(each, ast.Constant) else None
        if isinstance(text, str) and NAME.fullmatch(text):
            yield text


PRINTED = sorted({*_written(), *ON_REQUEST})
KNOWN = {check.ID for check in CHECKS}


def test_the_walk_finds_what_all_parts_of_the_tool_say() -> None:
    parts = {"yaml", "lock", "external", "cookie", "har", "allow", "email", "published"}
    assert parts <= {name.partition("-")[0] for name in PRINTED}


@pytest.mark.parametrize("name", PRINTED)
def test_every_name_that_a_problem_can_bear_is_explained(name: str) -> None:
    text = explain_check(name) if name in KNOWN else explain(name)
    assert text.startswith(f"{name} (")
    assert "\nWhy: " in text
    assert "\nMend: " in text


def test_nothing_is_explained_twice_or_in_vain() -> None:
    ids = KNOWN | {rule.id for rule in rulebook()}
    assert ids.isdisjoint(others())
    source = "".join(file.read_text() for file in PACKAGE.rglob("*.py"))
    assert [name for name in others() if f'"{name}"' not in source] == []


@pytest.mark.parametrize("name", others())
def test_each_text_is_whole_sentences(name: str) -> None:
    found = others()[name]
    assert found.part
    assert all(words.endswith((".", "`.")) for words in (found.what, found.why, found.mend))
