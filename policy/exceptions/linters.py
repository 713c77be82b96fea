"""What the linters find and the gate lets pass."""

from policy.exceptions import choices
from policy.exceptions.row import LOGS_ARE_KEPT, GateException

_NEVER_ENDS = "The bucket holds access logs; logging access to those would never end."

EACH_PIPELINE = (
    GateException(
        "Delivery/Pipeline/Resource",
        ("cfn-lint::W3005[DependsOn]",),
        reason="CDK writes that the pipeline depends on its role, and has no option not to.",
        control="Not a risk: the reference to the role says the same, and CloudFormation follows either.",
        proof="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
    ),
)

# Of the tools account's stack, once.
PIPELINE = (
    GateException(
        "Notifications/Machine/Machine/Resource",
        ("cfn-lint::W3005[DependsOn]",),
        reason="CDK writes that it depends on its role, and has no option not to.",
        control="Not a risk: the reference to the role says the same, and CloudFormation follows either.",
        proof="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
    ),
)

# Of the artifact store: the pipeline's own, and those of other regions.
STORE = (
    GateException(
        "Artifacts/AccessLogs/Resource",
        ("checkov::CKV_AWS_18",),
        reason=_NEVER_ENDS,
        control=LOGS_ARE_KEPT,
        proof="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
        applies=choices.own_log_bucket,
    ),
)

_DEPENDS = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"
_FUNCTIONS = ("Lambda/Function", "Lambda/Release/verify-version", "Lambda/Release/verify-alias")
_CDK_DEPENDS = (*(f"{one}/Function/Resource" for one in _FUNCTIONS), "Lambda/Release/Machine/Machine/Resource")


def _load_balancer(construct: str, target: str, *listeners: str) -> tuple[GateException, ...]:
    """`listeners`: by default the one."""
    return (
        GateException(
            f"{construct}/LoadBalancer/AccessLogs/Resource",
            ("checkov::CKV_AWS_18",),
            reason=_NEVER_ENDS,
            control=LOGS_ARE_KEPT,
            proof="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
            applies=choices.on(target, choices.own_log_bucket),
        ),
        *(
            GateException(
                f"{construct}/LoadBalancer/Balancer/{listener}/Resource",
                ("checkov::CKV_AWS_2", "checkov::CKV_AWS_103"),  # HTTPS; TLS 1.2 at least
                reason="pipeline.yml names no certificate, and only an owner of a domain can have one.",
                control="With a certificate in network every listener speaks HTTPS, and nothing listens for HTTP.",
                proof="environments.network.certificate",
                applies=choices.on(target, choices.plain_http),
            )
            for listener in listeners or ("Listener",)
        ),
        GateException(
            f"{construct}/LoadBalancer/SecurityGroup/Resource",
            ("checkov::CKV_AWS_260",),  # port 80 open to everybody
            reason="A public application without a certificate is meant to be reached over HTTP, from everywhere.",
            control="One port of the load balancer; network.allow narrows it, a certificate closes it.",
            proof="environments.network.allow",
            applies=choices.on(target, choices.plain_http_to_all),
        ),
    )


def _function(construct: str) -> tuple[GateException, ...]:
    """Dead letters, concurrency, VPC: as cdk-nag asks, lambda_function.py has the reasons at length."""
    found = {
        "checkov::CKV_AWS_116": choices.on("lambda"),
        "checkov::CKV_AWS_115": choices.on("lambda", choices.without_reserve),
        "checkov::CKV_AWS_117": choices.on("lambda", choices.functions_anywhere),
    }
    return tuple(
        GateException(
            f"{construct}/Function/Resource",
            (finding,),
            reason="Nothing is reserved that an account may lack, callers wait for answers, and no network is needed.",
            control="Errors and throttles raise alarms; only the load balancer, hooks and CodeDeploy may invoke it.",
            proof="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
            applies=applies,
        )
        for finding, applies in found.items()
    )


ENVIRONMENT = (
    *_load_balancer("Ec2", "ec2"),
    *_load_balancer("Ecs", "ecs", "Listener", "TestListener"),
    *_load_balancer("Lambda", "lambda"),
    *(row for construct in _FUNCTIONS for row in _function(construct)),
    *(
        GateException(
            construct,
            ("cfn-lint::W3005[DependsOn]",),
            reason="CDK writes that it depends on its role, and has no option not to.",
            control="Not a risk: the reference to the role says the same, and CloudFormation follows either.",
            proof=_DEPENDS,
            applies=choices.on("lambda"),
        )
        for construct in _CDK_DEPENDS
    ),
    GateException(
        "Ec2/Machine/Machine/Resource",
        ("cfn-lint::W3005[DependsOn]",),
        reason="CDK writes that it depends on its role, and has no option not to.",
        control="Not a risk: the reference to the role says the same, and CloudFormation follows either.",
        proof="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
        applies=choices.on("ec2", choices.blue_green),
    ),
)
