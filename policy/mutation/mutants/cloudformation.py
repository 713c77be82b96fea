"""Stacks and templates as a whole."""

from typing import Any

from policy.mutation.mutant import (
    Mutant,
    add,
    drop,
    properties,
    put,
    put_attribute,
    put_of_stack,
    put_section,
)
from policy.templates.assembly import Assembly

PIPELINE, STACK = "Pipeline", "production"
BUCKET, KEY = "Artifacts/Bucket/Resource", "Artifacts/Key/Resource"
LOGS = "Ec2/LoadBalancer/AccessLogs/Resource"
INSTANCE_ROLE = "Ec2/Instances/InstanceRole/Role/Resource"
# Of their known shapes, and nobody's. In two parts, so that no scanner of sources mistakes them for real ones.
ACCESS_KEY = "AKIA" + "IOSFODNN7EXAMPLE"
GITHUB_TOKEN = "ghp_" + 36 * "x"
SLACK_TOKEN = "xoxb-" + 12 * "1" + "-abcdef"
PRIVATE_KEY = "-----BEGIN EC " + "PRIVATE KEY-----\nMHcCAQEE"


def _tag(stack_id: str, construct: str, key: str, value: str) -> Any:
    def change(assembly: Assembly) -> None:
        properties(assembly, stack_id, construct).setdefault("Tags", []).append({"Key": key, "Value": value})

    return change


MUTANTS = (
    Mutant("pipeline stack: termination protection off", put_of_stack(PIPELINE, termination_protection=False)),
    Mutant("production stack: termination protection off", put_of_stack(STACK, termination_protection=False)),
    Mutant("production stack: for any account", put_of_stack(STACK, account="unknown-account")),
    Mutant("production stack: for any region", put_of_stack(STACK, region="unknown-region")),
    Mutant("artifact bucket: deleted with its stack", put_attribute(PIPELINE, BUCKET, "DeletionPolicy", "Delete")),
    Mutant("artifact bucket: lost when replaced", put_attribute(PIPELINE, BUCKET, "UpdateReplacePolicy", "Delete")),
    Mutant("artifact key: lost when replaced", put_attribute(PIPELINE, KEY, "UpdateReplacePolicy", "Delete")),
    Mutant("access logs: deleted with their stack", put_attribute(STACK, LOGS, "DeletionPolicy", "Delete")),
    Mutant("a table that nobody keeps", add(STACK, "Table", "AWS::DynamoDB::Table", TableName="sessions")),
    Mutant("custom resource", add(STACK, "Custom", "Custom::Setup", ServiceToken="arn:aws:lambda:1")),
    Mutant(
        "custom resource, by CloudFormation's own name",
        add(STACK, "Custom", "AWS::CloudFormation::CustomResource", ServiceToken="arn:aws:sns:1"),
    ),
    Mutant(
        "nested stack",
        add(STACK, "Nested", "AWS::CloudFormation::Stack", TemplateURL="https://s3.amazonaws.com/b/t.json"),
    ),
    Mutant("macro", put_section(STACK, "Transform", ["Rewrite"])),
    Mutant(
        "macro for one property",
        put(STACK, INSTANCE_ROLE, "Description", {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {}}}),
    ),
    Mutant("type that no rule knows", add(STACK, "Events", "AWS::MSK::Cluster", ClusterName="events")),
    Mutant("resource only on a condition", put_attribute(PIPELINE, BUCKET, "Condition", "IsProduction")),
    Mutant(
        "property only on a condition",
        put(PIPELINE, BUCKET, "BucketEncryption", {"Fn::If": ["Encrypted", {}, {"Ref": "AWS::NoValue"}]}),
    ),
    Mutant("property that vanishes", put(PIPELINE, BUCKET, "PublicAccessBlockConfiguration", {"Ref": "AWS::NoValue"})),
    Mutant("output: exported", put_section(STACK, "Outputs.Url.Export", {"Name": "webapp-url"})),
    Mutant("value imported", put(STACK, INSTANCE_ROLE, "Description", {"Fn::ImportValue": "network-role"})),
    Mutant(
        "linter told to look away", put_attribute(PIPELINE, BUCKET, "Metadata.checkov", {"skip": [{"id": "CKV_1"}]})
    ),
    Mutant(
        "linter told to look away, for a stack",
        put_section(STACK, "Metadata.cfn-lint", {"config": {"ignore_checks": ["E"]}}),
    ),
    Mutant("secret: access key in a tag", _tag(STACK, INSTANCE_ROLE, "deploy", ACCESS_KEY)),
    Mutant("secret: password in a tag", _tag(STACK, INSTANCE_ROLE, "DbPassword", "hunter2")),
    Mutant("secret: GitHub token in an output", put_section(PIPELINE, "Outputs.Hook", {"Value": GITHUB_TOKEN})),
    Mutant("secret: Slack token in a description", put_section(PIPELINE, "Description", f"Tell {SLACK_TOKEN}")),
    Mutant("secret: private key in metadata", put_attribute(STACK, INSTANCE_ROLE, "Metadata.Key", PRIVATE_KEY)),
    Mutant(
        "secret: password in a URL",
        put_section(STACK, "Outputs.Database", {"Value": "postgres://app:" + "hunter2@db.internal/app"}),
    ),
    Mutant(
        "secret: access key in two parts",
        put(STACK, INSTANCE_ROLE, "Description", {"Fn::Join": ["", [ACCESS_KEY[:8], ACCESS_KEY[8:]]]}),
    ),
    Mutant("secret: shown parameter", put_section(STACK, "Parameters.DbPassword", {"Type": "String"})),
    Mutant(
        "secret: default of a hidden parameter",
        put_section(STACK, "Parameters.DbPassword", {"Type": "String", "NoEcho": True, "Default": "hunter2"}),
    ),
    Mutant(
        "secret: output from a secret store",
        put_section(STACK, "Outputs.Login", {"Value": "{{resolve:secretsmanager:app:SecretString:login}}"}),
    ),
    Mutant(
        "secret: from a plain SSM parameter",
        add(STACK, "Database", "AWS::RDS::DBInstance", MasterUserPassword="{{resolve:ssm:/db/password}}"),
    ),
    Mutant(
        "foreign account: key of a log group",
        put(STACK, "Network/FlowLogGroup/Resource", "KmsKeyId", "arn:aws:kms:eu-central-1:999999999999:key/1"),
    ),
    Mutant(
        "foreign region: topic of an alarm",
        put(STACK, "Ec2/Alarms/http-5xx/Resource", "AlarmActions", ["arn:aws:sns:us-west-2:444444444444:ops"]),
    ),
    Mutant("role: named by CloudFormation", drop(STACK, INSTANCE_ROLE, "RoleName")),
)
