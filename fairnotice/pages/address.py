"""An address as a notice's text writes it in, the relative link from the page it stands on out."""

from collections.abc import Callable
from posixpath import join, normpath
from urllib.parse import unquote

from fairnotice import urls
from fairnotice.model import Site


def on_page(site: Site, page: str, notice_id: str) -> Callable[[str], str]:
    """Maps the links of a notice's text for the page of the site at `page`.

    Links within the text stay as they are: a page that shows it has its anchors, a redline too.
    """

    def address(written: str) -> str:
        return _address(site, page, notice_id, written)

    return address


def in_review(site: Site, notice_id: str) -> Callable[[str], str]:
    """Maps links for a page that does not stand beside the site (a review page)."""

    def address(written: str) -> str:
        path, _, fragment = written.partition("#")
        if not path or _is_foreign(written):
            return written
        target = urls.public(site.settings.site_url, _target(site, notice_id, path))
        return (target or path) + (f"#{fragment}" if fragment else "")

    return address


def picture(notice_id: str, path: str) -> str:
    """Where a picture from `content/<notice>/` stands in the site."""
    return f"{notice_id}/{path}"


def _address(site: Site, page: str, notice_id: str, written: str) -> str:
    """The link from `page`; addresses of other hosts and within the page stay as they are."""
    path, _, fragment = written.partition("#")
    if not path or _is_foreign(written):
        return written
    return urls.href(page, _target(site, notice_id, path), unquote(fragment))


def _is_foreign(written: str) -> bool:
    """True for addresses with a scheme (`https:`, `mailto:`) or a host of their own (`//`)."""
    head = written.partition("/")[0]
    return ":" in head or written.startswith("//")


def _target(site: Site, notice_id: str, path: str) -> str:
    """The file below output/site/ that a path in a notice means.

    From the root (`/privacy/`) or from the notice's folder, where the other versions stand as
    files (`2016-05-01.md`) beside pictures.
    """
    clean = normpath(unquote(path if path.startswith("/") else join("/", notice_id, path)))
    clean = clean.lstrip("/").removesuffix("/index.html")
    if clean in ("", ".", "index.html"):
        return urls.HOME
    parent, _, name = clean.rpartition("/")
    if name.endswith(".md") and any(notice.id == parent for notice in site.notices):
        return urls.version(parent, name.removesuffix(".md"))
    return clean if "." in name else f"{clean}/index.html"
