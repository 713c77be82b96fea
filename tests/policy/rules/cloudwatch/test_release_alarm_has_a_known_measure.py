from typing import Any

import pytest

from policy.rules.cloudwatch.release_alarm_has_a_known_measure import check
from tests.policy.rules.builder import assembly_of, details

GROUP = {
    "Type": "AWS::CodeDeploy::DeploymentGroup",
    "Properties": {"AlarmConfiguration": {"Alarms": [{"Name": {"Ref": "Alarm"}}]}},
}
SHARE = "IF(requests > 0, 100 * FILL(failed, 0) / requests, 0)"
FAILED = "HTTPCode_Target_5XX_Count"


def found(*queries: dict[str, Any], **properties: Any) -> list[str]:
    properties = {**({"Metrics": list(queries)} if queries else {}), **properties}
    return details(check, assembly_of(GROUP, Alarm={"Type": "AWS::CloudWatch::Alarm", "Properties": properties}))


def metric(name: str, of: str, statistic: str = "Sum", returned: bool = False) -> dict[str, Any]:
    return {"Id": name, "MetricStat": {"Metric": {"MetricName": of}, "Stat": statistic}, "ReturnData": returned}


def formula(expression: str, returned: bool = True) -> dict[str, Any]:
    return {"Id": "e", "Expression": expression, "ReturnData": returned}


def test_the_share_of_errors() -> None:
    assert found(formula(SHARE), metric("failed", FAILED), metric("requests", "RequestCount")) == []


def test_latency_and_hosts_of_one_group_and_of_two() -> None:
    assert found(MetricName="TargetResponseTime") == []
    one, two = (
        [metric(f"h{n}", "HealthyHostCount", "Minimum") for n in "12"],
        [metric(f"u{n}", "UnHealthyHostCount", "Maximum") for n in "12"],
    )
    assert found(formula("IF(h1 > 0, u1, 0)"), one[0], two[0]) == []
    both = " + ".join(f"IF(FILL(h{n}, 0) > 0, FILL(u{n}, 0), 0)" for n in "12")
    assert found(formula(both), *one, *two) == []


@pytest.mark.parametrize("other", ["HTTPCode_ELB_5XX_Count", "HTTPCode_Target_4XX_Count"])
def test_answers_of_something_else(other: str) -> None:
    measure = f"IF(RequestCount > 0, 100 * FILL({other}, 0) / RequestCount, 0)"
    queries = (formula(SHARE), metric("failed", other), metric("requests", "RequestCount"))
    assert found(*queries) == [f"measures {measure}"]


def test_another_formula() -> None:
    per_mille = formula("IF(requests > 0, FILL(failed, 0) / requests, 0)")
    wrong = found(per_mille, metric("failed", FAILED), metric("requests", "RequestCount"))
    assert wrong == [f"measures IF(RequestCount > 0, FILL({FAILED}, 0) / RequestCount, 0)"]
    assert found(MetricName="RequestCount") == ["measures RequestCount"]


def test_another_query_is_returned() -> None:
    queries = (formula(SHARE, returned=False), metric("failed", FAILED, returned=True))
    assert found(*queries) == [f"measures {FAILED}"]


def test_another_statistic() -> None:
    queries = (metric("h", "HealthyHostCount", "Minimum"), metric("u", "UnHealthyHostCount", "Average"))
    assert found(formula("IF(h > 0, u, 0)"), *queries) == ["UnHealthyHostCount Average"]
