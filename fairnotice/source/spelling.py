"""A word and the known ones go in; what an editor most likely meant, and how words are shown, come
out.
"""

import difflib
from collections.abc import Iterable, Sequence


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` is most likely a slip of; empty when none is near."""
    spelling = {_plain(name): name for name in known}
    found = difflib.get_close_matches(_plain(word), spelling, n=1, cutoff=0.6)
    return spelling[found[0]] if found else ""


def either(words: Sequence[str]) -> str:
    """The words as an editor reads them: `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def short(text: str) -> str:
    """At most forty characters of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _plain(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")
