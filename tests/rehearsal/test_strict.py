"""Every option of `security` on: the local AWS deploys it, with what was derived from its templates alone.

That lets CloudFormation make no role without the boundary.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rehearsal.run.execution_policies import OUTPUT, PROMPTLY, derive
from tests.conftest import ROOT, synthesis_environment
from tests.rehearsal.running import Running

TOOLS, PRODUCTION = "111111111111", "444444444444"
PIPELINE, ENVIRONMENT = "strict-pipeline", "strict-production"
SYNTHESIZE = """
import sys
from pathlib import Path
from tests.synth.synthesize import synthesize
synthesize(Path("tests/synth/pipelines/strict.yml"), Path(sys.argv[1]))
"""
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "cloudformation.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
# What only these options bring.
OPTIONAL = {
    "AWS::WAFv2::WebACL",
    "AWS::WAFv2::WebACLAssociation",
    "AWS::WAFv2::LoggingConfiguration",
    "AWS::KMS::Key",
    "AWS::ElasticLoadBalancingV2::Listener",
}


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("strict")
    environment = {**synthesis_environment(), "CDK_VALIDATION": "false"}
    command = [sys.executable, "-c", SYNTHESIZE, str(out)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def roles(rehearsal: Running, assembly: Path) -> Mapping[str, str]:
    """By account, a role for CloudFormation that has the derived execution policies alone."""
    return {account: _role(rehearsal, account, *policies) for account, policies in derive(assembly).items()}


def _role(rehearsal: Running, account: str, name: str, template: dict[str, Any]) -> str:
    stack = _created(rehearsal, account, name, template)
    policies = next(str(one["OutputValue"]) for one in stack["Outputs"] if one["OutputKey"] == OUTPUT)
    iam = rehearsal.client("iam", account)
    role = iam.create_role(RoleName="strict-execution", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]
    for arn in policies.split(","):
        iam.attach_role_policy(RoleName="strict-execution", PolicyArn=arn)
    return str(role["Arn"])


def _created(rehearsal: Running, account: str, name: str, template: Any, **options: Any) -> dict[str, Any]:
    cloudformation = rehearsal.client("cloudformation", account)
    cloudformation.create_stack(
        StackName=name, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_NAMED_IAM"], **options
    )
    cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig=PROMPTLY)
    [stack] = cloudformation.describe_stacks(StackName=name)["Stacks"]
    return dict(stack)


def test_pipeline_and_environment_are_deployed(rehearsal: Running, assembly: Path, roles: Mapping[str, str]) -> None:
    own, live = (json.loads((assembly / f"{name}.template.json").read_text()) for name in ("Pipeline", "production"))
    assert {resource["Type"] for resource in live["Resources"].values()} >= OPTIONAL

    _created(rehearsal, TOOLS, PIPELINE, own, RoleARN=roles[TOOLS])
    key = {"ParameterKey": "ArtifactKeyArn", "ParameterValue": _artifact_key(rehearsal)}
    _created(rehearsal, PRODUCTION, ENVIRONMENT, live, RoleARN=roles[PRODUCTION], Parameters=[key])

    for account, name, template in ((TOOLS, PIPELINE, own), (PRODUCTION, ENVIRONMENT, live)):
        made = rehearsal.client("cloudformation", account).describe_stack_resources(StackName=name)["StackResources"]
        assert {one["LogicalResourceId"] for one in made} == set(template["Resources"])
        assert {one["ResourceStatus"] for one in made} == {"CREATE_COMPLETE"}


def test_the_web_acl_stands_before_the_load_balancer(rehearsal: Running) -> None:
    [balancer] = rehearsal.client("elbv2", PRODUCTION).describe_load_balancers(Names=["lb-strict-production"])[
        "LoadBalancers"
    ]
    found = rehearsal.client("wafv2", PRODUCTION).get_web_acl_for_resource(ResourceArn=balancer["LoadBalancerArn"])
    assert found["WebACL"]["Name"] == "strict-production"


def _artifact_key(rehearsal: Running) -> str:
    [pipeline] = [rehearsal.client("codepipeline").get_pipeline(name="strict")["pipeline"]]
    return str(pipeline["artifactStore"]["encryptionKey"]["id"])
