from policy.rules.codepipeline.approval_tells_people import check
from tests.policy.rules.codepipeline.pipelines import found


def test_with_and_without_a_topic() -> None:
    assert found(check) == []
    assert found(check, ("prod/Approve", "Configuration.NotificationArn", None)) == ["prod/Approve NotificationArn"]
