from policy.rules.codepipeline.action_runs_where_its_stack_lies import check
from tests.policy.rules.codepipeline.pipelines import found

BOOTSTRAP = "arn:aws:iam::222222222222:role/cdk-hnb659fds-deploy-role-222222222222-{}"


def test_the_region_of_the_pipeline_and_of_the_stacks_is_the_same() -> None:
    assert found(check) == []
    assert found(check, ("prod/Prepare", "Region", {"Ref": "AWS::Region"})) == []


def test_an_action_elsewhere() -> None:
    assert found(check, ("prod/Execute", "Region", "eu-west-1")) == ["prod/Execute Region eu-west-1"]
    assert found(check, ("prod/Release", "Region", "eu-west-1")) == []  # changes no stack


def test_a_bootstrap_role_of_another_region() -> None:
    here, there = BOOTSTRAP.format("eu-central-1"), BOOTSTRAP.format("eu-west-1")
    assert found(check, ("prod/Prepare", "RoleArn", here)) == []
    assert found(check, ("prod/Prepare", "RoleArn", there)) == [
        "prod/Prepare RoleArn cdk-hnb659fds-deploy-role-222222222222-eu-west-1"
    ]
    assert found(check, ("prod/Prepare", "Configuration.RoleArn", there)) == [
        "prod/Prepare Configuration.RoleArn cdk-hnb659fds-deploy-role-222222222222-eu-west-1"
    ]
