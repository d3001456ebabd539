"""`fairnotice build`: the site's folder in, `output/` out."""

import click

from fairnotice.answer import exit_code, publishable, shown
from fairnotice.call import Call, example, flags
from fairnotice.disk import read, sole_writer, write
from fairnotice.remembered import answer, remembering


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
        tree = read(folder, late=True)
        result = answer(call, tree, store)
        trees = {"reports": result.built.reports}
        if not result.built.broken:
            trees["review"] = result.built.review
        if publishable(result.report, call.strict):
            trees["site"] = result.built.site
        write(folder, trees, store)
    shown(call, result, tree.files)
    if "site" in trees:
        call.voice.say(f"{len(result.built.site)} files are in {folder / 'output' / 'site'}.")
    elif result.built.broken:
        call.voice.say("A page cannot be made; output/site/ and output/review/ stay as they were.")
    else:
        call.voice.say("Nothing may be published yet; output/site/ stays as it was.")
    return exit_code(result.report, call.strict)
