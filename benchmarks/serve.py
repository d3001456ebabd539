"""Numbers of versions in, a table out: seconds from a save until the new words are served.

    python -m benchmarks.serve [--versions 20,200] [--saves 20] [--peers]

One editor saves the newest version again and again, each time with a word that was never there; a
browser that looks at the page asks until it holds the word. Our site has all its redlines, archive,
history and review; the peers (`--peers`, `make .venv-peers/made`) have the plain pages of the same
texts, in the same run, and are given the same patience between two saves. Beside the time by the
clock stands the processor time that the server spent on a save: a busy machine changes the first.
"""

import argparse
import contextlib
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import build_corpus
from benchmarks.build_peers import PEERS, peers

_STEP = 0.005
"""Seconds between two looks at the page."""
_REST = 0.4
"""Seconds between a page that came and the next save."""
_PATIENCE = 120.0


class Server(NamedTuple):
    """A program that shows a folder and follows its saves."""

    name: str
    command: tuple[str, ...]
    files: Mapping[str, bytes]
    text: str
    """The file that is saved."""
    page: str
    """The page on which its words stand."""


def ours(versions: int) -> Server:
    """Our preview of a site with so many versions."""
    files = build_corpus.site(versions)
    newest = max(path for path in files if path.endswith(".md"))
    command = (sys.executable, "-m", "fairnotice", "serve", "-q", "-a", "127.0.0.1:{port}")
    name = newest.rpartition("/")[2].removesuffix(".md")
    return Server("fairnotice serve", command, files, newest, f"/privacy/{name}/")


def others(versions: int) -> Iterator[Server]:
    """The peers' previews of the plain pages of the same texts."""
    texts = build_corpus.texts(versions)
    newest = max(texts)
    serving: Mapping[str, tuple[tuple[str, ...], str]] = {
        "MkDocs": (
            (str(PEERS / "mkdocs"), "serve", "--quiet", "-a", "127.0.0.1:{port}"),
            f"docs/{newest}.md",
        ),
        "Hugo": (
            (
                *(str(PEERS / "hugo"), "server", "--quiet", "--bind", "127.0.0.1"),
                *("--port", "{port}", "--renderToMemory"),
            ),
            f"content/{newest}.md",
        ),
    }
    for peer in peers(texts, sys.executable):
        if peer.name in serving:
            command, text = serving[peer.name]
            files = {path: content.encode() for path, content in peer.files.items()}
            yield Server(f"{peer.name} serve", command, files, text, f"/{newest}/")


class Saves(NamedTuple):
    """What the saves of one server took, in seconds."""

    waited: Sequence[float]
    """From each save until its word was served."""
    worked: float
    """Processor time of the server for one save, the looks at the page among it."""


def measured(server: Server, saves: int) -> Saves:
    """Saves so often, after one that warms everything up."""
    with tempfile.TemporaryDirectory() as folder, running(server, Path(folder)) as (port, process):
        place = Path(folder) / server.text
        text = place.read_text()
        until(port, server.page, "")
        found = []
        worked = 0.0
        for number in range(saves + 1):
            if number == 1:
                worked = _processor(process)
            word = f"zwieback{number}x"
            time.sleep(_REST)
            begun = time.perf_counter()
            place.write_text(f"{text}\nWe bake {word} on Sundays.\n")
            until(port, server.page, word)
            found.append(time.perf_counter() - begun)
        return Saves(found[1:], (_processor(process) - worked) / saves)


def _processor(process: int) -> float:
    """Seconds of processor time that a process has used (Linux; elsewhere nought)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running(server: Server, folder: Path) -> Iterator[tuple[int, int]]:
    """The port at which the server shows its files in `folder`, and its process."""
    for path, content in server.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [part.format(port=port) for part in server.command]
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(
        command,
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as program:
        try:
            yield port, program.pid
        finally:
            program.terminate()


def until(port: int, page: str, word: str, patience: float = _PATIENCE) -> None:
    """Waits until the page holds the word."""
    end = time.monotonic() + patience
    while word.encode() not in (_page(port, page) or b"" if word else b""):
        if time.monotonic() > end:
            raise TimeoutError(f"{page} never said {word}")
        time.sleep(_STEP)
    while not word and _page(port, page) is None:
        if time.monotonic() > end:
            raise TimeoutError(f"{page} never came")
        time.sleep(_STEP)


def _page(port: int, page: str) -> bytes | None:
    """The page as it is now; None when it cannot be had."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", page)
        answer = connection.getresponse()
        return answer.read() if answer.status == 200 else None
    except OSError:
        return None
    finally:
        connection.close()


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description="From a save to the new page.")
    asked.add_argument("--versions", default="20,200")
    asked.add_argument("--saves", type=int, default=20)
    asked.add_argument("--peers", action="store_true")
    given = asked.parse_args()
    heads = f"{'server':18}{'versions':>9}{'median ms':>11}{'p95 ms':>9}{'worst':>8}"
    print(f"{heads}{'ratio':>8}{'cpu ms':>8}")
    for versions in map(int, given.versions.split(",")):
        base = 0.0
        for server in (ours(versions), *(others(versions) if given.peers else ())):
            seconds, worked = measured(server, given.saves)
            median = statistics.median(seconds)
            base = base or median
            high = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else median
            print(
                f"{server.name:18}{versions:9}{median * 1000:11.0f}{high * 1000:9.0f}"
                f"{max(seconds) * 1000:8.0f}{median / base:8.1f}{worked * 1000:8.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
