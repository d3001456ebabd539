"""The id of a problem that is neither a rule's nor a check's in; what it means out, as text.

Such a problem is about files, dates, decisions and the lock; its own message names the place and
how to mend it, and this says what all of its sort are about.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from fairnotice.lint.on_request import ON_REQUEST


class Other(NamedTuple):
    """What is to be said of such a problem."""

    part: str
    """Where it comes from: `lock`, `YAML`, `check --har`."""
    what: str
    """What it finds, in one sentence."""
    why: str
    mend: str


@cache
def others() -> Mapping[str, Other]:
    """Every such problem by its id, in the order in which they are listed."""
    text = resources.files("fairnotice.lint").joinpath("other.yaml").read_text("utf-8")
    return {name: Other(*row) for name, row in yaml.load(text, yaml.CSafeLoader).items()}


def explain(name: str) -> str:
    """The text on one problem, for a terminal. KeyError when there is none of that id."""
    found = others()[name]
    lines = [f"{name} ({found.part})", "", found.what, "", f"Why: {found.why}"]
    lines += ["", f"Mend: {found.mend}"]
    if name in ON_REQUEST:
        lines += ["", f"Another level: `lint: {{{name}: error|warning|info|ignore}}` in site.yaml."]
    return "\n".join([*lines, ""])
