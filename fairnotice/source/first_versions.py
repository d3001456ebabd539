"""A kind of notice and whose law it is judged by go in; the text of a first version comes out, in
which the company fills in what only it knows.

What the law says of rights and complaints stands as text; everything that only the company can
know is a line in square brackets that begins with `To fill in`. Authorities: UK GDPR and GDPR
Arts 12-22; UK GDPR Art 13(2)(ca) for complaints to the controller (in force since 19 June 2026);
PECR reg 6 for cookies.
"""

from fairnotice.model import Jurisdiction, NoticeKind

_PRIVACY = """\
This notice tells you what personal data {name} collects, why, and what your rights are.

## Who we are {{#who-we-are}}

We are {name}. We decide how and why your personal data is used.

[To fill in: postal address, e-mail address, and the data protection officer if there is one.]

## What we collect {{#what-we-collect}}

[To fill in: the kinds of data, and for each whether people give it, it is collected automatically,
or it comes from somebody else.]
{cookies}
## Why we use it {{#why}}

| What for | Which data | Legal basis |
|---|---|---|
| [To fill in: a purpose] | [To fill in: kinds of data] | [To fill in: which basis] |

[To fill in: where the basis is legitimate interests, say which interests.]

## Who receives it {{#recipients}}

[To fill in: the companies or kinds of companies that receive data, and what for.]

## Other countries {{#transfers}}

[To fill in: whether data goes to other countries, which, and what protects it there.]

## How long we keep it {{#retention}}

[To fill in: for each kind of data a time, or what decides it.]

## Your rights {{#your-rights}}

You can ask us for a copy of your data, to correct it, to delete it, to use it less, or to move it
to another company. Where we rely on your consent, you can withdraw it at any time. We answer
within one month and free of charge.

[To fill in: how people ask.]

### Your right to object {{#right-to-object}}

You can object at any time when we use your data for marketing: then we stop. You can also object
when we rely on legitimate interests: then we stop unless our reasons outweigh yours.

## Complaints {{#complaints}}

{complaints}

[To fill in: where people send a complaint.]

## Changes to this notice {{#notice-changes}}

Every version of this notice stays on this site. When a change matters to you, we tell you before
it applies.
"""

_COMPLAINTS: dict[Jurisdiction, str] = {
    "uk": (
        "You can complain to us. We acknowledge your complaint within 30 days, look into it and\n"
        "tell you the outcome without undue delay. You can also complain to the Information\n"
        "Commission (the [ICO](https://ico.org.uk/make-a-complaint/)) at any time."
    ),
    "eu": (
        "You can complain to us. You can also complain at any time to the data protection\n"
        "authority of the country in which you live or work, or in which you think the law was\n"
        "broken."
    ),
    "both": (
        "You can complain to us. We acknowledge your complaint within 30 days, look into it and\n"
        "tell you the outcome without undue delay. You can also complain at any time: in the UK\n"
        "to the Information Commission (the [ICO](https://ico.org.uk/make-a-complaint/)), in the\n"
        "European Union to the data protection authority of the country in which you live or work."
    ),
}

_COOKIES = """\
This notice tells you which cookies and similar technologies {name} uses, what for,
and how you control them.

## What cookies are {{#what-cookies-are}}

A cookie is a small file that a website asks your browser to keep. Some last until you close the
browser, others for a set time.

## The cookies we use {{#our-cookies}}

[To fill in: list each cookie in cookies.yaml, beside this text, and put the line
`[[cookies]]` here; or say that no cookies are set.]

## How you control them {{#control}}

You can see, block and delete cookies in the settings of your browser.

[To fill in: how people change what they agreed to.]
"""

_OTHER = """\
[To fill in: what this notice is about, in one or two sentences.]

## Who we are {{#who-we-are}}

We are {name}.

[To fill in: postal address and e-mail address.]

## Changes to this notice {{#notice-changes}}

Every version of this notice stays on this site.
"""

_TEXTS: dict[NoticeKind, str] = {
    "privacy": _PRIVACY,
    "cookies": _COOKIES,
    "terms": _OTHER,
    "other": _OTHER,
}


_COOKIE_LINK = """
Our [cookie notice](/{}/) says which cookies we use and how you can control them.
"""


def first_version(
    kind: NoticeKind,
    title: str,
    company: str,
    jurisdiction: Jurisdiction,
    cookie_notice: str = "",
) -> str:
    """The Markdown of a first version; a draft until its brackets are filled in.

    `cookie_notice` is the id of the site's cookie notice, to which a privacy notice leads; empty
    when there is none.
    """
    cookies = _COOKIE_LINK.format(cookie_notice) if cookie_notice else ""
    body = _TEXTS[kind].format(name=company, complaints=_COMPLAINTS[jurisdiction], cookies=cookies)
    return f"---\nstatus: draft\n---\n\n# {title}\n\n{body}"
