"""`fairnotice build`: the site's folder in, `output/` out."""

from collections.abc import Collection, Mapping
from pathlib import Path

import click

from fairnotice.answer import exit_code, told
from fairnotice.call import Call, flags
from fairnotice.disk import read, sole_writer, write
from fairnotice.exits import FINE
from fairnotice.looks import Looks
from fairnotice.memo.memo import Memo
from fairnotice.options import example
from fairnotice.outcomes import Words, answer, noted, watched
from fairnotice.remembered import remembering, zone_of


@click.command(
    "build",
    epilog=example("fairnotice build", "fairnotice build -C example --clock 2026-12-01 --drafts"),
)
@flags()
def command(call: Call) -> int:
    """Render everything into output/.

    What the public sees goes to output/site/, what comms and legal staff see to output/review/, and
    what was found to output/reports/. When a page cannot be made, only the reports are replaced;
    when the pages must not be published, output/site/ stays as it was.
    """
    folder = call.site_folder()
    with sole_writer(folder), remembering(folder) as store, call.voice.working("Building …"):
        watch = watched(call, store)
        looks = Looks(Memo(store), watch.begun if watch else None)
        tree = read(folder, late=True, known=looks.digest)
        result = answer(call, tree, store)
        trees = {"reports": result.built.reports}
        if not result.built.broken:
            trees["review"] = result.built.review
        code = exit_code(result.report, call.strict)
        if code == FINE:
            trees["site"] = result.built.site
        write(folder, trees, store)
        looks.note()
        said = told(call, result, tree.files)
        done = _done(trees, folder)
        zone = zone_of(tree, store)
        if watch and zone:
            noted(watch, call, zone, Words(said, call.voice.line(done), code), trees)
    call.answer(said)
    call.voice.say(done)
    return code


def _done(trees: Mapping[str, Collection[str]], folder: Path) -> str:
    """What became of output/."""
    if "site" in trees:
        return f"{len(trees['site'])} files are in {folder / 'output' / 'site'}."
    if "review" not in trees:
        return "A page cannot be made; output/site/ and output/review/ stay as they were."
    return "Nothing may be published yet; output/site/ stays as it was."
