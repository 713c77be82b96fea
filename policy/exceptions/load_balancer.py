"""What the gate lets pass of the load balancer before a target."""

from policy.exceptions import choices
from policy.exceptions.row import AWS, HIPAA, LOGS_ARE_KEPT, PCI, R4, R5, GateException, by

_LOGS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html"


def load_balancer(construct: str, target: str, *listeners: str) -> tuple[GateException, ...]:
    """`construct`: that of the target, in which the load balancer is; `listeners`: by default the one."""
    return (
        GateException(
            f"{construct}/LoadBalancer/SecurityGroup/Resource",
            by("EC23", AWS),
            reason="A public application is meant to be reached from everywhere; network.allow narrows it.",
            control="One port of the load balancer; instances are reached from the load balancer alone.",
            proof="environments.network.allow",
            applies=choices.on(target, choices.open_to_all),
        ),
        GateException(
            f"{construct}/LoadBalancer/Balancer/Resource",
            by("ALBWAFEnabled", R4, R5, PCI),
            reason="pipeline.yml wants no AWS WAF, which costs about 7 dollars a month for each environment.",
            control="security.web_acl puts AWS's managed rules before every load balancer.",
            proof="security.web_acl",
            applies=choices.on(target, choices.no_web_acl),
        ),
        *(
            GateException(
                f"{construct}/LoadBalancer/Balancer/{listener}/Resource",
                (
                    *by("ALBHttpToHttpsRedirection", HIPAA, R4, R5, PCI),
                    *by("ELBv2ACMCertificateRequired", HIPAA, R5, PCI),
                    "Slipway::listener_encrypts[Protocol::HTTP]",
                ),
                reason="pipeline.yml names no certificate, and only an owner of a domain can have one.",
                control="With a certificate in network every listener speaks HTTPS, and nothing listens for HTTP.",
                proof="environments.network.certificate",
                applies=choices.on(target, choices.plain_http),
            )
            for listener in listeners or ("Listener",)
        ),
        GateException(
            f"{construct}/LoadBalancer/AccessLogs/Resource",
            (
                *by("S1", AWS),
                *by("S3BucketLoggingEnabled", HIPAA, R4, R5, PCI),
                *by("S3BucketReplicationEnabled", HIPAA, R4, R5, PCI),
                *by("S3DefaultEncryptionKMS", HIPAA, R5, PCI),
                *by("S3BucketDefaultLockEnabled", R4),
            ),
            reason="Load balancers deliver logs to buckets with SSE-S3 and without Object Lock only; logging access "
            "to the logs, or replicating them, would never end.",
            control=f"{LOGS_ARE_KEPT} security.access_logs_bucket collects them elsewhere.",
            proof=_LOGS,
            applies=choices.on(target, choices.own_log_bucket),
        ),
    )
