"""The policies of buckets, topics and what else has one; parameters that stand in policies."""

from typing import Any

from policy.mutation.change_statement import also, appended, attached, elements, without
from policy.mutation.mutant import Change, Mutant, add, dict_of, drop, put, stack
from policy.templates.assembly import Assembly

TOOLS, LIVE = "Pipeline", "production"
BUCKET, LOG_BUCKET = (TOOLS, "Artifacts/Bucket/Policy/Resource"), (TOOLS, "Artifacts/AccessLogs/Policy/Resource")
TOPIC = (TOOLS, "Operations/Approvals/Policy/Resource")
POLICY = "PolicyDocument"
FOREIGN = {"AWS": "arn:aws:iam::999999999999:root"}
PRODUCTION = {"AWS": "arn:aws:iam::444444444444:root"}
OBJECTS = "arn:aws:s3:::webapp-artifacts-111111111111-eu-central-1/webapp/Built*"
ALL_OBJECTS = "arn:aws:s3:::webapp-artifacts-111111111111-eu-central-1/*"
TOPIC_ARN = "arn:aws:sns:eu-central-1:111111111111:webapp-approval"


def lets_in(policy: tuple[str, str], principal: Any, action: str, resource: str = OBJECTS, **rest: Any) -> Change:
    return appended(*policy, POLICY, Sid="More", Principal=principal, Action=action, Resource=resource, **rest)


def as_role(arn: str, operator: str = "ArnEquals") -> dict[str, Any]:
    return {operator: {"aws:PrincipalArn": arn}}


def parameter(stack_id: str, name: str, **changed: Any) -> Change:
    """Sets attributes of a template's parameter; None removes."""

    def change(assembly: Assembly) -> None:
        found = dict_of(stack(assembly, stack_id).template["Parameters"][name])
        found.update(changed)
        for gone in [key for key, value in changed.items() if value is None]:
            del found[gone]

    return change


BUCKETS = (
    Mutant("artifact bucket: everyone reads", lets_in(BUCKET, "*", "s3:GetObject")),
    Mutant("artifact bucket: every AWS account reads", lets_in(BUCKET, {"AWS": "*"}, "s3:GetObject")),
    Mutant(
        "artifact bucket: everyone in a network reads",
        lets_in(BUCKET, "*", "s3:GetObject", Condition={"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}),
    ),
    Mutant(
        "artifact bucket: all but one account read",
        appended(*BUCKET, POLICY, NotPrincipal=FOREIGN, Action="s3:GetObject", Resource=OBJECTS),
    ),
    Mutant("artifact bucket: s3:* for the environments", elements(*BUCKET, "EnvironmentsReadBuilt", Action="s3:*")),
    Mutant(
        "artifact bucket: s3:Get* for the environments", elements(*BUCKET, "EnvironmentsReadBuilt", Action="s3:Get*")
    ),
    Mutant("artifact bucket: a foreign account reads", lets_in(BUCKET, FOREIGN, "s3:GetObject")),
    Mutant(
        "artifact bucket: a foreign account's role reads",
        lets_in(BUCKET, FOREIGN, "s3:GetObject", Condition=as_role("arn:aws:iam::999999999999:role/webapp")),
    ),
    Mutant("artifact bucket: whole production reads", lets_in(BUCKET, PRODUCTION, "s3:GetObject")),
    Mutant(
        "artifact bucket: environments read, whatever the role", without(*BUCKET, "EnvironmentsReadBuilt", "Condition")
    ),
    Mutant(
        "artifact bucket: environments find it, whatever the role",
        without(*BUCKET, "EnvironmentsFindBucket", "Condition"),
    ),
    Mutant(
        "artifact bucket: all roles of production read",
        elements(*BUCKET, "EnvironmentsReadBuilt", Condition=as_role("arn:aws:iam::444444444444:role/*", "ArnLike")),
    ),
    Mutant(
        "artifact bucket: roles of a name in any account read",
        elements(*BUCKET, "EnvironmentsReadBuilt", Condition=as_role("arn:aws:iam::*:role/webapp-production-release")),
    ),
    Mutant(
        "artifact bucket: any role by *",
        elements(*BUCKET, "EnvironmentsReadSynthesized", Condition=as_role("*", "StringLike")),
    ),
    Mutant(
        "artifact bucket: the role only if it is known",
        elements(
            *BUCKET,
            "EnvironmentsReadBuilt",
            Condition=as_role("arn:aws:iam::444444444444:role/webapp-production-release", "ArnEqualsIfExists"),
        ),
    ),
    Mutant(
        "artifact bucket: any role but one",
        elements(
            *BUCKET,
            "EnvironmentsReadBuilt",
            Condition=as_role("arn:aws:iam::444444444444:role/webapp-production-release", "ArnNotEquals"),
        ),
    ),
    Mutant(
        "artifact bucket: environments read every artifact",
        elements(*BUCKET, "EnvironmentsReadBuilt", Resource=ALL_OBJECTS),
    ),
    Mutant(
        "artifact bucket: the pipeline moves whatever there is",
        elements(*BUCKET, "PipelineMovesArtifacts", Resource=ALL_OBJECTS),
    ),
    Mutant(
        "artifact bucket: environments change ACLs of objects",
        also(*BUCKET, "EnvironmentsReadBuilt", "s3:PutObjectAcl"),
    ),
    Mutant(
        "artifact bucket: environments change its policy", also(*BUCKET, "EnvironmentsFindBucket", "s3:PutBucketPolicy")
    ),
    Mutant(
        "artifact bucket: environments delete its policy",
        also(*BUCKET, "EnvironmentsFindBucket", "s3:DeleteBucketPolicy"),
    ),
    Mutant(
        "artifact bucket: environments change its encryption",
        also(*BUCKET, "EnvironmentsFindBucket", "s3:PutEncryptionConfiguration"),
    ),
    Mutant(
        "artifact bucket: a service of anyone's",
        lets_in(BUCKET, {"Service": "cloudtrail.amazonaws.com"}, "s3:PutObject"),
    ),
    Mutant("artifact bucket: plain HTTP allowed", put(*BUCKET, f"{POLICY}.Statement.0.Effect", "Allow")),
    Mutant(
        "artifact bucket: TLS denied instead of plain HTTP",
        put(*BUCKET, f"{POLICY}.Statement.0.Condition", {"Bool": {"aws:SecureTransport": "true"}}),
    ),
    Mutant("access logs: of any bucket", drop(*LOG_BUCKET, f"{POLICY}.Statement.2.Condition")),
    Mutant("access logs: of any account", drop(*LOG_BUCKET, f"{POLICY}.Statement.2.Condition.StringEquals")),
    Mutant("access logs: of any bucket of the account", drop(*LOG_BUCKET, f"{POLICY}.Statement.2.Condition.ArnLike")),
    Mutant(
        "access logs: of any bucket by *",
        put(*LOG_BUCKET, f"{POLICY}.Statement.2.Condition.ArnLike", {"aws:SourceArn": "*"}),
    ),
    Mutant("access logs: written wherever", put(*LOG_BUCKET, f"{POLICY}.Statement.2.Resource", "arn:aws:s3:::*")),
)

OTHERS = (
    Mutant("topic: everyone publishes", lets_in(TOPIC, "*", "sns:Publish", TOPIC_ARN)),
    Mutant("topic: everyone subscribes", lets_in(TOPIC, {"AWS": "*"}, "sns:Subscribe", TOPIC_ARN)),
    Mutant(
        "topic: open but for a condition that always holds",
        lets_in(
            TOPIC,
            {"AWS": "*"},
            "sns:Publish",
            TOPIC_ARN,
            Condition={"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}},
        ),
    ),
    Mutant("topic: a foreign account publishes", lets_in(TOPIC, FOREIGN, "sns:Publish", TOPIC_ARN)),
    Mutant("topic: SNS:* for the account", lets_in(TOPIC, {"AWS": "111111111111"}, "SNS:*", TOPIC_ARN)),
    Mutant(
        "topic: alarms of anyone", lets_in(TOPIC, {"Service": "cloudwatch.amazonaws.com"}, "sns:Publish", TOPIC_ARN)
    ),
    Mutant(
        "topic: alarms of any account by *",
        lets_in(
            TOPIC,
            {"Service": "cloudwatch.amazonaws.com"},
            "sns:Publish",
            TOPIC_ARN,
            Condition={"ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*"}},
        ),
    ),
    Mutant(
        "topic: TLS denied instead of plain HTTP",
        elements(*TOPIC, "AllowPublishThroughSSLOnly", Condition={"Bool": {"aws:SecureTransport": "true"}}),
    ),
    Mutant("topic: plain HTTP allowed", elements(*TOPIC, "AllowPublishThroughSSLOnly", Effect="Allow")),
    Mutant(
        "topic: NotPrincipal", appended(*TOPIC, POLICY, NotPrincipal=FOREIGN, Action="sns:Publish", Resource=TOPIC_ARN)
    ),
    Mutant(
        "a queue open to everyone",
        attached(
            TOOLS,
            "Extra",
            "AWS::SQS::QueuePolicy",
            {"Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"},
            Queues=["q"],
        ),
    ),
    Mutant(
        "a secret open to a foreign account",
        add(
            LIVE,
            "Extra",
            "AWS::SecretsManager::ResourcePolicy",
            SecretId="s",
            ResourcePolicy={
                "Version": "2012-10-17",
                "Statement": {
                    "Effect": "Allow",
                    "Principal": FOREIGN,
                    "Action": "secretsmanager:GetSecretValue",
                    "Resource": "*",
                },
            },
        ),
    ),
    Mutant(
        "a repository open to everyone",
        add(
            TOOLS,
            "Extra",
            "AWS::ECR::Repository",
            RepositoryPolicyText={
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}],
            },
        ),
    ),
    Mutant(
        "log groups open to a service of anyone's, as text",
        add(
            TOOLS,
            "Extra",
            "AWS::Logs::ResourcePolicy",
            PolicyName="p",
            PolicyDocument=(
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"es.amazonaws.com"},'
                '"Action":"logs:PutLogEvents","Resource":"*"}]}'
            ),
        ),
    ),
    Mutant(
        "a function that everyone invokes",
        add(LIVE, "Extra", "AWS::Lambda::Permission", FunctionName="f", Action="lambda:InvokeFunction", Principal="*"),
    ),
    Mutant(
        "a function with an open URL",
        add(
            LIVE,
            "Extra",
            "AWS::Lambda::Permission",
            FunctionName="f",
            Action="lambda:InvokeFunctionUrl",
            Principal="*",
            FunctionUrlAuthType="NONE",
        ),
    ),
    Mutant(
        "a function that any bucket invokes",
        add(
            LIVE,
            "Extra",
            "AWS::Lambda::Permission",
            FunctionName="f",
            Action="lambda:InvokeFunction",
            Principal="s3.amazonaws.com",
            SourceArn="arn:aws:s3:::drop",
        ),
    ),
    Mutant(
        "a function that any rule invokes",
        add(
            LIVE,
            "Extra",
            "AWS::Lambda::Permission",
            FunctionName="f",
            Action="lambda:InvokeFunction",
            Principal="events.amazonaws.com",
        ),
    ),
    Mutant(
        "a statement in Fn::If open to everyone",
        put(
            *TOPIC,
            f"{POLICY}.Statement.0",
            {
                "Fn::If": [
                    "Open",
                    {"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": TOPIC_ARN},
                    {"Ref": "AWS::NoValue"},
                ]
            },
        ),
    ),
    Mutant("artifact key's parameter: no pattern", parameter(LIVE, "ArtifactKeyArn", AllowedPattern=None)),
    Mutant("artifact key's parameter: any key by default", parameter(LIVE, "ArtifactKeyArn", Default="*")),
    Mutant(
        "artifact key's parameter: a pattern that lets * pass",
        parameter(LIVE, "ArtifactKeyArn", AllowedPattern="arn:aws:kms:.*"),
    ),
)

MUTANTS = (*BUCKETS, *OTHERS)
