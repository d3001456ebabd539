"""A view in; the rule book for comms and legal staff, below the review pages, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.model import Rule
from fairnotice.pages.page import Page
from fairnotice.pages.review_facts import Frame, frame
from fairnotice.pages.view import View

EVERYWHERE, EDITORIAL = "host", "T00"
"""Topics of rules that look at any statement, and of those about wording alone."""


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """A rule as people read it."""

    rule: Rule
    level: str
    """As this site has it: significant, review, minor or ignore."""
    turned: bool
    """True when site.yaml gives it another level than the rule book."""


@dataclass(frozen=True, slots=True)
class RuleTopic:
    """The rules on one topic."""

    id: str
    name: str
    rules: tuple[RuleFacts, ...]
    """Gravest first, then in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What the page is given."""

    frame: Frame
    topics: tuple[RuleTopic, ...]
    count: int


_GRAVEST = ("significant", "review", "minor", "ignore")


def pages(view: View) -> Iterator[Page]:
    """The rule book."""
    path = urls.review_rules()
    yield Page(path, "review_rules.html", partial(_facts, view, path))


def _facts(view: View, path: str) -> RuleBook:
    turned = view.site.settings.significance.rules
    facts = [
        RuleFacts(rule, str(turned.get(rule.id, rule.level)), rule.id in turned)
        for rule in view.rules
    ]
    facts.sort(key=lambda one: _GRAVEST.index(one.level))
    topics = [
        RuleTopic(topic, name, tuple(one for one in facts if one.rule.topic == topic))
        for topic, name in _topics(view)
    ]
    held = tuple(topic for topic in topics if topic.rules)
    return RuleBook(frame(view, path, dated=False), held, len(facts))


def _topics(view: View) -> Iterator[tuple[str, str]]:
    """The topics in the order of the page, with their names."""
    for topic, name in view.topics.items():
        if topic != EDITORIAL:
            yield topic, name
    yield EVERYWHERE, "any topic"
    yield EDITORIAL, "wording and layout alone"
