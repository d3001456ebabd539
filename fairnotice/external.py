"""Addresses of other hosts in; what each answered out. The one place that asks the network.

Asked politely: eight hosts at a time, one request a host at a time with a pause between, HEAD
before GET, nothing read but the head of an answer, no cookies, no credentials, ten seconds a
request. Written on the standard library because the address that is connected to has to be the very
one that was looked at: a redirect never leads to a private address (a router, a cloud's metadata),
whatever a name resolves to a moment later. No HTTP client lets that be seen without replacing the
part that connects, which is all there is to do here.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from fairnotice import __version__

Verdict = Literal["fine", "moved", "gone", "unchecked"]
"""`moved`: for good, to another address. `gone`: readers get nothing. `unchecked`: nobody can tell
today."""


class Answer(NamedTuple):
    """What came of asking for one address."""

    verdict: Verdict
    why: str = ""
    """The end of a sentence, for an editor: `it answers 404 (Not Found)`."""
    moved_to: str = ""
    """Where it is for good now."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are asked."""

    timeout: float = 10.0
    """Seconds for each request."""
    pause: float = 0.5
    """Seconds between two requests to one host."""
    patience: float = 10.0
    """The longest `Retry-After`, in seconds, that is waited for; once an address."""
    hosts: int = 8
    """Hosts that are asked at the same time."""
    hops: int = 8
    """Redirects that are followed."""
    agent: str = f"fairnotice/{__version__} (checks the links of a privacy notice)"
    """`User-Agent`."""


class _UnusableError(Exception):
    """An address that is not asked; the words say why, as the end of a sentence."""


class _Head(NamedTuple):
    status: int
    reason: str
    location: str
    retry_after: str


_ASK_AGAIN_WITH_GET = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 503})
"""Answers that servers give to HEAD alone."""
_FOR_GOOD = frozenset({301, 308})
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})


def asked(addresses: Iterable[str], manners: Manners | None = None) -> Mapping[str, Answer]:
    """What each address (http or https; what follows `#` is not sent) answers. Never raises."""
    manners = manners or Manners()
    by_host: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        by_host.setdefault(_host(address), []).append(address)

    def ask_all(listed: list[str]) -> list[tuple[str, Answer]]:
        answers = []
        for number, address in enumerate(listed):
            if number:
                time.sleep(manners.pause)
            answers.append((address, _asked(address, manners)))
        return answers

    with ThreadPoolExecutor(manners.hosts, thread_name_prefix="links") as pool:
        return dict(pair for pairs in pool.map(ask_all, by_host.values()) for pair in pairs)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _asked(address: str, manners: Manners) -> Answer:
    """One address, with everything that can go wrong."""
    try:
        return _followed(address, manners)
    except _UnusableError as error:
        return Answer("gone", str(error))
    except socket.gaierror:
        return Answer("gone", "there is no host of that name")
    except ssl.SSLCertVerificationError as error:
        return Answer("gone", f"its certificate is not valid ({error.verify_message})")
    except TimeoutError:
        return Answer("unchecked", f"it did not answer within {manners.timeout:g} seconds")
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        said = getattr(error, "strerror", "") or str(error) or type(error).__name__
        return Answer("unchecked", f"the connection failed ({said})")


def _followed(address: str, manners: Manners) -> Answer:
    """The address and those that it leads to."""
    named, here, for_good = _host(address), address, True
    seen = set()
    for _ in range(manners.hops + 1):
        if here in seen:
            return Answer("gone", "it leads in a circle")
        seen.add(here)
        head = _patient(here, named, manners)
        if head.status not in _ELSEWHERE or not head.location:
            return _judged(head, here if for_good and here != address else "")
        for_good = for_good and head.status in _FOR_GOOD
        here = urlunsplit(urlsplit(urljoin(here, head.location))._replace(fragment=""))
    return Answer("gone", f"it leads on more than {manners.hops} times")


def _judged(head: _Head, moved_to: str) -> Answer:
    said = f"it answers {head.status}" + (f" ({head.reason})" if head.reason else "")
    if head.status in {404, 410}:
        return Answer("gone", said)
    if 200 <= head.status < 400:
        return Answer("moved", said, moved_to) if moved_to else Answer("fine")
    return Answer("unchecked", said)


def _patient(address: str, named: str, manners: Manners) -> _Head:
    """HEAD, then GET where that may help, then once more when the host asks to wait a little."""
    head = _request("HEAD", address, named, manners)
    if head.status in _ASK_AGAIN_WITH_GET:
        head = _request("GET", address, named, manners)
    if head.status in {429, 503} and head.retry_after.isdecimal():
        wait = float(head.retry_after[:6])
        if wait <= manners.patience:
            time.sleep(wait)
            head = _request("GET", address, named, manners)
    return head


def _request(method: str, address: str, named: str, manners: Manners) -> _Head:
    """The head of one answer; the body is never read."""
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in {"http", "https"} or not host:
        raise _UnusableError("it is not an address of the web")
    place = _numeric(host, parts.port or (443 if parts.scheme == "https" else 80), named)
    connection = _connection(parts.scheme, host.encode("idna").decode(), place, manners)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    try:
        headers = {"User-Agent": manners.agent, "Accept": "*/*", "Connection": "close"}
        connection.request(method, target, headers=headers)
        with connection.getresponse() as answer:
            return _Head(
                answer.status,
                answer.reason[:40],
                answer.headers.get("Location", ""),
                answer.headers.get("Retry-After", "").strip(),
            )
    finally:
        connection.close()


def _numeric(host: str, port: int, named: str) -> tuple[str, int]:
    """The address of a host; _UnusableError for a private one that the link itself does not name.

    All addresses of a name are looked at, so that none of them leads into the network of whoever
    asks.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if host.lower() != named and not all(_public(str(each[4][0])) for each in found):
        raise _UnusableError(f"it leads to {host}, which is a private address and is not asked")
    return str(found[0][4][0]), port


def _public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def _connection(
    scheme: str, host: str, place: tuple[str, int], manners: Manners
) -> http.client.HTTPConnection:
    """A connection to `place` that calls it by the name `host`."""
    if scheme == "https":
        return _Secure(host, place, manners.timeout)
    return _Plain(host, place, manners.timeout)


class _Plain(http.client.HTTPConnection):
    """Connects to the address that was looked at, not to what the name means a moment later."""

    def __init__(self, host: str, place: tuple[str, int], timeout: float) -> None:
        super().__init__(host, place[1], timeout=timeout)
        self._place = place

    def connect(self) -> None:
        """Connect to that address."""
        self.sock = socket.create_connection(self._place, self.timeout)


class _Secure(_Plain):
    """The same by TLS; the certificate has to be that of the name."""

    default_port = 443

    def connect(self) -> None:
        """Connect to that address, and see the certificate."""
        super().connect()
        name = self.host.strip("[]")
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=name)
