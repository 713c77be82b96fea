"""How an environment's alarms and hosts get to the tools account, in the templates; the rehearsal sees them arrive."""

from pathlib import Path
from typing import Any

import pytest

from config import names
from policy.templates.template import resources
from tests.synth.assembly import Assembly, only

RULE, BUS = "AWS::Events::Rule", "AWS::Events::EventBus"
BUS_ARN = "arn:aws:events:eu-central-1:111111111111:event-bus/webapp-environments"


def forwarding(template: Any) -> Any:
    [rule] = [
        rule["Properties"] for _, rule in resources(template, RULE) if rule["Properties"]["Name"].endswith("-forward")
    ]
    return rule


def roles_let_in(template: Any) -> set[str]:
    [statement] = only(template, BUS)["Policy"]["Statement"]
    return set(statement["Condition"]["ArnEquals"]["aws:PrincipalArn"])


def test_every_alarm_and_host_of_each_environment_is_handed_on(assembly: Assembly) -> None:
    for name, template in assembly.environments.items():
        rule = forwarding(template)
        either = rule["EventPattern"]["detail"]["$or"]
        assert either == [
            {"alarmName": [f"webapp-{name}-{alarm}" for alarm in (*names.RELEASE_ALARMS["ec2"], "outage")]},
            {"AutoScalingGroupName": [f"webapp-{name}"]},
        ]
        [target] = rule["Targets"]
        assert target["Arn"] == BUS_ARN


def test_no_account_speaks_but_by_its_forwarding_role(assembly: Assembly) -> None:
    accounts = {"dev": "222222222222", "staging": "333333333333", "production": "444444444444"}
    expected = {f"arn:aws:iam::{account}:role/webapp-{name}-forward" for name, account in accounts.items()}
    assert roles_let_in(assembly.pipeline) == expected


@pytest.mark.parametrize(("variant", "kinds"), [("lambda", 1), ("ecs-blue-green", 1), ("blue-green", 3)])
def test_each_target_is_heard(variants: Path, variant: str, kinds: int) -> None:
    found = Assembly(variants / variant)
    for template in found.environments.values():
        assert len(forwarding(template)["EventPattern"]["source"]) == kinds


def test_a_return_by_hand_is_handed_on_and_no_release(variants: Path) -> None:
    [template] = Assembly(variants / "blue-green").environments.values()
    [returned] = [one for one in forwarding(template)["EventPattern"]["detail"]["$or"] if "input" in one]
    assert returned["input"] == [{"wildcard": '*"Return"*'}]
    [machine] = returned["stateMachineArn"]
    assert machine.endswith("-production-release")


def test_each_region_hands_on_by_a_role_of_its_own(variants: Path) -> None:
    found = Assembly(variants / "multi-account")
    application = only(found.pipeline, BUS)["Name"].removesuffix("-environments")
    stacks = {f"{application}-{stack}-forward" for stack in found.environments if not stack.startswith("artifacts-")}
    assert {arn.rpartition("/")[2] for arn in roles_let_in(found.pipeline)} == stacks


def test_mail_hears_of_each_alarm_once(variants: Path) -> None:
    """In words from the tools account; from the environment itself only that this has failed."""
    found = Assembly(variants / "gitlab-existing-network")
    for stack, template in found.environments.items():
        mails = [mail["Properties"] for _, mail in resources(template, "AWS::SNS::Subscription")]
        assert mails
        for chosen in mails:
            [untold] = chosen["FilterPolicy"]["AlarmName"]
            assert (chosen["FilterPolicyScope"], untold.endswith(f"-{stack}-untold")) == ("MessageBody", True)
    assert "FilterPolicy" not in str(list(resources(found.pipeline, "AWS::SNS::Subscription")))
