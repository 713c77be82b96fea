from typing import Any

import pytest

from policy.rules.messaging.chat_may_do_nothing import GUARDRAIL, check
from tests.policy.rules.builder import assembly_of, details

TOPIC = "arn:aws:sns:eu-central-1:111111111111:app-critical"
GOOD = {
    "IamRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
    "GuardrailPolicies": [GUARDRAIL],
    "SnsTopicArns": [TOPIC],
}
ROLE: dict[str, Any] = {"AssumeRolePolicyDocument": {"Statement": []}}


def found(role: dict[str, Any], **changes: Any) -> list[str]:
    channel = {"Type": "AWS::Chatbot::SlackChannelConfiguration", "Properties": {**GOOD, **changes}}
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "app-critical"}}
    return details(check, assembly_of(channel, Role={"Type": "AWS::IAM::Role", "Properties": role}, Topic=topic))


def test_it_may_do_nothing() -> None:
    assert found(ROLE) == []


@pytest.mark.parametrize("guardrail", [[], ["arn:aws:iam::aws:policy/AdministratorAccess"], {"Ref": "AWS::NoValue"}])
def test_a_guardrail_that_lets_something_pass(guardrail: Any) -> None:
    assert found(ROLE, GuardrailPolicies=guardrail) == ["GuardrailPolicies"]


def test_a_role_that_may_do_something() -> None:
    statement = {"Effect": "Allow", "Action": "logs:GetLogEvents", "Resource": "*"}
    inline = {**ROLE, "Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": [statement]}}]}
    assert found(inline) == ["IamRoleArn"]
    assert found({**ROLE, "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}) == ["IamRoleArn"]
    assert found(ROLE, IamRoleArn="arn:aws:iam::111111111111:role/admin") == ["IamRoleArn"]


def test_a_topic_of_somebody_else() -> None:
    other = "arn:aws:sns:eu-central-1:111111111111:other"
    assert found(ROLE, SnsTopicArns=[other]) == [f"SnsTopicArns {other}"]
