"""What each role of an environment on Lambda may do. One function per role."""

from collections.abc import Iterable, Sequence

from app_stack.permissions import find_releases, read_revisions
from config import names
from config.model import Environment, Pipeline
from stack_parts.machine import TRACE
from stack_parts.role import Statements, allow, deny, only_in


def any_function(log_group_arn: str, region: str) -> Statements:
    """What Lambda itself does in a function's name: its logs and its traces, which take no resource.

    https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
    """
    return (
        allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [log_group_arn]),
        allow("TraceRequests", TRACE, ["*"], only_in(region)),
    )


LOOKS = ("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets")
CREATES = ("ec2:CreateNetworkInterface",)
CHANGES = ("ec2:AssignPrivateIpAddresses", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses")
DETACHES = ("ec2:DetachNetworkInterface",)  # which Lambda does not ask of the role


def in_a_network(region: str, account: str, vpc: str, subnets: Sequence[str], group: str) -> Statements:
    """Lambda makes a function's network interfaces in the name of its role; the function's own code may not.

    What is by code, and it alone, says of which function. Interfaces have no names, and one that Lambda asks about
    before there is any is in no VPC. `vpc`, `subnets`, `group`: ids, the last that of the security group.
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
    https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
    """
    here = f"arn:aws:ec2:{region}:{account}"
    interfaces = f"{here}:network-interface/*"
    places = [f"{here}:subnet/{subnet}" for subnet in subnets]
    ours = {"ArnEqualsIfExists": {"ec2:Vpc": f"{here}:vpc/{vpc}"}}
    by_code = {"Null": {"lambda:SourceFunctionArn": "false"}}
    return (
        allow("LookAtNetworks", LOOKS, ["*"], only_in(region)),
        allow("MakeInterfaces", CREATES, [interfaces, *places, f"{here}:security-group/{group}"], ours),
        allow("ChangeInterfaces", CHANGES, [interfaces], ours),
        deny("LeaveInterfacesToLambda", (*CREATES, *CHANGES, *DETACHES, *LOOKS), ["*"], by_code),
    )


def hook(config: Pipeline, environment: Environment, asked: str) -> Statements:
    """Asks the function at `asked`, a version or the alias, and tells the deployment.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
    """
    group = names.CodeDeployArns(config, environment).group
    deployment = ["codedeploy:GetDeployment", "codedeploy:PutLifecycleEventHookExecutionStatus"]
    function = names.function_arn(config, environment, names.environment_name(config, environment))
    return (
        allow("AnswerTheDeployment", deployment, [group]),
        allow("AskForHealth", ["lambda:InvokeFunction"], [f"{function}:{asked}"]),
    )


def release(
    config: Pipeline, environment: Environment, deployment_configs: Iterable[str], artifact_key_arn: str
) -> Statements:
    """The state machine of a release. Lambda reads the revision in the name of who changes the code.

    Who turns the alarms of one deployment off needs UpdateDeploymentGroup.

    https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
    https://docs.aws.amazon.com/codedeploy/latest/userguide/auth-and-access-control-permissions-reference.html
    https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html
    """
    function = names.function_arn(config, environment, names.environment_name(config, environment))
    change = ("lambda:GetFunctionConfiguration", "lambda:PublishVersion", "lambda:UpdateFunctionCode")
    shift = ("codedeploy:CreateDeployment", "codedeploy:GetDeployment", "codedeploy:UpdateDeploymentGroup")
    arns = names.CodeDeployArns(config, environment)
    return (
        allow("PublishTheRevision", change, [function]),
        allow("ReadTheAlias", ["lambda:GetAlias"], [function, f"{function}:{names.LIVE_ALIAS}"]),
        allow("RegisterRevisions", ["codedeploy:RegisterApplicationRevision"], [arns.application]),
        allow("ShiftTheTraffic", shift, [arns.group]),
        allow("ReadDeploymentConfig", ["codedeploy:GetDeploymentConfig"], sorted(map(arns.config, deployment_configs))),
        *find_releases(config, environment),
        *read_revisions(config, environment, artifact_key_arn),
    )


def codedeploy(config: Pipeline, environment: Environment, hooks: list[str], alarm_arns: list[str]) -> Statements:
    """AWSCodeDeployRoleForLambda, on this alias, these hooks and these alarms alone.

    https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambda.html
    """
    function = names.function_arn(config, environment, names.environment_name(config, environment))
    shift = ("lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias")
    return (
        allow("ShiftTheAlias", shift, [function, f"{function}:{names.LIVE_ALIAS}"]),
        allow("RunTheHooks", ["lambda:InvokeFunction"], hooks),
        allow("WatchAlarms", ["cloudwatch:DescribeAlarms"], alarm_arns),
    )
