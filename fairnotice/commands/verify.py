"""`fairnotice verify`: a site, an evidence file or a live page in; what is not as it was out."""

import contextlib
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import click

from fairnotice import urls
from fairnotice.archive import live, lock
from fairnotice.archive import verify as evidence
from fairnotice.asked import Whole, reread, version_named
from fairnotice.call import Call, flags
from fairnotice.compare.compare import compare
from fairnotice.disk import beginning
from fairnotice.exits import FINE, NOT_DONE, WRONG_CALL, WRONG_CONTENT, RefusedError
from fairnotice.model import Problem
from fairnotice.options import example
from fairnotice.pages.site import PageError
from fairnotice.pipeline import outcome
from fairnotice.reports.report import report
from fairnotice.spoken import spoken

_MOST = 8 * 2**20
"""Bytes that a page may have; the longest notices have some hundred thousand."""

_SECONDS = 20.0


@click.command(
    "verify",
    epilog=example(
        "fairnotice verify",
        "fairnotice verify evidence.zip",
        "fairnotice verify --url https://www.example.org/privacy/",
    ),
)
@click.argument("file", metavar="[FILE.zip]", required=False)
@click.option("--url", help="A live page, to compare with the built one.")
@click.option(
    "--page", metavar="NOTICE[@VERSION]", help="Which page, if the address leaves it open."
)
@flags("text")
def command(call: Call, file: str | None, url: str | None, page: str | None) -> int:
    """Verify that nothing was changed.

    Without arguments: that every version is as notices.lock says. With FILE.zip: that the evidence
    is whole. With --url: that a live page has the words of the built one; what else is on it, and
    white space, do not count.
    """
    if file is not None and url is not None:
        raise click.UsageError("Give a file or --url, not both.")
    if file is not None:
        return _told(call, tuple(evidence.problems(_bytes(file), file)), {}, f"{file} is whole.")
    here = reread(call)
    if url is not None:
        found = _live(call, here, url, page)
        return _told(call, found, here.files, f"{url} has the words of the built page.")
    found = tuple(
        one
        for one in (*here.problems, *lock.problems(here.site, here.timelines))
        if one.level == "error" and (one.broken or one.check.startswith("lock-"))
    )
    return _told(call, found, here.files, "Every version is as notices.lock says.")


def _told(call: Call, found: tuple[Problem, ...], files: Mapping[str, bytes], fine: str) -> int:
    """Shows what is wrong, or says that nothing is."""
    if not found:
        call.voice.say(fine)
        return FINE
    call.answer(spoken(report(found, files), call.voice, files))
    return WRONG_CONTENT


def _bytes(file: str) -> bytes:
    try:
        content = beginning(Path(file), evidence.MOST + 1)
    except OSError as error:
        raise RefusedError(
            f"{file} cannot be read: {error.strerror}.", "Name the evidence file.", NOT_DONE
        ) from error
    if len(content) > evidence.MOST:
        raise RefusedError(
            f"{file} is too large for evidence.", "Ask where it comes from.", WRONG_CONTENT
        )
    return content


# ---------------------------------------- a live page


def _live(call: Call, here: Whole, url: str, page: str | None) -> tuple[Problem, ...]:
    """How the words of a live page differ from those of the built one."""
    path, ref = _page(here, url, page)
    built = _built(call, here, path)
    there = _fetched(url)
    holder = live.holder(built)
    if live.holder(there) != holder:  # another program's page: compare all that both hold
        holder = "//main" if b"<main" in there else "//body"
    comparison = compare(live.document(built, holder), live.document(there, holder))
    return tuple(live.problems(comparison, url, ref))


def _built(call: Call, here: Whole, path: str) -> bytes:
    """The page as a build makes it; RefusedError when none does."""
    pages = outcome(here.files, call.clock, False, pages="late").built.site
    with contextlib.suppress(PageError, KeyError):
        return pages[path]
    raise RefusedError(
        f"There is no built page {urls.address(path)} to compare with.",
        "`fairnotice check` says why, if it should be there.",
        WRONG_CONTENT,
    )


def _page(here: Whole, url: str, page: str | None) -> tuple[str, str]:
    """Path of the built page that `url` should show, and the `notice@version` on it."""
    notices = {notice.id for notice in here.site.notices}
    if page is None:
        parts = [part for part in urlsplit(url).path.split("/") if part and part != "index.html"]
        tail = next((parts[at:] for at in range(len(parts)) if parts[at] in notices), [])
        page = "@".join(tail[:2])
    notice, _, name = page.partition("@")
    if notice not in notices:
        raise RefusedError(
            f"{url} does not say which notice it shows.",
            f"Name it: --page {' or --page '.join(sorted(notices))}.",
            WRONG_CALL,
        )
    if name:
        version = version_named(here.site, page)
        return urls.version(notice, version.name), version.ref
    return urls.notice(notice), f"{notice}@{here.timelines[notice].in_force}"


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirection to the same host alone."""

    def redirect_request(  # urllib's
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request; RefusedError when it would go to another host."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        downgraded = old.scheme == "https" and new.scheme != "https"
        if new.scheme not in ("http", "https") or new.hostname != old.hostname or downgraded:
            raise RefusedError(
                f"{req.full_url} leads on to {newurl}, which is another place.",
                "Give the address that readers end up at, if you trust it.",
                NOT_DONE,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetched(url: str) -> bytes:
    """The page at an http or https address."""
    try:
        split = urlsplit(url)
        usable = split.scheme in ("http", "https") and bool(split.hostname) and not split.username
    except ValueError:
        usable = False
    if not usable:
        raise RefusedError(f"{url} is no web address.", "Begin it with https://.", WRONG_CALL)
    opener = urllib.request.build_opener(_SameHost())
    try:
        with opener.open(_request(url), timeout=_SECONDS) as answer:
            content: bytes = answer.read(_MOST + 1)
    except RefusedError:
        raise
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise RefusedError(
            f"{url} cannot be fetched: {reason}.", "Is it there, and are you online?", NOT_DONE
        ) from error
    if len(content) > _MOST:
        raise RefusedError(f"{url} is too large for a page.", "Is it the right one?", NOT_DONE)
    return content


def _request(url: str) -> urllib.request.Request:
    return urllib.request.Request(  # noqa: S310  # its scheme has been checked
        url, headers={"Accept": "text/html", "User-Agent": "fairnotice"}
    )
