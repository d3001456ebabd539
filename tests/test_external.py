"""Links to other hosts are asked about politely; every host here is one of the test's own."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from fairnotice.external import Answer, Manners, asked

QUICK = Manners(timeout=1.0, pause=0.0, patience=1.0)

Reply = tuple[int, dict[str, str]]


class Host(ThreadingHTTPServer):
    """A host that answers as it was told and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, answer: Callable[[str, str], Reply], at: str = "127.0.0.1") -> None:
        super().__init__((at, 0), _Handler)
        self.answer = answer
        self.heard: list[tuple[str, str, dict[str, str]]] = []

    def url(self, path: str = "/") -> str:
        """Address of a page there."""
        return f"http://{self.server_address[0]}:{self.server_address[1]}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Host

    def _reply(self) -> None:
        self.server.heard.append((self.command, self.path, dict(self.headers)))
        status, headers = self.server.answer(self.command, self.path)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.send_header("Set-Cookie", "tracker=1")
        self.end_headers()

    do_HEAD = do_GET = _reply  # noqa: N815 - the names that the base class looks for

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def host(answer: Callable[[str, str], Reply] | int, at: str = "127.0.0.1") -> Iterator[Host]:
    """A host on this machine, for as long as it is needed."""
    fixed = answer if not isinstance(answer, int) else lambda *_: (answer, {})
    with Host(fixed, at) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def _one(address: str, manners: Manners = QUICK) -> Answer:
    return asked([address], manners)[address]


def test_a_page_that_is_there_is_fine_and_was_asked_for_its_head_alone() -> None:
    with host(200) as there:
        assert _one(there.url("/a?b=c%20d")) == Answer("fine")
    ((method, path, headers),) = there.heard
    assert (method, path) == ("HEAD", "/a?b=c%20d")
    assert headers["User-Agent"].startswith("fairnotice/")


def test_what_is_asked_carries_no_cookie_and_no_credentials() -> None:
    with host(lambda _, path: (302, {"Location": "/b"}) if path == "/a" else (200, {})) as there:
        address = there.url("/a").replace("127.0.0.1", "user:word@127.0.0.1")
        assert _one(address).verdict == "fine"
    assert len(there.heard) == 2
    for _, _, headers in there.heard:
        assert not {name.lower() for name in headers} & {"cookie", "authorization", "referer"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_gone(status: int) -> None:
    with host(status) as there:
        answer = _one(there.url())
    assert answer.verdict == "gone"
    assert f"it answers {status}" in answer.why


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503, 999])
def test_a_host_that_refuses_or_is_busy_says_nothing_about_the_page(status: int) -> None:
    with host(status) as there:
        assert _one(there.url()).verdict == "unchecked"


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_a_host_that_dislikes_head_is_asked_again_as_a_browser_asks(status: int) -> None:
    with host(lambda method, _: (status if method == "HEAD" else 200, {})) as there:
        assert _one(there.url()) == Answer("fine")
    assert [method for method, _, _ in there.heard] == ["HEAD", "GET"]


@pytest.mark.parametrize(("status", "refusals"), [(429, 1), (503, 2)])
def test_a_host_that_asks_to_wait_a_little_is_asked_once_more(status: int, refusals: int) -> None:
    replies: list[Reply] = [(status, {"Retry-After": "0"})] * refusals + [(200, {})]
    waiting = iter(replies)
    with host(lambda *_: next(waiting)) as there:
        assert _one(there.url()).verdict == "fine"
    assert len(there.heard) == len(replies)


def test_nobody_waits_for_an_hour() -> None:
    with host(lambda *_: (429, {"Retry-After": "3600"})) as there:
        assert _one(there.url()).verdict == "unchecked"
    assert len(there.heard) == 1


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_is_told_with_its_new_address(status: int) -> None:
    with host(lambda _, path: (status, {"Location": "/new"}) if path == "/" else (200, {})) as it:
        answer = _one(it.url())
        assert (answer.verdict, answer.moved_to) == ("moved", it.url("/new"))


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_page_that_is_elsewhere_for_now_is_fine(status: int) -> None:
    with host(lambda _, path: (status, {"Location": "/new"}) if path == "/" else (200, {})) as it:
        assert _one(it.url()) == Answer("fine")


def test_a_move_for_good_after_one_for_now_is_not_the_links_own() -> None:
    hops = {"/": (302, {"Location": "/b"}), "/b": (301, {"Location": "/c"})}
    with host(lambda _, path: hops.get(path, (200, {}))) as there:
        assert _one(there.url()) == Answer("fine")


def test_circles_and_endless_chains_end() -> None:
    with host(lambda *_: (302, {"Location": "/"})) as there:
        assert _one(there.url()) == Answer("gone", "it leads in a circle")
    with host(lambda _, path: (302, {"Location": f"{path}a"})) as there:
        assert "more than 8 times" in _one(there.url()).why


def test_a_redirect_to_a_private_address_that_the_link_does_not_name_is_not_followed() -> None:
    with host(200, at="127.0.0.2") as secret:
        with host(lambda *_: (302, {"Location": secret.url("/metadata")})) as there:
            answer = _one(there.url())
        assert answer.verdict == "gone"
        assert "private address" in answer.why
        assert secret.heard == []


def test_a_private_address_that_the_link_itself_names_is_asked() -> None:
    with host(200, at="127.0.0.2") as there:
        assert _one(there.url()) == Answer("fine")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:1"])
def test_a_redirect_to_what_is_no_web_page_is_not_followed(target: str) -> None:
    with host(lambda *_: (302, {"Location": target})) as there:
        answer = _one(there.url())
    assert answer == Answer("gone", "it is not an address of the web")


def test_a_host_that_does_not_exist_is_told() -> None:
    answer = _one("http://no-such-host.invalid/")
    assert answer == Answer("gone", "there is no host of that name")


def test_a_closed_port_and_a_silent_host_say_nothing_about_the_page() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert _one(closed).verdict == "unchecked"
        silent.listen()
        answer = _one(closed, Manners(timeout=0.2))
    assert (answer.verdict, answer.why) == ("unchecked", "it did not answer within 0.2 seconds")


def test_a_host_that_speaks_something_else_is_no_failure() -> None:
    with socket.socket() as odd:
        odd.bind(("127.0.0.1", 0))
        odd.listen()

        def speak() -> None:
            taken, _ = odd.accept()
            with taken:
                taken.recv(1000)
                taken.sendall(b"SSH-2.0-OpenSSH\r\n")

        thread = threading.Thread(target=speak)
        thread.start()
        assert _one(f"http://127.0.0.1:{odd.getsockname()[1]}/").verdict == "unchecked"
        thread.join()


@pytest.mark.parametrize(
    "address",
    ["http://", "https://[bad/", "http://127.0.0.1:99999/", "http://a\x00b/", "http://é..é/"],
)
def test_an_address_that_is_none_is_told_and_nothing_fails(address: str) -> None:
    assert _one(address).verdict in {"gone", "unchecked"}


def test_a_host_is_asked_about_one_page_at_a_time() -> None:
    inside = threading.Semaphore(1)
    crowded: list[str] = []

    def answer(_: str, path: str) -> Reply:
        if not inside.acquire(blocking=False):
            crowded.append(path)
            return 500, {}
        threading.Event().wait(0.01)
        inside.release()
        return 200, {}

    with host(answer) as there:
        answers = asked([there.url(f"/{n}") for n in range(10)] * 2, QUICK)
    assert crowded == []
    assert len(there.heard) == len(answers) == 10
    assert {one.verdict for one in answers.values()} == {"fine"}


def test_a_host_that_cannot_speak_safely_says_nothing_about_the_page() -> None:
    with host(200) as there:
        answer = _one(there.url().replace("http://", "https://"))
    assert answer.verdict == "unchecked"
