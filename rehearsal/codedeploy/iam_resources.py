"""What IAM checks CodeDeploy's own calls against, where MiniStack is coarser than AWS.

A least-privilege service role names its Auto Scaling group by its whole ARN and its alarms one by one
(service authorization reference of Auto Scaling and CloudWatch); MiniStack would ask for wildcards.
"""

import json
from typing import Any

from ministack.core import iam_actions
from ministack.core.responses import request_scope
from ministack.services import autoscaling


def install() -> None:
    original = iam_actions.extract_resource_arn

    def extract(
        service: str, method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, Any],
        region: str, account: str,
    ) -> Any:  # fmt: skip
        found = original(service, method, path, headers, body, query, region, account)
        if service == "autoscaling" and found != "*":
            return _group_arn(found, region, account)
        if service == "monitoring" and headers.get("x-amz-target", "").endswith(".DescribeAlarms"):
            names = json.loads(body or b"{}").get("AlarmNames") or []
            return f"arn:aws:cloudwatch:{region}:{account}:alarm:{names[0]}" if len(names) == 1 else "*"
        return found

    iam_actions.extract_resource_arn = extract


def _group_arn(pattern: str, region: str, account: str) -> str:
    """The ARN of a group that exists; MiniStack has `*` in the place of its id."""
    with request_scope(account, region):
        group = autoscaling._asgs.get(pattern.rpartition("/")[2])
    return str(group["AutoScalingGroupARN"]) if group else pattern
