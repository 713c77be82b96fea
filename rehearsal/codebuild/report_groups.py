"""Report groups and the reports in them: what a build sends, and what the API tells about it."""

import copy
import time
import uuid

from ministack.core.responses import get_account_id, get_region

from rehearsal.codebuild.reports import Report, TestCase
from rehearsal.server.service import ApiError, Request, Response

_groups: dict[str, Request] = {}  # by ARN
_reports: dict[str, Request] = {}  # by ARN
_cases: dict[str, list[Request]] = {}  # by report ARN
KEPT_SECONDS = 30 * 24 * 3600  # CodeBuild forgets a report after 30 days


def group_arn(name: str, account: str, region: str) -> str:
    return f"arn:aws:codebuild:{region}:{account}:report-group/{name}"


def exists(arn: str) -> bool:
    return arn in _groups


def add_group(arn: str, kind: str = "TEST", export: Request | None = None) -> Request:
    now = time.time()
    _groups[arn] = {
        "arn": arn, "name": arn.partition("report-group/")[2], "type": kind, "status": "ACTIVE",
        "exportConfig": export or {"exportConfigType": "NO_EXPORT"}, "created": now, "lastModified": now,
    }  # fmt: skip
    return _groups[arn]


def add_report(group: str, report: Report, build_arn: str) -> str:
    """Store what a build sends to the group of this ARN; the new report's ARN."""
    arn = f"{group.replace(':report-group/', ':report/')}:{uuid.uuid4()}"
    now = time.time()
    failed = any(report.counts[status] for status in ("FAILED", "ERROR"))
    _cases[arn] = [_case(arn, case, now + KEPT_SECONDS) for case in report.cases]
    _reports[arn] = {
        "arn": arn, "type": "TEST", "name": arn.rpartition(":")[2], "reportGroupArn": group,
        "executionId": build_arn, "status": "FAILED" if failed else "SUCCEEDED", "created": now,
        "expired": now + KEPT_SECONDS, "exportConfig": _groups[group]["exportConfig"], "truncated": False,
        "testSummary": {
            "total": len(report.cases), "statusCounts": dict(report.counts),
            "durationInNanoSeconds": sum(case.nanoseconds for case in report.cases),
        },
    }  # fmt: skip
    return arn


def create_group(request: Request) -> Response:
    arn = group_arn(request["name"], get_account_id(), get_region())
    if exists(arn):
        raise ApiError("ResourceAlreadyExistsException", f"Report group already exists: {arn}")
    if request["type"] != "TEST":
        raise ApiError("InvalidInputException", "The rehearsal has report groups of type TEST only")
    return {"reportGroup": copy.deepcopy(add_group(arn, export=request.get("exportConfig")))}


def delete_group(request: Request) -> Response:
    _groups.pop(request["arn"], None)
    return {}


def batch_get_groups(request: Request) -> Response:
    arns = request["reportGroupArns"]
    return {
        "reportGroups": [copy.deepcopy(_groups[arn]) for arn in arns if arn in _groups],
        "reportGroupsNotFound": [arn for arn in arns if arn not in _groups],
    }


def list_groups(request: Request) -> Response:
    prefix = group_arn("", get_account_id(), get_region())
    return {"reportGroups": sorted(arn for arn in _groups if arn.startswith(prefix))}


def list_reports(request: Request) -> Response:
    """ListReportsForReportGroup: newest first."""
    return {
        "reports": [
            arn for arn, report in reversed(_reports.items()) if report["reportGroupArn"] == request["reportGroupArn"]
        ]
    }


def batch_get_reports(request: Request) -> Response:
    arns = request["reportArns"]
    return {
        "reports": [copy.deepcopy(_reports[arn]) for arn in arns if arn in _reports],
        "reportsNotFound": [arn for arn in arns if arn not in _reports],
    }


def describe_test_cases(request: Request) -> Response:
    cases = _cases.get(request["reportArn"])
    if cases is None:
        raise ApiError("ResourceNotFoundException", f"Report cannot be found: {request['reportArn']}")
    status = request.get("filter", {}).get("status")
    return {"testCases": [case for case in cases if status in (None, case["status"])]}


def reset() -> None:
    for store in (_groups, _reports, _cases):
        store.clear()


def _case(report_arn: str, case: TestCase, expired: float) -> Request:
    return {
        "reportArn": report_arn, "testRawDataPath": case.file, "prefix": case.prefix, "name": case.name,
        "status": case.status, "durationInNanoSeconds": case.nanoseconds, "message": case.message,
        "testSuiteName": case.suite, "expired": expired,
    }  # fmt: skip
