"""Rule files in, the rule book out: an explicit ordered table that equals the folder `rules/`."""

import difflib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from fairnotice.law.sources import sources
from fairnotice.memo.tables import table
from fairnotice.model import Gravity, Place, Problem, Rule, RuleExample, Site
from fairnotice.significance.lexicon import Loader
from fairnotice.significance.topics import topic_names

PROOFS = (
    "action-link-replaced",
    "link-address",
    "same-words",
    "marks-and-layout",
    "other-heading",
    "stands-elsewhere",
    "told-elsewhere",
    "same-quantity",
    "label-date",
    "change-log-line",
    "menu-or-contents",
    "heading-reworded",
    "stated-elsewhere",
    "spelling",
    "company-name-style",
    "office-moved",
    "numbering",
    "written-address",
    "synonym",
    "style-words",
    "reader-may-or-can",
    "regulator-details",
    "law-cited",
    "explained",
    "notion-explained",
    "pointer",
    "tone",
    "contact-added",
    "controller-renamed",
    "supplier-swapped",
    "product-renamed",
    "contact-person",
    "list-narrowed",
    "cookie-exempt-listed",
    "log-retention-shorter",
    "security-stronger",
    "change-clause-stronger",
    "reordered",
    "said-otherwise",
)
"""Asked first: what proves that a place states no other fact, or settles it; one answer ends it."""

STRONG = (
    "controller-differs",
    "rights-contact-replaced",
    "contact-replaced",
    "age-differs",
    "choice-flipped",
    "promise-narrower",
    "cookie-asked-no-more",
    "cookie-lifetime-longer",
    "change-clause-weaker",
    "rights-deadline-differs",
    "rights-deadline-shorter",
    "rights-deadline-gone",
    "rights-deadline-stated",
    "time-differs",
    "retention-longer",
    "retention-vaguer",
    "retention-stated",
    "record-retention-shorter",
    "safeguard-added",
    "safeguard-removed",
    "country-added",
    "ai-training",
    "data-sold",
    "promise-not-to-sell-removed",
    "special-category-data",
    "financial-data",
    "automated-decision",
    "human-review-removed",
    "data-combined",
    "new-source",
    "encryption-weaker",
    "breach-notice-weaker",
    "basis-added",
    "basis-removed",
    "basis-article",
    "data-compulsory",
    "parental-consent",
    "parental-consent-removed",
    "start-date-differs",
    "negation-differs",
    "scope-widened",
    "route-replaced",
    "false-synonym",
)
"""Always asked next, in this order, whatever the topic."""

FACTS = (
    "cookie-company",
    "cookie-listed",
    "tracking-added",
    "tracking-removed",
    "recipient-added",
    "recipient-vaguer",
    "party-replaced",
    "purpose-added",
    "purpose-dropped",
    "data-added",
    "data-dropped",
    "right-added",
    "right-removed",
    "complaint-route",
    "marketing-channel",
    "country-named",
    "country-unnamed",
    "controller-told-more",
    "controller-told-less",
    "contact-told-more",
    "contact-told-less",
    "data-told-more",
    "data-told-less",
    "purpose-told-more",
    "purpose-told-less",
    "basis-told-more",
    "basis-told-less",
    "recipients-told-more",
    "recipients-told-less",
    "transfers-told-more",
    "transfers-told-less",
    "retention-told-more",
    "retention-told-less",
    "rights-told-more",
    "rights-told-less",
    "complaints-told-more",
    "complaints-told-less",
    "automated-told-more",
    "automated-told-less",
    "marketing-told-more",
    "marketing-told-less",
    "cookies-told-more",
    "cookies-told-less",
    "children-told-more",
    "children-told-less",
    "security-told-more",
    "security-told-less",
    "notice-told-more",
    "notice-told-less",
    "hedge-dropped",
    "promise-weakened",
    "limit-differs",
    "condition-differs",
    "alternative-differs",
    "recipient-named",
    "purpose-phrase-added",
    "purpose-phrase-dropped",
    "right-worded-otherwise",
    "right-conditioned",
    "retention-bound-added",
    "retention-bound-removed",
    "given-on",
    "facts-added",
    "facts-removed",
)
"""Asked then, those of the statement’s likeliest topic first."""

TOLD_BESIDE = (
    "retention-longer",
    "cookie-lifetime-longer",
    "country-added",
    "special-category-data",
    "financial-data",
    "ai-training",
    "data-sold",
    "recipient-added",
    "recipient-named",
    "purpose-added",
    "data-added",
)
"""What is told beside another finding at the same place, where other words gave it away."""

LAST = ("not-understood",)
"""What no rule understands."""


def rule(rule_id: str) -> Rule:
    """One rule, read from its file; KeyError when there is none."""
    return _by_id()[rule_id]


@cache
def _by_id() -> dict[str, Rule]:
    return {each.id: each for each in rulebook()}


@table("rules", tuple[Rule, ...])
def rulebook() -> tuple[Rule, ...]:
    """All rules in the order in which they are asked."""
    return tuple(_read(rule_id) for rule_id in (*PROOFS, *STRONG, *FACTS, *LAST))


def unknown_rules(site: Site) -> Iterator[Problem]:
    """Levels in site.yaml for rules that do not exist: nothing would be judged by them."""
    turned = site.settings.significance.rules
    if not turned:
        return
    known = _by_id()
    for rule_id in turned:
        if rule_id not in known:
            near = difflib.get_close_matches(rule_id, known, n=1)
            yield Problem(
                "unknown-rule",
                "error",
                site.places.get(f"significance/rules/{rule_id}", Place("site.yaml")),
                f"`rules` sets a level for {rule_id}, and there is no such rule.",
                f"Did you mean {near[0]}?" if near else "`fairnotice rules` lists what there is.",
            )


def _read(rule_id: str) -> Rule:
    text = (files(__package__) / "rules" / f"{rule_id}.yaml").read_bytes()
    data: dict[str, Any] = yaml.load(text, Loader=Loader)  # noqa: S506 - scalars only
    verb, args = _clause(data["when"])
    unless, unless_args = _clause(data.get("unless") or {})
    listed = data["source"] if isinstance(data["source"], list) else [data["source"]]
    return Rule(
        id=data["id"],
        topic=data["topic"],
        level=cast("Gravity", data["level"]),
        title=data["title"],
        why=" ".join(data["why"].split()),
        sources=tuple(sources()[each] for each in listed),
        topics=tuple(data.get("in") or ()),
        verb=verb,
        args=args,
        unless=unless,
        unless_args=unless_args,
        examples=tuple(
            RuleExample(
                title=each["title"],
                before=each["before"],
                after=each["after"],
                fires=each["fires"] == "yes",
                evidence=each.get("evidence", ""),
            )
            for each in data["examples"]
        ),
    )


def _clause(data: dict[str, dict[str, str]]) -> tuple[str, dict[str, str]]:
    """A verb and its arguments, from `{verb: {argument: value}}`."""
    for verb, args in data.items():
        return verb, dict(args or {})
    return "", {}


def explain(rule_id: str) -> str:
    """A rule in words for comms and legal staff: what it sees, why it matters, who says so, and
    examples. KeyError when there is no such rule."""
    found = rule(rule_id)
    topic = "the topic of the statement" if found.topic == "host" else topic_names()[found.topic]
    lines = [
        f"{found.id}: {found.title}",
        f"Level: {found.level}. Topic: {topic}.",
        "",
        found.why,
        "",
    ]
    for source in found.sources:
        where = ", ".join(source.jurisdictions).upper()
        graded = f"grade {source.grade}, {where}, checked {source.checked}"
        lines.append(f"Source: {source.cite} ({graded}) {source.url}")
    for example in found.examples:
        answer = f"fires: {example.evidence}" if example.fires else "does not fire"
        lines += ["", f"{example.title} ({answer})"]
        lines += [
            f"  before: {example.before or '(nothing)'}",
            f"  after:  {example.after or '(nothing)'}",
        ]
    return "\n".join(lines) + "\n"
