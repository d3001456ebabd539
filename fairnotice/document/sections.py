"""The blocks and headings of a text in; its title, its sections and their problems out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fairnotice.document import ids
from fairnotice.document.blocks import Found, Heading
from fairnotice.model import Block, Container, Place, Problem, Section


class Sectioned(NamedTuple):
    """A text cut at its headings."""

    title: str
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]


def sectioned(found: Found, path: str) -> Sectioned:
    """The title and the sections.

    The first `#` heading is the title. Text before the first other heading is section `top`
    (depth 1, no heading, no title). Footnotes are section `footnotes` (depth 2, titled, without a
    heading block, since the text has none): readers meet them at the end, and a note that is added
    does not change the section that refers to it.
    """
    title_at = next((h.at for h in found.headings if h.level == 1), -1)
    headings = [h for h in found.headings if h.at != title_at]
    depths = tuple(_depths(headings))
    starts = [h.at for h in headings]
    ends = [*starts[1:], found.notes] if starts else []
    bodies = [
        tuple(b for i, b in enumerate(found.blocks[start:end], start) if i != title_at)
        for start, end in zip(starts, ends, strict=True)
    ]
    first = starts[0] if starts else found.notes
    top = tuple(b for i, b in enumerate(found.blocks[:first]) if i != title_at)
    notes = found.blocks[found.notes :]
    taken = frozenset({ids.TOP} if top else ()) | frozenset({ids.FOOTNOTES} if notes else ())

    parents = tuple(_parents(depths))
    headed = [
        ids.Headed(
            _title(found.blocks[h.at]),
            h.id,
            found.blocks[h.at].line,
            parent,
            body[1].text[:80] if len(body) > 1 else "",
        )
        for h, parent, body in zip(headings, parents, bodies, strict=True)
    ]
    names = ids.ids(headed, taken)
    sections = [Section(ids.TOP, "", 1, top[0].line, "", top)] if top else []
    for name, head, depth, body in zip(names, headed, depths, bodies, strict=True):
        parent_id = names[head.parent] if head.parent >= 0 else ""
        sections.append(
            Section(name, head.title, depth, head.line, parent_id, body, head.given == name)
        )
    if notes:
        sections.append(Section(ids.FOOTNOTES, "Footnotes", 2, notes[0].line, "", notes))
    distinct, anchor_problems = (
        _distinct_anchors(sections, path) if found.anchored else (sections, [])
    )
    title = _title(found.blocks[title_at]) if title_at >= 0 else ""
    problems = (
        *ids.problems(headed, names, path, taken),
        *_second_titles(headings, found, path),
        *_lost_anchors(found, path),
        *anchor_problems,
    )
    return Sectioned(title, tuple(distinct), problems)


def _title(heading: Block) -> str:
    return heading.text.replace("\n", " ")


def _depths(headings: Sequence[Heading]) -> Iterator[int]:
    """Depths: a further `#` counts as 2, and what is below it goes down with it."""
    down = 0
    for heading in headings:
        if heading.level == 1:
            down = 1
        yield min(heading.level + down, 6)


def _parents(depths: Sequence[int]) -> Iterator[int]:
    """For each section the index of the one that encloses it, or -1."""
    open_sections: list[int] = []
    for index, depth in enumerate(depths):
        while open_sections and depths[open_sections[-1]] >= depth:
            open_sections.pop()
        yield open_sections[-1] if open_sections else -1
        open_sections.append(index)


def _second_titles(headings: Sequence[Heading], found: Found, path: str) -> Iterator[Problem]:
    for heading in headings:
        if heading.level == 1:
            block = found.blocks[heading.at]
            yield Problem(
                "second-title",
                "warning",
                Place(path, block.line),
                f"“{_title(block)}” is a second heading with a single #; the first is the title.",
                "Write ## before it; until then it is read as a section.",
            )


def _lost_anchors(found: Found, path: str) -> Iterator[Problem]:
    for anchor, line in found.lost_anchors:
        yield Problem(
            "lost-anchor",
            "warning",
            Place(path, line),
            f"The id “{anchor}” stands in a paragraph or heading that has another id already.",
            "Give each paragraph or heading one id, and change the links to the other.",
        )


def _distinct_anchors(
    sections: Sequence[Section], path: str
) -> tuple[list[Section], list[Problem]]:
    """The sections with every id on a paragraph or list usable and different from all others."""
    seen = {section.id for section in sections}
    problems: list[Problem] = []
    containers: dict[int, Container] = {}
    out: list[Section] = []
    for section in sections:
        blocks: list[Block] = []
        changed = False
        for block in section.blocks:
            mended = block
            for container in block.containers:
                if container.anchor and container.key not in containers:
                    kept = _kept(container.anchor, container.kind == "note", seen)
                    if kept != container.anchor:
                        problems.append(_bad_anchor(container.anchor, path, block.line))
                    containers[container.key] = container._replace(anchor=kept)
            if any(c.anchor for c in block.containers):
                inside = tuple(containers.get(c.key, c) for c in block.containers)
                mended = mended._replace(containers=inside)
            if block.anchor:
                kept = _kept(block.anchor, False, seen)
                if kept != block.anchor:
                    problems.append(_bad_anchor(block.anchor, path, block.line))
                    mended = mended._replace(anchor=kept)
            changed = changed or mended is not block
            blocks.append(mended)
        out.append(section._replace(blocks=tuple(blocks)) if changed else section)
    return out, problems


def _kept(anchor: str, note: bool, seen: set[str]) -> str:
    """The anchor, or empty where it cannot be used or is used already."""
    if anchor in seen or not (note or ids.usable(anchor)):
        return ""
    seen.add(anchor)
    return anchor


def _bad_anchor(anchor: str, path: str, line: int) -> Problem:
    return Problem(
        "duplicate-id",
        "error",
        Place(path, line),
        f"The id “{anchor}” is used twice or cannot be used in an address.",
        "Give each paragraph, list or heading an id of its own, in letters, digits and hyphens.",
    )
