"""`fairnotice rules`: nothing in, the table of all rules and checks out."""

import json

import click

from fairnotice.call import Call, flags
from fairnotice.exits import FINE
from fairnotice.lint.explain import title
from fairnotice.lint.on_request import ON_REQUEST
from fairnotice.lint.other import others
from fairnotice.lint.table import CHECKS
from fairnotice.options import example
from fairnotice.significance.rulebook import rulebook


@click.command("rules", epilog=example("fairnotice rules", "fairnotice rules --format json"))
@flags("text", "json")
def command(call: Call) -> int:
    """List the rules by which changes are judged, and the checks that every version has to pass."""
    rules = [
        {"id": rule.id, "level": rule.level, "topic": rule.topic, "title": rule.title}
        for rule in rulebook()
    ]
    checks = [{"id": check.ID, "level": check.LEVEL, "title": title(check)} for check in CHECKS]
    asked = [
        {"id": name, "level": level, "title": others()[name].what}
        for name, level in ON_REQUEST.items()
    ]
    if call.format == "json":
        told = {"rules": rules, "checks": checks, "on_request": asked}
        call.answer(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return FINE
    width = max(len(each["id"]) for each in (*rules, *checks, *asked))
    lines = ["Rules, in the order in which they are asked"]
    lines += [f"  {each['id']:<{width}}  {each['level']:<11}  {each['title']}" for each in rules]
    lines += ["", "Checks"]
    lines += [f"  {each['id']:<{width}}  {each['level']:<11}  {each['title']}" for each in checks]
    lines += ["", "Checks on request: `check --external`, `check --har FILE`"]
    lines += [f"  {each['id']:<{width}}  {each['level']:<11}  {each['title']}" for each in asked]
    call.answer("\n".join([*lines, "", "`fairnotice explain ID` says more of each."]) + "\n")
    return FINE
