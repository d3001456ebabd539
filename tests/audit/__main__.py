"""Folders of built sites in; what Lighthouse and the Nu checker find wrong in them out.

    python -m tests.audit output/site example/output/site

Nu reads every page. Lighthouse looks at the longest page of each kind: accessibility and best
practices must be 100, and SEO too where a page is to be found by search engines. Performance is
told, not required: it depends on the machine. Exit code 1 when something falls short.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.conftest import chromium
from tests.served import served

TOOLS = Path(".venv-audit").resolve()
"""Where `make audit` has put the two checkers."""

KINDS: tuple[tuple[str, str], ...] = (
    ("the page for what is missing", r"404\.html"),
    ("the first page", r"index\.html"),
    ("side by side", r"[^/]+/compare/.+/side-by-side/index\.html"),
    ("a comparison", r"[^/]+/compare/.+/index\.html"),
    ("the archive", r"[^/]+/versions/index\.html"),
    ("what changed and when", r"[^/]+/changes/index\.html"),
    ("the history of sections", r"[^/]+/history/index\.html"),
    ("what is coming", r"[^/]+/upcoming/index\.html"),
    ("a version by its day", r"[^/]+/[0-9][^/]*/index\.html"),
    ("a notice in force", r"[^/]+/index\.html"),
)
"""Kinds of pages by their paths; the first that fits."""

_NOINDEX = re.compile(rb'<meta name="?robots"? content="?[^">]*noindex')
_REQUIRED = ("accessibility", "best-practices", "seo")


class Look(NamedTuple):
    """One page that Lighthouse is sent to."""

    kind: str
    path: str
    categories: tuple[str, ...]


def main(folders: Sequence[str]) -> int:
    """Prints what is wrong; 1 when anything is."""
    wrong = 0
    for folder in map(Path, folders):
        if not (folder / "index.html").exists():
            sys.exit(f"{folder} holds no site: build it first.")
        with served(folder) as address:
            wrong += _nu(folder, address) + _lighthouse(folder, address)
    _say("Nothing is wrong." if not wrong else f"{wrong} things are wrong.")
    return 1 if wrong else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _nu(folder: Path, address: str) -> int:
    """How many errors and warnings the Nu checker has on the pages of a folder.

    It reads them from the server, since a policy of `'self'` means nothing in a file.
    """
    pages = sorted(page.relative_to(folder).as_posix() for page in folder.rglob("*.html"))
    jar = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss8m", "-Dnu.validator.servlet.allow-forbidden-hosts=true"]
    command += ["-jar", str(jar), "--format", "json", "--stdout"]
    command += ["--exit-zero-always", *(f"{address}/{page}" for page in pages)]
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode or not run.stdout:
        sys.exit(f"The Nu checker failed: {run.stderr.decode()[-2000:]}")
    found = [message for message in json.loads(run.stdout)["messages"] if _counts(message)]
    _say(f"{folder}: {len(pages)} pages, {len(found)} errors and warnings of the Nu checker")
    for message in found[:40]:
        place = f"{message.get('url', '').removeprefix(address)}:{message.get('lastLine', 1)}"
        _say(f"  {place}: {message['message']} {message.get('extract', '')!r}")
    return len(found)


def _counts(message: dict[str, str]) -> bool:
    """Errors and warnings, but for one: data in a page are no script, whatever the policy says.

    A browser asks the policy only for what it would run (HTML, "prepare the script element":
    a type that is no JavaScript type ends before the policy is asked).
    """
    if "ld+json" in message.get("extract", "") and "violates Content" in message["message"]:
        return False
    return message["type"] != "info" or message.get("subType") == "warning"


def _lighthouse(folder: Path, address: str) -> int:
    """How many audits of Lighthouse the chosen pages of a folder fail."""
    looks = tuple(_looks(folder))
    script = TOOLS / "lighthouse.mjs"
    shutil.copy(Path(__file__).parent / script.name, script)
    asked = {
        "chrome": chromium(),
        "pages": [
            {"url": f"{address}/{look.path}", "categories": [*look.categories, "performance"]}
            for look in looks
        ],
    }
    run = subprocess.run(
        ["node", str(script)],
        input=json.dumps(asked).encode(),
        capture_output=True,
        env={**os.environ, "CI": "true"},
        check=False,
    )
    if run.returncode:
        sys.exit(f"Lighthouse failed: {run.stderr.decode()[-2000:]}")
    wrong = 0
    for look, found in zip(looks, json.loads(run.stdout), strict=True):
        scores = ", ".join(f"{name} {score}" for name, score in found["scores"].items())
        _say(f"{folder}/{look.path} ({look.kind}): {scores or found['error']}")
        short = [one for one in found["failed"] if one["category"] in look.categories]
        for one in short:
            where = "; ".join(one["where"])
            _say(f"  {one['category']}: {one['id']}: {one['title']} {one['value']} {where}")
        missed = sum(found["scores"].get(name, 0) < 100 for name in look.categories)
        wrong += max(len(short), missed)
    return wrong


def _looks(folder: Path) -> Iterator[Look]:
    """The longest page of each kind, and what it is looked at for."""
    longest: dict[str, Path] = {}
    for page in sorted(folder.rglob("*.html")):
        path = page.relative_to(folder).as_posix()
        kind = next(name for name, pattern in KINDS if re.fullmatch(pattern, path))
        known = longest.get(kind)
        if known is None or page.stat().st_size > known.stat().st_size:
            longest[kind] = page
    for kind, page in longest.items():
        hidden = _NOINDEX.search(page.read_bytes()) or page.name == "404.html"
        path = page.relative_to(folder).as_posix().removesuffix("index.html")
        yield Look(kind, path, _REQUIRED[:2] if hidden else _REQUIRED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
