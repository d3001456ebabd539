"""A version and the page that shows it in; what it is for search engines (schema.org) out.

It stands in the page as a block of data (`<script type="application/ld+json">`): no browser runs
it, and no Content-Security-Policy has to allow it (HTML Standard, "prepare the script element":
what is no script is left alone before the policy is asked).
"""

import json

from markupsafe import Markup

from fairnotice import urls
from fairnotice.model import Organisation, Version
from fairnotice.pages.facts import VersionFacts
from fairnotice.pages.view import View

_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What could end the block early, as JSON may write it too."""


def linked_data(view: View, path: str, version: Version, facts: VersionFacts) -> Markup:
    """JSON-LD of the page at `path`, ready to stand in a script element; empty for a draft."""
    if not view.standing(version).public:
        return Markup()
    site_url = view.site.settings.site_url
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": version.title,
        "url": urls.public(site_url, path),
        "inLanguage": version.lang,
        "version": version.name,
        "datePublished": version.published.isoformat(),
        "dateModified": facts.updated.isoformat(),
        "temporalCoverage": _coverage(facts),
        "creativeWorkStatus": facts.state,
        "abstract": facts.summary,
        "publisher": _publisher(view.site.settings.organisation),
        "isPartOf": {"@type": "WebSite", "name": view.site.settings.site_name}
        | ({"url": urls.public(site_url, urls.HOME)} if site_url else {}),
    }
    filled = {key: value for key, value in said.items() if value}
    return Markup(json.dumps(filled, ensure_ascii=False).translate(_HARMLESS))  # noqa: S704  no tag can stand in it


def _coverage(facts: VersionFacts) -> str:
    """The days on which it applies, as an ISO 8601 interval; empty where it never came to apply."""
    if facts.state not in ("in force", "superseded", "scheduled"):
        return ""
    return f"{facts.effective.isoformat()}/{facts.last_day.isoformat() if facts.last_day else '..'}"


def _publisher(organisation: Organisation) -> dict[str, str]:
    said = {
        "@type": "Organization",
        "name": organisation.trading_name or organisation.legal_name,
        "legalName": organisation.legal_name,
        "email": organisation.support_email or organisation.email,
        "telephone": organisation.phone,
        "address": organisation.trading_office or organisation.registered_office,
    }
    return {key: value for key, value in said.items() if value}
