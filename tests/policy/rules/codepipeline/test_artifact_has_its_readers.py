from typing import Any

import pytest

from policy.rules.codepipeline.artifact_has_its_readers import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.codepipeline.pipelines import RELEASE_ROLE, Change, action, pipeline
from tests.policy.rules.policies import bucket_policy, identity, role

OBJECTS = "arn:aws:s3:::store/app"
PROJECT_ROLE = {"Fn::GetAtt": ["BuildRole", "Arn"]}
INSTANCE, ADMIN = "arn:aws:iam::222222222222:role/instance", "arn:aws:iam::222222222222:role/Admin"
RELEASES = {"AWS": "arn:aws:iam::222222222222:root"}


def read(artifact: str, principal: Any = None, *roles: str) -> dict[str, Any]:
    principal = {"AWS": principal} if principal else RELEASES
    narrowed = {"Condition": {"ArnEquals": {"aws:PrincipalArn": list(roles)}}} if roles else {}
    letting = {"Sid": "Read", "Action": ["s3:GetObject", "s3:GetObjectVersion"], "Principal": principal, **narrowed}
    return {**letting, "Resource": f"{OBJECTS}/{artifact}*"}


def found(statement: dict[str, Any], own: dict[str, Any] | None = None) -> list[str]:
    """The statement stands in the bucket's policy, or `own` with it in the environment's template."""
    project = {"Type": "AWS::CodeBuild::Project", "Properties": {"ServiceRole": PROJECT_ROLE}}
    build = action(
        "Synth",
        "Build",
        "CodeBuild",
        InputArtifacts=[{"Name": "Source"}],
        OutputArtifacts=[{"Name": "Templates"}, {"Name": "Built"}],
        Configuration={"ProjectName": {"Ref": "Project"}},
    )
    changes: tuple[Change, ...] = (
        ("", "ArtifactStore.Location", "store"),
        ("Source/Source", "OutputArtifacts", [{"Name": "Source"}]),
        ("Build", "Actions", [build]),
        ("Update/Update", "InputArtifacts", [{"Name": "Templates"}]),
        ("prod/Prepare", "InputArtifacts", [{"Name": "Templates"}]),
        ("prod/Release", "InputArtifacts", [{"Name": "Built"}]),
    )
    roles = {name: role() for name in ("PipelineRole", "SourceRole", "BuildRole", "SynthRole", "UpdateRole")}
    policy = {} if own else {"Policy": bucket_policy(statement)}
    tools = pipeline(*changes, Project=project, **roles, **policy).stacks[0]
    instance = role({"Service": "ec2.amazonaws.com"})
    instance["Properties"]["RoleName"] = "instance"
    prod = stack_of({"Instance": instance, **(own or {})}, "prod", "app-prod", "222222222222")
    return details(check, Assembly((tools, prod)))


@pytest.mark.parametrize(
    "statement",
    [
        read("", {"Fn::GetAtt": ["PipelineRole", "Arn"]}),
        read("Source", {"Fn::GetAtt": ["SourceRole", "Arn"]}),
        read("Source", PROJECT_ROLE),
        read("Templates", {"Fn::GetAtt": ["UpdateRole", "Arn"]}),
        read("Templates", None, "arn:aws:iam::222222222222:role/deploy"),
        read("Built", None, RELEASE_ROLE, INSTANCE),
        {**read("Built", PROJECT_ROLE), "Action": "s3:PutObject"},
        {**read("Built", PROJECT_ROLE), "Resource": "arn:aws:s3:::another/app/*"},
    ],
)
def test_whose_duty_it_is(statement: dict[str, Any]) -> None:
    assert found(statement) == []


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        (read("Templates", None, RELEASE_ROLE), [f"Templates {RELEASE_ROLE}"]),
        (read("Templates", None, INSTANCE), [f"Templates {INSTANCE}"]),
        (read("Built", None, RELEASE_ROLE, ADMIN), [f"Built {ADMIN}"]),
        (read("Built"), ["Built arn:aws:iam::222222222222:root"]),
        (read("Built", "*"), ["Built *"]),
        (read("Templates", PROJECT_ROLE), ["Templates arn:aws:iam::111111111111:role/${BuildRole}"]),
        (read("Source", {"Fn::GetAtt": ["SynthRole", "Arn"]}), ["Source arn:aws:iam::111111111111:role/${SynthRole}"]),
        (read("", None, INSTANCE), [f"Source {INSTANCE}", f"Templates {INSTANCE}"]),
    ],
)
def test_who_has_no_such_duty(statement: dict[str, Any], wrong: list[str]) -> None:
    assert found(statement) == [f"Read::{one}" for one in wrong]


def test_what_an_environments_own_policies_say() -> None:
    built = {key: value for key, value in read("Built").items() if key != "Principal"}
    every = {**built, "Resource": f"{OBJECTS}/*"}
    assert found({}, {"Policy": identity(built, Roles=[{"Ref": "Instance"}])}) == []
    assert found({}, {"Policy": identity(every, Roles=[{"Ref": "Instance"}])}) == [
        f"Read::Source {INSTANCE}",
        f"Read::Templates {INSTANCE}",
    ]
