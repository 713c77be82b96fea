"""What Auto Scaling tells EventBridge of an instance that has gone, or that did not get into service.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-event-reference.html
"""

from rehearsal.server.events import put_event

SHRINKS = "an instance was taken out of service in response to a difference between desired and actual capacity."
UNHEALTHY = "an instance was taken out of service in response to a user health-check."
STARTS = "an instance was started in response to a difference between desired and actual capacity."
ABANDONED = "Lifecycle Action was completed with ABANDON Result"


def ended(account: str, region: str, group: str, instance_id: str, cause: str) -> None:
    _tell("EC2 Instance Terminate Successful", account, region, group, instance_id, cause)


def not_started(account: str, region: str, group: str, instance_id: str) -> None:
    _tell("EC2 Instance Launch Unsuccessful", account, region, group, instance_id, STARTS, ABANDONED)


def _tell(
    what: str, account: str, region: str, group: str, instance_id: str, cause: str, message: str | None = None
) -> None:
    detail = {
        "StatusCode": "Failed" if message else "InProgress",
        "AutoScalingGroupName": group,
        "EC2InstanceId": instance_id,
        "Cause": cause,
        **({"StatusMessage": message} if message else {}),
    }
    instance = f"arn:aws:ec2:{region}:{account}:instance/{instance_id}"
    put_event(account, region, "aws.autoscaling", what, detail, [instance])
