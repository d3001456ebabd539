"""Something that builds pages in; a web server that shows them and reloads the browser, out.

Knows nothing of notices: it takes a callable that makes pages and problems. For the machine it
runs on: it listens where it is told (127.0.0.1 unless somebody says otherwise), answers to no
foreign host name, so that a page on the web cannot read it through a name of its own that leads
here (DNS rebinding), and serves from memory, so that no path can lead out of a folder.
"""

import asyncio
import contextlib
import ipaddress
import json
import mimetypes
import secrets
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from fairnotice.model import Problem
from fairnotice.preview_page import POLICY, SCRIPT, bare_page, with_script

EVENTS, SCRIPT_PATH = "/_preview/events", "/_preview/script.js"

_POLL = 0.1
"""Seconds between looks at whether there is something new; well below what a person notices."""
_HEARTBEAT = 100
"""Looks without news after which a comment is sent, so that a closed tab is noticed."""


_PATIENCE = 1.0
"""Seconds after which a burst of changes is built although it has not ended."""


class PreviewError(Exception):
    """The preview cannot be started: `wrong` says why, `mend` what to do."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Made:
    """What a build gives to show."""

    pages: Mapping[str, bytes]
    """Path → content; empty when a page cannot be made: then the last good ones stay."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown at one moment; replaced as a whole, so that no request sees two halves."""

    number: int = 0
    """Of this state."""
    pages_number: int = 0
    """Of the state that the pages are from; older when the last build made none."""
    pages: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def stale(self) -> bool:
        """True when the pages are older than the problems."""
        return self.number != self.pages_number


class Preview:
    """The state that is shown, and how a new one is made."""

    def __init__(self, make: Callable[[], Made], links: Mapping[str, str] | None = None) -> None:
        """`links` (words → address) stand in the bar of every page."""
        self._make = make
        self._links = dict(links or {})
        # A browser that outlives the server must not take the next server's first page for its own.
        self._session = secrets.token_hex(4)
        self.shown = Shown()

    def rebuild(self) -> Shown:
        """Makes everything anew; what is the same as before causes no reload."""
        made, old = self._make(), self.shown
        if made.pages and (made.pages != old.pages or old.stale):
            number = old.number + 1
            self.shown = Shown(number, number, made.pages, made.problems)
        elif not made.pages:
            self.shown = Shown(old.number + 1, old.pages_number, old.pages, made.problems)
        elif made.problems != old.problems:
            number = old.number + 1
            self.shown = Shown(number, number, made.pages, made.problems)
        return self.shown

    def page_mark(self, shown: Shown) -> str:
        """What tells the pages of this state from any others."""
        return f"{self._session}-{shown.pages_number}"

    def news(self, shown: Shown) -> str:
        """The state as the script in the pages is told of it, in JSON."""
        return json.dumps(
            {
                "pages": self.page_mark(shown),
                "stale": shown.stale,
                "links": self._links,
                "problems": [
                    {
                        "level": problem.level,
                        "place": str(problem.place),
                        "wrong": problem.wrong,
                        "mend": problem.mend,
                    }
                    for problem in shown.problems
                    if problem.level != "info"
                ],
            }
        )


# ---------------------------------------- the web application


def application(
    preview: Preview, host: str = "127.0.0.1", ended: Callable[[], bool] = lambda: False
) -> ASGIApp:
    """The preview as a web application; streams end once `ended` says so."""

    async def page(request: Request) -> Response:
        return _answer(preview, request.url.path)

    async def script(_request: Request) -> Response:
        return Response(SCRIPT, media_type="text/javascript", headers=_HEADERS)

    async def events(_request: Request) -> Response:
        stream = _stream(preview, ended)
        return StreamingResponse(stream, media_type="text/event-stream", headers=_HEADERS)

    routes = [
        Route(EVENTS, events),
        Route(SCRIPT_PATH, script),
        Route("/{path:path}", page),
    ]
    return _OwnHost(Starlette(routes=routes), host)


_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def _answer(preview: Preview, path: str) -> Response:
    """The page at `path`, which begins with a slash and is decoded already."""
    shown = preview.shown
    if ".." in path.split("/") or "\\" in path or "\0" in path:
        return PlainTextResponse("There are no such paths here.", 400, _HEADERS)
    if not shown.pages:
        return _html(preview, shown, bare_page(shown.problems), 200)
    name = path.removeprefix("/")
    if not name or name.endswith("/"):
        name += "index.html"
    if name in shown.pages:
        return _file(preview, shown, name, 200)
    if f"{name}/index.html" in shown.pages:
        return RedirectResponse(f"{path}/", 307, _HEADERS)
    if "404.html" in shown.pages:
        return _file(preview, shown, "404.html", 404)
    return PlainTextResponse("There is no such page.", 404, _HEADERS)


def _file(preview: Preview, shown: Shown, name: str, status: int) -> Response:
    """One of the pages, or something that a page loads."""
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    if kind == "text/html":
        return _html(preview, shown, shown.pages[name], status)
    return Response(shown.pages[name], status, _HEADERS, media_type=kind)


def _html(preview: Preview, shown: Shown, content: bytes, status: int) -> Response:
    """A page with the script that reloads it."""
    body = with_script(content, SCRIPT_PATH, preview.page_mark(shown))
    headers = {**_HEADERS, "Content-Security-Policy": POLICY}
    return Response(body, status, headers, media_type="text/html")


async def _stream(preview: Preview, ended: Callable[[], bool]) -> AsyncIterator[str]:
    """Tells one browser of each new state, beginning with the one that there is."""
    told, quiet = -1, 0
    while not ended():
        shown = preview.shown
        if shown.number != told:
            told, quiet = shown.number, 0
            yield f"data: {preview.news(shown)}\n\n"
        elif quiet >= _HEARTBEAT:
            quiet = 0
            yield ": still here\n\n"
        quiet += 1
        await asyncio.sleep(_POLL)


class _OwnHost:
    """Lets through requests that name this machine: an IP address, localhost, or `host`."""

    def __init__(self, inner: ASGIApp, host: str) -> None:
        self._inner = inner
        self._host = host.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        named = [v.decode("latin-1") for k, v in scope.get("headers", ()) if k == b"host"]
        if scope["type"] == "http" and not (len(named) == 1 and self._is_own(named[0])):
            refusal = PlainTextResponse("This preview answers to its own address alone.", 421)
            await refusal(scope, receive, send)
            return
        await self._inner(scope, receive, send)

    def _is_own(self, named: str) -> bool:
        name = named.lower()
        name = name.partition("]")[0][1:] if name.startswith("[") else name.partition(":")[0]
        if name in {"localhost", self._host}:
            return True
        # An address is not a name, so no foreign name server can have led it here.
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


# ---------------------------------------- the server


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at this address. PreviewError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise PreviewError(
            f"The address {host}:{port} cannot be had: {error.strerror or error}.",
            "Stop what uses it, or choose another, such as -a 127.0.0.1:8001.",
        ) from error


def serve(preview: Preview, at: socket.socket, host: str, changed: threading.Event) -> None:
    """Serves until Ctrl-C, and rebuilds each time `changed` has been set and it is quiet again."""
    server: uvicorn.Server

    def ended() -> bool:
        return server.should_exit

    config = uvicorn.Config(
        application(preview, host, ended),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    stopped = threading.Event()
    worker = threading.Thread(target=rebuilds, args=(preview, changed, stopped), daemon=True)
    worker.start()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[at])
    finally:
        stopped.set()
        changed.set()


def rebuilds(preview: Preview, changed: threading.Event, stopped: threading.Event) -> None:
    """Rebuilds after each burst of changes, until `stopped`; saving one file is several events."""
    while True:
        changed.wait()
        # A burst without an end must not starve the browser.
        latest = time.monotonic() + _PATIENCE
        while changed.is_set() and time.monotonic() < latest:
            changed.clear()
            changed.wait(_POLL)
        if stopped.is_set():
            return
        changed.clear()
        preview.rebuild()
