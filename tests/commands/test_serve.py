"""`fairnotice serve` as an editor uses it: save, and see; break it, and be told."""

import datetime
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from fairnotice.commands.serve import Told
from fairnotice.disk import Tree
from fairnotice.pipeline import outcome
from fairnotice.voice import Voice
from tests.folder import Site, valid_site
from tests.world import FILES, TEXT

if TYPE_CHECKING:
    from fairnotice.call import Call

DRAFT = "content/privacy/2026-06-01.md"


class Served:
    """A preview that is running."""

    def __init__(self, site: Site, program: subprocess.Popen[str]) -> None:
        self.site = site
        self.program = program
        assert program.stderr is not None
        line = program.stderr.readline()
        assert line.startswith("http://127.0.0.1:"), line
        self.port = int(line.split("/")[2].rpartition(":")[2])

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text

    def news(self, page: str = "/") -> dict[str, object]:
        """The state that a browser that shows `page` is told first."""
        request = f"GET /_preview/events?page={page} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as stream:
            stream.sendall(request.encode())
            received = b""
            while b"data: " not in received or not received.endswith(b"\n\n\r\n"):
                received += stream.recv(65536)
        line = next(line for line in received.decode().splitlines() if line.startswith("data: "))
        told: dict[str, object] = json.loads(line.removeprefix("data: "))
        return told

    def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds, at most for twenty seconds of a busy machine."""
        end = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.1)


@pytest.fixture
def served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Served]:
    site = valid_site(tmp_path / "site", capsys)
    site.put(
        {
            DRAFT: "---\nstatus: draft\n---\n" + TEXT.replace("six months", "nine years"),
            "content/changelog.yaml": FILES["content/changelog.yaml"]
            + "- {notice: privacy, version: 2026-06-01}\n",
        }
    )
    argv = ["-m", "fairnotice", "-C", str(site.folder), "--clock", "2026-03-01", "serve"]
    with subprocess.Popen(
        [sys.executable, *argv, "-a", "127.0.0.1:0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as program:
        try:
            yield Served(site, program)
        finally:
            program.send_signal(signal.SIGINT)
            assert program.wait(10) == 0
            assert program.stderr is not None
            assert "Traceback" not in program.stderr.read()


def test_an_editor_saves_and_sees_and_is_told_what_is_broken(served: Served) -> None:
    site = served.site
    # Drafts and the review are shown, and nothing is written.
    assert "nine years" in served.get("/privacy/2026-06-01/")[1]
    assert served.get("/_review/")[0] == 200
    assert not (site.folder / "output").exists()
    # But for the schemas, which the first line of site.yaml points an editor to.
    assert (site.folder / ".fairnotice" / "site.schema.json").is_file()

    # A save is seen, by those who look at what was saved.
    draft, old = "/privacy/2026-06-01/", "/privacy/2025-01-01/"
    before = served.news(draft), served.news(old)
    assert before[0]["state"] == "draft"
    assert "against 2026-02-01, significant" in str(before[0]["verdict"])
    assert dict(before[0]["links"])["Review"] == "/_review/privacy/2026-06-01/"  # type: ignore[call-overload]
    assert served.get("/_review/privacy/2026-06-01/")[0] == 200
    site.put({DRAFT: "---\nstatus: draft\n---\n" + TEXT.replace("six months", "ten years")})
    served.until(lambda: "ten years" in served.get(draft)[1])
    assert served.news(draft)["mark"] != before[0]["mark"]
    assert served.news(old)["mark"] == before[1]["mark"]

    # A gate hides nothing.
    site.put({"content/privacy/2025-01-01.md": TEXT.replace("six", "seven")})
    served.until(
        lambda: "lock-broken" in str(served.news()) or "have changed" in str(served.news())
    )
    assert "seven months" in served.get("/privacy/2025-01-01/")[1]

    # What is broken is told over the last good page.
    good = served.news()["mark"]
    site.put({"site.yaml": "site_name: [x\n"})
    served.until(lambda: bool(served.news()["stale"]))
    assert served.news()["mark"] == good
    assert "site.yaml:1:" in str(served.news()["problems"])
    assert "seven months" in served.get("/privacy/2025-01-01/")[1]

    # Mended is mended.
    site.put({"site.yaml": FILES["site.yaml"]})
    served.until(lambda: not served.news()["stale"])


def test_a_thousand_saves_in_a_burst_are_seen_whole(served: Served) -> None:
    place = served.site.folder / DRAFT
    for number in range(1000):
        place.write_text(TEXT.replace("six months", f"{number} days"))
    served.until(lambda: "999 days" in served.get("/privacy/2026-06-01/")[1])


def test_folders_that_go_and_come_back_and_links_to_nothing_are_survived(served: Served) -> None:
    page, folder = "/privacy/2026-06-01/", served.site.folder
    (folder / "content").rename(folder / "away")
    served.until(lambda: bool(served.news(page)["stale"]))
    assert "nine years" in served.get(page)[1]
    (folder / "away").rename(folder / "content")
    served.until(lambda: not served.news(page)["stale"])

    (folder / "content/privacy/2027-01-01.md").symlink_to("nowhere.md")
    served.until(lambda: "nowhere" in str(served.news(page)) or bool(served.news(page)["stale"]))
    assert "content/privacy/2027-01-01.md" in str(served.news(page)["problems"])
    (folder / "content/privacy/2027-01-01.md").unlink()
    served.until(lambda: not served.news(page)["stale"])


def test_a_file_that_is_written_slowly_is_shown_once_it_is_whole(served: Served) -> None:
    text = "---\nstatus: draft\n---\n" + TEXT.replace("six months", "eleven days")
    with (served.site.folder / DRAFT).open("w") as file:
        for start in range(0, len(text), 60):
            file.write(text[start : start + 60])
            file.flush()
            time.sleep(0.05)
    served.until(lambda: "eleven days" in served.get("/privacy/2026-06-01/")[1])
    assert served.news("/privacy/2026-06-01/")["stale"] is False


def test_a_second_preview_says_the_same_from_what_the_first_one_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = valid_site(tmp_path / "site", capsys)
    said: list[tuple[str, str]] = []
    monkeypatch.setattr("fairnotice.commands.serve.serve", lambda *_: None)
    for _ in range(2):
        answer = site.run("--clock", "2026-03-01", "serve", "-a", "127.0.0.1:0")
        assert answer.code == 0
        said.append((answer.out, answer.err.partition("http://")[0]))
    assert said[0] == said[1]
    assert said[0][0] == "No problems.\n"


def test_a_port_that_is_taken_ends_with_3_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = valid_site(tmp_path / "site", capsys)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = site.run("serve", "-a", f"127.0.0.1:{port}")
    assert answer.code == 3
    assert f"127.0.0.1:{port} cannot be had" in answer.err
    assert "-a" in answer.err


def test_quiet_at_the_start_tells_ten_errors_and_how_many_more(
    capsys: pytest.CaptureFixture[str],
) -> None:
    links = "".join(f"[one](/nowhere/{number}/)\n\n" for number in range(14))
    files = {path: text.encode() for path, text in FILES.items()}
    files[DRAFT.replace("06", "02")] = (TEXT + "\n" + links).encode()
    found = outcome(files, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), True, pages="late")
    told_of = Told(cast("Call", SimpleNamespace(voice=Voice(quiet=True))))
    told_of.build(found, Tree(files, ()), 0.1)
    told_of.begin()
    said = capsys.readouterr()
    errors = sum(problem.level == "error" for problem in found.built.problems)
    assert errors > 14
    assert said.out.count(" error ") == 10
    assert said.out.endswith(f"\n{errors - 10} more errors; the bar on the pages shows all.\n")
    assert said.err == ""
