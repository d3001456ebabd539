"""A changed pair in; the addresses that changed under words that stayed out.

Words are told by where they stand, not by how they read: a text has many links called `here`, and a
new one beside them changes none of the others. What came or went with its words needs no telling.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fairnotice.document.words import seen
from fairnotice.model import Block, Mark, Pair


class Swap(NamedTuple):
    """An address that changed under the same words."""

    text: str
    old: str
    new: str


class _Link(NamedTuple):
    """A link or picture in the joined text of a side, from one letter up to another."""

    start: int
    end: int
    text: str
    address: str


class _Kept(NamedTuple):
    """A stretch of text that both sides have."""

    old: int
    new: int
    size: int


def swaps(pair: Pair) -> tuple[Swap, ...]:
    """Links and pictures whose address changed, came or went; an empty address: there was none."""
    if not (_have_marks(pair.old) or _have_marks(pair.new)):
        return ()
    old, new = list(_links(pair.old)), list(_links(pair.new))
    if not pair.old or not pair.new or _told(old) == _told(new):
        return ()
    kept = list(_kept(pair))
    stayed_old, stayed_new = [(k.old, k.size) for k in kept], [(k.new, k.size) for k in kept]
    found: list[Swap] = []
    lost, came = list(old), []
    for link in new:
        before = [other for other in old if _meet(other, link, kept)]
        lost = [other for other in lost if other not in before]
        if before and all(other.address != link.address for other in before):
            found.append(Swap(link.text, before[0].address, link.address))
        elif not before and _stayed(link, stayed_new):
            found.append(Swap(link.text, "", link.address))
        elif not before:
            came.append(link)
    gone = [link for link in lost if _stayed(link, stayed_old)]
    found += [Swap(link.text, link.address, "") for link in gone]
    found += _written_anew([link for link in lost if link not in gone], came)
    # The same words that lead to the same place twice are told once.
    return (*dict.fromkeys(found), *(_wordless(old, new) if pair.kind == "link" else ()))


def _have_marks(blocks: Sequence[Block]) -> bool:
    for block in blocks:
        for _, marks in block.runs:
            if marks:
                return True
    return False


class Together(NamedTuple):
    """The addresses that changed in one place, as they are told."""

    lost: Sequence[Swap]
    """Several that went, in one sentence; empty where one or none did."""
    came: Sequence[Swap]
    """The same of those that came."""
    singly: Sequence[Swap]
    """All others."""


def together(found: Sequence[Swap]) -> Together:
    """The swaps of a pair, several links that went or came at once put together."""
    lost = [swap for swap in found if not swap.new]
    came = [swap for swap in found if not swap.old]
    lost, came = (some if len(some) > 1 else [] for some in (lost, came))
    return Together(lost, came, [swap for swap in found if swap not in lost and swap not in came])


def _links(blocks: Sequence[Block]) -> Iterator[_Link]:
    """The links and pictures of a side, in order; one over several runs is one."""
    at = 0
    for block in blocks:
        held: Mark | None = None
        link = _Link(at, at, "", "")
        for run in block.runs:
            mark = next((m for m in run.marks if m.kind in {"link", "image"}), None)
            if mark is not held:
                if held is not None:
                    yield link
                link = _Link(at, at, "", mark.address if mark else "")
            at += len(run.text)
            link = link._replace(end=at, text=link.text + seen(run.text))
            held = mark
        if held is not None:
            yield link
        at += 1  # the line feed that joins two blocks


def _told(links: Sequence[_Link]) -> list[tuple[str, str]]:
    return [(link.text, link.address) for link in links]


def _kept(pair: Pair) -> Iterator[_Kept]:
    i = j = 0
    for kind, text in pair.spans:
        if kind == "same":
            yield _Kept(i, j, len(text))
        i += len(text) * (kind != "added")
        j += len(text) * (kind != "removed")


def _meet(old: _Link, new: _Link, kept: Sequence[_Kept]) -> bool:
    """Whether a letter that stayed is in both links."""
    return any(
        max(old.start - k.old, new.start - k.new, 0) < min(old.end - k.old, new.end - k.new, k.size)
        for k in kept
    )


def _stayed(link: _Link, kept: Sequence[tuple[int, int]]) -> bool:
    """Whether the letters of a link, of which there are some, stayed; blanks may have changed."""
    ends = ((max(link.start, at), min(link.end, at + size)) for at, size in kept)
    letters = sum(map(len, link.text.split()))
    return sum(max(0, end - start) for start, end in ends) >= letters > 0


def _written_anew(lost: Sequence[_Link], came: Sequence[_Link]) -> Iterator[Swap]:
    """Links whose words were struck and written anew, letter for letter, with another address."""
    waiting = [link for link in lost if link.text]
    for link in came:
        before = next((other for other in waiting if other.text == link.text), None)
        if before is not None:
            waiting.remove(before)
            if before.address != link.address:
                yield Swap(link.text, before.address, link.address)


def _wordless(old: Sequence[_Link], new: Sequence[_Link]) -> Iterator[Swap]:
    """Pictures without words whose address changed, in order."""
    lost = [link.address for link in old if link.start == link.end]
    gained = [link.address for link in new if link.start == link.end]
    if lost != gained:
        for at in range(max(len(lost), len(gained))):
            before = lost[at] if at < len(lost) else ""
            after = gained[at] if at < len(gained) else ""
            if before != after:
                yield Swap("", before, after)
