"""An occasion, an audience and words in; out comes the message as a list of parts, and its subject.

What it holds and in which order: WP260 rev.01 ¶¶29-30 (a message of its own, what it means for the
reader, in good time), UK GDPR Art 12(1) (plain), Art 13(2)(ca) and (d) (how to complain). Most
important first; the dates written out; what happens to those who do nothing is said.
"""

from collections.abc import Iterator, Sequence

from fairnotice import urls
from fairnotice.document.language import related
from fairnotice.mail import complaints
from fairnotice.mail.addresses import is_mailbox, linked, mailbox_link
from fairnotice.mail.occasion import Occasion
from fairnotice.mail.order import MOST_IN_BRIEF, Telling, Tellings, tellings, topics
from fairnotice.mail.parts import Line, Link, Part, plain
from fairnotice.mail.plain import line
from fairnotice.mail.quotes import first_sentence
from fairnotice.mail.words import Words
from fairnotice.model import Audience, Day

_LONGEST_SUBJECT = 100
"""Signs; a second topic that would make the subject longer is left to the message."""


def subject(occasion: Occasion, words: Words) -> str:
    """What changes and from when, without bait: `From 1 March 2027: changes to …`."""
    date = words.day(occasion.version.effective)
    full = tellings(occasion).full
    said = [line(words.topics[topic]) for topic in topics(full) if topic in words.topics]
    if not said:
        return words.say("subject_plain", date=date, notice=_in_sentence(occasion))
    first = words.say("subject", date=date, what=said[0])
    if len(said) == 1:
        return first
    both = words.say("and", one=said[0], other=said[1])
    longer = words.say("subject", date=date, what=both)
    return longer if len(longer) <= _LONGEST_SUBJECT else first


def letter(occasion: Occasion, audience: Audience, words: Words) -> tuple[Part, ...]:
    """The whole message in the order in which it is read."""
    told = tellings(occasion)
    return (
        *_opening(occasion, audience, words),
        *_changes(occasion, told, words),
        *_others(occasion, told, words),
        *_choices(occasion, told, words),
        *_if_nothing(occasion, words),
        *_reading(occasion, words),
        *_questions(occasion, audience, words),
        Part("paragraph", plain(words.say("service")), role="service"),
    )


def _opening(occasion: Occasion, audience: Audience, words: Words) -> Iterator[Part]:
    """Who writes, why to this reader, from when, and what in one sentence.

    The whole summary stands on the page of changes; here the changes themselves follow.
    """
    date, notice = words.day(occasion.version.effective), _in_sentence(occasion)
    yield Part("title", plain(words.say("title", notice=notice, date=date)))
    yield Part("paragraph", plain(words.say("greeting")))
    yield _why(occasion, audience, words)
    yield Part("paragraph", plain(words.say("when", notice=notice, date=date)), role="when")
    if occasion.entry.summary:
        said = first_sentence(line(occasion.entry.summary))
        yield Part("paragraph", _said(occasion, said))


def _why(occasion: Occasion, audience: Audience, words: Words) -> Part:
    """Why this reader gets the message, and from whom."""
    email, organisation = occasion.settings.email, occasion.settings.organisation
    own = email.customers if audience == "customers" else email.contacts
    if own:
        return Part("paragraph", plain(line(own)), lang=occasion.settings.lang)
    company, brand = line(organisation.legal_name), line(organisation.trading_name)
    if brand and brand != company:
        said = words.say(f"why_{audience}", company=company, brand=brand)
    else:
        said = words.say(f"why_{audience}_same_name", company=company)
    return Part("paragraph", plain(said))


def _changes(occasion: Occasion, told: Tellings, words: Words) -> Iterator[Part]:
    """The weightiest changes: before, after, and what it means."""
    if not told.full:
        return
    yield Part("heading", plain(words.say("changes")))
    for number, one in enumerate(told.full, 1):
        title = line(one.title) or words.say("whole_notice")
        yield Part("subheading", plain(f"{number}. {title}"))
        if one.part:
            yield from _whole_part(occasion, one, words)
        else:
            if not _says_the_same(one):
                yield Part("paragraph", _said(occasion, one.line.summary), role="what")
            yield from _quoted(occasion, one, words)
        if one.line.means:
            yield Part(
                "labelled",
                _said(occasion, one.line.means),
                label=words.say("means"),
                role="means",
            )
        address = _comparison(occasion)
        if address and one.change:
            place = f"{address}#{urls.change_anchor(one.change)}"
            yield Part(
                "paragraph", (Link(words.say("see_change", section=title), place),), role="see"
            )


def _whole_part(occasion: Occasion, one: Telling, words: Words) -> Iterator[Part]:
    """A part that is not in the notice now, or will not be: the author's line says what it says."""
    date, said = words.day(occasion.version.effective), _said(occasion, one.line.summary)
    if one.part == "new":
        before, after = plain(words.say("before_no_part")), said
    else:
        yield Part("paragraph", said, role="what")
        before, after = (), plain(words.say("after_no_part"))
    if before:
        yield Part("labelled", before, label=words.say("before"), role="before")
    yield Part("labelled", after, label=words.say("after", date=date), role="after")


def _says_the_same(one: Telling) -> bool:
    """Whether the quoted passages of now and afterwards say what the author's line says."""
    return bool(one.quotes and one.quotes.before) and line(one.line.summary) in line(
        one.quotes.after if one.quotes else ""
    )


def _quoted(occasion: Occasion, one: Telling, words: Words) -> Iterator[Part]:
    """The notice's own words, now and afterwards.

    A passage that is wholly new has no words of now: the author's line says what is new, and the
    link shows it.
    """
    before, after = (line(one.quotes.before), line(one.quotes.after)) if one.quotes else ("", "")
    if not before:
        return
    date = words.day(occasion.version.effective)
    yield Part(
        "labelled",
        plain(words.say("quote", text=before)),
        label=words.say("before"),
        lang=occasion.predecessor.lang if occasion.predecessor else "",
        role="before",
    )
    yield Part(
        "labelled",
        plain(words.say("quote", text=after) if after else words.say("after_none")),
        label=words.say("after", date=date),
        role="after",
    )


def _others(occasion: Occasion, told: Tellings, words: Words) -> Iterator[Part]:
    """The smaller changes: a few in a sentence each, many by their sections, and a link to all."""
    if not (told.also or told.smaller):
        return
    yield Part("heading", plain(words.say("smaller")))
    if told.also:
        label = words.say("parts_change")
        yield Part("items", items=_named(occasion, told.also, words), label=label)
    if told.smaller:
        label = words.say("parts_clearer")
        yield Part("items", items=_named(occasion, told.smaller, words), label=label)
    address = _comparison(occasion)
    if address:
        yield Part("paragraph", (Link(words.say("see_all"), address),))


def _named(occasion: Occasion, told: Sequence[Telling], words: Words) -> tuple[Line, ...]:
    """A line for each change: what it is, or its section alone where there are many."""
    if len(told) <= MOST_IN_BRIEF:
        said = ((one, first_sentence(line(one.line.summary))) for one in told)
        return tuple(_brief(occasion, *each, words) for each in said)
    titles = (line(one.title) or first_sentence(line(one.line.summary)) for one in told)
    return tuple(linked(title, occasion.settings) for title in dict.fromkeys(titles))


def _brief(occasion: Occasion, one: Telling, summary: str, words: Words) -> Line:
    """A change in short, led by the title of its section."""
    title = line(one.title)
    said = words.say("choice", section=title, action=summary) if title else summary
    return linked(said, occasion.settings)


def _choices(occasion: Occasion, told: Tellings, words: Words) -> Iterator[Part]:
    """What the reader can do: first what has a last day, soonest first.

    What can be done at any time is said of the changes that are told in full: the notice says the
    rest.
    """
    yield Part("heading", plain(words.say("choices")))
    by_day: dict[Day, dict[str, str]] = {}
    for one in (*told.full, *told.also):
        if one.line.action and (one.line.until or one in told.full):
            action, title = line(one.line.action), line(one.title)
            by_day.setdefault(one.line.until or Day.max, {}).setdefault(action, title)
    if not by_day:
        yield Part("paragraph", plain(words.say("nothing_needed")))
    for day, actions in sorted(by_day.items()):
        label = words.say("any_time") if day == Day.max else words.say("by", date=words.day(day))
        items = tuple(_choice(occasion, actions, words))
        yield Part("items", items=items, label=label, role="choices")


def _choice(occasion: Occasion, actions: dict[str, str], words: Words) -> Iterator[Line]:
    """One line for each thing that the reader can do."""
    for action, title in actions.items():
        said = words.say("choice", section=title, action=action) if title else action
        yield linked(said, occasion.settings)


def _if_nothing(occasion: Occasion, words: Words) -> Iterator[Part]:
    if occasion.entry.if_nothing:
        yield Part("heading", plain(words.say("if_nothing")))
        yield Part("paragraph", _said(occasion, occasion.entry.if_nothing))


def _reading(occasion: Occasion, words: Words) -> Iterator[Part]:
    """Links to the new text, the old text and the comparison: the dated ones, which stay."""
    site, notice = occasion.settings.site_url, occasion.notice.id
    new = urls.public(site, urls.version(notice, occasion.version.name))
    if not new:
        return
    name, date = _in_sentence(occasion), words.day(occasion.version.effective)
    links = [Link(words.say("read_new", notice=name, date=date), new)]
    if occasion.predecessor:
        old = urls.public(site, urls.version(notice, occasion.predecessor.name))
        links.append(Link(words.say("read_old", notice=name), old))
        links.append(Link(words.say("read_both"), _comparison(occasion)))
    yield Part("heading", plain(words.say("read")))
    yield Part("items", items=tuple((link,) for link in links), role="links")


def _questions(occasion: Occasion, audience: Audience, words: Words) -> Iterator[Part]:
    """Whom to ask, how to complain to the company, and to whom else."""
    settings, organisation = occasion.settings, occasion.settings.organisation
    yield Part("heading", plain(words.say("questions")))
    if audience == "contacts":
        yield Part("paragraph", plain(words.say("contact_subscriber")))
    ask = organisation.support_email or organisation.email
    if is_mailbox(ask):
        yield Part("paragraph", (words.say("contact") + " ", mailbox_link(ask)))
    post = line(organisation.trading_office or organisation.registered_office)
    if post:
        company = line(organisation.legal_name)
        yield Part("paragraph", plain(words.say("contact_post", company=company, address=post)))
    if organisation.phone:
        yield Part("paragraph", plain(words.say("contact_phone", phone=line(organisation.phone))))
    complain = settings.email.complaints or organisation.email or ask
    if is_mailbox(complain):
        before, *behind = complaints.to_us(organisation.jurisdiction, occasion.today)
        rest = "".join(f". {words.say(key)}" for key in behind)
        yield Part(
            "paragraph",
            (words.say(before) + " ", mailbox_link(complain), *((rest,) if rest else ())),
        )
    for key in complaints.to_authority(organisation.jurisdiction, occasion.today):
        yield Part("paragraph", plain(words.say(key)))
    yield Part("paragraph", plain(words.say("other_formats")))


def _comparison(occasion: Occasion) -> str:
    """The public address of the comparison, or empty."""
    if not occasion.predecessor:
        return ""
    old, new = occasion.predecessor.name, occasion.version.name
    return urls.public(occasion.settings.site_url, urls.comparison(occasion.notice.id, old, new))


def _said(occasion: Occasion, text: str) -> Line:
    """An author's words, with the company's own addresses as links."""
    return linked(line(text), occasion.settings)


def _in_sentence(occasion: Occasion) -> str:
    """The notice's name as it stands inside a sentence: `privacy notice`, but `GDPR notice`.

    A version in another language than the site's names itself.
    """
    title, tag = line(occasion.notice.title), occasion.settings.lang
    if not related(occasion.version.lang, tag):
        title, tag = line(occasion.version.title), occasion.version.lang
    language = tag.partition("-")[0].lower()
    keeps = language in _CAPITAL_NOUNS or not title[1:2].islower()
    return title if keeps else title[:1].lower() + title[1:]


_CAPITAL_NOUNS = frozenset(("bar", "de", "gsw", "ksh", "lb", "nds"))
"""Languages in which a noun keeps its capital inside a sentence."""
