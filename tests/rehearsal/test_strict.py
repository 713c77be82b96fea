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

TOOLS, FUNCTIONS, PRODUCTION = "111111111111", "333333333333", "444444444444"
PIPELINE, REGION = "strict-pipeline", "eu-central-1"
ENVIRONMENTS = {"functions": FUNCTIONS, "production": PRODUCTION}
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
    "AWS::EC2::VPCEndpoint",
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
    url = _stored(rehearsal.client("s3", account), f"templates-{account}", f"{name}.json", template)
    cloudformation.create_stack(StackName=name, TemplateURL=url, Capabilities=["CAPABILITY_NAMED_IAM"], **options)
    cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig=PROMPTLY)
    [stack] = cloudformation.describe_stacks(StackName=name)["Stacks"]
    return dict(stack)


def _stored(s3: Any, bucket: str, key: str, template: Any) -> str:
    """A signed URL: CloudFormation takes no more than 51200 characters otherwise."""
    if bucket not in {one["Name"] for one in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(template))
    return str(s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}))


def test_pipeline_and_environments_are_deployed(rehearsal: Running, assembly: Path, roles: Mapping[str, str]) -> None:
    own = _template(assembly, "Pipeline")
    live = {name: _template(assembly, name) for name in ENVIRONMENTS}
    assert {resource["Type"] for one in live.values() for resource in one["Resources"].values()} >= OPTIONAL

    _created(rehearsal, TOOLS, PIPELINE, own, RoleARN=roles[TOOLS])
    for name, account in ENVIRONMENTS.items():
        given = {
            "ArtifactKeyArn": _artifact_key(rehearsal),
            "GivenRevisionBucket": "revisions",
            "GivenRevisionKey": "key",
        }
        parameters = [
            {"ParameterKey": key, "ParameterValue": given[key]} for key in live[name]["Parameters"] if key in given
        ]
        _created(rehearsal, account, f"strict-{name}", live[name], RoleARN=roles[account], Parameters=parameters)

    stacks = [(account, f"strict-{name}", live[name]) for name, account in ENVIRONMENTS.items()]
    for account, name, template in ((TOOLS, PIPELINE, own), *stacks):
        made = rehearsal.client("cloudformation", account).describe_stack_resources(StackName=name)["StackResources"]
        assert {one["LogicalResourceId"] for one in made} == set(template["Resources"])
        assert {one["ResourceStatus"] for one in made} == {"CREATE_COMPLETE"}


def test_the_web_acl_stands_before_the_load_balancer(rehearsal: Running) -> None:
    [balancer] = rehearsal.client("elbv2", PRODUCTION).describe_load_balancers(Names=["lb-strict-production"])[
        "LoadBalancers"
    ]
    found = rehearsal.client("wafv2", PRODUCTION).get_web_acl_for_resource(ResourceArn=balancer["LoadBalancerArn"])
    assert found["WebACL"]["Name"] == "strict-production"


def test_functions_stand_in_the_network_of_their_environment(rehearsal: Running) -> None:
    """Lambda took on each function's role, which the boundary limits, and was let make interfaces in its name."""
    functions = rehearsal.client("lambda", FUNCTIONS)
    made = [one for one in functions.list_functions()["Functions"] if one["FunctionName"].startswith("strict-")]
    found = rehearsal.client("ec2", FUNCTIONS).describe_vpc_endpoints()["VpcEndpoints"]
    endpoints = [one for one in found if one["VpcEndpointType"] == "Interface"]
    [vpc] = {one["VpcId"] for one in endpoints}
    assert [one["VpcConfig"]["VpcId"] for one in made] == [vpc] * 3
    assert sorted(one["ServiceName"].rpartition(".")[2] for one in endpoints) == ["codedeploy", "lambda"]


def _template(assembly: Path, stack: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((assembly / f"{stack}.template.json").read_text())
    return found


def _artifact_key(rehearsal: Running) -> str:
    [pipeline] = [rehearsal.client("codepipeline").get_pipeline(name="strict")["pipeline"]]
    return str(pipeline["artifactStore"]["encryptionKey"]["id"])
