"""What one sees at a glance: a dashboard for each pipeline and each place, of what is there and of nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from policy.templates.template import resources
from tests.synth.assembly import Assembly, outages, release_alarms

DASHBOARD, GROUP, RULE = "AWS::CloudWatch::Dashboard", "AWS::Logs::LogGroup", "AWS::Events::Rule"


def dashboards(template: Any) -> dict[str, list[Any]]:
    """The widgets of each, by its name; what CloudFormation computes is `?`."""
    found = (each["Properties"] for _, each in resources(template, DASHBOARD))
    return {one["DashboardName"]: json.loads(_text(one["DashboardBody"]))["widgets"] for one in found}


def _text(body: Any) -> str:
    parts = body["Fn::Join"][1] if isinstance(body, dict) else [body]
    return "".join(part if isinstance(part, str) else "?" for part in parts)


def metrics(widgets: list[Any]) -> set[tuple[str, str]]:
    """(namespace, name)."""
    shown = [metric for one in widgets for metric in one["properties"].get("metrics", [])]
    return {(metric[0], metric[1]) for metric in shown if isinstance(metric[0], str)}


def queries(widgets: list[Any]) -> dict[str, str]:
    return {one["properties"]["title"]: one["properties"]["query"] for one in widgets if one["type"] == "log"}


@pytest.mark.parametrize(
    ("variant", "stack", "namespaces"),
    [
        ("ec2-in-place", "production", {"AWS/ApplicationELB", "AWS/EC2"}),
        ("ec2-blue-green", "production", {"AWS/ApplicationELB", "AWS/EC2"}),
        ("ecs-canary", "production", {"AWS/ApplicationELB", "AWS/ECS"}),
        ("lambda-linear", "production", {"AWS/ApplicationELB", "AWS/Lambda"}),
    ],
)
def test_an_environment_shows_requests_errors_latency_and_what_serves_them(
    variants: Path, variant: str, stack: str, namespaces: set[str]
) -> None:
    assembly = Assembly(variants / variant)
    [(name, widgets)] = dashboards(assembly.environments[stack]).items()
    assert name.endswith(f"-{stack}")
    shown = metrics(widgets)
    assert {namespace for namespace, _ in shown} == namespaces
    assert {
        ("AWS/ApplicationELB", what)
        for what in ("RequestCount", "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count", "TargetResponseTime")
    } <= shown
    assert (("AWS/ApplicationELB", "HealthyHostCount") in shown) == (variant != "lambda-linear")
    alarms = [*release_alarms(assembly.environments[stack]), *outages(assembly.environments[stack])]
    [status] = [one["properties"]["alarms"] for one in widgets if one["type"] == "alarm"]
    assert len(status) == len(alarms)


def test_each_place_of_several_regions_has_its_own(variants: Path) -> None:
    found = Assembly(variants / "multi-account").environments
    assert [*dashboards(found["production"])] != [*dashboards(found["production-euw1"])]


def test_a_pipeline_shows_results_stages_releases_rollbacks_and_build_minutes(variants: Path) -> None:
    pipeline = Assembly(variants / "ec2-in-place").pipeline
    [(name, widgets)] = dashboards(pipeline).items()
    asked = queries(widgets)
    assert len(asked) == 5
    assert all(query.startswith(f"SOURCE '/aws/events/{name}' | ") for query in asked.values())
    titles = {one["properties"]["title"] for one in widgets}
    assert {"Executions by result", "Minutes by stage", "Rollbacks of stages", "Build minutes a day"} <= titles
    assert "as failed_and_rolled_back by detail.stage" in asked["Releases and rollbacks by environment"]
    assert metrics(widgets) >= {("AWS/CodeBuild", "SucceededBuilds"), ("AWS/CodeBuild", "FailedBuilds")}


def test_each_pipeline_of_several_has_its_own_dashboard_and_events(variants: Path) -> None:
    pipeline = Assembly(variants / "branches").pipeline
    pipelines = {each["Properties"]["Name"] for _, each in resources(pipeline, "AWS::CodePipeline::Pipeline")}
    assert len(pipelines) > 1
    assert set(dashboards(pipeline)) == pipelines
    rules = [each["Properties"] for _, each in resources(pipeline, RULE)]
    kept = {rule["Name"]: rule["EventPattern"]["detail"]["pipeline"] for rule in rules if "history" in rule["Name"]}
    assert kept == {f"{name}-history": [name] for name in pipelines}
    groups = {each["Properties"]["LogGroupName"] for _, each in resources(pipeline, GROUP)}
    assert {f"/aws/events/{name}" for name in pipelines} <= groups
