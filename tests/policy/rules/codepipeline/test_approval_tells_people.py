from policy.rules.codepipeline.approval_tells_people import check
from tests.policy.rules.builder import details
from tests.policy.rules.events.telling import ACTION, rule, told


def test_with_and_without_a_rule() -> None:
    assert details(check, told()) == []
    assert details(check, told(Approval=None)) == ["prod/Approve nobody is told"]


def test_a_rule_of_another_stage() -> None:
    other = rule(ACTION, state=["STARTED"], type={"category": ["Approval"]}, stage=["dev"])
    assert details(check, told(Approval=other["Properties"])) == ["prod/Approve nobody is told"]
