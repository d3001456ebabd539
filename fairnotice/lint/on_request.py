"""The checks that only run when they are asked for, each with its level."""

from collections.abc import Mapping

from fairnotice.lint import external
from fairnotice.lint.har import declared
from fairnotice.model import Level

ON_REQUEST: Mapping[str, Level] = {**external.LEVELS, **declared.LEVELS}
"""Id → level, unless `lint` in site.yaml says otherwise: `check --external`, `check --har`."""
