"""A view in; the languages of what its pages say out: the templates', the program's, the site's."""

from markupsafe import Markup

from fairnotice.document.language import OWN, Voices, among, own, related, voices
from fairnotice.model import Settings, Version
from fairnotice.pages.view import View

DECLARED = "language.txt"
"""Name below templates/ of the file that names the language of their words (BCP 47). A site that
translates them puts its own there."""


def of_pages(view: View) -> str:
    """The language of the templates' words, as the site spells it where it is the site's too."""
    declared = view.templates.get(DECLARED, OWN).strip() or OWN
    site = view.site.settings.lang
    return site if related(site, declared) else declared


def of_program(settings: Settings) -> str:
    """The language of what the program says itself, likewise."""
    return own(settings.lang)


def spoken(view: View, lang: str) -> Markup:
    """Attributes of an element of a page that holds words in the language `lang`."""
    return Markup(among(lang, of_pages(view)))  # noqa: S704  escaped there


def of_site(view: View) -> Markup:
    """Attributes of an element of a page that holds words of site.yaml."""
    return spoken(view, view.site.settings.lang)


def aside(view: View, version: Version) -> Markup:
    """Attributes of an element that holds the page's words among those of a version."""
    return Markup(among(of_pages(view), version.lang))  # noqa: S704  escaped there


def by_program_among(view: View, version: Version) -> Markup:
    """Attributes of an element that holds what the program says among words of a version."""
    return Markup(among(of_program(view.site.settings), version.lang))  # noqa: S704  likewise


def by_program(view: View) -> Markup:
    """Attributes of an element of a page that holds what the program says itself."""
    return spoken(view, of_program(view.site.settings))


def heard(view: View, new: Version, old: Version | None = None) -> Voices:
    """What tells apart the page's words and those of a version, or of two that it compares."""
    told = voices(of_pages(view), new.lang, old.lang if old else "")
    return Voices(*map(Markup, told))


def in_sentence(settings: Settings, title: str) -> str:
    """The title of a notice as it stands in an English sentence: another language's keeps its
    capitals, since they may be its spelling (`Datenschutzhinweise`)."""
    return title.lower() if related(settings.lang, OWN) else title
