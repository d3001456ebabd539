"""An address as a notice's text writes it in, the relative link from the page it stands on out."""

from collections.abc import Callable

from fairnotice import urls
from fairnotice.model import Site


def on_page(page: str, notice_id: str) -> Callable[[str], str]:
    """Maps the links of a notice's text for the page of the site at `page`.

    Links within the text stay as they are: a page that shows it has its anchors, a redline too.
    """

    def address(written: str) -> str:
        return _address(page, notice_id, written)

    return address


def in_review(site: Site, notice_id: str) -> Callable[[str], str]:
    """Maps links for a page that does not stand beside the site (a review page)."""

    def address(written: str) -> str:
        found = urls.destination(notice_id, written)
        if not found or not found[0]:
            return written
        path, _, fragment = written.partition("#")
        target = urls.public(site.settings.site_url, found[0])
        return (target or path) + (f"#{fragment}" if fragment else "")

    return address


def picture(notice_id: str, path: str) -> str:
    """Where a picture from `content/<notice>/` stands in the site."""
    return f"{notice_id}/{path}"


def _address(page: str, notice_id: str, written: str) -> str:
    """The link from `page`; addresses of other hosts and within the page stay as they are."""
    found = urls.destination(notice_id, written)
    if not found or not found[0]:
        return written
    return urls.href(page, *found)
