"""Readers, saves and a time in; errors, memory and whether the last state is served, out.

    python -m benchmarks.serve_load [--readers 200] [--saves 1000] [--seconds 60] [--versions 20]

Each reader keeps one connection and asks for one of the pages twice a second; one in ten listens to
the stream of its page as well. Meanwhile the newest version is saved again and again.
"""

import argparse
import asyncio
import contextlib
import tempfile
import time
from pathlib import Path

from benchmarks.serve import ours, running, until

_PAUSE = 0.5


class Counts:
    """What the readers met."""

    def __init__(self) -> None:
        self.pages = 0
        self.errors = 0
        self.news = 0
        self.slowest = 0.0


async def _read(port: int, pages: list[str], number: int, end: float, counts: Counts) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < end:
        page = pages[number % len(pages)]
        number += 1
        begun = time.monotonic()
        try:
            writer.write(f"GET {page} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = int(head.partition("content-length: ")[2].split("\r\n")[0])
            await reader.readexactly(length)
            counts.pages += 1
            counts.errors += not head.startswith("http/1.1 200")
        except (OSError, ValueError, asyncio.IncompleteReadError):
            counts.errors += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        counts.slowest = max(counts.slowest, time.monotonic() - begun)
        await asyncio.sleep(_PAUSE)
    writer.close()


async def _listen(port: int, page: str, end: float, counts: Counts) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /_preview/events?page={page} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    with contextlib.suppress(TimeoutError):
        while time.monotonic() < end:
            line = await asyncio.wait_for(reader.readline(), max(0.01, end - time.monotonic()))
            counts.news += line.startswith(b"data: ")
    writer.close()


async def _save(place: Path, saves: int, seconds: float) -> None:
    text = place.read_text()
    for number in range(saves):
        place.write_text(f"{text}\nWe bake zwieback{number}x on Sundays.\n")
        await asyncio.sleep(seconds / saves)


def memory(process: int) -> float:
    """Megabytes that a process holds (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def _watch(process: int, seconds: float) -> list[float]:
    found = [memory(process)]
    for _ in range(4):
        await asyncio.sleep(seconds / 4)
        found.append(memory(process))
    return found


async def _all(
    given: argparse.Namespace, port: int, process: int, place: Path, page: str, counts: Counts
) -> list[float]:
    pages = [page, "/", "/privacy/", "/privacy/versions/", "/privacy/changes/", "/assets/site.css"]
    end = time.monotonic() + given.seconds
    readers = [_read(port, pages, number, end, counts) for number in range(given.readers)]
    listeners = [_listen(port, page, end, counts) for _ in range(given.readers // 10)]
    watching = asyncio.create_task(_watch(process, given.seconds))
    await asyncio.gather(*readers, *listeners, _save(place, given.saves, given.seconds))
    return await watching


def main() -> None:
    """Prints what came of it."""
    asked = argparse.ArgumentParser(description="Many readers and many saves.")
    asked.add_argument("--readers", type=int, default=200)
    asked.add_argument("--saves", type=int, default=1000)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--versions", type=int, default=20)
    given = asked.parse_args()
    server, counts = ours(given.versions), Counts()
    with tempfile.TemporaryDirectory() as folder, running(server, Path(folder)) as (port, process):
        until(port, server.page, "")
        place = Path(folder) / server.text
        held = asyncio.run(_all(given, port, process, place, server.page, counts))
        until(port, server.page, f"zwieback{given.saves - 1}x")
        print(f"{counts.pages} pages read, {counts.errors} errors, {counts.news} news to listeners")
        print(f"slowest answer {counts.slowest:.2f} s; the last of {given.saves} saves is served")
        print("memory in MB, from begin to end: " + ", ".join(f"{each:.0f}" for each in held))


if __name__ == "__main__":
    main()
