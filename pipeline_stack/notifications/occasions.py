"""What people are told of, how bad it is, and which event says so.

docs/operations.md has a section of each occasion's name. Events are sent at least once, and so are the messages.
https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from config import names

ACTION, PIPELINE, CLOCK = (
    "CodePipeline Action Execution State Change",
    "CodePipeline Pipeline Execution State Change",
    "Scheduled Event",
)
ALARM_CHANGES = "CloudWatch Alarm State Change"
EXECUTION_CHANGES = "Step Functions Execution Status Change"
HOST_ENDS, HOST_FAILS = "EC2 Instance Terminate Successful", "EC2 Instance Launch Unsuccessful"


@dataclass(frozen=True)
class Occasion:
    """`detail`: of the event's pattern, beside the pipelines."""

    name: str
    title: str
    severity: str
    detail_type: str = ACTION
    detail: Mapping[str, Any] = field(default_factory=dict)

    def at(self, stages: Sequence[str]) -> "Occasion":
        return replace(self, detail={**self.detail, "stage": list(stages)})


BUILD_FAILED = Occasion(
    "build-failed", "Build failed", names.WARNING, detail={"state": ["FAILED"], "type": {"category": ["Build"]}}
)
DEPLOYMENT_FAILED = Occasion(
    "deployment-failed",
    "Deployment failed",
    names.CRITICAL,
    detail={"state": ["FAILED"], "action": [{"prefix": names.RELEASE}]},
)
# The state machine leaves out what one of the two above has told.
EXECUTION_FAILED = Occasion("execution-failed", "Pipeline failed", names.WARNING, PIPELINE, {"state": ["FAILED"]})
# The state machine leaves out every success that is no rollback.
STAGE_ROLLED_BACK = Occasion("rolled-back", "Rolled back", names.CRITICAL, PIPELINE, {"state": ["SUCCEEDED"]})
WATCHED = (BUILD_FAILED, DEPLOYMENT_FAILED, EXECUTION_FAILED, STAGE_ROLLED_BACK)

APPROVAL_WAITING = Occasion(
    "approval-waiting",
    "Approval waiting",
    names.APPROVAL,
    detail={"state": ["STARTED"], "type": {"category": ["Approval"]}},
)
APPROVAL_EXPIRING = Occasion("approval-expiring", "Approval about to expire", names.APPROVAL)
# Of which no event says enough: what follows a deployment that failed (rollback.py).
DEPLOYMENT_ROLLED_BACK = Occasion("deployment-rolled-back", "Deployment rolled back", names.CRITICAL)
PIPELINE_STALE = Occasion("pipeline-stale", "Pipeline stale", names.WARNING, CLOCK)

# What an environment's account hands on (app_stack/forwarding.py).
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
# https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-event-reference.html
ALARM = Occasion("alarm", "Alarm", names.CRITICAL, ALARM_CHANGES, {"state": {"value": ["ALARM"]}})
ALARM_OVER = Occasion(
    "alarm-over",
    "Alarm over",
    names.CRITICAL,
    ALARM_CHANGES,
    {"state": {"value": ["OK"]}, "previousState": {"value": ["ALARM"]}},
)
# Ended because a check found it broken, and not by a release, an update or the clock.
HOST_ENDED = Occasion("host-ended", "Host ended", names.WARNING, HOST_ENDS, {"Cause": [{"wildcard": "*check*"}]})
HOST_MISSING = Occasion("host-missing", "No new host", names.WARNING, HOST_FAILS)
# https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
RETURNED = Occasion("returned", "Returned", names.CRITICAL, EXECUTION_CHANGES, {"status": ["SUCCEEDED"]})
OF_ALARMS, OF_HOSTS = (ALARM, ALARM_OVER), (HOST_ENDED, HOST_MISSING)
