"""Who is told of what, in the templates; what the messages say is tests/unit/notifications and the rehearsal's."""

import json
from pathlib import Path
from typing import Any

import pytest

from policy.templates.template import resources
from tests.synth.assembly import Assembly, only

RULE, TOPIC = "AWS::Events::Rule", "AWS::SNS::Topic"
TOPICS = "arn:aws:sns:eu-central-1:111111111111:"


def rules(template: Any) -> dict[str, Any]:
    """Those that start the state machine, by name."""
    found = [rule["Properties"] for _, rule in resources(template, RULE)]
    return {rule["Name"]: rule for rule in found if "InputTransformer" in rule["Targets"][0]}


def told(rule: Any) -> str:
    return str(rule["Targets"][0]["InputTransformer"]["InputTemplate"])


def roles(template: Any) -> set[str]:
    return {role["Properties"]["RoleName"] for _, role in resources(template, "AWS::IAM::Role")}


def test_each_occasion_has_its_rule_and_its_topic(assembly: Assembly) -> None:
    severities = {
        "webapp-build-failed": "warning",
        "webapp-deployment-failed": "critical",
        "webapp-execution-failed": "warning",
        "webapp-rolled-back": "critical",
        "webapp-approval-waiting": "approval",
        "webapp-pipeline-stale": "warning",
        "webapp-alarm": "critical",
        "webapp-alarm-over": "critical",
        "webapp-host-ended": "warning",
        "webapp-host-missing": "warning",
    }
    found = rules(assembly.pipeline)
    assert found.keys() == severities.keys()
    for name, severity in severities.items():
        assert f'"topic":"{TOPICS}webapp-{severity}"' in told(found[name])
        page = f"https://github.com/example/webapp/blob/main/docs/operations.md#{name.removeprefix('webapp-')}"
        assert f'"runbook":"{page}"' in told(found[name])


def test_only_our_rules_start_the_state_machine(assembly: Assembly) -> None:
    [role] = [
        role["Properties"]
        for _, role in resources(assembly.pipeline, "AWS::IAM::Role")
        if role["Properties"]["RoleName"] == "webapp-notify"
    ]
    condition = role["AssumeRolePolicyDocument"]["Statement"][0]["Condition"]
    names = {arn.rpartition("/")[2] for arn in condition["ArnEqualsIfExists"]["aws:SourceArn"]}
    assert names == rules(assembly.pipeline).keys()


def test_an_approval_with_people_of_its_own_is_told_to_them(variants: Path) -> None:
    template = Assembly(variants / "bitbucket-long-names").pipeline
    [rule] = [rule for name, rule in rules(template).items() if name.endswith("-approval-waiting")]
    [stage] = rule["EventPattern"]["detail"]["stage"]
    assert f':abcdefghijklmnopqrst-{stage}-approval"' in told(rule)
    assert all(len(name) <= 64 for name in rules(template))


def test_each_pipeline_of_a_stack_is_asked_for_by_its_name(variants: Path) -> None:
    template = Assembly(variants / "branches").pipeline
    pipelines = {one["Properties"]["Name"] for _, one in resources(template, "AWS::CodePipeline::Pipeline")}
    stale = [told(rule) for name, rule in rules(template).items() if name.endswith("pipeline-stale")]
    delivering = pipelines - {"webapp-review"}  # weeks without a pull request are no fault
    assert {json.loads(one.replace("<time>", '""'))["pipeline"] for one in stale} == delivering
    [failed] = [rule for name, rule in rules(template).items() if name.endswith("execution-failed")]
    assert set(failed["EventPattern"]["detail"]["pipeline"]) == pipelines


def test_rollbacks_are_looked_at_where_codedeploy_makes_them_and_can_be_asked(variants: Path) -> None:
    regions = Assembly(variants / "multi-account").templates
    assert {stack for stack, template in regions.items() if any(one.endswith("-look") for one in roles(template))} == {
        "dev",
        "production",
    }
    functions = Assembly(variants / "lambda").environments
    assert all(any(one.endswith("-look") for one in roles(template)) for template in functions.values())
    fleets = Assembly(variants / "ec2-blue-green").environments
    assert not any("LookAtDeployments" in json.dumps(template) for template in fleets.values())
    assert all("LookAtDeployments" in json.dumps(template) for template in functions.values())


@pytest.mark.parametrize("app", ["Slack", "MicrosoftTeams"])
def test_a_channel_hears_every_topic_and_may_do_nothing(variants: Path, app: str) -> None:
    template = Assembly(variants / "strict").pipeline
    channel = only(template, f"AWS::Chatbot::{app}ChannelConfiguration")
    topics = {topic["Properties"]["TopicName"] for _, topic in resources(template, TOPIC)}
    assert {arn.rpartition(":")[2] for arn in channel["SnsTopicArns"]} == topics
    assert channel["GuardrailPolicies"] == ["arn:aws:iam::aws:policy/AWSDenyAll"]
    role = template["Resources"][channel["IamRoleArn"]["Fn::GetAtt"][0]]["Properties"]
    assert role.keys().isdisjoint({"ManagedPolicyArns", "Policies"})


@pytest.mark.parametrize(
    ("name", "measures"),
    [
        ("webapp-tell-failed", ("AWS/States", "ExecutionsFailed")),
        ("webapp-untold", ("AWS/SQS", "ApproximateNumberOfMessagesVisible")),
    ],
)
def test_a_message_that_cannot_be_sent_raises_an_alarm(
    assembly: Assembly, name: str, measures: tuple[str, str]
) -> None:
    alarms = [alarm["Properties"] for _, alarm in resources(assembly.pipeline, "AWS::CloudWatch::Alarm")]
    [alarm] = [one for one in alarms if one["AlarmName"] == name]
    assert (alarm["Namespace"], alarm["MetricName"]) == measures
    [action] = alarm["AlarmActions"]
    assert assembly.pipeline["Resources"][action["Ref"]]["Properties"]["TopicName"] == "webapp-warning"


@pytest.mark.parametrize("variant", ["ec2-in-place", "branches", "strict"])
def test_whatever_starts_no_state_machine_is_kept(variants: Path, variant: str) -> None:
    """In one queue, which takes from these rules and from no others."""
    template = Assembly(variants / variant).pipeline
    [(queue, _)] = resources(template, "AWS::SQS::Queue")
    for rule in rules(template).values():
        [target] = rule["Targets"]
        assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": [queue, "Arn"]}
        assert target["RetryPolicy"]["MaximumEventAgeInSeconds"] == 300
    [lets_in] = [
        one
        for one in only(template, "AWS::SQS::QueuePolicy")["PolicyDocument"]["Statement"]
        if one["Effect"] == "Allow"
    ]
    sources = {arn.rpartition("/")[2] for arn in lets_in["Condition"]["ArnEquals"]["aws:SourceArn"]}
    assert sources == set(rules(template))
