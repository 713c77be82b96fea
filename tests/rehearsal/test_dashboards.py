"""The first push has made dashboards, and what they count is there: the events of the pipeline, in its log group."""

import json
import re
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


def test_the_queries_ask_for_what_the_events_have(rehearsal: Running) -> None:
    """Nothing runs them here: each field is one of each event of the kind that its query filters."""
    told = events(rehearsal)
    queries = _queries(rehearsal)
    assert len(queries) == 5
    for query in queries:
        [kind] = re.findall(r'`detail-type` = "([^"]+)"', query)
        of_kind = [one for one in told if one["detail-type"] == kind]
        assert of_kind, kind
        for field in re.findall(r"`([^`]+)`|\b(detail\.[\w.]+)", re.sub(r'"[^"]*"', "", query)):
            assert all(_has(one, "".join(field)) for one in of_kind), (field, query)
        sorted_by = set(re.findall(r"\| sort (\S+)", query))
        assert sorted_by <= {"@timestamp", *re.findall(r" as (\w+)", query), *re.findall(r" by (\w+)", query)}


def _queries(rehearsal: Running) -> list[str]:
    body = rehearsal.client("cloudwatch").get_dashboard(DashboardName=PIPELINE)["DashboardBody"]
    widgets = json.loads(body)["widgets"]
    queries = [" ".join(one["properties"]["query"].split()) for one in widgets if one["type"] == "log"]
    return [query.partition("|")[2] for query in queries]  # what comes before names the log group


def _has(event: Any, path: str) -> bool:
    """As Logs Insights reads JSON: a.b.c."""
    for step in path.split("."):
        if not isinstance(event, dict) or step not in event:
            return False
        event = event[step]
    return True


def test_what_the_dashboard_counts_has_arrived(rehearsal: Running) -> None:
    def ended() -> list[Any]:
        return [one for one in events(rehearsal) if one["detail"].get("state") == "SUCCEEDED"]

    first = until(lambda: next((one for one in ended() if "Pipeline Execution" in one["detail-type"]), None))
    of_first = [one for one in ended() if one["detail"]["execution-id"] == first["detail"]["execution-id"]]
    stages = {one["detail"]["stage"] for one in of_first if "Stage" in one["detail-type"]}
    released = {one["detail"]["stage"] for one in of_first if one["detail"].get("action", "").startswith("Release")}
    assert (stages >= {"Source", "Build", *ENVIRONMENTS}, released) == (True, set(ENVIRONMENTS))
