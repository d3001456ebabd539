"""The nouns that every stage shares: frozen data, no behaviour beyond tiny properties.

Read this module first. Each noun is fixed once in GLOSSARY.md; the outside shapes (files, keys,
JSON) are those of the reports and the YAML files that the README describes.

Order of the nouns: places and problems; settings; versions and the changelog; the document;
the comparison; the assessment; the calendar; the site.
"""

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, pairwise, repeat
from typing import Annotated, Literal, NamedTuple

from annotated_types import Ge, MaxLen, MinLen

from fairnotice.once import Once

# ---------------------------------------- places and problems

Day = datetime.date
"""A calendar day, without time or zone."""

Level = Literal["error", "warning", "info"]
"""How grave a problem is: `error` stops publication, `warning` does so with --strict only."""

Gravity = Literal["significant", "review", "minor"]
"""How grave an assessment finding is: `significant` must be told to customers, `review` is for a
person to decide, `minor` is told to nobody and logged."""

Verdict = Literal["significant", "review", "minor", "none"]
"""The gravest finding of a comparison; `none` when nothing that a reader sees differs."""


class Place(NamedTuple):
    """Where in the site's files something stands."""

    path: str
    """Path relative to the site's folder, with forward slashes."""
    line: int = 1
    """Line, counted from 1."""
    column: int = 1
    """Column, counted from 1 in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """Something an editor has to know about: what is wrong, where, and how to put it right.

    Not a dataclass, nor is its place: a site of a thousand versions has ten thousand of them, and
    those are made and read several times as soon.
    """

    check: str
    """Id of the check that found it, in kebab-case; `explain` knows each."""
    level: Level
    place: Place
    wrong: str
    """What is wrong, in an editor's words: one sentence."""
    mend: str
    """How to put it right: one sentence; may be empty where `wrong` says it."""
    broken: bool = False
    """True when a page cannot be made (nothing is rendered); False for a gate."""
    version: str = ""
    """`notice@version` that it concerns, or empty."""
    source: "Source | None" = None
    """On whose authority; None for what is about the site itself."""
    settled: bool = False
    """True for a note on a version that gates no longer reach: nothing is left to do about it."""


# ---------------------------------------- settings, as written in site.yaml

_STRICT = {"extra": "forbid", "use_attribute_docstrings": True}


Jurisdiction = Literal["uk", "eu", "both"]
NoticeKind = Literal["privacy", "cookies", "terms", "other"]
CookieCategory = Literal["strictly-necessary", "preferences", "statistics", "marketing"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The company whose notices these are: the controller."""

    __pydantic_config__ = _STRICT
    legal_name: Annotated[str, MinLen(1)]
    """Name in the companies register."""
    trading_name: str = ""
    """Name that customers know, where it differs."""
    registered_office: str = ""
    """Postal address in the companies register, on one line."""
    trading_office: str = ""
    """Postal address where people can write or call, on one line."""
    company_number: str = ""
    """Number in the companies register; leading zeros are kept."""
    ico_registration: str = ""
    """Registration with the UK regulator (data protection fee)."""
    email: str = ""
    """General e-mail address."""
    support_email: str = ""
    """E-mail address for support and for people's rights."""
    phone: str = ""
    """Telephone number as people write it."""
    jurisdiction: Jurisdiction = "uk"
    """Whose law the notices are judged by."""


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """One notice of the site: its folder, its name, what it is about."""

    __pydantic_config__ = _STRICT
    id: Annotated[str, MinLen(1)]
    """Folder under content/ and first part of the address."""
    title: str
    """Name in menus and lists."""
    kind: NoticeKind = "other"
    """What the notice is about; decides which checks it meets."""


@dataclass(frozen=True, slots=True)
class NoticeDays:
    """Whole days between first showing a version and its coming into force."""

    __pydantic_config__ = _STRICT
    significant: Annotated[int, Ge(0)] = 30
    """Days for a version with a significant change."""
    minor: Annotated[int, Ge(0)] = 0
    """Days for any other version."""


@dataclass(frozen=True, slots=True)
class Dials:
    """How changes on which the authorities differ are judged (`significance` in site.yaml)."""

    __pydantic_config__ = _STRICT
    recipients: Literal["categories", "names"] = "categories"
    """`names`: a swapped supplier is a change to tell; `categories`: a new kind of one is."""
    narrowing: Literal["tell", "review", "ignore"] = "review"
    """What to do with an item dropped from a list that otherwise stays."""
    rules: Mapping[str, Literal["significant", "review", "minor", "ignore"]] = field(
        default_factory=dict
    )
    """Level of single rules, by rule id."""


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """Which comparisons are rendered ahead."""

    __pydantic_config__ = _STRICT
    all_pairs_up_to: Annotated[int, Ge(0)] = 15
    """Up to this many versions every pair is rendered; beyond it neighbours, and each with the
    one in force."""


@dataclass(frozen=True, slots=True)
class Brand:
    """The company's colour and logo."""

    __pydantic_config__ = _STRICT
    colour: str = ""
    """CSS hex colour, `#1d4f5c`."""
    logo: str = ""
    """Path of an image inside the site's folder."""


@dataclass(frozen=True, slots=True)
class EmailSettings:
    """What the drafts of messages to customers need beside the organisation (`email`)."""

    __pydantic_config__ = _STRICT
    editor: str = ""
    """Address of the people who edit the notices: review pages write to it."""
    sender: str = ""
    """Address in `From`; empty: the organisation's `email`."""
    complaints: str = ""
    """E-mail address for complaints; empty: the organisation's `email`."""
    customers: str = ""
    """Why a customer gets the message, in one sentence; empty: the words of the templates."""
    contacts: str = ""
    """Why a person gets it whose details a customer keeps with us; empty: as above."""


@dataclass(frozen=True, slots=True)
class Right:
    """One right of the reader, and how to use it (`rights`)."""

    __pydantic_config__ = _STRICT
    id: Annotated[str, MinLen(1)]
    """Anchor of the right, and what tells it from the others: `access`."""
    title: Annotated[str, MinLen(1)]
    """What the reader can ask for: `Get a copy of your data`."""
    request: str = ""
    """Text of the ready-made message; empty: no link to write one."""
    subject: str = ""
    """Subject of that message; empty: the title."""
    to: str = ""
    """E-mail address for it; empty: the organisation's `support_email`, else its `email`."""
    expect: str = ""
    """What to expect: how long it takes, what it costs."""
    notices: tuple[str, ...] = ()
    """Ids of the notices that show it; empty: those of kind `privacy`."""


@dataclass(frozen=True, slots=True)
class ComplaintRoute:
    """One way to complain (`complaints`)."""

    __pydantic_config__ = _STRICT
    title: Annotated[str, MinLen(1)]
    """Whom a reader turns to, as a link says it: `Complain to our data protection officer`."""
    url: str = ""
    """Where that is done: `https://…`, `mailto:…`, `tel:…`, or a path of this site."""
    expect: str = ""
    """What to expect of it: how long it takes, what comes next."""
    notices: tuple[str, ...] = ()
    """Ids of the notices that show it; empty: those of kind `privacy`."""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What the feeds hold."""

    __pydantic_config__ = _STRICT
    entries: Annotated[int, Ge(1)] = 20
    """Versions in a feed, newest first."""


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link in the footer."""

    __pydantic_config__ = _STRICT
    title: str
    """Words of the link."""
    url: str
    """Address: `https://…`, `mailto:…`, or a path of this site."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that site.yaml says."""

    __pydantic_config__ = _STRICT
    site_name: Annotated[str, MinLen(1)]
    """Name of the site in titles and headers."""
    timezone: Annotated[str, MinLen(1)]
    """IANA time zone in which days begin, `Europe/London`."""
    organisation: Organisation
    """The company whose notices these are."""
    notices: Annotated[tuple[NoticeSettings, ...], MinLen(1)]
    """The notices, in the order of menus."""
    site_url: str = ""
    """Address at which the site is published; may have a path."""
    lang: str = "en-GB"
    """Language of notices that name none (BCP 47)."""
    notice_days: NoticeDays = NoticeDays()
    """Days between telling people and the change."""
    significance: Dials = Dials()
    """How changes on which the authorities differ are judged."""
    lint: Mapping[str, Literal["error", "warning", "info", "ignore"]] = field(default_factory=dict)
    """Level of single checks, by check id."""
    compare: CompareSettings = CompareSettings()
    """Which comparisons are rendered ahead."""
    brand: Brand = Brand()
    """Colour and logo."""
    links: tuple[SiteLink, ...] = ()
    """Links in the footer, in order."""
    email: EmailSettings = EmailSettings()
    """What messages to customers need beside the organisation."""
    rights: tuple[Right, ...] = ()
    """What readers can ask for, in order."""
    complaints: tuple[ComplaintRoute, ...] = ()
    """Ways to complain, in order; empty: those of the law that holds on the day."""
    cookie_categories: Mapping[CookieCategory, Annotated[str, MinLen(1)]] = field(
        default_factory=dict
    )
    """What a category of cookies is, in the company's own words; shown above its cookies."""
    feeds: FeedSettings = FeedSettings()
    """What the feeds hold."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """HTTP headers added to `_headers` for every page."""


# ---------------------------------------- versions and the changelog

Provenance = Literal["original", "rewritten", "imported"]
LineKind = Literal["added", "changed", "removed", "clarified"]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of an entry's `changes`: what the author tells readers about one section."""

    __pydantic_config__ = _STRICT
    kind: LineKind
    """What was done."""
    summary: Annotated[str, MinLen(1)]
    """What is different, for a reader."""
    section: str = ""
    """Section id; empty: the whole notice. Covers the section's subsections."""
    means: str = ""
    """What it means for the reader."""
    action: str = ""
    """What the reader can do."""
    until: Day | None = None
    """By when."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the company can answer; an open one keeps the version a draft."""

    __pydantic_config__ = _STRICT
    ask: Annotated[str, MinLen(1)]
    """The question."""
    section: str = ""
    """Section id that it is about; empty: the whole notice."""
    answer: str = ""
    """What the company says; empty: the question is open."""
    answered_by: str = ""
    """Name of the person who answered."""
    date: Day | None = None
    """Day of the answer."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A named person's decision about one finding."""

    __pydantic_config__ = _STRICT
    finding: Annotated[str, MinLen(6)]
    """Fingerprint of the finding, or the beginning of it."""
    tell: bool
    """True: customers are told; False: they are not."""
    reason: Annotated[str, MinLen(1)]
    """Why, for whoever looks at it years later."""
    by: Annotated[str, MinLen(1)]
    """Name of the person who decided."""
    date: Day
    """Day of the decision."""


@dataclass(frozen=True, slots=True)
class Rescheduling:
    """A move of the effective date."""

    __pydantic_config__ = _STRICT
    from_: Day
    """The date it had (`from` in YAML)."""
    to: Day
    """The date it has now."""
    date: Day
    """The day on which it was moved."""
    reason: Annotated[str, MinLen(1)]
    """Why, for readers."""


@dataclass(frozen=True, slots=True)
class Erratum:
    """A visible note beside a version; never changes its text."""

    __pydantic_config__ = _STRICT
    date: Day
    """Day of the note."""
    text: Annotated[str, MinLen(1)]
    """The note, for readers."""
    by: Annotated[str, MinLen(1)]
    """Name of the person who wrote it."""
    section: str = ""
    """Section id that it stands beside; empty: the whole notice."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A named person's approval of exactly one content."""

    __pydantic_config__ = _STRICT
    by: Annotated[str, MinLen(1)]
    """Name of the person who approves."""
    role: Annotated[str, MinLen(1)]
    """In what role: `legal`, `comms`."""
    date: Day
    """Day of the approval."""
    sha256: Annotated[str, MinLen(64)]
    """Hash of what was approved; `fairnotice approve` writes it."""


@dataclass(frozen=True, slots=True)
class Notification:
    """A message that was sent: a line of the ledger."""

    __pydantic_config__ = _STRICT
    channel: Annotated[str, MinLen(1)]
    """How: `email`, `letter`, `banner`."""
    audience: Annotated[str, MinLen(1)]
    """To whom: `all customers`."""
    date: Day
    """Day of sending."""
    count: Annotated[int, Ge(0)]
    """How many people."""
    message_sha256: str = ""
    """Hash of the message; `fairnotice sent` writes it."""
    again: str = ""
    """Why it was sent a second time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the changelog says of one version."""

    __pydantic_config__ = _STRICT
    notice: Annotated[str, MinLen(1)]
    """Id of the notice."""
    version: Annotated[str, MinLen(1)]
    """Name of the version: its file's name without `.md`."""
    provenance: Provenance = "original"
    """`original`: as published; `rewritten`: later words for it; `imported`: brought in."""
    earlier: Literal["", "not-held"] = ""
    """First version only: an older text existed and is not held."""
    significance: Literal["", "significant", "minor"] = ""
    """What the author declares; empty: nothing declared."""
    summary: str = ""
    """One plain paragraph for readers."""
    if_nothing: str = ""
    """What happens to a reader who does nothing."""
    changes: Annotated[tuple[ChangeLine, ...], MaxLen(1_000)] = ()
    """What is different, a line for each section."""
    moved_ids: Mapping[str, str] = field(default_factory=dict)
    """Old section id → new section id."""
    questions: tuple[Question, ...] = ()
    """What only the company can answer."""
    waivers: tuple[Waiver, ...] = ()
    """Decisions about findings; `fairnotice decide` writes them."""
    rescheduled: tuple[Rescheduling, ...] = ()
    """Moves of the effective date."""
    errata: tuple[Erratum, ...] = ()
    """Visible notes; they never change the text."""
    approved: tuple[SignOff, ...] = ()
    """Sign-offs; `fairnotice approve` writes them."""
    notified: tuple[Notification, ...] = ()
    """Messages that were sent; `fairnotice sent` writes them."""

    def waiver_for(self, finding: "Finding", findings: "tuple[Finding, ...]") -> Waiver | None:
        """The decision about one of `findings`; None while nobody has decided.

        A waiver names a finding by its fingerprint or the beginning of it, and one that fits
        several decides nothing. The last one counts.
        """
        if not self.waivers:
            return None
        return _deciding(_Both(self.waivers, findings)).get(finding.fingerprint)

    def tells(self, finding: "Finding", findings: "tuple[Finding, ...]") -> bool:
        """Whether customers hear of a finding: as a person decided, else when significant."""
        waiver = self.waiver_for(finding, findings)
        return waiver.tell if waiver else finding.level == "significant"


def fitting(
    waivers: "Sequence[Waiver]", findings: "Sequence[Finding]"
) -> Iterator[tuple[Waiver, list[str]]]:
    """Each waiver with the fingerprints that begin as it says, two of them when there are more."""
    known = sorted({finding.fingerprint for finding in findings})
    for waiver in waivers:
        begins = waiver.finding.lower()
        at = bisect_left(known, begins)
        yield waiver, [each for each in known[at : at + 2] if each.startswith(begins)]


class _Both:
    """An entry's waivers and the findings of its version, told from others by identity."""

    __slots__ = ("findings", "waivers")

    def __init__(self, waivers: "tuple[Waiver, ...]", findings: "tuple[Finding, ...]") -> None:
        self.waivers = waivers
        self.findings = findings

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Both):
            return NotImplemented
        return self.waivers is other.waivers and self.findings is other.findings

    def __hash__(self) -> int:
        return hash((id(self.waivers), id(self.findings)))


@lru_cache(maxsize=1)
def _deciding(both: _Both) -> Mapping[str, Waiver]:
    """What decides about each fingerprint: asked for by each of thousands of findings."""
    return {
        fits[0]: waiver for waiver, fits in fitting(both.waivers, both.findings) if len(fits) == 1
    }


CookieKind = Literal["cookie", "local storage", "pixel", "script"]
CookieGround = Literal[
    "consent", "strictly-necessary", "statistics", "appearance", "communication", "emergency"
]


@dataclass(frozen=True, slots=True)
class CookieRow:
    """One cookie or similar technology, as cookies.yaml has it."""

    __pydantic_config__ = _STRICT
    name: Annotated[str, MinLen(1)]
    """Name or pattern."""
    purpose: Annotated[str, MinLen(1)]
    """What it is for, in one sentence."""
    category: CookieCategory
    """What it is used for, in one of four kinds."""
    ground: CookieGround
    """Why it may be set (PECR reg 6 and Schedule A1)."""
    lifetime: Annotated[str, MinLen(1)]
    """`session`, or a number and a unit: `13 months`."""
    set_by: str = "us"
    """The first party, or the company that sets it."""
    read_by: str = ""
    """Who can read it, where others can."""
    kind: CookieKind = "cookie"
    """What sort of technology it is."""
    country: str = ""
    """Country to which its data goes, if outside the home country."""
    since: str = ""
    """First version of the notice that has the row; empty: from the first."""
    until: str = ""
    """First version that no longer has it; empty: still there."""


WrittenStatus = Literal["", "draft", "postponed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What may stand between the `---` lines of a version."""

    __pydantic_config__ = _STRICT
    title: str = ""
    """Title of the version; empty: its first `#` heading."""
    published: Day | None = None
    """Day of first public showing; empty: as `effective`."""
    effective: Day | None = None
    """Day from which it applies; empty: the day in the file's name."""
    status: WrittenStatus = ""
    """Only where the dates do not tell; empty: worked out from them."""
    lang: str = ""
    """Language (BCP 47); empty: the site's."""
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    """Check or item id → why it does not apply to this notice."""


@dataclass(frozen=True, slots=True)
class Version:
    """One Markdown file: a notice as it read from one day on."""

    notice: str
    """Id of the notice."""
    name: str
    """`2018-05-15` or `2018-05-15-2`: the day it was first meant to take effect, for ever its
    name and address."""
    path: str
    """Path of the file, relative to the site's folder."""
    title: str
    published: Day
    """Day of first public showing."""
    effective: Day
    """Day from which it applies."""
    status: WrittenStatus
    lang: str
    """BCP 47."""
    body: str
    """Markdown after the front matter; LF line ends, no byte order mark."""
    body_line: int
    """Line of the file on which `body` begins, from 1."""
    not_applicable: Mapping[str, str]
    entry: Entry | None
    """Its changelog entry."""
    entry_place: Place | None
    """Where that entry begins."""
    cookies: tuple[CookieRow, ...]
    """Rows that hold for this version; empty for other notices."""
    document: "Document"
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where front matter keys (`effective`) and entry values (`changes/0/section`,
    `waivers/1/finding`) stand."""

    @property
    def ref(self) -> str:
        """`notice@version`."""
        return f"{self.notice}@{self.name}"

    @property
    def order(self) -> tuple[str, int]:
        """Sorts versions of a notice by day, then by number."""
        return self.name[:10], int(self.name[11:] or "1")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice and all its versions, oldest first."""

    id: str
    title: str
    kind: NoticeKind
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class LockLine:
    """One line of notices.lock."""

    ref: str
    """`notice@version`."""
    sha256: str
    """Hash of title, body and cookie rows, in hexadecimal."""
    published: Day
    effective: Day
    line: int


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that was read: settings, notices, lock."""

    settings: Settings
    notices: tuple[Notice, ...]
    """In the order of the settings."""
    lock: tuple[LockLine, ...]
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where settings stand, by path of keys (`notices/0/id`)."""

    def notice(self, notice_id: str) -> Notice:
        """The notice with this id; KeyError if there is none."""
        for notice in self.notices:
            if notice.id == notice_id:
                return notice
        raise KeyError(notice_id)


# ---------------------------------------- the document

MarkKind = Literal[
    "strong", "em", "code", "link", "image", "footnote", "sub", "sup", "strike", "abbr", "cell"
]
"""`image`: the text is the alternative text, the address the picture's. `footnote`: the text is
the number a reader sees, the address the note's anchor. `cell`: the boundary between two cells of
a row; its text is a tab, as browsers copy tables."""


class Mark(NamedTuple):
    """What a stretch of text is marked as."""

    kind: MarkKind
    address: str = ""
    """Link target or picture address, as sanitised."""
    title: str = ""


class Run(NamedTuple):
    """A stretch of text under the same marks. A line feed in it is a hard line break."""

    text: str
    marks: tuple[Mark, ...] = ()
    """Outermost first."""


ContainerKind = Literal["ul", "ol", "li", "quote", "table", "dl", "footnotes", "note"]


class Container(NamedTuple):
    """Something that holds blocks: a list, a list item, a quote, a table."""

    kind: ContainerKind
    key: int
    """Tells containers of one document apart; no meaning across documents."""
    start: int = 1
    """Number of the first item of an `ol`."""
    anchor: str = ""
    """Id that links point at (a footnote's)."""


BlockKind = Literal[
    "heading", "paragraph", "item", "row", "code", "term", "definition", "picture", "rule"
]
"""`item`: the first paragraph of a list item (later ones are paragraphs inside it). `row`: a table
row, its cells parted by tabs. `picture`: a paragraph that is an image alone. `rule`: a thematic
break, without text."""


class Block(NamedTuple):
    """The smallest part of a document that has a line of its own."""

    kind: BlockKind
    text: str
    """What a reader reads: the runs' texts joined. White space is single blanks, except in code;
    tabs part cells, line feeds are hard breaks."""
    runs: tuple[Run, ...]
    line: int
    """Line in the version's file, from 1; never falls from block to block, footnotes apart: they
    come last and have the lines on which they are written."""
    containers: tuple[Container, ...] = ()
    """What it stands in, outermost first."""
    lead_in: str = ""
    """For items and rows: the text that leads into the list or table (`We do not:`)."""
    header: tuple[str, ...] = ()
    """For rows: the texts of the table's header cells; empty on the header row itself."""
    is_header: bool = False
    """True for a table's header row."""
    align: tuple[str, ...] = ()
    """For rows: `left`, `right`, `center` or empty, a cell."""
    path: str = ""
    """File in which it stands, where that is not the version's (a cookie row)."""
    anchor: str = ""
    """Id on the element itself, where the text gives one (not for headings)."""


class Section(NamedTuple):
    """From one heading to the next of any depth."""

    id: str
    title: str
    """Text of the heading; empty for section `top`."""
    depth: int
    """2 for `##` …; 1 for section `top`."""
    line: int
    parent: str
    """Id of the enclosing section, or empty."""
    blocks: tuple[Block, ...]
    """Its blocks; the first is the heading, except in section `top`."""
    named: bool = True
    """True when the text gives the id, False when it is a slug made from the heading."""


class Flat(NamedTuple):
    """What comparing asks of a document, laid out: its blocks in reading order, whatever section
    they stand in."""

    blocks: tuple[Block, ...]
    texts: tuple[str, ...]
    """Of each block."""
    looks: tuple[str, ...]
    """Of each block what a reader can tell beside its text, at the least."""
    sections: tuple[int, ...]
    """For each block the index of its section."""
    starts: tuple[int, ...]
    """For each section its first block; then the number of blocks."""
    ids: tuple[str, ...]
    """Of each section."""
    wholes: tuple[str, ...]
    """Of each section the texts and looks of its blocks as one, which is quickly compared."""


class _WithFlat:
    """Keeps a place for what is made of a document and is no part of it."""

    __slots__ = ("_flat",)

    _flat: Flat

    @property
    def flat(self) -> Flat:
        """Made with the document, so once however often it is compared."""
        return self._flat


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document(_WithFlat):
    """One version's text as its readers see it, parsed once."""

    title: str
    """Text of the first `#` heading; empty if there is none."""
    sections: tuple[Section, ...]
    words: int
    """All words of all blocks (not of the title)."""

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """Id and title of each section, in reading order."""
        return tuple((section.id, section.title) for section in self.sections)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_flat", _flat(self.sections))

    def __reduce__(self) -> tuple[object, ...]:
        """Sent to another process by what it is made of."""
        return Document, (self.title, self.sections, self.words)


def _flat(sections: Sequence[Section]) -> Flat:
    blocks = tuple([block for section in sections for block in section.blocks])
    texts = tuple([block.text for block in blocks])
    looks = tuple([_look(block) for block in blocks])
    sizes = [len(section.blocks) for section in sections]
    starts = tuple(accumulate(sizes, initial=0))
    return Flat(
        blocks,
        texts,
        looks,
        tuple(chain.from_iterable(map(repeat, range(len(sizes)), sizes))),
        starts,
        tuple([section.id for section in sections]),
        tuple([_whole(texts[a:b], looks[a:b]) for a, b in pairwise(starts)]),
    )


def _look(block: Block) -> str:
    """The kind, how deep it stands, and of each run its length and its marks."""
    runs, depth = block.runs, len(block.containers)
    if len(runs) == 1 and not runs[0].marks:
        return f"{block.kind} {depth}" if depth else block.kind
    marked = [(len(run.text), *chain.from_iterable(run.marks)) for run in runs]
    return f"{block.kind} {depth} {marked}"


def _whole(texts: Sequence[str], looks: Sequence[str]) -> str:
    """All as one; with the lengths, since what stands between the texts may stand in them too."""
    return "\n".join((*texts, *looks, repr([len(text) for text in texts])))


# ---------------------------------------- the comparison

SpanKind = Literal["same", "removed", "added"]


class Span(NamedTuple):
    """A stretch of a pair's text: in both, in the old only, or in the new only."""

    kind: SpanKind
    text: str


PairKind = Literal["same", "added", "removed", "changed", "moved", "link", "format"]
"""`moved`: stands elsewhere, words perhaps changed too. `link`: only addresses differ. `format`:
only marks or the cut into blocks differ. Every kind but `same` is a change."""


class Pair(NamedTuple):
    """Blocks of the old text and the blocks of the new text that they became.

    Mostly one and one. None on a side: added or removed. Several on a side: a block was split or
    merged, a sentence became a list; then the texts of a side are joined by line feeds. A named
    tuple, since a comparison makes one for every unchanged block, and it is made at a fifth of
    the cost of a frozen dataclass.
    """

    kind: PairKind
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    old_section: Section | None
    new_section: Section | None
    spans: tuple[Span, ...]
    """`same` and `removed` joined give the old text, `same` and `added` the new."""
    number: int = 0
    """Number of the change in the redline, from 1; 0 when `kind` is `same`."""

    @property
    def old_text(self) -> str:
        """Texts of the old blocks, joined by line feeds."""
        return "\n".join([block.text for block in self.old])

    @property
    def new_text(self) -> str:
        """Texts of the new blocks, joined by line feeds."""
        return "\n".join([block.text for block in self.new])


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a moved pair stood in the old text."""

    before: int
    """Index into the pairs before which it stood; their number when it stood last."""
    pair: int
    """Index of the moved pair."""


class SectionPair(NamedTuple):
    """A section of the old text and what it became."""

    old: Section | None
    new: Section | None
    moved: bool = False
    """It stands elsewhere: out of order, or under another parent."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a comparison; each word of either text is counted once."""

    words_same: int
    words_moved: int
    """Unchanged words in blocks that stand elsewhere."""
    words_removed: int
    words_added: int
    sections: tuple[str, ...]
    """Ids of the sections that have a change, in reading order (the new id where there is one)."""


@dataclass(frozen=True, slots=True)
class Comparison(Once):
    """Two documents, paired throughout."""

    old: Document
    new: Document
    sections: tuple[SectionPair, ...]
    """In the order of the redline."""
    pairs: Sequence[Pair]
    """All pairs in the order of the redline: the new text's, removed blocks where they stood."""
    departures: tuple[Departure, ...]

    @property
    def changes(self) -> tuple[Pair, ...]:
        """The pairs that are not the same."""
        return self.once(_changes)


def _changes(comparison: Comparison) -> tuple[Pair, ...]:
    return tuple(pair for pair in comparison.pairs if pair.kind != "same")


# ---------------------------------------- the assessment

Grade = Literal["P", "Q", "S", "M"]
"""How sure a legal fact is: read on the publisher's page, read as quoted elsewhere, a
commentator's summary, general knowledge."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a legal fact stands."""

    id: str
    cite: str
    """As a lawyer would cite it: `WP260 rev.01 ¶30`."""
    url: str
    grade: Grade
    checked: Day
    """Day on which it was last read."""
    jurisdictions: tuple[Literal["uk", "eu", "us"], ...]

    @property
    def authority(self) -> str:
        """As it is named beside what it carries: cite, how sure it is, when it was read."""
        return f"{self.cite} (grade {self.grade}, checked {self.checked})"


@dataclass(frozen=True, slots=True)
class RuleExample:
    """A before and an after that show what a rule sees, or what it leaves alone; also its test."""

    title: str
    before: str
    """Markdown; empty when the text is new."""
    after: str
    fires: bool
    evidence: str = ""
    """What the finding says gave it away; empty for an example that does not fire."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the rule book: what matters, why, on whose authority, and how it is seen."""

    id: str
    topic: str
    """T00 … T16, or `host`: the topic of the statement in which it fires."""
    level: Gravity
    title: str
    why: str
    """One or two sentences for comms staff."""
    sources: tuple[Source, ...]
    """What it rests on, the main one first."""
    topics: tuple[str, ...]
    """Topics in which it looks (`in`); empty: everywhere."""
    verb: str
    args: Mapping[str, str]
    unless: str
    """Verb that keeps it silent, or empty."""
    unless_args: Mapping[str, str]
    examples: tuple[RuleExample, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One side of a finding."""

    line: int
    text: str
    path: str = ""
    """File, where that is not the version's (a cookie row)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a change matters, or why a person has to look."""

    rule: str
    level: Gravity
    topic: str
    """T01 … T16, T00 for editorial ones."""
    evidence: str
    """What gave it away: `6 months → 2 years`."""
    why: str
    source: Source | None
    fingerprint: str
    """Hash of rule id, section id and the normalised texts; never of a message."""
    section_id: str
    section_title: str
    old: Passage | None
    new: Passage | None
    change: int = 0
    """Number of the change that shows it (of several the first), or 0."""
    changes: tuple[int, ...] = ()
    """Numbers of all changes that show it, where there are several."""
    title: str = ""
    """The rule's title."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a comparison means for the people concerned."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    """Gravest first, then in reading order."""


# ---------------------------------------- the calendar

State = Literal["draft", "scheduled", "in force", "superseded", "postponed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one version stands today."""

    state: State
    predecessor: str
    """Name of the latest earlier version that is not draft, postponed or withdrawn; or empty."""
    successor: str
    """Name of the next later one of that sort; or empty."""
    public: bool
    """True when readers may see it: not a draft, and its published day has come."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """How the versions of one notice stand today."""

    notice: str
    today: Day
    in_force: str
    """Name, or empty when none is yet."""
    upcoming: tuple[str, ...]
    """Names of scheduled versions, soonest first."""
    standings: Mapping[str, Standing]
    """By version name."""


# ---------------------------------------- telling people

Audience = Literal["customers", "contacts"]
"""Who a message is for: customers, or people whose details a customer keeps with the company."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message about one version, ready to be sent by a person."""

    ref: str
    """`notice@version`."""
    audience: Audience
    lang: str
    """BCP 47."""
    subject: str
    sender: str
    """Address in `From`, or empty."""
    sender_name: str
    reply_to: str
    """Address for answers where it is not the sender's, or empty."""
    html: str
    """The whole HTML document, styles inlined."""
    text: str
    """The same words as plain text of at most 78 columns, addresses apart; LF line ends."""
    problems: tuple[Problem, ...]
    """Why it may not be sent yet; empty when the gate is open."""
    proof: bool = False
    """True when it is marked PROOF."""


WaitingFor = Literal["answer", "decision", "editing", "sign-off", "e-mail"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a person still has to do for one version."""

    ref: str
    """`notice@version`."""
    what: WaitingFor
    said: str
    """What is to be done, in a few words."""
    whom: str
    """For whom it waits."""
    due: Day
    """The last day on which it can be done in time."""
    count: int = 1
    """Questions to answer, findings to decide, problems to mend; 1 for what is done once."""
    earliest: Day | None = None
    """The first day on which it can be done, where that is still to come."""
    overdue: bool = False


# ---------------------------------------- the result


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gives: files to write and problems to show."""

    site: Mapping[str, bytes]
    """Path below output/site/ → content. Empty when `broken`."""
    review: Mapping[str, bytes]
    reports: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def broken(self) -> bool:
        """True when a page could not be made."""
        return any(p.broken and p.level == "error" for p in self.problems)

    @property
    def stopped(self) -> bool:
        """True when there is any error: broken, or a closed gate."""
        return any(p.level == "error" for p in self.problems)
