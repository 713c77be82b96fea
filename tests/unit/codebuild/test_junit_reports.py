"""JUnit XML is counted as CodeBuild counts it, and cannot harm the reader."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codebuild.reports import Report, ReportError, parse_junit

JUNIT = b"""<?xml version="1.0"?>
<testsuites><testsuite name="web"><testsuite name="health">
<testcase classname="health" name="answers" time="0.25"/>
<testcase classname="health" name="is quick" time="1,000.5"><failure message="too slow">at line 3</failure></testcase>
<testcase name="breaks"><error>boom</error></testcase>
<testcase name="later"><skipped/></testcase>
</testsuite></testsuite></testsuites>"""


def test_counts_failures_messages_and_durations() -> None:
    report = Report("unit", parse_junit(JUNIT, "out.xml"))
    assert report.counts == {"SUCCEEDED": 1, "FAILED": 1, "ERROR": 1, "SKIPPED": 1, "UNKNOWN": 0}
    assert [(case.name, case.status, case.message) for case in report.failing] == [
        ("is quick", "FAILED", "too slow"),
        ("breaks", "ERROR", "boom"),
    ]
    assert report.cases[0].suite == "health"
    assert [case.nanoseconds for case in report.cases[:2]] == [250_000_000, 1_000_500_000_000]
    assert report.summary() == "Report unit: 4 tests (1 succeeded, 1 failed, 1 error, 1 skipped)"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<html/>",
        b"<testsuite><testcase time='soon'/></testsuite>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><testsuite>&x;</testsuite>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&x;"/></testsuite>',
    ],
)
def test_what_is_no_report_is_an_error_that_names_the_file(data: bytes) -> None:
    with pytest.raises(ReportError, match=r"out\.xml"):
        parse_junit(data, "out.xml")


@given(st.binary())
def test_any_bytes_are_cases_or_an_error(data: bytes) -> None:
    with suppress(ReportError):
        assert isinstance(parse_junit(data, "x"), tuple)
