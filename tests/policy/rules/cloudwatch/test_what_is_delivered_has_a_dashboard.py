from typing import Any

from policy.rules.cloudwatch.what_is_delivered_has_a_dashboard import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

PIPELINE = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Name": "webapp"}}
BALANCER = {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer"}


def dashboard(name: str) -> dict[str, Any]:
    return {"Type": "AWS::CloudWatch::Dashboard", "Properties": {"DashboardName": name}}


def found(name: str, **resources: Any) -> list[str]:
    return details(check, Assembly((stack_of(resources, "stack", name),)))


def test_a_pipeline_and_an_environment_have_one_of_their_name() -> None:
    assert found("webapp-pipeline", Pipeline=PIPELINE, Shown=dashboard("webapp")) == []
    assert found("webapp-dev", Balancer=BALANCER, Shown=dashboard("webapp-dev")) == []
    assert found("webapp-artifacts-eu-west-1", Bucket={"Type": "AWS::S3::Bucket"}) == []


def test_none_or_one_of_another_name() -> None:
    assert found("webapp-pipeline", Pipeline=PIPELINE) == ["no dashboard"]
    assert found("webapp-pipeline", Pipeline=PIPELINE, Shown=dashboard("webapp-pipeline")) == ["no dashboard"]
    assert found("webapp-dev", Balancer=BALANCER, Shown=dashboard("webapp")) == ["no dashboard"]
