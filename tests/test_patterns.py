"""Regular expressions as every Python that the program runs on understands them."""

import pkgutil
import re
from importlib import import_module

import fairnotice

_POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)[*+?]\+|\(\?>")


def test_no_pattern_keeps_what_a_group_matched() -> None:
    """Python before 3.11.5 gives back letters of `(…)*+` that it should keep (gh-106052): a redline
    would cut the last letter off words. Debian 12 has 3.11.2."""
    patterns = {
        f"{module.name}.{name}": value.pattern
        for module in pkgutil.walk_packages(fairnotice.__path__, "fairnotice.")
        for name, value in vars(import_module(module.name)).items()
        if isinstance(value, re.Pattern)
    }
    assert "fairnotice.compare.tokens.TOKEN" in patterns
    kept = [name for name, text in patterns.items() if _POSSESSIVE_GROUP.search(str(text))]
    assert kept == []
