"""A finding's rule, section and texts in; a hash that survives rewording of the tool out."""

import hashlib

from fairnotice.significance.words import norms


def fingerprint(rule: str, section_id: str, old: str, new: str, twin: int = 0) -> str:
    """SHA-256 over rule id, section id and the normalised texts of both sides, the first 16 hex
    digits. `twin` tells apart findings that agree in all of these (the same row added twice)."""
    parts = [rule, section_id, *(" ".join(norms(text)) for text in (old, new))]
    if twin:
        parts.append(str(twin))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
