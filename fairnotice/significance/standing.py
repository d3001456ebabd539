"""A text in; the places at which others stand in it, out, when many are asked for.

To seek one takes a look at the whole text. For thousands it is cut into stretches once, and they
are looked up by those of their own: of the stretches at every twelfth letter of the text, one at
least lies in whatever has 23 letters.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

_STRETCH = 12
"""Letters; also from one stretch of the text to the next."""
_FEW = 100
"""Texts that are sought before it pays to cut this one: as long as that takes."""
_WORTH = 500
"""Letters of the text that are looked at in the time that one of the looked-up places takes."""


class Standing:
    """A text, and where others stand in it."""

    def __init__(self, text: str) -> None:
        """The text in which others are sought."""
        self._text = text
        self._asked = 0

    def places(self, sought: str) -> Iterator[int]:
        """Where each that is sought begins, in order; they may overlap."""
        self._asked += 1
        if self._asked > _FEW and len(sought) >= 2 * _STRETCH:
            known = self._looked_up(sought)
            if known is not None:
                yield from known
                return
        place = self._text.find(sought)
        while place >= 0:
            yield place
            place = self._text.find(sought, place + 1)

    def _looked_up(self, sought: str) -> list[int] | None:
        """All its places; None when the stretches of the sought are so common that seeking is as
        fast."""
        rarest = [self._rarest(sought, first) for first in range(_STRETCH)]
        if sum(len(places) for places, _ in rarest) * _WORTH > len(self._text):
            return None
        begun = (place - at for places, at in rarest for place in places)
        return sorted(at for at in begun if at >= 0 and self._text.startswith(sought, at))

    def _rarest(self, sought: str, first: int) -> tuple[Sequence[int], int]:
        """Where the rarest stretch stands in the text, of those from the first on, and at which
        letter of the sought."""
        found: tuple[Sequence[int], int] = ((), first)
        for at in range(first, len(sought) - _STRETCH + 1, _STRETCH):
            places = self._stretches.get(sought[at : at + _STRETCH], ())
            if at == first or len(places) < len(found[0]):
                found = places, at
            if not places:
                break
        return found

    @cached_property
    def _stretches(self) -> Mapping[str, Sequence[int]]:
        """The places of each stretch, of those at every twelfth letter."""
        found: dict[str, list[int]] = defaultdict(list)
        for at in range(0, len(self._text) - _STRETCH + 1, _STRETCH):
            found[self._text[at : at + _STRETCH]].append(at)
        return dict(found)
