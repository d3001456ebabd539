"""A version in; the hash of its words out: the one that stands in notices.lock.

The hash is the SHA-256 of this canonical JSON (see `canonical.py`), so that anybody can work it
out again without this program:

    {"body": …, "cookies": […], "title": …, "v": 1}

- `title`: the version's title.
- `body`: the Markdown after the front matter, line ends as LF, without byte order mark.
- `cookies`: the rows that hold for the version, in the order of the table, each an object of the
  fields in `COOKIE_FIELDS`; empty where the notice has none. `since` and `until` are left out:
  they say which versions have the row, so that ending a row in a new version leaves the old
  version's hash alone.
- `v`: the number of this recipe.
"""

from fairnotice.archive.canonical import digest
from fairnotice.model import Version

COOKIE_FIELDS = (
    "name",
    "kind",
    "set_by",
    "read_by",
    "purpose",
    "category",
    "ground",
    "lifetime",
    "country",
)
"""The fields of a cookie row that readers see. A field added to rows later enters the recipe only
where it is not empty, so that old hashes stay."""


def text_hash(version: Version) -> str:
    """SHA-256, in hexadecimal, over the title, the body and the cookie rows of `version`.

    The line ends that a checkout chose, and a byte order mark, make no difference.
    """
    return digest(
        {
            "v": 1,
            "title": _plain(version.title),
            "body": _plain(version.body),
            "cookies": [
                {field: _plain(str(getattr(row, field))) for field in COOKIE_FIELDS}
                for row in version.cookies
            ],
        }
    )


def _plain(text: str) -> str:
    """`text` with LF line ends and without byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
