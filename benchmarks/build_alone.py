"""A site's folder in; the pages of its versions out, and nothing else that a site is.

    python -m benchmarks.build_alone FOLDER

What the pages alone cost from nothing, beside a bare loop of Python-Markdown and Jinja2: no
redline, archive, feed, check or judgement is made, all the rest is as in a build (store, cores,
templates). As with the peers, what an earlier run left is removed before, and not by this.
"""

import datetime
import gc
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from fairnotice.cli import SELDOM, leave
from fairnotice.compiled import compiled
from fairnotice.disk import read, supplied
from fairnotice.loaded import loaded
from fairnotice.memo.memo import Memo
from fairnotice.pages import notice
from fairnotice.pages.environment import environment, rendered_page
from fairnotice.pages.view import View
from fairnotice.remembered import remembering
from fairnotice.store import FOLDER
from fairnotice.workers import on_all_cores

T = TypeVar("T")


def main(folder: Path, clock: datetime.datetime) -> int:
    """Writes the pages; how many."""
    output = folder / "output"
    if output.exists() or (folder / FOLDER).exists():
        sys.exit(f"Remove {output} and {folder / FOLDER} first.")
    files = read(folder).files
    with remembering(folder) as store:
        memo = Memo(store, compiled())

        def spread(make: Callable[[int], T], count: int) -> Iterable[T]:
            return on_all_cores(make, count, store.in_child, store.save)

        found = loaded(files, clock, memo, spread)
        if found.site is None or found.today is None:
            sys.exit(f"{folder} is no site.")
        texts = {path.removeprefix("templates/"): text for path, text in supplied().items()}
        view = View(
            site=found.site,
            timelines=found.timelines,
            comparisons={},
            assessments={},
            problems=(),
            clock_day=found.today,
            drafts=False,
            templates=texts,
            assets={},
            memo=memo,
        )
        pages = tuple(notice.pages(view))
        jinja = environment(texts, memo.compiled)

        def make(number: int) -> None:
            page = pages[number]
            made = rendered_page(jinja, page)
            if not isinstance(made, str):
                sys.exit(made.wrong)
            place = output / page.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(made, "utf-8")

        return sum(1 for _ in spread(make, len(pages)))


if __name__ == "__main__":
    gc.set_threshold(*SELDOM)
    print(main(Path(sys.argv[1]), datetime.datetime(2025, 12, 1, tzinfo=datetime.UTC)))
    leave(0)
