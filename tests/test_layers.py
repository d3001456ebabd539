"""The house stands: imports lead downward, in no circle, and the middle is pure."""

import ast
import graphlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import fairnotice

PACKAGE = Path(fairnotice.__file__).parent

LAYERS: tuple[tuple[str, ...], ...] = (
    ("model",),
    ("memo",),
    ("devices", "document", "law", "templating", "urls"),
    (
        "source",
        "calendar",
        "compare",
        "significance",
        "lint",
        "gate",
        "archive",
        "pages",
        "mail",
        "reports",
        "importers",
    ),
    ("pipeline",),
    ("disk", "preview"),
    ("cli", "commands"),
)
"""From the bottom up. Those of one layer never import each other, the two ends excepted."""

PARTS: Mapping[str, str] = {
    "dossiers": "pipeline",
    "judged": "pipeline",
    "judging": "pipeline",
    "known_texts": "pipeline",
    "loaded": "pipeline",
    "once": "model",
    "against": "pipeline",
    "compiled": "disk",
    "disk_error": "disk",
    "durable": "disk",
    "laid": "disk",
    "looks": "disk",
    "own": "disk",
    "prepared": "disk",
    "external": "disk",
    "git": "disk",
    "history": "disk",
    "store": "disk",
    "tool": "disk",
    "unchanged": "disk",
    "swap": "disk",
    "trees": "disk",
    "workers": "disk",
    "watch": "preview",
    "preview_page": "preview",
    "preview_server": "preview",
    "__main__": "cli",
    "answer": "cli",
    "asked": "cli",
    "call": "cli",
    "exits": "cli",
    "options": "cli",
    "outcomes": "cli",
    "question": "cli",
    "spoken": "cli",
    "clock": "cli",
    "remembered": "cli",
    "previewed": "cli",
    "verbs": "cli",
    "note": "cli",
    "requested": "cli",
    "voice": "cli",
    "word": "cli",
}
"""Modules at the top that belong to one of the rooms above."""

FRIENDS = frozenset({"cli", "commands", "document", "urls"})
"""Rooms that may import another room of their own layer."""

IMPURE = frozenset(
    {
        "asyncio",
        "ftplib",
        "glob",
        "http.client",
        "http.server",
        "io",
        "multiprocessing",
        "os",
        "os.path",
        "pathlib",
        "random",
        "secrets",
        "shutil",
        "smtplib",
        "socket",
        "ssl",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
        "click",
        "rich",
        "starlette",
        "uvicorn",
        "watchdog",
        "requests",
        "httpx",
    }
)
"""Modules that read, write, wait, roll dice or look at the clock."""

PURE = frozenset({"BytesIO", "PurePath", "PurePosixPath", "PureWindowsPath"})
"""Names from those modules that only reckon."""

IMPURE_CALLS = frozenset({"open", "input", "print", "exec", "eval", "__import__"})
IMPURE_METHODS = frozenset(
    {
        "now",
        "utcnow",
        "today",
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
        "iterdir",
        "rglob",
        "mkdir",
        "unlink",
    }
)
"""Methods of Path, date and datetime that reach out of the program."""

ALLOWED: Mapping[str, frozenset[str]] = {
    # One Python-Markdown instance is not for two threads at once.
    "fairnotice.document.markdown": frozenset({"threading"}),
    # The tables of words are a part of the program that is not written in Python.
    "fairnotice.significance.lexicon": frozenset({".read_bytes()", ".read_text()"}),
    # So are the rules and their sources.
    "fairnotice.significance.rulebook": frozenset({".read_bytes()", ".read_text()"}),
    "fairnotice.law.sources": frozenset({".read_bytes()", ".read_text()"}),
    "fairnotice.lint.other": frozenset({".read_text()"}),
    # The names of countries are those of the package tzdata.
    "fairnotice.lint.countries": frozenset({".read_text()"}),
}
"""What single modules may use all the same, and why."""


def modules() -> dict[str, Path]:
    """Every module of the package, by its full name."""
    return {
        ".".join(("fairnotice", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imports(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """Full names of the modules that one imports, wherever in it, typing-only ones included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = name if path.stem == "__init__" else name.rpartition(".")[0]
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join((*above, node.module or "")).rstrip(".") if node.level else node.module
            assert base is not None
            for alias in node.names:
                if alias.name in PURE:
                    continue
                full = f"{base}.{alias.name}"
                yield full if full in known else base


def room(name: str) -> str:
    """The room of the house in which a module is."""
    parts = name.split(".")
    top = parts[1] if len(parts) > 1 else ""
    return PARTS.get(top, top)


def graph() -> dict[str, set[str]]:
    known = modules()
    return {
        name: {found for found in imports(name, path, known) if found in known and found != name}
        for name, path in known.items()
    }


def test_no_import_leads_back_to_where_it_began() -> None:
    edges = {name: {i for i in found if i != "fairnotice"} for name, found in graph().items()}
    graphlib.TopologicalSorter(edges).prepare()  # CycleError names the circle


def test_every_module_has_a_room() -> None:
    rooms = {each for layer in LAYERS for each in layer}
    homeless = [name for name in modules() if name != "fairnotice" and room(name) not in rooms]
    assert homeless == []


def test_imports_lead_downward_and_stages_never_import_each_other() -> None:
    height = {each: number for number, layer in enumerate(LAYERS) for each in layer}
    wrong = [
        f"{name} imports {found}"
        for name, all_found in graph().items()
        for found in sorted(all_found)
        if name != "fairnotice" and found != "fairnotice"
        if room(name) != room(found)
        if height[room(found)] > height[room(name)]
        or (height[room(found)] == height[room(name)] and room(name) not in FRIENDS)
    ]
    assert wrong == []


def middle() -> list[tuple[str, Path]]:
    """The modules that must be pure: all between the disk and the command line, and the bottom."""
    ends = {"cli", "commands", "disk", "preview"}
    return [(name, path) for name, path in modules().items() if room(name) not in ends]


@pytest.mark.parametrize(("name", "path"), middle(), ids=str)
def test_the_middle_reads_and_writes_nothing(name: str, path: Path) -> None:
    allowed = ALLOWED.get(name, frozenset())
    tree = ast.parse(path.read_text("utf-8"))
    found = {
        reached
        for reached in imports(name, path, modules())
        if reached in IMPURE or reached.split(".")[0] in IMPURE
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
            found.add(node.func.id)
        if isinstance(node.func, ast.Attribute) and node.func.attr in IMPURE_METHODS:
            found.add(f".{node.func.attr}()")
    assert found - allowed == set()


def test_a_module_that_reads_would_be_caught(tmp_path: Path) -> None:
    """The test above can fail: it sees an import in a function, and a method of a path."""
    path = tmp_path / "bad.py"
    path.write_text("def f(p):\n    from pathlib import Path\n    return Path(p).read_text()\n")
    assert "pathlib" in set(imports("bad", path, modules()))
    with pytest.raises(AssertionError):
        test_the_middle_reads_and_writes_nothing("bad", path)
