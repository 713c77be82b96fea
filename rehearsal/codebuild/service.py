"""The API of CodeBuild: operations by name, in the shapes of the service model."""

import sys
from typing import Any

from rehearsal.codebuild import builds, projects, report_groups, resources
from rehearsal.server import plug_points as ministack
from rehearsal.server.service import Request, json_service

handle_request = json_service(
    {
        "CreateProject": projects.create,
        "BatchGetProjects": projects.batch_get,
        "ListProjects": projects.list_names,
        "UpdateProject": projects.update,
        "DeleteProject": projects.delete,
        "StartBuild": builds.start,
        "StopBuild": builds.stop,
        "BatchGetBuilds": builds.batch_get,
        "ListBuilds": builds.list_ids,
        "ListBuildsForProject": builds.list_ids,
        "CreateReportGroup": report_groups.create_group,
        "DeleteReportGroup": report_groups.delete_group,
        "BatchGetReportGroups": report_groups.batch_get_groups,
        "ListReportGroups": report_groups.list_groups,
        "ListReportsForReportGroup": report_groups.list_reports,
        "BatchGetReports": report_groups.batch_get_reports,
        "DescribeTestCases": report_groups.describe_test_cases,
    }
)


def resource_arn(operation: str, request: Request, region: str, account: str) -> str | None:
    """What IAM checks a call against, as the service authorization reference has it."""
    base = f"arn:aws:codebuild:{region}:{account}"
    if operation in ("BatchGetBuilds", "StopBuild"):
        ids = request.get("ids") or [request.get("id", "")]
        return f"{base}:project/{ids[0].rpartition(':')[0]}"
    if "projectName" in request or (operation.endswith("Project") and "name" in request):
        name = request.get("projectName") or request["name"]
        return name if name.startswith("arn:") else f"{base}:project/{name}"
    if operation == "BatchGetProjects" and request.get("names"):
        return f"{base}:project/{request['names'][0].rpartition('/')[2]}"
    if operation == "CreateReportGroup":
        return f"{base}:report-group/{request.get('name')}"
    return _report_group(request)


def _report_group(request: Request) -> str | None:
    arns = [request.get(key) for key in ("arn", "reportGroupArn", "reportArn")]
    arns += [arn for key in ("reportGroupArns", "reportArns") for arn in request.get(key, [])]
    found = next((str(arn) for arn in arns if arn), None)
    if found is None or ":report/" not in found:
        return found
    return found.rpartition(":")[0].replace(":report/", ":report-group/")


def _parameter_arn(operation: str, request: Request, region: str, account: str) -> str | None:
    """MiniStack checks ssm:GetParameters against `*`, which a role for one parameter does not have."""
    names = request.get("Names", [])
    if operation != "GetParameters" or len(names) != 1:
        return None
    return f"arn:aws:ssm:{region}:{account}:parameter/{names[0].removeprefix('/')}"


def install() -> None:
    module: Any = sys.modules[__name__]
    ministack.add_service("codebuild", module, "CodeBuild_20161006")
    ministack.add_resource_arns("codebuild", resource_arn)
    ministack.add_resource_arns("ssm", _parameter_arn)
    ministack.add_resource_types(resources.HANDLERS)


def get_state() -> dict[str, Any]:
    """MiniStack asks every service; the rehearsal persists nothing."""
    return {}


def reset() -> None:
    """MiniStack's reset endpoint."""
    builds.stop_all()
    projects.reset()
    report_groups.reset()
