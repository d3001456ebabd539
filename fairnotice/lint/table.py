"""The checks, in the order in which they are run and listed."""

from fairnotice.lint.check import Check
from fairnotice.lint.checks import (
    dead_anchor,
    dead_link,
    link_to_unpublished,
    lost_section_id,
    open_question,
    provenance_rewritten,
)

CHECKS: tuple[Check, ...] = (
    dead_link,
    dead_anchor,
    link_to_unpublished,
    lost_section_id,
    open_question,
    provenance_rewritten,
)
