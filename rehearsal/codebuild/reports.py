"""JUnit XML -> test cases, counted as CodeBuild counts them. No I/O."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

STATUSES = ("SUCCEEDED", "FAILED", "ERROR", "SKIPPED", "UNKNOWN")
STATUS_OF_CHILD = {"failure": "FAILED", "error": "ERROR", "skipped": "SKIPPED"}


class ReportError(Exception):
    """A report file is not JUnit XML."""


@dataclass(frozen=True)
class TestCase:
    __test__ = False  # for pytest: this is a value, not a test

    file: str
    suite: str
    prefix: str  # the class name
    name: str
    status: str
    nanoseconds: int
    message: str


@dataclass(frozen=True)
class Report:
    """What one build sends to one report group."""

    group: str  # name or ARN, as the buildspec has it
    cases: tuple[TestCase, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        found = Counter(case.status for case in self.cases)
        return {status: found[status] for status in STATUSES}

    @property
    def failing(self) -> tuple[TestCase, ...]:
        return tuple(case for case in self.cases if case.status in ("FAILED", "ERROR"))

    def summary(self) -> str:
        counts = ", ".join(f"{count} {status.lower()}" for status, count in self.counts.items() if count)
        return f"Report {self.group}: {len(self.cases)} tests ({counts or 'none'})"


def parse_junit(data: bytes, file: str) -> tuple[TestCase, ...]:
    """The test cases of one file, in its order. Raises ReportError."""
    try:
        root = ElementTree.fromstring(data)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ReportError(f"{file} is not a JUnit XML report: {error}") from error
    if root.tag not in ("testsuites", "testsuite"):
        raise ReportError(f"{file} is not a JUnit XML report: its root is <{root.tag}>")
    return tuple(_cases(root, root.get("name", ""), file))


def _cases(parent: Element, suite: str, file: str) -> Iterator[TestCase]:
    for child in parent:
        if child.tag == "testsuite":
            yield from _cases(child, child.get("name", suite), file)
        elif child.tag == "testcase":
            yield _case(child, suite, file)


def _case(element: Element, suite: str, file: str) -> TestCase:
    outcome = next((child for child in element if child.tag in STATUS_OF_CHILD), None)
    return TestCase(
        file=file,
        suite=suite,
        prefix=element.get("classname", ""),
        name=element.get("name", ""),
        status="SUCCEEDED" if outcome is None else STATUS_OF_CHILD[outcome.tag],
        nanoseconds=_nanoseconds(element.get("time", "0"), file),
        message="" if outcome is None else (outcome.get("message") or (outcome.text or "").strip()),
    )


def _nanoseconds(seconds: str, file: str) -> int:
    try:
        return max(0, round(float(seconds.replace(",", "") or 0) * 1_000_000_000))
    except (ValueError, OverflowError) as error:
        raise ReportError(f"{file}: time={seconds!r} is not a number of seconds") from error
