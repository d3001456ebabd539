"""A report in, `junit.xml` out: for build servers that show test results.

Each problem is a test case: an error fails, a warning or a note passes and says its words in
`system-out`. A report without problems has one case that passes, so that a server can tell "all
is well" from "nothing ran".
"""

import xml.etree.ElementTree as ET

from fairnotice.model import Problem
from fairnotice.reports.printable import printable
from fairnotice.reports.report import Report, finding_place, finding_text
from fairnotice.reports.text import told


def junit(report: Report) -> bytes:
    """The report as JUnit XML, UTF-8."""
    suite = ET.Element("testsuite", name="fairnotice")
    for each in report.problems:
        _problem(suite, each.problem)
    for assessed in report.assessed:
        for finding in assessed.assessment.findings:
            place = finding_place(assessed, finding)
            case = _case(suite, place.path, f"{finding.rule} {place.line}:{place.column}")
            said = f"{place}: {finding.level} {finding.rule}: {finding_text(finding)}"
            ET.SubElement(case, "system-out").text = printable(said)
    if not len(suite):
        _case(suite, "site", "no problems")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(report.counts["error"]))
    suite.set("errors", "0")
    suite.set("skipped", "0")
    suites = ET.Element("testsuites", suite.attrib)
    suites.append(suite)
    ET.indent(suites)
    return bytes(ET.tostring(suites, encoding="utf-8", xml_declaration=True)) + b"\n"


def _problem(suite: ET.Element, problem: Problem) -> None:
    """Adds the test case of one problem."""
    place = problem.place
    case = _case(suite, place.path, f"{problem.check} {place.line}:{place.column}")
    if problem.level == "error":
        message = printable(problem.wrong)
        failure = ET.SubElement(case, "failure", type=problem.check, message=message)
        failure.text = told(problem)
    else:
        ET.SubElement(case, "system-out").text = told(problem)


def _case(suite: ET.Element, path: str, name: str) -> ET.Element:
    """Adds a test case; it passes unless something is put into it."""
    return ET.SubElement(
        suite, "testcase", classname=printable(path), name=printable(name), time="0"
    )
