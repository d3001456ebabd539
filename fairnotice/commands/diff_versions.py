"""Two versions of a site in, their comparison and assessment out."""

import datetime
from pathlib import Path

from fairnotice.commands.diff_files import Diff
from fairnotice.disk import is_site, read
from fairnotice.exits import WRONG_CONTENT, RefusedError
from fairnotice.model import Notice, Site, Version
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

    files = read(folder).files
    site = loaded(files, clock).site
    if site is None:
        raise RefusedError("site.yaml cannot be read.", "Run `fairnotice check`.")
    _, before = _version(site, folder, old)
    notice, after = _version(site, folder, new)
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


def _version(site: Site, folder: Path, name: str) -> tuple[Notice, Version]:
    for notice in site.notices:
        for version in notice.versions:
            if version.ref == name or (folder / version.path).resolve() == Path(name).resolve():
                return notice, version
    known = ", ".join(version.ref for notice in site.notices for version in notice.versions)
    raise RefusedError(
        f"There is no version {name} that can be read.", f"There are: {known}.", WRONG_CONTENT
    )
