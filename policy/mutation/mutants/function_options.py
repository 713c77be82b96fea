"""Properties of functions and of what starts them that our templates do not have: each added once."""

from policy.mutation.change_statement import elements
from policy.mutation.mutant import Mutant, properties, put
from policy.templates.assembly import Assembly

STACK = "linear"
FUNCTION = (STACK, "Lambda/Function/Function/Resource")
HOOK = (STACK, "Lambda/Release/verify-alias/Function/Resource")
PERMISSION = (STACK, "Lambda/LoadBalancer/Invocation")

APPLICATION_ROLE, MACHINE_ROLE = (
    {"Fn::GetAtt": [name, "Arn"]} for name in ("LambdaFunctionRole6A4A477F", "LambdaReleaseMachineRole8E5E1BFF")
)
GROUPS = "arn:aws:elasticloadbalancing:eu-central-1:222222222222:targetgroup"

PIPELINE, LINEAR = ("Pipeline", "Delivery/Pipeline/Resource"), f"Stages.{STACK}.Actions"
TOLD = '{"Bucket":"#{linear-stack.RevisionBucket}","Key":"#{linear-stack.RevisionKey}","Commit":"%s"}'


def _another_artifact(assembly: Assembly) -> None:
    stages = properties(assembly, *PIPELINE)["Stages"]
    actions = next(stage["Actions"] for stage in stages if stage["Name"] == STACK)
    given = next(action for action in actions if action["Name"] == "PrepareChanges")["Configuration"]
    joined = given["ParameterOverrides"]["Fn::Join"][1]
    joined[-1] = joined[-1].replace('"Built"', '"Synthesized"')


MUTANTS = tuple(
    Mutant(name, change, of="lambda")
    for name, change in (
        ("function: a layer", put(*FUNCTION, "Layers", [{"Ref": "Layer"}])),
        ("function: node starts with more", put(*FUNCTION, "Environment", {"Variables": {"NODE_OPTIONS": "-r /x"}})),
        ("function: code from a bucket", put(*FUNCTION, "Code", {"S3Bucket": "b", "S3Key": "k"})),
        ("hook: code from a bucket", put(*HOOK, "Code", {"S3Bucket": "b", "S3Key": "k"})),
        ("function: a file system", put(*FUNCTION, "FileSystemConfigs", [{"LocalMountPath": "/mnt/x"}])),
        ("permission: of an organisation", put(*PERMISSION, "PrincipalOrgID", "o-1234567890")),
        (
            "machine: values put into its text",
            put(STACK, "Lambda/Release/Machine/Machine/Resource", "DefinitionSubstitutions", {}),
        ),
        ("hook: says yes to anything", put(*HOOK, "Code", {"ZipFile": "def handler(event, context): ..."})),
        ("function: code that no release brought", put(*FUNCTION, "Code", {"ZipFile": "exports.handler = eval"})),
        ("function: a runtime of the past", put(*FUNCTION, "Runtime", "nodejs14.x")),
        ("hook: a runtime of the past", put(*HOOK, "Runtime", "python3.8")),
        ("function: may not run", put(*FUNCTION, "ReservedConcurrentExecutions", 0)),
        ("hook: may not run", put(*HOOK, "ReservedConcurrentExecutions", 0)),
        ("function: not traced", put(*FUNCTION, "TracingConfig.Mode", "PassThrough")),
        ("hook: the application's role", put(*HOOK, "Role", APPLICATION_ROLE)),
        ("hook: the machine's role", put(*HOOK, "Role", MACHINE_ROLE)),
        ("permission: any target group", put(*PERMISSION, "SourceArn", f"{GROUPS}/*")),
        ("permission: another target group", put(*PERMISSION, "SourceArn", f"{GROUPS}/shop-canary/*")),
        ("permission: the function itself", put(*PERMISSION, "FunctionName", {"Ref": "LambdaFunctionA5F7A57D"})),
        (
            "machine role: code of a hook",
            elements(
                STACK,
                "Lambda/Release/Machine/Role/Policy/Resource",
                "PublishTheRevision",
                Resource="arn:aws:lambda:eu-central-1:222222222222:function:shop-linear-verify-version",
            ),
        ),
        (
            "release of functions: a commit of nobody",
            put(*PIPELINE, f"{LINEAR}.Release.Configuration.Input", TOLD % "x"),
        ),
        (
            "release of functions: what another environment got",
            put(
                *PIPELINE,
                f"{LINEAR}.Release.Configuration.Input",
                TOLD.replace("linear-", "canary-") % "#{Source.VersionId}",
            ),
        ),
        ("release of functions: the templates as code", _another_artifact),
    )
)
