"""A folder and documents in; what makes each peer build them as pages with a list of contents.

All get the same Markdown, the same extensions where they have them, and the least that they can do:
one page a document, its list of contents, nothing else. They live in an environment of their own
(`make .venv-peers/made`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PEERS = Path(".venv-peers/bin").resolve()

_PAGE = "<!doctype html>\n<title>{title}</title>\n<nav>{contents}</nav>\n<main>{content}</main>\n"

_MKDOCS = """\
site_name: Plain pages
use_directory_urls: true
plugins: []
theme: {name: null, custom_dir: theme}
markdown_extensions: [tables, attr_list, def_list, footnotes, sane_lists, toc]
"""

_PELICAN = """\
SITENAME = "Plain pages"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
DEFAULT_DATE = "2025-01-01"
TIMEZONE = "UTC"
MARKDOWN = {"extensions": ["tables", "attr_list", "def_list", "footnotes", "sane_lists", "toc"]}
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = True
"""

_HUGO = """\
baseURL = "/"
title = "Plain pages"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "section", "home"]
[markup.goldmark.parser.attribute]
block = true
title = true
"""

_LOOP = '''\
"""A bare loop: Python-Markdown and Jinja2 on all cores, one page a document."""
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from jinja2 import Template
from markdown import Markdown

PAGE = Template("""{page}""")
EXTENSIONS = ["tables", "attr_list", "def_list", "footnotes", "sane_lists", "toc"]


def build(path):
    converter = Markdown(extensions=EXTENSIONS)
    content = converter.convert(path.read_text("utf-8"))
    page = PAGE.render(title=path.stem, contents=converter.toc, content=content)
    place = Path("output", path.stem, "index.html")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(page, "utf-8")


if __name__ == "__main__":
    with ProcessPoolExecutor() as pool:
        list(pool.map(build, sorted(Path("docs").glob("*.md")), chunksize=8))
'''


class Peer(NamedTuple):
    """One way of building the same documents."""

    name: str
    command: tuple[str, ...]
    files: Mapping[str, str]
    """Everything in its folder."""
    output: str
    """The folder that it writes."""


def peers(documents: Mapping[str, str], python: str) -> tuple[Peer, ...]:
    """The peers with the documents (name → Markdown) in their places; `python` runs the loop."""

    def placed(folder: str, head: str = "") -> dict[str, str]:
        return {f"{folder}/{name}.md": head.format(name) + text for name, text in documents.items()}

    jinja = {"title": "{{ page.title }}", "contents": "{{ page.toc }}"}
    hugo = _PAGE.format(
        title="{{ .Title }}", contents="{{ .TableOfContents }}", content="{{ .Content }}"
    )
    loop = _PAGE.format(title="{{ title }}", contents="{{ contents }}", content="{{ content }}")
    article = _PAGE.format(
        title="{{ article.title }}", contents="", content="{{ article.content }}"
    )
    return (
        Peer(
            "Hugo",
            (str(PEERS / "hugo"), "--quiet", "--cleanDestinationDir"),
            {
                "hugo.toml": _HUGO,
                "layouts/_default/single.html": hugo,
                **placed("content", "---\ntitle: {}\n---\n"),
            },
            "public",
        ),
        Peer(
            "bare loop of Python-Markdown and Jinja2",
            (python, "loop.py"),
            {"loop.py": _LOOP.replace("{page}", loop), **placed("docs")},
            "output",
        ),
        Peer(
            "MkDocs",
            (str(PEERS / "mkdocs"), "build", "--quiet", "--clean"),
            {
                "mkdocs.yml": _MKDOCS,
                "theme/main.html": _PAGE.format(**jinja, content="{{ page.content }}"),
                **placed("docs"),
            },
            "site",
        ),
        Peer(
            "Pelican",
            (str(PEERS / "pelican"), "--quiet", "-s", "pelicanconf.py"),
            {
                "pelicanconf.py": _PELICAN,
                "theme/templates/article.html": article,
                "theme/static/.keep": "",
                **placed("content", "Title: {}\n\n"),
            },
            "output",
        ),
    )
