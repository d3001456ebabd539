"""`fairnotice import git`: the history of a file in a Git repository in; versions out."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fairnotice.call import Call, flags
from fairnotice.commands import import_into as into
from fairnotice.commands.import_repository import Commit, commits, contents, is_shallow
from fairnotice.disk import read
from fairnotice.exits import FINE, WRONG_CONTENT, RefusedError
from fairnotice.importers.history import Imported, Snapshot, Step, Wanted, history
from fairnotice.model import Day
from fairnotice.options import example
from fairnotice.word import DAY

_NO_DAY = Day(1970, 1, 1)
"""Stands for a moment that no calendar has: the beginning of the time that Git counts."""

_MOST_NOTES = 20
"""Notes that are shown without -v."""


@click.command(
    "git",
    epilog=example(
        "fairnotice import git ../website legal/privacy.md privacy",
        "fairnotice import git site.git privacy.md privacy --since 2018-05-25 --min-words 5",
    ),
)
@click.argument("repository", metavar="REPO")
@click.argument("path")
@click.argument("notice")
@click.option("--since", type=DAY, help="Leave out the texts of earlier days.")
@click.option(
    "--min-words",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Leave out changes of fewer words; they are part of the next version.",
)
@click.option("--replace", is_flag=True, help="Take the place of the versions that are there.")
@flags("text")
def command(
    call: Call,
    repository: str,
    path: str,
    notice: str,
    since: Day | None,
    min_words: int,
    replace: bool,
) -> int:
    """Bring the history of the file PATH in the Git repository REPO in as versions of NOTICE.

    Each day on which readers saw other words becomes a version: the last text of that day on the
    main line, by the date of the commit, in the site's time zone. Renames are followed. Headings
    get ids that stay the same through all versions; the changelog is drafted from what changed; the
    versions are locked.
    """
    folder = call.site_folder()
    with call.voice.working("Reading the site …"):
        where = into.target(call, read(folder), notice)
    names = _to_replace(where, replace)
    repo = Path(repository)
    with call.voice.working(f"Reading the history of {path} …"):
        found = commits(repo, path)
        shallow = is_shallow(repo)
        snapshots = _snapshots(repo, found, where, call)
    today = where.loaded.today
    if today is None:
        raise RefusedError("site.yaml cannot be used.", "`fairnotice check` says why.")
    wanted = Wanted(notice, where.notice.title, today, since, min_words)
    with call.voice.working(f"Comparing {len(snapshots)} texts …"):
        steps = list(history(snapshots, wanted, into.reading(where)))
    versions = [step.version for step in steps if step.version is not None]
    if not versions:
        raise RefusedError(
            f"Nothing in the history of {path} becomes a version.",
            _why_none(steps, since),
            WRONG_CONTENT,
        )
    with call.voice.working(f"Locking {len(versions)} versions …"):
        files = into.brought_in(where, versions, replaced=names, call=call)
        into.write(call, where, files)
    _tell(call, where, found, steps, versions, shallow)
    return FINE


def _to_replace(where: into.Target, replace: bool) -> list[str]:
    """Names of the versions that go; RefusedError when there are some and nobody said so."""
    there = where.notice.versions
    taken = [p for p in where.files if _is_version(p, where.notice.id)]
    if taken and not replace:
        raise RefusedError(
            f"The notice {where.notice.id} has {_count(len(taken), 'version')} already.",
            "Add --replace to put the history in their place, or name another notice.",
        )
    for version in there:
        against = into.replaceable(version, where.site)
        if against:
            raise RefusedError(against, "Import into another notice.", WRONG_CONTENT)
    return [p.rpartition("/")[2].removesuffix(".md") for p in taken]


def _is_version(path: str, notice: str) -> bool:
    return path.startswith(f"content/{notice}/") and path.endswith(".md")


def _snapshots(
    repo: Path, found: Sequence[Commit], where: into.Target, call: Call
) -> list[Snapshot]:
    """The last text of each day, with the day on which it was put into the history.

    The date of the commit counts, not the author's: it is when the text came to this line. In a
    history that was written anew on one day all dates of commits are that day's; then the authors'
    dates are the only ones that tell.
    """
    zone = ZoneInfo(where.site.settings.timezone)
    committed = {_day(commit.committed, zone) for commit in found}
    authored = {_day(commit.authored, zone) for commit in found}
    rewritten = len(committed) == 1 and len(authored) > 1
    if rewritten:
        call.voice.say("All commits have the same date, so the authors' dates are taken.")
    last: dict[Day, Commit] = {}
    latest = Day.min
    for commit in found:
        day = _day(commit.authored if rewritten else commit.committed, zone)
        # A clock that ran ahead says nothing of when the text came.
        today = where.loaded.today or day
        latest = max(latest, day) if day <= today else max(latest, min(today, day))
        last[latest] = commit
    with_text = {day: commit for day, commit in last.items() if commit.blob}
    blobs = [commit.blob for commit in with_text.values()]
    return [
        Snapshot(day, content, commit.short)
        for (day, commit), content in zip(with_text.items(), contents(repo, blobs), strict=True)
    ]


def _day(seconds: int, zone: ZoneInfo) -> Day:
    """The day of a moment in the site's time zone."""
    try:
        return datetime.datetime.fromtimestamp(seconds, zone).date()
    except (ValueError, OverflowError, OSError):
        return _NO_DAY


def _why_none(steps: Sequence[Step], since: Day | None) -> str:
    notes = [note for step in steps for note in step.notes]
    if notes:
        return notes[0]
    return f"No text is from {since} or later." if since else "The file was always empty."


def _tell(
    call: Call,
    where: into.Target,
    found: Sequence[Commit],
    steps: Sequence[Step],
    versions: Sequence[Imported],
    shallow: bool,
) -> None:
    """Says what came of it, and what to look at."""
    say = call.voice.say
    notice = where.notice.id
    notes = [note for step in steps for note in step.notes]
    shown = notes if call.voice.verbosity else notes[:_MOST_NOTES]
    for note in shown:
        say(note)
    if len(notes) > len(shown):
        say(f"And {len(notes) - len(shown)} more notes; add -v to see them.")
    if shallow:
        say("The repository is a shallow clone: what is older is not in it.")
    if where.added:
        say(f"site.yaml has a notice more: {notice}. Look at its title and kind there.")
    say(
        f"{_count(len(found), 'commit')} gave {_count(len(versions), 'version')} of {notice}, "
        f"{versions[0].name} to {versions[-1].name}, all locked."
    )
    undecided = sum(1 for v in versions[1:] if not v.entry.significance)
    if undecided:
        say(
            f"In {_count(undecided, 'version')} a person would have to say whether the change was "
            "significant; their entries leave it open."
        )
    today = where.loaded.today
    if today is not None and versions[-1].name >= str(today):
        say(f"{notice}@{versions[-1].name} is of today: its checks are open until tomorrow.")
    say("Next: read the entries in content/changelog.yaml; their words are drafts.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
