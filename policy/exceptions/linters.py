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

ENVIRONMENT = (
    GateException(
        "Ec2/LoadBalancer/AccessLogs/Resource",
        ("checkov::CKV_AWS_18",),
        reason=_NEVER_ENDS,
        control=LOGS_ARE_KEPT,
        proof="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
        applies=choices.own_log_bucket,
    ),
    GateException(
        "Ec2/LoadBalancer/Balancer/Listener/Resource",
        ("checkov::CKV_AWS_2", "checkov::CKV_AWS_103"),  # HTTPS; TLS 1.2 at least
        reason="pipeline.yml names no certificate, and only an owner of a domain can have one.",
        control="With network.certificate the one listener speaks HTTPS, and nothing listens for HTTP.",
        proof="environments.network.certificate",
        applies=choices.plain_http,
    ),
    GateException(
        "Ec2/LoadBalancer/SecurityGroup/Resource",
        ("checkov::CKV_AWS_260",),  # port 80 open to everybody
        reason="A public application without a certificate is meant to be reached over HTTP, from everywhere.",
        control="One port of the load balancer; network.allow narrows it, network.certificate closes it.",
        proof="environments.network.allow",
        applies=choices.plain_http_to_all,
    ),
)
