"""The checks, in the order in which they are run and listed."""

from fairnotice.lint.check import Check
from fairnotice.lint.checks import (
    absolute_security,
    check_back,
    continued_use,
    dead_anchor,
    dead_law,
    dead_link,
    hedged_practice,
    link_to_unpublished,
    lost_section_id,
    open_question,
    placeholder,
    provenance_rewritten,
    vague_recipients,
)

CHECKS: tuple[Check, ...] = (
    dead_link,
    dead_anchor,
    link_to_unpublished,
    lost_section_id,
    open_question,
    provenance_rewritten,
    placeholder,
    check_back,
    continued_use,
    dead_law,
    absolute_security,
    hedged_practice,
    vague_recipients,
)
