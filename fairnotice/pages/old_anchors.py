"""A version in; the anchors that its forerunners had and it has not, with where they lead, out.

A deep link that somebody kept must not die when a section is renamed or removed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.links import anchors
from fairnotice.memo.trace import saw, seeing
from fairnotice.model import Notice, Version
from fairnotice.pages.facts import VersionLink, section_title, version_link
from fairnotice.pages.language import spoken
from fairnotice.pages.view import View, ordered, shown


@dataclass(frozen=True, slots=True)
class OldAnchor:
    """An id that an earlier version had."""

    id: str
    title: str
    """Heading that it had last."""
    title_spoken: Markup
    """Attributes of an element with that heading."""
    new_title: str
    """Heading of the section that took its place; empty when it is gone."""
    href: str
    """To that section; or to the old one in the last version that had it."""
    last_seen: VersionLink


@dataclass(frozen=True, slots=True)
class _Loss:
    """A step from one version to the next on which ids went."""

    before: Version
    current: Version
    ids: tuple[str, ...]


def old_anchors(view: View, version: Version, page: str) -> tuple[OldAnchor, ...]:
    """Old anchors that `page`, which shows `version`, has to keep alive, in their old order."""
    held = anchors(version.document)
    leads_to: dict[str, str] = {}
    found: list[OldAnchor] = []
    saw(f"dropped {version.ref}")
    with seeing():  # the texts and entries of a thousand forerunners have that one name
        for loss in _losses(view, version):
            moved = loss.current.entry.moved_ids if loss.current.entry else {}
            for name in loss.ids:
                if name in held or name in leads_to:
                    continue
                target = moved.get(name, "")
                target = leads_to.get(target, target)
                leads_to[name] = target if target in held else ""
                found.append(_old_anchor(view, page, version, loss.before, name, leads_to[name]))
    return tuple(found)


def _losses(view: View, version: Version) -> Iterator[_Loss]:
    """The steps up to `version` on which ids went, the newest first."""
    notice = view.notice_of(version)
    last = view.once(f"losses {notice.id}", lambda: _last_losses(view, notice))
    while (loss := last.get(version.name)) is not None:
        yield loss
        version = loss.before


def _last_losses(view: View, notice: Notice) -> Mapping[str, _Loss]:
    """By version, the last step up to it on which ids went; without those that have none."""
    public = {version.name: version for version in shown(view, notice)}
    found: dict[str, _Loss] = {}
    for version in ordered(notice):
        before = public.get(view.standing(version).predecessor)
        if before is None:
            continue
        ids = dropped(before, version)
        loss = _Loss(before, version, ids) if ids else found.get(before.name)
        if loss is not None:
            found[version.name] = loss
    return found


def dropped(before: Version, current: Version) -> tuple[str, ...]:
    """Ids, in their old order, of the sections of `before` that `current` no longer has.

    Those made from a heading count only where an author says what became of them.
    """
    moved = current.entry.moved_ids if current.entry else {}
    there = {name for name, _ in current.document.headings}
    if there.issuperset(name for name, _ in before.document.headings):
        return ()
    return tuple(
        section.id
        for section in before.document.sections
        if section.id not in there and section.title and (section.named or section.id in moved)
    )


def _old_anchor(
    view: View, page: str, version: Version, before: Version, old: str, new: str
) -> OldAnchor:
    """The anchor `old`, last seen in `before`, which now leads to section `new` or nowhere."""
    old_text = urls.version(before.notice, before.name)
    return OldAnchor(
        id=old,
        title=section_title(before, old),
        title_spoken=spoken(view, before.lang),
        new_title=section_title(version, new) if new else "",
        href=urls.href(page, page, new) if new else urls.href(page, old_text, old),
        last_seen=version_link(page, before),
    )
