"""Every report that a build writes: its file below output/reports/, and the form it has."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from fairnotice.reports.json import report_json
from fairnotice.reports.junit import junit
from fairnotice.reports.markdown import markdown
from fairnotice.reports.report import Report
from fairnotice.reports.sarif import sarif

REPORTS: Mapping[str, Callable[[Report], bytes]] = MappingProxyType(
    {
        "report.json": report_json,
        "summary.md": markdown,
        "junit.xml": junit,
        "findings.sarif": sarif,
    }
)
