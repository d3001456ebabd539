"""The preview over a real socket: what it shows, whom it answers, when it reloads, how it ends."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn

from fairnotice.model import Place, Problem
from fairnotice.preview import Bar, Made, PageProblemError, Preview, rebuilds
from fairnotice.preview_page import bare_page, with_script
from fairnotice.preview_server import (
    EVENTS,
    SCRIPT_PATH,
    PreviewError,
    application,
    listening,
)
from fairnotice.watch import watched

PAGES = {
    "index.html": b"<!doctype html><html><head><meta http-equiv='Content-Security-Policy' "
    b"content=\"default-src 'none'\"></head><body><p>Home</p></body></html>",
    "privacy/index.html": b"<body><p>Privacy</p></body>",
    "404.html": b"<body><p>Not here</p></body>",
    "assets/site.css": b"p { color: green }",
}
BROKEN = Problem(
    "yaml-syntax", "error", Place("site.yaml", 3, 5), "It <b>breaks</b>.", "Mend it.", broken=True
)


class World:
    """What a build would find; tests change it."""

    def __init__(self) -> None:
        self.made = Made(PAGES, ())
        self.preview = Preview(lambda: self.made)
        self.preview.rebuild()
        self.port = 0


@pytest.fixture
def world() -> Iterator[World]:
    """A preview that is served on a free port."""
    world = World()
    at = listening("127.0.0.1", 0)
    world.port = at.getsockname()[1]
    server: uvicorn.Server
    app = application(world.preview, ended=lambda: server.should_exit)
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", ws="none", log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [at]})
    thread.start()
    try:
        yield world
    finally:
        server.should_exit = True
        thread.join(5)
        assert not thread.is_alive()


def get(
    world: World, path: str, host: str = "", method: str = "GET", **headers_sent: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request, whose path is sent as it stands."""
    connection = http.client.HTTPConnection("127.0.0.1", world.port, timeout=5)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{world.port}")
    for name, value in headers_sent.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    body = response.read()
    connection.close()
    return response.status, headers, body


def first_news(world: World, count: int = 1) -> list[dict[str, object]]:
    """The first messages of the stream."""
    with socket.create_connection(("127.0.0.1", world.port), timeout=5) as stream:
        stream.sendall(f"GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        received = b""
        while received.count(b"data: ") < count or not received.endswith(b"\n\r\n"):
            received += stream.recv(65536)
    lines = received.decode().splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


def test_pages_come_with_the_script_and_without_the_policy_that_forbids_it(world: World) -> None:
    status, headers, body = get(world, "/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    mark = world.preview.page("/").mark
    tag = f'<script src="{SCRIPT_PATH}" data-mark="{mark}" defer></script></body>'
    assert tag.encode() in body
    assert b"http-equiv" not in body
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_the_script_is_in_no_page_that_was_made(world: World) -> None:
    get(world, "/")
    assert world.preview.shown.good.pages == PAGES
    assert b"script" not in PAGES["index.html"]


def test_other_files_come_as_they_are(world: World) -> None:
    status, headers, body = get(world, "/assets/site.css")
    assert (status, body) == (200, PAGES["assets/site.css"])
    assert headers["content-type"].startswith("text/css")
    assert get(world, SCRIPT_PATH)[1]["content-type"].startswith("text/javascript")


def test_a_folder_without_its_slash_is_led_to_it_and_a_wrong_address_is_said(world: World) -> None:
    status, headers, _ = get(world, "/privacy")
    assert (status, headers["location"]) == (307, "/privacy/")
    assert get(world, "/privacy/")[0] == 200
    status, _, body = get(world, "/nowhere/")
    assert status == 404
    assert b"Not here" in body
    assert get(world, "/", method="HEAD")[2] == b""
    assert get(world, "/", method="POST")[0] == 405


@pytest.mark.parametrize(
    "path",
    ["/../site.yaml", "/privacy/../../etc/passwd", "/%2e%2e/x", "/a%2f..%2fx", "/a\\..\\x", "/%00"],
)
def test_paths_that_climb_are_refused(world: World, path: str) -> None:
    assert get(world, path)[0] in {400, 404}
    assert b"root:" not in get(world, path)[2]


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/privacy", "/%2fevil.example"])
def test_nobody_is_led_to_another_host(world: World, path: str) -> None:
    assert get(world, path)[0] == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("[::1]:8000", 200),
        ("192.168.0.7:8000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8000", 421),
        ("localhost.evil.example", 421),
        (" ", 421),
    ],
)
def test_a_foreign_name_that_leads_here_gets_nothing(world: World, host: str, status: int) -> None:
    for path in ("/", EVENTS + "?", SCRIPT_PATH):
        if path.startswith(EVENTS) and status == 200:
            continue  # a stream has no end to wait for
        answer = get(world, path, host)
        assert answer[0] == status
        assert (status == 200) == (b"Home" in answer[2] or b"use strict" in answer[2])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec_Fetch_Site": "none"}, 200),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}, 403),
        (
            {
                "Sec_Fetch_Site": "cross-site",
                "Sec_Fetch_Mode": "navigate",
                "Sec_Fetch_Dest": "document",
            },
            200,
        ),
        (
            {
                "Sec_Fetch_Site": "cross-site",
                "Sec_Fetch_Mode": "navigate",
                "Sec_Fetch_Dest": "iframe",
            },
            403,
        ),
    ],
)
def test_another_site_reads_nothing(world: World, headers: dict[str, str], status: int) -> None:
    sent = {name: value.format(port=world.port) for name, value in headers.items()}
    answer = get(world, "/", **sent)
    assert (answer[0], b"Home" in answer[2]) == (status, status == 200)


def test_what_is_served_cannot_be_framed_or_read_by_another_page(world: World) -> None:
    headers = get(world, "/")[1]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


# ---------------------------------------- what a browser is told

DEAD = Problem("dead-link", "warning", Place("a.md", 2, 3), "Wrong.", "Mend.")


def test_a_browser_is_told_of_a_new_state_of_its_page_and_of_what_is_wrong_with_it(
    world: World,
) -> None:
    bar = Bar("Privacy, 2025", "draft", "minor", False, {"Review": "/_review/"}, (DEAD,), 2)
    pages = {**PAGES, "index.html": b"<p>New</p>"}
    timer = threading.Timer(0.3, world.preview.rebuild)
    world.made = Made(pages, (DEAD,), bar=lambda path: bar if path == "/" else Bar())
    timer.start()
    before, after = first_news(world, 2)
    assert before["mark"] != after["mark"] == world.preview.page("/").mark
    assert (before["problems"], before["title"]) == ([], "")
    assert after == {
        "mark": after["mark"],
        "stale": False,
        "title": "Privacy, 2025",
        "state": "draft",
        "verdict": "minor",
        "grave": False,
        "links": {"Review": "/_review/"},
        "elsewhere": 2,
        "problems": [
            {
                "level": "warning",
                "place": "a.md:2:3",
                "check": "dead-link",
                "wrong": "Wrong.",
                "mend": "Mend.",
            }
        ],
    }


def test_a_save_that_leaves_a_page_as_it_was_does_not_reload_it(world: World) -> None:
    marks = {path: world.preview.page(path).mark for path in ("/", "/privacy/")}
    world.made = Made({**PAGES, "index.html": b"<p>New</p>"}, ())
    world.preview.rebuild()
    assert world.preview.page("/").mark != marks["/"]
    assert world.preview.page("/privacy/").mark == marks["/privacy/"]


def test_a_new_style_sheet_reloads_every_page(world: World) -> None:
    before = world.preview.page("/").mark
    world.made = Made(PAGES, (), loads="other colours")
    world.preview.rebuild()
    assert world.preview.page("/").mark != before


def test_a_page_of_another_server_is_reloaded(world: World) -> None:
    other = Preview(lambda: world.made)
    other.rebuild()
    assert other.page("/").content == world.preview.page("/").content
    assert other.page("/").mark != world.preview.page("/").mark


def test_a_broken_build_shows_its_problems_over_the_last_good_page(world: World) -> None:
    world.made = Made({}, (BROKEN, DEAD))
    good = first_news(world)[0]["mark"]
    world.preview.rebuild()
    (news,) = first_news(world)
    assert (news["mark"], news["stale"]) == (good, True)  # the same page: no reload
    assert [problem["check"] for problem in news["problems"]] == ["yaml-syntax"]  # type: ignore[attr-defined]
    assert b"Home" in get(world, "/")[2]
    world.made = Made(PAGES, ())
    world.preview.rebuild()
    (news,) = first_news(world)
    assert (news["mark"], news["stale"]) == (good, False)


class Torn(dict[str, bytes]):
    """Pages of which one has a template that cannot be run."""

    def __getitem__(self, path: str) -> bytes:
        if path == "index.html":
            raise PageProblemError(BROKEN)
        return super().__getitem__(path)


def test_a_page_whose_template_breaks_stays_as_it_was_and_says_why(world: World) -> None:
    good = get(world, "/")[2]
    world.made = Made(Torn(PAGES), ())
    world.preview.rebuild()
    assert get(world, "/")[2] == good
    (news,) = first_news(world)
    assert news["stale"] is True
    assert [problem["place"] for problem in news["problems"]] == ["site.yaml:3:5"]  # type: ignore[attr-defined]
    assert get(world, "/privacy/")[2].startswith(PAGES["privacy/index.html"][:10])


def test_a_page_that_was_never_good_is_its_problem(world: World) -> None:
    world.preview = Preview(lambda: Made(Torn(PAGES), ()))
    world.preview.rebuild()
    assert b"site.yaml:3:5" in world.preview.page("/").content


def test_a_first_build_that_is_broken_shows_its_problems_as_text() -> None:
    preview = Preview(lambda: Made({}, (BROKEN,)))
    preview.rebuild()
    page = preview.page("/anywhere/").content
    assert page == bare_page((BROKEN,))
    assert b"site.yaml:3:5" in page
    assert b"It &lt;b&gt;breaks&lt;/b&gt;." in page


def test_pages_that_nobody_looks_at_are_not_made(world: World) -> None:
    asked: list[str] = []

    class Late(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            asked.append(path)
            return super().__getitem__(path)

    world.made = Made(Late(PAGES), ())
    world.preview.rebuild()
    assert asked == []
    get(world, "/privacy/")
    first_news(world)
    assert asked == ["privacy/index.html", "index.html"]


def test_a_page_without_an_end_gets_the_script_all_the_same() -> None:
    assert with_script(b"<p>half", "/s.js", 'a"b').endswith(
        b'<p>half<script src="/s.js" data-mark="a&quot;b" defer></script>'
    )


def test_a_port_that_is_taken_is_said() -> None:
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PreviewError, match=f"127.0.0.1:{port} cannot be had") as raised:
            listening("127.0.0.1", port)
    offered = int(raised.value.mend.split("-a 127.0.0.1:")[1].split("`")[0])
    with listening("127.0.0.1", offered) as at:
        assert at.getsockname()[1] == offered != port


# ---------------------------------------- watching


@pytest.fixture
def builds() -> Iterator[tuple[threading.Event, list[int]]]:
    """A worker that waits for changes, and what it has built."""
    done: list[int] = []

    def make() -> Made:
        done.append(1)
        return Made(PAGES, ())

    changed, stopped = threading.Event(), threading.Event()
    worker = threading.Thread(target=rebuilds, args=(Preview(make), changed, stopped))
    worker.start()
    try:
        yield changed, done
    finally:
        stopped.set()
        changed.set()
        worker.join(10)
        assert not worker.is_alive()


def soon(holds: Callable[[], bool]) -> bool:
    """Whether it holds within ten seconds, however busy the machine is."""
    end = time.monotonic() + 10
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def test_a_burst_of_changes_is_one_build(builds: tuple[threading.Event, list[int]]) -> None:
    changed, done = builds
    for _ in range(1000):
        changed.set()
    assert soon(lambda: len(done) > 0)
    time.sleep(0.5)
    assert len(done) == 1
    changed.set()
    assert soon(lambda: len(done) > 1)
    time.sleep(0.5)
    assert len(done) == 2


def test_a_burst_without_an_end_is_built_all_the_same(
    builds: tuple[threading.Event, list[int]],
) -> None:
    changed, done = builds

    def built_while_it_goes_on() -> bool:
        changed.set()
        return len(done) > 0

    assert soon(built_while_it_goes_on)


def test_a_new_day_is_built_without_a_save(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairnotice.preview._LOOK", 0.05)
    days = iter((False, False, True))
    done, stopped = threading.Event(), threading.Event()

    def make() -> Made:
        done.set()
        return Made(PAGES, ())

    preview, changed = Preview(make), threading.Event()
    worker = threading.Thread(
        target=rebuilds, args=(preview, changed, stopped, lambda: next(days, False))
    )
    worker.start()
    try:
        assert done.wait(10)
        assert preview.shown.number == 1
    finally:
        stopped.set()
        worker.join(5)


def noticed(changed: threading.Event) -> bool:
    """Whether a change was seen; ready for the next."""
    seen = changed.wait(10)
    time.sleep(0.2)
    changed.clear()
    return seen


def test_saves_of_every_kind_are_noticed_and_reading_is_not(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("a")
    (tmp_path / "content").mkdir()
    page = tmp_path / "content" / "x.md"
    with watched(tmp_path, ("site.yaml", "content", "templates"), (".svg",)) as changed:
        page.write_text("new")
        assert noticed(changed)
        (tmp_path / "content" / ".x.md.swp").write_text("hidden")
        page.read_text()
        (tmp_path / "output").mkdir()
        (tmp_path / "output" / "index.html").write_text("built")
        assert not changed.wait(0.5)
        (tmp_path / "content" / "other").mkdir()
        (tmp_path / "beside").write_text("saved beside, then renamed")
        (tmp_path / "beside").replace(page)
        assert noticed(changed)
        (tmp_path / "site.yaml").write_text("b")
        assert noticed(changed)
        (tmp_path / "logo.svg").write_text("<svg/>")
        assert noticed(changed)
        page.unlink()
        assert noticed(changed)
        page.symlink_to("nowhere.md")
        assert noticed(changed)
        (tmp_path / "templates").mkdir()
        assert noticed(changed)
        (tmp_path / "templates" / "base.html").write_text("a folder that came later")
        assert noticed(changed)
        (tmp_path / "content").rename(tmp_path / "away")
        assert noticed(changed)
        (tmp_path / "away").rename(tmp_path / "content")
        assert noticed(changed)
        (tmp_path / "content" / "y.md").write_text("back again")
        assert noticed(changed)


def test_what_links_within_the_site_lead_to_is_watched_too(tmp_path: Path) -> None:
    content, texts, drafts = (tmp_path / name for name in ("content", "texts", "drafts"))
    for folder in (content, texts / "deep", drafts):
        folder.mkdir(parents=True)
    (texts / "deep" / "again").symlink_to(texts)
    (drafts / "next.md").write_text("a draft")
    (content / "privacy").symlink_to(texts)
    with watched(tmp_path, ("site.yaml", "content", "templates")) as changed:
        (texts / "deep" / "x.md").write_text("in a folder that a link leads to")
        assert noticed(changed)
        (drafts / "next.md").write_text("no link leads here yet")
        assert not changed.wait(0.5)
        (content / "2027-02-01.md").symlink_to(drafts / "next.md")
        assert noticed(changed)
        (drafts / "next.md").write_text("a link leads here")
        assert noticed(changed)


def test_what_a_link_out_of_the_site_leads_to_is_not_watched(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    (site / "content").mkdir(parents=True)
    elsewhere.mkdir()
    (site / "content" / "privacy").symlink_to(elsewhere)
    with watched(site, ("content",)) as changed:
        (elsewhere / "x.md").write_text("somebody else's")
        assert not changed.wait(0.5)


# ---------------------------------------- the end

_PROGRAM = """
import sys, threading
from fairnotice.preview import Made, Preview
from fairnotice.preview_server import listening, serve
preview = Preview(lambda: Made({"index.html": b"<body>Hello</body>"}, ()))
preview.rebuild()
with listening("127.0.0.1", 0) as at:
    print(at.getsockname()[1], flush=True)
    serve(preview, at, "127.0.0.1", threading.Event())
print("ended", flush=True)
"""


def test_ctrl_c_ends_it_within_a_second_with_a_browser_still_listening() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_PROGRAM)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        port = int(program.stdout.readline())
        with socket.create_connection(("127.0.0.1", port), timeout=5) as stream:
            stream.sendall(f"GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            while b"data: " not in stream.recv(65536):
                pass
            begun = time.monotonic()
            program.send_signal(signal.SIGINT)
            assert program.wait(5) == 0
            assert time.monotonic() - begun < 1.5  # a second, and a slow machine
        assert program.stdout.read() == "ended\n"
        assert program.stderr.read() == ""
