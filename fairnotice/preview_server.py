"""A preview in; a web server on this machine that shows it and reloads the browser, out.

For the machine it runs on: it listens where it is told (127.0.0.1 unless somebody says otherwise),
answers to no foreign host name, so that a page on the web cannot read it through a name of its own
that leads here (DNS rebinding), and to no request that another site makes. It serves from memory,
so that no path and no link can lead out of a folder.
"""

import asyncio
import contextlib
import ipaddress
import json
import mimetypes
import os
import socket
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from urllib.parse import unquote, urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from fairnotice.model import Level, Problem
from fairnotice.preview import Page, Preview, rebuilds
from fairnotice.preview_page import POLICY, SCRIPT, with_script

LEVELS: tuple[Level, ...] = ("error", "warning", "info")
"""The gravest first."""

EVENTS, SCRIPT_PATH = "/_preview/events", "/_preview/script.js"

_LOOK = 0.25
"""Seconds between looks at whether the server is to end."""
_HEARTBEAT = 40
"""Looks without news after which a comment is sent, so that a closed tab is noticed."""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
_OFFERED = 50
"""How many of the next ports are tried when one is taken."""


class PreviewError(Exception):
    """The preview cannot be started: `wrong` says why, `mend` what to do."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend


# ---------------------------------------- the web application


def application(
    preview: Preview, host: str = "127.0.0.1", ended: Callable[[], bool] = lambda: False
) -> ASGIApp:
    """The preview as a web application; streams end once `ended` says so."""

    async def page(request: Request) -> Response:
        # Making a page takes time, and others must not wait for it.
        return _response(await run_in_threadpool(preview.page, request.url.path))

    async def script(_request: Request) -> Response:
        return Response(SCRIPT, media_type="text/javascript", headers=_HEADERS)

    async def events(request: Request) -> Response:
        path = unquote(request.query_params.get("page", "/"))
        stream = _stream(preview, path, ended)
        return StreamingResponse(stream, media_type="text/event-stream", headers=_HEADERS)

    routes = [
        Route(EVENTS, events, methods=["GET"]),
        Route(SCRIPT_PATH, script),
        Route("/{path:path}", page),
    ]
    return _Own(Starlette(routes=routes), host)


def _response(page: Page) -> Response:
    """A page, with the script that reloads it, or something that a page loads."""
    if page.status == 307:
        return RedirectResponse(page.name, 307, _HEADERS)
    kind = mimetypes.guess_type(page.name)[0] or "text/plain"
    if kind != "text/html":
        return Response(page.content, page.status, _HEADERS, media_type=kind)
    body = with_script(page.content, SCRIPT_PATH, page.mark)
    headers = {**_HEADERS, "Content-Security-Policy": POLICY}
    return Response(body, page.status, headers, media_type=kind)


def news(preview: Preview, path: str) -> str:
    """How things stand, as the script in the page at `path` is told of it, in JSON."""
    shown, page = preview.shown, preview.page(path)
    bar = shown.good.bar(path)
    broken = shown.now.problems if shown.stale else ()
    problems = (*((page.problem,) if page.problem else ()), *broken, *bar.problems)
    stale = shown.stale or page.problem is not None
    told = [each for each in dict.fromkeys(problems) if not stale or each.broken]
    told.sort(key=lambda each: (LEVELS.index(each.level), each.place))
    return json.dumps(
        {
            "mark": page.mark,
            "stale": stale,
            "title": bar.title,
            "state": bar.state,
            "verdict": bar.verdict,
            "grave": bar.grave,
            "links": dict(bar.links),
            "elsewhere": 0 if stale else bar.elsewhere,
            "problems": [_told(problem) for problem in told],
        }
    )


def _told(problem: Problem) -> Mapping[str, str]:
    return {
        "level": problem.level,
        "place": str(problem.place),
        "check": problem.check,
        "wrong": problem.wrong,
        "mend": problem.mend,
    }


async def _stream(preview: Preview, path: str, ended: Callable[[], bool]) -> AsyncIterator[str]:
    """Tells one browser of each new state of its page, beginning with the one that there is."""
    loop, fresh = asyncio.get_running_loop(), asyncio.Event()

    def tell() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(fresh.set)

    with preview.listening(tell):
        fresh.set()
        quiet = 0
        while not ended():
            if fresh.is_set():
                fresh.clear()
                quiet = 0
                yield f"data: {await run_in_threadpool(news, preview, path)}\n\n"
            elif quiet >= _HEARTBEAT:
                quiet = 0
                yield ": still here\n\n"
            quiet += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(fresh.wait(), _LOOK)


class _Own:
    """Lets through what this machine's own pages ask for, and what a person typed or followed."""

    def __init__(self, inner: ASGIApp, host: str) -> None:
        self._inner = inner
        self._host = host.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = self._refusal(scope)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self._inner(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        """What a foreigner is told; None for others."""
        sent: dict[str, list[str]] = {}
        for name, value in scope.get("headers", ()):
            sent.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        hosts = sent.get("host", [])
        if len(hosts) != 1 or not self._is_own(hosts[0]):
            return PlainTextResponse("This preview answers to its own address alone.", 421)
        if any(origin != f"http://{hosts[0]}" for origin in sent.get("origin", ())):
            return PlainTextResponse("This preview answers to its own pages alone.", 403)
        # Browsers say where a request comes from (Fetch Metadata, W3C); a link that a person
        # followed is fine, since no page can read or frame what it leads to.
        foreign = set(sent.get("sec-fetch-site", ())) - {"same-origin", "none"}
        followed = sent.get("sec-fetch-mode") == ["navigate"] and sent.get("sec-fetch-dest") == [
            "document"
        ]
        if foreign and not followed:
            return PlainTextResponse("This preview answers to its own pages alone.", 403)
        return None

    def _is_own(self, named: str) -> bool:
        """Whether it names this machine: an IP address, localhost, or the host of the preview."""
        try:
            name = urlsplit(f"//{named}").hostname or ""
        except ValueError:
            return False
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
    """A socket that listens at this address. PreviewError, which offers another, when it cannot."""
    try:
        return _socket(host, port)
    except (OSError, UnicodeError) as error:
        number = error.errno if isinstance(error, OSError) else None
        reason = os.strerror(number) if number and number > 0 else str(error)
        raise PreviewError(
            f"The address {host}:{port} cannot be had: {reason}.",
            f"Stop what uses it, or take another, such as `-a {_offer(host, port)}`.",
        ) from error


def _socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def _offer(host: str, port: int) -> str:
    """An address at which a preview could listen at this moment."""
    for other in range(port + 1, min(port + _OFFERED, 65_535) + 1):
        try:
            _socket(host, other).close()
        except OSError:
            continue
        except UnicodeError:
            break
        return f"[{host}]:{other}" if ":" in host else f"{host}:{other}"
    return "127.0.0.1:8000"


def serve(
    preview: Preview,
    at: socket.socket,
    host: str,
    changed: threading.Event,
    new_day: Callable[[], bool] = bool,
) -> None:
    """Serves until Ctrl-C; rebuilds each time `changed` has been set and it is quiet again."""
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
    arguments = (preview, changed, stopped, new_day)
    worker = threading.Thread(target=rebuilds, args=arguments, daemon=True)
    worker.start()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[at])
    finally:
        stopped.set()
        changed.set()
