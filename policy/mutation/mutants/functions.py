"""Functions, the alias that releases move, and the state machine that moves it."""

from functools import partial

from policy.mutation.change_statement import appended, elements
from policy.mutation.mutant import Change, add, drop, properties, put, put_attribute
from policy.mutation.mutant import Mutant as OfAny
from policy.mutation.mutants._definitions import says
from policy.templates.assembly import Assembly

STACK = "linear"
FUNCTION = (STACK, "Lambda/Function/Function/Resource")
HOOK = (STACK, "Lambda/Release/verify-version/Function/Resource")
ALIAS, VERSION = (STACK, "Lambda/Function/Live/Resource"), (STACK, "Lambda/Function/FirstVersion/Resource")
PERMISSION = (STACK, "Lambda/LoadBalancer/Invocation")
GROUP = (STACK, "Lambda/Release/Group")
CONFIG = (STACK, "Lambda/Release/Config/Resource")
MACHINE = (STACK, "Lambda/Release/Machine/Machine/Resource")
MACHINE_ROLE = (STACK, "Lambda/Release/Machine/Role/Role/Resource")
MACHINE_POLICY = (STACK, "Lambda/Release/Machine/Role/Policy/Resource")
HOOK_POLICY = (STACK, "Lambda/Release/verify-version/Role/Policy/Resource")
SERVICE_POLICY = (STACK, "Lambda/Release/ServiceRole/Policy/Resource")
RELEASE_POLICY = (STACK, "Lambda/Release/Machine/ReleaseRole/Policy/Resource")
PIPELINE = ("Pipeline", "Delivery/Pipeline/Resource")
ANY_FUNCTION = "arn:aws:lambda:eu-central-1:222222222222:function:*"

Mutant = partial(OfAny, of="lambda")
_says = partial(says, *MACHINE)


def _released_by(arn: str) -> Change:
    def change(assembly: Assembly) -> None:
        stages = properties(assembly, *PIPELINE)["Stages"]
        actions = next(stage["Actions"] for stage in stages if stage["Name"] == STACK)
        next(action for action in actions if action["Name"] == "Release")["Configuration"]["StateMachineArn"] = arn

    return change


def _also(policy: tuple[str, str], *actions: str, resource: str = "arn:aws:iam::222222222222:role/any") -> Change:
    return appended(*policy, "PolicyDocument", Sid="Also", Action=list(actions), Resource=resource)


MUTANTS = (
    Mutant(
        "function: secret in its environment", put(*FUNCTION, "Environment", {"Variables": {"API_TOKEN": "s3cr3t"}})
    ),
    Mutant("function: log group of Lambda's own", drop(*FUNCTION, "LoggingConfig")),
    Mutant("hook: log group of Lambda's own", drop(*HOOK, "LoggingConfig")),
    Mutant("function: a URL for everybody", add(STACK, "Url", "AWS::Lambda::Url", AuthType="NONE")),
    Mutant("alias: on whatever code is the latest", put(*ALIAS, "FunctionVersion", "$LATEST")),
    Mutant("alias: on a version that somebody names", put(*ALIAS, "FunctionVersion", "7")),
    Mutant("alias: weights in the template", put(*ALIAS, "RoutingConfig", {"AdditionalVersionWeights": []})),
    Mutant(
        "alias: moved by the stack's own deployments",
        put_attribute(*ALIAS, "UpdatePolicy", {"CodeDeployLambdaAliasUpdate": {"ApplicationName": "a"}}),
    ),
    Mutant("version: replaced with every change of the code", put(*VERSION, "CodeSha256", "x")),
    Mutant("version: replaced with a description", put(*VERSION, "Description", "of today")),
    Mutant("permission: any load balancer of anybody", drop(*PERMISSION, "SourceAccount")),
    Mutant("permission: everybody", put(*PERMISSION, "Principal", "*")),
    Mutant("permission: another account", put(*PERMISSION, "Principal", "999999999999")),
    Mutant("functions: no rollback", put(*GROUP, "AutoRollbackConfiguration.Enabled", False)),
    Mutant("functions: no rollback of a failure", drop(*GROUP, "AutoRollbackConfiguration.Events.0")),
    Mutant("functions: no alarms", drop(*GROUP, "AlarmConfiguration")),
    Mutant("functions: all at once", put(*GROUP, "DeploymentConfigName", "CodeDeployDefault.LambdaAllAtOnce")),
    Mutant(
        "functions: all at once in a configuration of one's own", put(*CONFIG, "TrafficRoutingConfig.Type", "AllAtOnce")
    ),
    Mutant("functions: no traffic control", drop(*GROUP, "DeploymentStyle")),
    Mutant("functions: no service role", drop(*GROUP, "ServiceRoleArn")),
    Mutant("machine: another's role", put(*MACHINE, "RoleArn", {"Fn::GetAtt": ["Nobody", "Arn"]})),
    Mutant("machine: no logs", drop(*MACHINE, "LoggingConfiguration")),
    Mutant("machine: logs errors only", put(*MACHINE, "LoggingConfiguration.Level", "ERROR")),
    Mutant("machine: logs data", put(*MACHINE, "LoggingConfiguration.IncludeExecutionData", True)),
    Mutant("machine: logs elsewhere", put(*MACHINE, "LoggingConfiguration.Destinations", [])),
    Mutant("machine: invokes a function", _says("aws-sdk:lambda:getAlias", "aws-sdk:lambda:invoke")),
    Mutant("machine: runs a command", _says("aws-sdk:lambda:getAlias", "aws-sdk:ssm:sendCommand")),
    Mutant("machine: waits for somebody's token", _says("lambda:getAlias", "lambda:getAlias.waitForTaskToken")),
    Mutant("machine: definition from a bucket", put(*MACHINE, "DefinitionString", {"Ref": "GivenRevisionKey"})),
    Mutant(
        "machine: trusted for any machine", put(*MACHINE_ROLE, "AssumeRolePolicyDocument.Statement.0.Condition", {})
    ),
    Mutant(
        "machine role: code of any function", elements(*MACHINE_POLICY, "PublishTheRevision", Resource=ANY_FUNCTION)
    ),
    Mutant("machine role: passes roles", _also(MACHINE_POLICY, "iam:PassRole")),
    Mutant("machine role: changes stacks", _also(MACHINE_POLICY, "cloudformation:UpdateStack")),
    Mutant("machine role: changes the function's role", _also(MACHINE_POLICY, "lambda:UpdateFunctionConfiguration")),
    Mutant("hook role: changes code", _also(HOOK_POLICY, "lambda:UpdateFunctionCode")),
    Mutant("hook role: invokes anything", elements(*HOOK_POLICY, "AskForHealth", Resource="*")),
    Mutant("CodeDeploy's role: moves any alias", elements(*SERVICE_POLICY, "ShiftTheAlias", Resource="*")),
    Mutant("release role: starts any machine", elements(*RELEASE_POLICY, "StartTheRelease", Resource="*")),
    Mutant(
        "release: a machine that stands in no template",
        _released_by("arn:aws:states:eu-central-1:222222222222:stateMachine:another"),
    ),
)
