"""The verdicts as JUnit XML, which most systems for continuous integration show."""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as Xml

from dojo.grading.records import Graded
from dojo.texts import requirement
from dojo.verdict import TestOutcome, Verdict

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(results: Iterable[Graded]) -> Iterator[str]:
    """A suite for each verdict, with a case for each test, one for the graph, and one for a problem; in pieces."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kata grade">\n'
    for one in results:
        yield f"  {_text(_suite(one.verdict))}\n"
    yield "</testsuites>\n"


def _text(suite: Xml.Element) -> str:
    Xml.indent(suite, level=1)
    return Xml.tostring(suite, "unicode")


def _suite(verdict: Verdict) -> Xml.Element:
    name = _clean(f"{verdict.learner} {verdict.kata}")
    suite = Xml.Element("testsuite", name=name)
    if verdict.problem:
        case = _case(suite, name, "it can be judged")
        _tell(case, "error", verdict.message or "", verdict.problem)
    for test in verdict.tests:
        _tested(_case(suite, name, requirement(test.name)), test)
    if verdict.graph:
        case = _case(suite, name, "its graph is the target")
        if not verdict.graph.same:
            _tell(case, "failure", "\n".join(verdict.graph.differences), "the graph is not the target")
    for count, told in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite.findall(f"testcase/{told}"))))
    suite.set("tests", str(len(suite)))
    suite.set("time", f"{verdict.seconds:.3f}")
    return suite


def _case(suite: Xml.Element, classname: str, name: str) -> Xml.Element:
    return Xml.SubElement(suite, "testcase", classname=classname, name=_clean(name))


def _tested(case: Xml.Element, test: TestOutcome) -> None:
    if test.outcome == "failed":
        _tell(case, "failure", test.message, "failed")
    elif not test.passed:
        _tell(case, "skipped", test.message, test.outcome)


def _tell(case: Xml.Element, kind: str, text: str, message: str) -> None:
    Xml.SubElement(case, kind, message=message).text = _clean(text)


def _clean(text: str) -> str:
    """The text without the characters that XML can't hold."""
    return NOT_XML.sub("", text)
