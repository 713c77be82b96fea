"""What the roles of the notifications may do."""

from aws_cdk import aws_iam as iam

from config import names
from config.branches import pipelines
from config.model import Pipeline
from config.places import places
from config.strategies import is_asked_for_returns, is_told_of_rollbacks
from pipeline_stack.notifications.author import is_asked
from pipeline_stack.notifications.rule_arns import rule_arns
from stack_parts.keys import ENCRYPT
from stack_parts.machine import of_any_machine
from stack_parts.role import Conditions, Statements, allow, allow_to
from stack_parts.untold import use_for_untold


def tell(config: Pipeline, topic_arns: list[str], key_arn: str) -> Statements:
    """https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"""
    look = (
        "codepipeline:GetPipeline",
        "codepipeline:GetPipelineExecution",
        "codepipeline:ListActionExecutions",
        "codepipeline:ListPipelineExecutions",
        "codepipeline:ListRuleExecutions",
    )
    return (
        allow("LookAtExecutions", look, [names.pipeline_arn(each) for each in pipelines(config)]),
        allow("TellPeople", ["sns:Publish"], topic_arns),
        allow("EncryptTheMessage", ENCRYPT, [key_arn]),
        *_ask_for_authors(config),
        *_look(config),
        *of_any_machine(config.tools.region),
    )


def _ask_for_authors(config: Pipeline) -> Statements:
    """https://docs.aws.amazon.com/codecommit/latest/userguide/auth-and-access-control-permissions-reference.html"""
    asks = allow("AskForAuthors", ["codecommit:GetCommit"], [names.repository_arn(config)])
    return (asks,) if is_asked(config) else ()


def _look(config: Pipeline) -> Statements:
    asked = (is_told_of_rollbacks, is_asked_for_returns)
    looked_at = [place for place in places(config) if any(one(config, place) for one in asked)]
    roles = [names.environment_role_arn(config, place, names.LOOK) for place in looked_at]
    return [allow("LookAtDeployments", ["sts:AssumeRole"], roles)] if roles else []


def notify(config: Pipeline) -> Statements:
    return (allow("HandEventsOn", ["states:StartExecution"], [names.tell_machine_arn(config)]),)


def use_key(config: Pipeline) -> Statements:
    """For the key's policy: the state machine through SNS, CloudWatch for the alarms on messages, EventBridge."""
    by_machine: Conditions = {
        "ArnEquals": {"aws:PrincipalArn": names.shared_role_arn(config, names.TELL)},
        "StringEquals": {"kms:ViaService": f"sns.{config.tools.region}.amazonaws.com"},
    }
    account = iam.AccountPrincipal(config.tools.account)
    cloudwatch = iam.ServicePrincipal("cloudwatch.amazonaws.com")
    return (
        allow_to("EncryptMessages", [account], ENCRYPT, ["*"], by_machine),
        allow_to("AlarmsEncryptMessages", [cloudwatch], ENCRYPT, ["*"], _from_the_alarms(config)),
        use_for_untold(config.tools.account, rule_arns(config)),
    )


def alarms_publish(config: Pipeline, topic_arn: str) -> iam.PolicyStatement:
    cloudwatch = iam.ServicePrincipal("cloudwatch.amazonaws.com")
    return allow_to("AlarmsPublish", [cloudwatch], ["sns:Publish"], [topic_arn], _from_the_alarms(config))


def _from_the_alarms(config: Pipeline) -> Conditions:
    account, region = config.tools.account, config.tools.region
    arns = [f"arn:aws:cloudwatch:{region}:{account}:alarm:{name}" for name in names.alarms_on_messages(config)]
    return {"StringEquals": {"aws:SourceAccount": account}, "ArnEquals": {"aws:SourceArn": arns}}
