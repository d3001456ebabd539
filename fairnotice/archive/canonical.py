"""Plain values in; the one sequence of bytes that stands for them out, ready to be hashed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""What JSON can say."""


def digest(value: Plain) -> str:
    """SHA-256, in hexadecimal, of `value` as canonical JSON.

    Canonical: keys sorted, no white space between tokens, characters as themselves in UTF-8
    (`jq -cSj .` prints the same bytes). JSON quotes every text, so two different values never
    give the same bytes.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
