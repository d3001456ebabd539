"""`fairnotice lock`: a site in; `content/notices.lock` with the lines of its versions out."""

import click

from fairnotice.answer import exit_code
from fairnotice.archive import lock
from fairnotice.asked import version_named
from fairnotice.call import Call, flags
from fairnotice.disk import read, replace
from fairnotice.exits import FINE, WRONG_CONTENT
from fairnotice.judged import judged
from fairnotice.options import example
from fairnotice.remembered import recalling
from fairnotice.reports.report import report
from fairnotice.spoken import spoken


@click.command(
    "lock",
    epilog=example("fairnotice lock privacy@2026-12-01", "fairnotice lock"),
)
@click.argument("ref", metavar="[NOTICE@VERSION]", required=False)
@flags("text")
def command(call: Call, ref: str | None) -> int:
    """Freeze the text of versions.

    Writes a line into content/notices.lock for the version, or for each that is not a draft. From
    its published day on its words cannot change unseen. Refused: a draft, a version whose gates are
    open, and one that was published with other words.
    """
    folder = call.site_folder()
    with call.voice.working("Reading …"), recalling(folder) as memo:
        tree = read(folder, late=True)
        whole = judged(tree.files, call.clock, tree.problems, memo)
    broken = [problem for problem in whole.problems if problem.broken and problem.level == "error"]
    if whole.loaded.site is None or broken:
        found = report(broken or whole.problems, tree.files)
        call.answer(spoken(found, call.voice, tree.files))
        call.voice.say("Nothing was locked.")
        return exit_code(found, strict=False)
    if ref is not None:
        version_named(whole.loaded.site, ref)
    locked = lock.locked(whole.loaded.site, whole.loaded.timelines, ref, whole.problems)
    if locked.written:
        replace(folder, lock.PATH, locked.content)
    for written in locked.written:
        call.voice.say(f"Locked {written}.")
    if locked.problems:
        call.answer(spoken(report(locked.problems, tree.files), call.voice, tree.files))
        return WRONG_CONTENT
    if not locked.written:
        call.voice.say("The lock was up to date.")
    drafts = [
        version.ref
        for notice in whole.loaded.site.notices
        for version in notice.versions
        if version.status == "draft"
    ]
    if drafts and ref is None:
        call.voice.say(f"Drafts are not locked: {', '.join(drafts)}.")
        call.voice.say("Take the line `status: draft` out of one once its words are final.")
    return FINE
