"""A folder of pages in; a server that sends them as a host does, with `_headers` obeyed, out.

The form of `_headers` is that of Netlify and Cloudflare Pages: a path, in which `*` stands for
anything, then indented lines of headers; every block that fits a path counts.
"""

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from io import BytesIO
from pathlib import Path

_PACKED = (".html", ".css", ".xml", ".txt", ".md", ".json", ".svg")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server on this machine that sends the files of `folder`."""
    handler = partial(_Handler, directory=str(folder), asked=_asked(folder / "_headers"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _asked(file: Path) -> list[tuple[str, str, str]]:
    """Path pattern, name and value of every header of a `_headers` file."""
    found: list[tuple[str, str, str]] = []
    pattern = ""
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        if not line.startswith(" "):
            pattern = line
            continue
        name, _, value = line.strip().partition(": ")
        found.append((pattern, name, value))
    return found


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, packed where the browser takes that, without a log."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, *args: object, directory: str, asked: list[tuple[str, str, str]], **more: object
    ) -> None:
        self._asked = asked
        super().__init__(*args, directory=directory, **more)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | None:  # type: ignore[override]
        """The packed file; what cannot be packed goes the usual way."""
        place = Path(self.translate_path(self.path))
        if place.is_dir() and self.path.partition("?")[0].endswith("/"):
            place /= "index.html"
        if not place.is_file():
            return self._missing()
        content = place.read_bytes()
        packed = place.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        return self._answer(200, self.guess_type(str(place)), content, packed=packed)

    def _missing(self) -> BytesIO:
        place = Path(self.directory, "404.html")
        content = place.read_bytes() if place.exists() else b"There is no such page."
        return self._answer(404, "text/html", content, packed=False)

    def _answer(self, status: int, sort: str, content: bytes, *, packed: bool) -> BytesIO:
        body = gzip.compress(content, mtime=0) if packed else content
        self.send_response(status)
        headers = {"Content-Type": f"{sort}; charset=utf-8" if "text/" in sort else sort}
        path = self.path.partition("?")[0]
        headers |= {n: value for pattern, n, value in self._asked if fnmatchcase(path, pattern)}
        headers |= {"Content-Encoding": "gzip"} if packed else {}
        headers["Content-Length"] = str(len(body))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""
