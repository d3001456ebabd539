"""A comparison, its assessment and two sides in; a comment for a pull request out.

What was removed and added stands in `<del>` and `<ins>`, which every host of code shows.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice

from fairnotice.document.markings import Marking, markings
from fairnotice.document.redline import read_row, shown_places, wordless
from fairnotice.document.swaps import Swap, swaps
from fairnotice.document.words import UNSEEN
from fairnotice.model import Assessment, Comparison, Finding, Pair, PairKind, Span
from fairnotice.reports.diff_json import Side
from fairnotice.reports.diff_words import summary_line, verdict_line
from fairnotice.reports.inert import uncalled
from fairnotice.reports.printable import MEANT

_LONGEST = 60_000
"""Characters; GitHub takes comments of up to 65,536."""
_CONTEXT = 120
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~@:>])")


def diff_markdown(
    comparison: Comparison, assessment: Assessment | None, old: Side, new: Side
) -> str:
    """The verdict, the findings, and each change with its words marked."""
    lines = [
        f"## {_inert(old.id)} → {_inert(new.id)}",
        "",
        f"**{verdict_line(comparison, assessment)}** {summary_line(comparison)}",
        "",
    ]
    findings = assessment.findings if assessment else ()
    lines += _table(findings)
    used = sum(map(len, lines))
    where = shown_places(comparison)
    section = None
    found = markings(comparison)
    for marking in found:
        pair = marking.pairs[0]
        here = pair.new_section
        if here is None and pair.old_section is not None:
            place = where.get(pair.old_section.id)
            here = place.section if place else pair.old_section
        more = []
        if here is not section:
            section = here
            more += [f"### {_inert(here.title if here else '') or 'The beginning'}", ""]
        more += _change(marking)
        used += sum(map(len, more)) + len(more)
        if used > _LONGEST:
            left = len(found) - marking.number + 1
            lines += [f"… and {left} more changes, which do not fit here.", ""]
            break
        lines += more
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    found = Counter((f.level, f.rule, f.section_title, f.evidence) for f in findings)
    rows = [
        f"| {level} | `{rule}` | {_inert(title)} | {_inert(evidence)}"
        + (f" ({times} times) |" if times > 1 else " |")
        for (level, rule, title, evidence), times in islice(found.items(), 100)
    ]
    return ["| level | rule | section | evidence |", "|---|---|---|---|", *rows, ""]


def _change(marking: Marking) -> list[str]:
    side = marking.pairs[0].new or marking.pairs[0].old
    lines = [f"*{marking.number}. {marking.kind}, line {side[0].line}*", ""]
    way = marking.way
    if way is not None:
        lines.append(f"> {_inert(marking.told)}  ")
    for at, pair in enumerate(marking.pairs):
        addresses = pair.kind in {"link", "changed", "moved"}
        told = ["".join(_spans(pair))] if way is None else []
        told += map(_swapped, swaps(pair)) if addresses else ()
        lines += [">"] if at and way is None else []
        lines += [f"> {line}  " for line in told]
        if way is None:
            lines[-1] = lines[-1].rstrip()
    return [*lines, ""]


def _swapped(swap: Swap) -> str:
    """An address that changed under the same words, was given or taken away."""
    before = f"<del>{_inert(swap.old)}</del>" if swap.old else ""
    after = f"<ins>{_inert(swap.new)}</ins>" if swap.new else ""
    return f"“{_inert(swap.text)}”: {before}{after}"


def _spans(pair: Pair) -> Iterator[str]:
    """The words of a change as a reader sees them, and as much beside them as shows where it is."""
    if what := wordless(pair):
        yield _marked("same" if pair.kind == "moved" else pair.kind, f"({what})")
        return
    looks = (Span("same", pair.new_text.replace("\t", " · ")),)
    spans = looks if pair.kind == "format" else read_row(pair)
    last = len(spans) - 1
    for at, (kind, text) in enumerate(spans):
        if kind != "same":
            yield _marked(kind, text)
            continue
        head = "" if at == 0 and last else text[:_CONTEXT]
        tail = "" if at == last else text[-_CONTEXT:]
        if len(head) + len(tail) >= len(text):
            yield _inert(text)
            continue
        # Up to the last blank, and from the first one on: no word is cut.
        head = head.rpartition(" ")[0] or head
        tail = tail.partition(" ")[2] or tail
        yield " ".join(filter(None, (_inert(head), "…", _inert(tail))))


def _marked(kind: PairKind, text: str) -> str:
    """Words that came, went or stayed."""
    tag = {"removed": "del", "added": "ins"}.get(kind)
    if tag is None or not text.strip(f" \xa0\n{UNSEEN}"):
        return "" if kind == "removed" else _inert(text)
    return f"<{tag}>{_inert(text)}</{tag}>"


def _inert(text: str) -> str:
    """On one line, with nothing in it that Markdown or HTML would act on."""
    flat = " ".join(part for part in re.split(r"[^\S ]+", text))
    visible = "".join(
        letter if letter.isprintable() or letter in MEANT else "\ufffd" for letter in flat
    )
    return _SPECIAL.sub(r"\\\1", escape(uncalled(visible), quote=False))
