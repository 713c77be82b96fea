"""The load balancer, its listener and its targets."""

from typing import Any

from policy.mutation.change_statement import also
from policy.mutation.mutant import Change, Mutant, add, drop, properties, put, remove
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly

STACK = "production"
BALANCER = "Ec2/LoadBalancer/Balancer/Resource"
LISTENER = "Ec2/LoadBalancer/Balancer/Listener/Resource"
TARGETS = "Ec2/LoadBalancer/Targets/Resource"
LOGS = (STACK, "Ec2/LoadBalancer/AccessLogs/Policy/Resource", "LoadBalancersWriteLogs")


def _attribute(key: str, value: str | None) -> Change:
    """Sets an attribute of the load balancer, or leaves it to its default."""

    def change(assembly: Assembly) -> None:
        balancer = properties(assembly, STACK, BALANCER)
        others = [one for one in balancer["LoadBalancerAttributes"] if one["Key"] != key]
        balancer["LoadBalancerAttributes"] = [*others, *([{"Key": key, "Value": value}] if value else [])]

    return change


def _https(**settings: Any) -> Change:
    def change(assembly: Assembly) -> None:
        certificate = in_words_of(assembly, "arn:aws:acm:eu-central-1:444444444444:certificate/1")
        listener = properties(assembly, STACK, LISTENER)
        listener.pop("SslPolicy", None)
        listener.update(Protocol="HTTPS", Certificates=[{"CertificateArn": certificate}], **settings)

    return change


def _internal_in_public_subnets(assembly: Assembly) -> None:
    properties(assembly, STACK, BALANCER)["Scheme"] = "internal"


MUTANTS = (
    Mutant("load balancer: deletion protection off", _attribute("deletion_protection.enabled", "false")),
    Mutant("load balancer: deletion protection left to its default", _attribute("deletion_protection.enabled", None)),
    Mutant("load balancer: no access logs", _attribute("access_logs.s3.enabled", "false")),
    Mutant("load balancer: access logs without a bucket", _attribute("access_logs.s3.bucket", None)),
    Mutant("load balancer: access logs are read by who delivers them", also(*LOGS, "s3:GetObject")),
    Mutant("load balancer: access logs are listed by who delivers them", also(*LOGS, "s3:ListBucket")),
    Mutant(
        "load balancer: invalid headers kept",
        _attribute("routing.http.drop_invalid_header_fields.enabled", "false"),
    ),
    Mutant("load balancer: desync only monitored", _attribute("routing.http.desync_mitigation_mode", "monitor")),
    Mutant("load balancer: internal in public subnets", _internal_in_public_subnets),
    Mutant("load balancer: scheme not said", drop(STACK, BALANCER, "Scheme")),
    Mutant("load balancer: no security group", drop(STACK, BALANCER, "SecurityGroups")),
    Mutant("load balancer: one zone", drop(STACK, BALANCER, "Subnets.1")),
    Mutant("listener: other port than the one that is open", put(STACK, LISTENER, "Port", 8080)),
    Mutant("listener: plain TCP", put(STACK, LISTENER, "Protocol", "TCP")),
    Mutant("listener: TLS 1.0", _https(SslPolicy="ELBSecurityPolicy-2016-08")),
    Mutant("listener: TLS 1.0 beside TLS 1.3", _https(SslPolicy="ELBSecurityPolicy-TLS13-1-0-2021-06")),
    Mutant("listener: TLS policy left to its default", _https()),
    Mutant(
        "a second listener, in plain HTTP",
        add(
            STACK,
            "Second",
            "AWS::ElasticLoadBalancingV2::Listener",
            LoadBalancerArn={"Ref": "Ec2LoadBalancer0B9501DB"},
            Port=8080,
            Protocol="HTTP",
            DefaultActions=[{"Type": "forward", "TargetGroupArn": {"Ref": "Ec2LoadBalancerTargetsCAD607ED"}}],
        ),
    ),
    Mutant("listener: removed while its port stays open", remove(STACK, LISTENER)),
    Mutant("targets: health not checked", put(STACK, TARGETS, "HealthCheckEnabled", False)),
    Mutant("targets: health checked at no path", drop(STACK, TARGETS, "HealthCheckPath")),
    Mutant("targets: health is an open port", put(STACK, TARGETS, "HealthCheckProtocol", "TCP")),
    Mutant("targets: an error is health", put(STACK, TARGETS, "Matcher", {"HttpCode": "200-499"})),
)
