"""The first push has made dashboards, and what they count is there: the events of the pipeline, in its log group."""

import json
from typing import Any

from tests.rehearsal.running import ENVIRONMENTS, PIPELINE, Running, until

GROUP = f"/aws/events/{PIPELINE}"


def events(rehearsal: Running) -> list[Any]:
    logs = rehearsal.client("logs")
    streams = logs.describe_log_streams(logGroupName=GROUP)["logStreams"]
    assert [stream["logStreamName"] for stream in streams] == [f"{PIPELINE}-history"]
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=GROUP)
    return [json.loads(event["message"]) for page in pages for event in page["events"]]


def test_each_account_has_its_dashboard(rehearsal: Running) -> None:
    def names(account: str | None) -> list[str]:
        entries = rehearsal.client("cloudwatch", account).list_dashboards()["DashboardEntries"]
        return [entry["DashboardName"] for entry in entries]

    assert names(None) == [PIPELINE]
    assert {name: names(account) for name, account in ENVIRONMENTS.items()} == {
        name: [f"{PIPELINE}-{name}"] for name in ENVIRONMENTS
    }


def test_a_dashboard_names_what_is_there(rehearsal: Running) -> None:
    account = ENVIRONMENTS["production"]
    cloudwatch = rehearsal.client("cloudwatch", account)
    body = json.loads(cloudwatch.get_dashboard(DashboardName=f"{PIPELINE}-production")["DashboardBody"])
    [shown] = [one["properties"]["alarms"] for one in body["widgets"] if one["type"] == "alarm"]
    alarms = cloudwatch.describe_alarms()["MetricAlarms"]
    of_application = [alarm["AlarmArn"] for alarm in alarms if not alarm["AlarmName"].endswith("-untold")]
    assert sorted(shown) == sorted(of_application)
    [group] = rehearsal.client("elbv2", account).describe_target_groups()["TargetGroups"]
    assert group["TargetGroupArn"].partition(":targetgroup/")[2] in json.dumps(body)


def test_what_the_dashboard_counts_has_arrived(rehearsal: Running) -> None:
    def ended() -> list[Any]:
        return [one for one in events(rehearsal) if one["detail"].get("state") == "SUCCEEDED"]

    first = until(lambda: next((one for one in ended() if "Pipeline Execution" in one["detail-type"]), None))
    of_first = [one for one in ended() if one["detail"]["execution-id"] == first["detail"]["execution-id"]]
    stages = {one["detail"]["stage"] for one in of_first if "Stage" in one["detail-type"]}
    released = {one["detail"]["stage"] for one in of_first if one["detail"].get("action", "").startswith("Release")}
    assert (stages >= {"Source", "Build", *ENVIRONMENTS}, released) == (True, set(ENVIRONMENTS))
