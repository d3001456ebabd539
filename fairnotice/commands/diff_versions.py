"""Two versions of a site in, their comparison and assessment out."""

import datetime
from pathlib import Path

from fairnotice.commands.diff_files import Diff
from fairnotice.disk import is_site, read
from fairnotice.exits import RefusedError
from fairnotice.model import Problem, Site, Version
from fairnotice.remembered import recalling
from fairnotice.reports.diff_json import side_of


def is_version(folder: Path, name: str) -> bool:
    """Whether a name means a version: `notice@version`, or a file in the site's content/."""
    if not is_site(folder):
        return "@" in name and not Path(name).exists()
    if Path(name).exists():
        return (folder / "content").resolve() in Path(name).resolve().parents
    return "@" in name


def diff_of_versions(folder: Path, clock: datetime.datetime, old: str, new: str) -> Diff:
    """Two versions, judged as the site's settings say; RefusedError when one is not there."""
    # A comparison of files, and of many pairs, starts without these.
    from fairnotice.compare.compare import compare  # noqa: PLC0415
    from fairnotice.loaded import loaded  # noqa: PLC0415
    from fairnotice.significance.assess import assess  # noqa: PLC0415

    files = read(folder, late=True).files
    with recalling(folder) as memo:
        found = loaded(files, clock, memo)
    if found.site is None:
        raise RefusedError("site.yaml cannot be read.", "Run `fairnotice check`.")
    site = found.site
    before = _version(site, folder, old, found.problems)
    after = _version(site, folder, new, found.problems)
    notice = site.notice(after.notice)
    comparison = compare(before.document, after.document)
    settings = site.settings
    assessment = assess(
        comparison,
        settings.significance,
        settings.organisation.jurisdiction,
        notice.kind,
        (before.lang, after.lang),
    )
    sides = [side_of(version, files[version.path]) for version in (before, after)]
    return Diff(sides[0], sides[1], comparison, assessment)


def _version(site: Site, folder: Path, name: str, problems: tuple[Problem, ...]) -> Version:
    """The version that `notice@version` or the path of its file names; RefusedError without one."""
    from fairnotice.asked import version_named  # noqa: PLC0415

    path = Path(name).resolve()
    for notice in site.notices:
        for version in notice.versions:
            if (folder / version.path).resolve() == path:
                return version
    ref = f"{path.parent.name}@{path.stem}" if path.exists() else name
    return version_named(site, ref, problems)
