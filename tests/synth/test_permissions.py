"""Roles may do what is written for them, and nothing else."""

from pathlib import Path

import pytest

from policy.tables import iam_table
from policy.tables.iam_table import Statement
from policy.templates.template import Template, resources
from tests.synth.assembly import Assembly

# Statements of roles with the resource `*`: actions that take no resource. Anything new here needs a reason.
ANYWHERE = {
    ("update-pipeline", "ValidateTemplates"),
    ("codedeploy", "FindInstances"),
    ("codedeploy-blue", "FindInstances"),
    ("codedeploy-green", "FindInstances"),
    ("release-machine", "FindFleets"),
    ("codedeploy", "FindListeners"),
    ("execution", "LogInToRegistry"),
    ("image", "LogInToRegistry"),
    ("instance", "TalkToSessionManager"),
    ("function", "TraceRequests"),
    ("verify-version", "TraceRequests"),
    ("verify-alias", "TraceRequests"),
    ("function", "LookAtNetworks"),
    ("verify-version", "LookAtNetworks"),
    ("verify-alias", "LookAtNetworks"),
    ("release-machine", "TraceExecutions"),
    ("release-machine", "DeliverLogs"),
    ("tell", "TraceExecutions"),
    ("tell", "DeliverLogs"),
}


@pytest.fixture(scope="session")
def every_template(assembly: Assembly, variants: Path) -> dict[str, Template]:
    """By `folder/stack`."""
    assemblies = {"repository": assembly, **{path.name: Assembly(path) for path in variants.iterdir()}}
    del assemblies["bare"]  # the same templates once more
    return {f"{name}/{stack}": t for name, one in assemblies.items() for stack, t in one.templates.items()}


def allowed(template: Template) -> list[Statement]:
    found = [statement for statement in iam_table.statements(template) if statement.effect == "Allow"]
    assert found
    return found


def test_no_statement_allows_a_wildcard_action(every_template: dict[str, Template]) -> None:
    wild = [
        (where, statement.policy, action)
        for where, template in every_template.items()
        for statement in allowed(template)
        for action in statement.actions
        if "*" in action or "?" in action or action.startswith("not ")
    ]
    assert wild == []


def test_only_actions_that_take_no_resource_have_the_resource_star(every_template: dict[str, Template]) -> None:
    found = {
        (statement.policy, statement.sid)
        for template in every_template.values()
        for statement in allowed(template)
        if statement.is_identity and set(statement.resources) & {"*", "arn:aws:s3:::*"}
    }
    assert {sid for _, sid in found} == {sid for _, sid in ANYWHERE}
    assert all(any(policy.endswith(duty) and sid == s for duty, s in ANYWHERE) for policy, sid in found)


def test_a_statement_with_the_resource_star_has_no_other_resource(every_template: dict[str, Template]) -> None:
    for template in every_template.values():
        assert not [s for s in allowed(template) if "*" in s.resources and len(s.resources) > 1]


def test_every_statement_of_a_role_says_what_it_allows(every_template: dict[str, Template]) -> None:
    for where, template in every_template.items():
        sids = [(s.policy, s.sid) for s in allowed(template) if s.is_identity]
        assert not [one for one in sids if one[1] == "-"], where
        assert len(sids) == len(set(sids)), where


def test_every_role_has_exactly_one_written_policy(every_template: dict[str, Template]) -> None:
    for where, template in every_template.items():
        assert not list(resources(template, "AWS::IAM::Policy", "AWS::IAM::RolePolicy")), where
        for _, role in resources(template, "AWS::IAM::Role"):
            if "-chat-" in role["Properties"]["RoleName"]:  # which may do nothing
                assert role["Properties"].keys().isdisjoint({"ManagedPolicyArns", "Policies"})
                continue
            [policy] = role["Properties"]["ManagedPolicyArns"]
            written = template["Resources"][policy["Ref"]]["Properties"]
            assert written["ManagedPolicyName"] == role["Properties"]["RoleName"]
            assert "Policies" not in role["Properties"]
        assert iam_table.managed(template) == [], where


def test_every_role_is_trusted_by_one_service_by_pipelines_by_the_message_machine_or_by_approvers(
    every_template: dict[str, Template],
) -> None:
    services = (
        "chatbot",
        "cloudtrail",
        "codepipeline",
        "codebuild",
        "codedeploy",
        "ec2",
        "ecs-tasks",
        "events",
        "lambda",
        "s3",
        "states",
        "vpc-flow-logs",
    )
    for template in every_template.values():
        for statement in (s for s in allowed(template) if s.is_trust):
            [*others, principal] = statement.principals
            service = principal.removesuffix(".amazonaws.com")
            of_people = statement.policy.endswith("-approve") and principal.endswith(":role/release-managers")
            of_machine = statement.policy.endswith("-look") and principal.endswith("-tell")
            assert service in services or _is_pipeline(principal) or of_people or of_machine, statement.policy
            assert all(map(_is_pipeline, others)), statement.policy  # one for each branch
            assert statement.actions == ("sts:AssumeRole",)


def _is_pipeline(principal: str) -> bool:
    return principal.endswith("-pipeline") or "Rolespipeline" in principal


def test_services_can_take_a_role_on_for_their_own_resource_only(every_template: dict[str, Template]) -> None:
    """EC2 has no such condition: an instance profile belongs to its account."""
    for template in every_template.values():
        for statement in (s for s in allowed(template) if s.is_trust):
            if any(one.endswith(".amazonaws.com") and one != "ec2.amazonaws.com" for one in statement.principals):
                keys = [condition.split()[0] for condition in statement.conditions]
                assert keys == ["aws:SourceArn", "aws:SourceAccount"], statement.policy


def test_roles_that_are_passed_on_are_named_and_tied_to_a_service(every_template: dict[str, Template]) -> None:
    passing = [s for t in every_template.values() for s in allowed(t) if "iam:PassRole" in s.actions]
    assert passing
    for statement in passing:
        assert all(arn.startswith("arn:aws:iam::") and "*" not in arn for arn in statement.resources)
        assert any("iam:PassedToService" in condition for condition in statement.conditions)


def test_no_other_account_may_change_the_artifact_bucket(every_template: dict[str, Template]) -> None:
    """Security Hub S3.6; and only reading at all."""
    for where, template in every_template.items():
        for statement in allowed(template):
            if statement.sid.startswith("Environments"):
                verbs = {action.partition(":")[2] for action in statement.actions}
                assert all(verb.startswith(("Get", "List", "Decrypt", "Describe")) for verb in verbs), where
                assert any(condition.startswith("aws:PrincipalArn") for condition in statement.conditions)


def test_nothing_keeps_a_secret(every_template: dict[str, Template]) -> None:
    types = {r["Type"] for template in every_template.values() for _, r in resources(template)}
    assert not {kind for kind in types if "SecretsManager" in kind or kind == "AWS::IAM::AccessKey"}
