"""What is wrong, where and how to mend it go in; an error of the right sort comes out."""

from fairnotice.model import Place, Problem

MAX_PROBLEMS = 500
"""Problems told of one file: nobody reads more, and each costs time."""


def broken(check: str, place: Place, wrong: str, mend: str, version: str = "") -> Problem:
    """An error that keeps a page from being made."""
    return Problem(check, "error", place, wrong, mend, broken=True, version=version)


def gate(check: str, place: Place, wrong: str, mend: str, version: str = "") -> Problem:
    """An error that keeps pages which could be made from being published."""
    return Problem(check, "error", place, wrong, mend, version=version)
