"""What the roles of the notifications may do."""

from aws_cdk import aws_iam as iam

from config import names
from config.branches import pipelines
from config.model import Pipeline
from config.places import places
from config.strategies import is_told_of_rollbacks
from stack_parts.machine import of_any_machine
from stack_parts.role import Conditions, Statements, allow, allow_to

ENCRYPT = ("kms:Decrypt", "kms:GenerateDataKey")


def tell(config: Pipeline, topic_arns: list[str], key_arn: str) -> Statements:
    """https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"""
    look = (
        "codepipeline:GetPipeline",
        "codepipeline:GetPipelineExecution",
        "codepipeline:ListActionExecutions",
        "codepipeline:ListPipelineExecutions",
    )
    return (
        allow("LookAtExecutions", look, [names.pipeline_arn(each) for each in pipelines(config)]),
        allow("TellPeople", ["sns:Publish"], topic_arns),
        allow("EncryptTheMessage", ENCRYPT, [key_arn]),
        *_look(config),
        *of_any_machine(config.tools.region),
    )


def _look(config: Pipeline) -> Statements:
    looked_at = [place for place in places(config) if is_told_of_rollbacks(config, place)]
    roles = [names.environment_role_arn(config, place, names.LOOK) for place in looked_at]
    return [allow("LookAtDeployments", ["sts:AssumeRole"], roles)] if roles else []


def notify(config: Pipeline) -> Statements:
    return (allow("HandEventsOn", ["states:StartExecution"], [names.tell_machine_arn(config)]),)


def use_key(config: Pipeline) -> Statements:
    """For the key's policy: the state machine through SNS, CloudWatch for the alarm on that machine."""
    by_machine: Conditions = {
        "ArnEquals": {"aws:PrincipalArn": names.shared_role_arn(config, names.TELL)},
        "StringEquals": {"kms:ViaService": f"sns.{config.tools.region}.amazonaws.com"},
    }
    account = iam.AccountPrincipal(config.tools.account)
    cloudwatch = iam.ServicePrincipal("cloudwatch.amazonaws.com")
    return (
        allow_to("EncryptMessages", [account], ENCRYPT, ["*"], by_machine),
        allow_to("AlarmEncryptsMessages", [cloudwatch], ENCRYPT, ["*"], from_the_alarm(config)),
    )


def alarm_publishes(config: Pipeline, topic_arn: str) -> iam.PolicyStatement:
    cloudwatch = iam.ServicePrincipal("cloudwatch.amazonaws.com")
    return allow_to("AlarmPublishes", [cloudwatch], ["sns:Publish"], [topic_arn], from_the_alarm(config))


def from_the_alarm(config: Pipeline) -> Conditions:
    account, region = config.tools.account, config.tools.region
    arn = f"arn:aws:cloudwatch:{region}:{account}:alarm:{names.tell_alarm_name(config)}"
    return {"StringEquals": {"aws:SourceAccount": account}, "ArnEquals": {"aws:SourceArn": arn}}
