"""What the gate lets pass of an environment on Lambda."""

from policy.exceptions import choices
from policy.exceptions.load_balancer import load_balancer
from policy.exceptions.row import (
    HIPAA,
    PCI,
    R4,
    R5,
    SERVICE_AUTHORIZATION,
    GateException,
    by,
    executions,
    harm,
    revisions,
    wildcard,
)

_ON_LAMBDA = choices.on("lambda")
_MACHINE = "Lambda/Release/Machine"
_HOOKS = ("Lambda/Release/verify-version", "Lambda/Release/verify-alias")
_FUNCTIONS = ("Lambda/Function", *_HOOKS)
_CALLED = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html"

LAMBDA = (
    *(
        GateException(
            f"{construct}/Function/Resource",
            (*by("LambdaDLQ", HIPAA, R5), "Serverless::Serverless-LambdaDLQ"),
            reason="A queue of failed calls is for events. Who calls here waits for the answer, and sees the failure.",
            control="Errors and throttles of the function raise an alarm; a hook that fails stops its deployment.",
            proof=_CALLED,
            applies=_ON_LAMBDA,
        )
        for construct in _FUNCTIONS
    ),
    *(
        GateException(
            f"{construct}/Function/Resource",
            by("LambdaInsideVPC", HIPAA, R4, R5, PCI),
            reason="The function reaches nothing in a network: in a VPC it would reach more than it does now.",
            control="Only the load balancer, the hooks and CodeDeploy may invoke it, each by its own permission.",
            proof="security.vpc_only_lambda",
            applies=choices.on("lambda", choices.functions_anywhere),
        )
        for construct in _FUNCTIONS
    ),
    GateException(
        "Lambda/Function/Function/Resource",
        by("LambdaConcurrency", HIPAA, R5),
        reason="pipeline.yml reserves none: a new account has ten at a time, of which Lambda lets nobody reserve any.",
        control="The account's own limit holds, and throttles raise an alarm.",
        proof="environments.function.reserved_concurrency",
        applies=choices.on("lambda", choices.without_reserve),
    ),
    *(
        GateException(
            f"{construct}/Function/Resource",
            by("LambdaConcurrency", HIPAA, R5),
            reason="CodeDeploy calls a hook once in a deployment, and a group has one deployment at a time.",
            control="Nothing but CodeDeploy's role for this group may invoke it.",
            proof="https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html",
            applies=choices.on("lambda", choices.without_reserve),
        )
        for construct in _HOOKS
    ),
    *(
        GateException(
            f"{construct}/Role/Policy/Resource",
            wildcard("arn:aws:ec2:{region}:{account}:network-interface/*"),
            reason="The id of a network interface is not known before Lambda makes it, in the name of this role.",
            control="In this VPC alone, and denied to the function's own code.",
            proof="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
            applies=choices.on("lambda", choices.functions_in_a_network),
        )
        for construct in _FUNCTIONS
    ),
    *(
        GateException(
            f"{construct}/Role/Policy/Resource",
            wildcard("*"),
            reason="Writing traces, and delivering the logs of a state machine, take no resource.",
            control="They write what is recorded and read nothing, in this region alone.",
            proof=f"{SERVICE_AUTHORIZATION}/list_awsx-ray.html",
            applies=_ON_LAMBDA,
        )
        for construct in (*_FUNCTIONS, _MACHINE)
    ),
    GateException(
        "Lambda/Release/verify-version/Role/Policy/Resource",
        wildcard("arn:aws:lambda:{region}:{account}:function:{environment_name}:*"),
        reason="The number of a version is not known before it is published.",
        control="Versions of the one function, whose health the hook asks for.",
        proof=f"{SERVICE_AUTHORIZATION}/list_awslambda.html",
        applies=_ON_LAMBDA,
    ),
    revisions(f"{_MACHINE}/Role/Policy/Resource", _ON_LAMBDA),
    GateException(
        f"{_MACHINE}/Role/Policy/Resource",
        ("Slipway::no_covering_of_tracks[Action::logs:DeleteLogDelivery]",),
        reason="Step Functions refuses a state machine that logs unless its role may manage deliveries of logs.",
        control="Only Step Functions takes the role on, for this machine; its states call APIs of a fixed list.",
        proof="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
        applies=_ON_LAMBDA,
    ),
    *executions(_MACHINE, _ON_LAMBDA),
    GateException(
        "Lambda/Release/Group",
        ("Slipway::deployment_is_gradual[DeploymentConfigName CodeDeployDefault.LambdaAllAtOnce]",),
        reason="pipeline.yml wants all requests to move at once.",
        control="A hook asks the new version for its health first, and alarms roll back.",
        proof="environments.strategy",
        applies=choices.on("lambda", choices.all_at_once),
    ),
    harm("Lambda", choices.on("lambda", choices.bakes_in_regions)),
    *load_balancer("Lambda", "lambda"),
)
