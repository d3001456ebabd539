"""`fairnotice schema`: the name of a file or report in, its JSON Schema out."""

import json

import click

from fairnotice.call import Call, flags
from fairnotice.exits import FINE
from fairnotice.options import example
from fairnotice.reports.schema import REPORT
from fairnotice.source import schema

NAMES = (*schema.NAMES, "report")


@click.command(
    "schema",
    epilog=example("fairnotice schema site", "fairnotice schema report -o report.schema.json"),
)
@click.argument("name", type=click.Choice(NAMES))
@flags("json")
def command(call: Call, name: str) -> int:
    """Describe a file or a report as JSON Schema.

    Editors complete and check the YAML files by it; `report` is what --format json gives, of a diff
    or of a build.
    """
    described = REPORT if name == "report" else schema.schema(name)
    call.answer(json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    return FINE
