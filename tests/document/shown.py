"""A document as lines that a person can check: what the case files hold."""

from fairnotice.model import Block, Document, Run


def shown(document: Document) -> str:
    """Title, sections and blocks, a line each."""
    lines = [f"title: {document.title}"] if document.title else []
    for section in document.sections:
        lines.append(f"[{section.id}] depth {section.depth}" + _in(section.parent))
        lines.extend("  " + _block(block) for block in section.blocks)
    return "\n".join(lines)


def _in(parent: str) -> str:
    return f" in {parent}" if parent else ""


def _block(block: Block) -> str:
    where = "".join(f"{c.kind}/" for c in block.containers)
    said = "".join(_run(run) for run in block.runs)
    notes = "".join(
        [
            f"  (led by: {block.lead_in})" if block.lead_in else "",
            f"  (under: {', '.join(block.header)})" if block.header else "",
            "  (header)" if block.is_header else "",
            f"  (aligned: {', '.join(a or '-' for a in block.align)})" if block.align else "",
        ]
    )
    return f"{block.line} {where}{block.kind}: {said}{notes}"


def _run(run: Run) -> str:
    text = run.text.replace("\n", "⏎").replace("\t", " ⇥ ")
    for mark in reversed(run.marks):
        if mark.kind != "cell":
            text = f"{{{mark.kind}{' ' + mark.address if mark.address else ''}: {text}}}"
    return text
