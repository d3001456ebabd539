"""A site and what was asked for beside the checks of every build in; the problems found, out.

`check --har` and `check --external` look at what no build may depend on: a file that a browser
saved, and other people's servers.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fairnotice.disk import beginning
from fairnotice.exits import NOT_DONE, WRONG_CALL, RefusedError
from fairnotice.external import Manners, asked
from fairnotice.lint import lint
from fairnotice.lint.external import external_links, problems
from fairnotice.lint.har.declared import differences
from fairnotice.lint.har.saved import LARGEST, Request, saved
from fairnotice.loaded import Loaded
from fairnotice.model import Place, Problem, Site, Timeline, Version


def har_problems(loaded: Loaded, names: Sequence[str], ref: str) -> tuple[Problem, ...]:
    """How the cookie table differs from what the HARs of these names show.

    `ref` is the version whose table is meant; empty: those in force. Nothing is compared while
    site.yaml cannot be used. RefusedError for a file that cannot be opened, for a version that does
    not exist, and for a site without a cookie table.
    """
    site = loaded.site
    if site is None or not names:
        return ()
    versions = tuple(_tables(site, loaded.timelines, ref))
    found: list[Problem] = []
    requests: list[Request] = []
    for name in names:
        one = saved(_content(name), Path(name).as_posix())
        found += one.problems
        requests += one.requests
    if not requests:
        return tuple(found)
    numbered = [each._replace(number=number) for number, each in enumerate(requests, 1)]
    for version in versions:
        found += differences(version, site, numbered, Place(Path(names[0]).as_posix()))
    return tuple(lint.on_request(found, site))


def _content(name: str) -> bytes:
    """The bytes of a HAR; RefusedError when there are none, or too many."""
    path = Path(name)
    try:
        if path.is_dir():
            raise RefusedError(f"{name} is a folder.", "Name the HAR in it.", NOT_DONE)
        size = path.stat().st_size
        if size > LARGEST:
            raise RefusedError(
                f"{name} has {size // 1_000_000} MB, and at most {LARGEST // 1_000_000} are read.",
                "Save it without the contents of the answers, or in shorter visits.",
                NOT_DONE,
            )
        return beginning(path, LARGEST)  # a device says that it has none, and may have no end
    except OSError as error:
        why = error.strerror or str(error)
        mend = "Name the file that the browser saved."
        raise RefusedError(f"{name} cannot be read: {why}.", mend, NOT_DONE) from error


def _tables(site: Site, timelines: Mapping[str, Timeline], ref: str) -> Iterable[Version]:
    """The versions whose cookie table is compared."""
    every = [version for notice in site.notices for version in notice.versions]
    if ref:
        named = [version for version in every if version.ref == ref]
        if not named:
            known = ", ".join(v.ref for v in every if v.cookies) or "none has a cookie table"
            raise RefusedError(f"There is no version {ref}.", f"The versions are: {known}.")
        return named
    now = [v for v in every if v.name == timelines[v.notice].in_force and v.cookies]
    if not now:
        raise RefusedError(
            "No version in force has a cookie table, so there is nothing to compare the HAR with.",
            "Write the cookies into content/<notice>/cookies.yaml, or name a version with "
            "--har-version.",
            WRONG_CALL,
        )
    return now


def external_problems(loaded: Loaded) -> tuple[Problem, ...]:
    """What is wrong with the links to other hosts; each address is asked once."""
    if loaded.site is None:
        return ()
    found = tuple(external_links(loaded.site, loaded.timelines))
    addresses = tuple(dict.fromkeys(link.address for link in found))
    home = loaded.site.settings.site_url
    agent = Manners().agent + (f" +{home}" if home else "")
    answers = asked(addresses, Manners(agent=agent))
    return tuple(lint.on_request(problems(found, answers), loaded.site))
