"""AWS::CodeBuild::Project and ReportGroup: CloudFormation's properties to the API's, every one of them."""

from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation.provisioners import _physical_name

from rehearsal.codebuild import projects, report_groups

Properties = dict[str, Any]
# CloudFormation's spelling, where lowering the first letter does not give the API's
RENAMED = {"BuildSpec": "buildspec"}
NOT_IN_API = ("Triggers", "Visibility", "ResourceAccessRole", "BadgeEnabled")


def create_project(logical_id: str, properties: Properties, stack: str) -> tuple[str, Properties]:
    name = properties.get("Name") or _physical_name(stack, logical_id, max_len=255)
    projects.create(_project(name, properties))
    return name, {"Arn": projects.arn_of(name)}


def update_project(name: str, old: Properties, new: Properties, stack: str) -> tuple[str, Properties]:
    if new.get("Name", name) != name:
        return create_project(name, new, stack)
    projects.replace(_project(name, new))
    return name, {"Arn": projects.arn_of(name)}


def delete_project(name: str, properties: Properties) -> None:
    projects.delete({"name": name})


def create_report_group(logical_id: str, properties: Properties, stack: str) -> tuple[str, Properties]:
    name = properties.get("Name") or _physical_name(stack, logical_id, max_len=128)
    request = {"name": name, "type": properties["Type"], "exportConfig": _api(properties["ExportConfig"])}
    report_groups.create_group(request)
    return _report_group_arn(name), {"Arn": _report_group_arn(name)}


def update_report_group(arn: str, old: Properties, new: Properties, stack: str) -> tuple[str, Properties]:
    report_groups.add_group(arn, new["Type"], _api(new["ExportConfig"]))
    return arn, {"Arn": arn}


def delete_report_group(arn: str, properties: Properties) -> None:
    report_groups.delete_group({"arn": arn})


HANDLERS = {
    "AWS::CodeBuild::Project": {
        "create": create_project, "update": update_project, "delete": delete_project},
    "AWS::CodeBuild::ReportGroup": {
        "create": create_report_group, "update": update_report_group, "delete": delete_report_group},
}  # fmt: skip


def _project(name: str, properties: Properties) -> Properties:
    made = _api({key: value for key, value in properties.items() if key not in NOT_IN_API})
    for key in ("timeoutInMinutes", "queuedTimeoutInMinutes"):
        if key in made:
            made[key] = int(made[key])
    return {**made, "name": name}


def _api(properties: Properties) -> Properties:
    return {RENAMED.get(key, key[0].lower() + key[1:]): _value(value) for key, value in properties.items()}


def _value(value: object) -> object:
    if isinstance(value, list):
        return [_value(each) for each in value]
    return _api(value) if isinstance(value, dict) else value


def _report_group_arn(name: str) -> str:
    return report_groups.group_arn(name, get_account_id(), get_region())
