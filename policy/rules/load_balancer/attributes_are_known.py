"""A load balancer and a target group have attributes that these rules know, each once and with a value that is sound.

`waf.fail_open.enabled` lets requests pass whenever AWS WAF cannot be asked, and `xff_header_processing.mode: preserve`
lets a client say who it is.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
"""

import re
from collections import Counter
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import BALANCER
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, objects

SECONDS_OF_DRAINING = r"[1-9]\d?|[12]\d\d|300"  # CodeDeploy waits as long with each host
KNOWN = {
    "deletion_protection.enabled": "true|false",  # each of these has a rule of its own
    "routing.http.drop_invalid_header_fields.enabled": "true|false",
    "routing.http.desync_mitigation_mode": ".*",
    "access_logs.s3.enabled": "true|false",
    "access_logs.s3.bucket": ".*",
    "deregistration_delay.timeout_seconds": SECONDS_OF_DRAINING,
    "stickiness.enabled": "false",  # a new release would get no request of an old visitor
}
HOLDERS = {BALANCER: "LoadBalancerAttributes", "AWS::ElasticLoadBalancingV2::TargetGroup": "TargetGroupAttributes"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources(*HOLDERS):
        attributes = objects(at(resource.properties, HOLDERS[resource.type]))
        times = Counter(text(at(one, "Key")) for one in attributes)
        for one in attributes:
            key, value = text(at(one, "Key")), text(at(one, "Value"))
            if times[key] > 1 or re.fullmatch(KNOWN.get(key, "(?!)"), value) is None:
                yield resource.violation(f"{key} {value}")
