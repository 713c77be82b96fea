"""What Step Functions tells EventBridge: that an execution has ended, with what it was given and what came of it.

https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
"""

from ministack.core.responses import get_account_id, get_region
from ministack.services import stepfunctions

from rehearsal.server.events import put_event
from rehearsal.stepfunctions.acting import Run

SOURCE, DETAIL_TYPE = "aws.states", "Step Functions Execution Status Change"
SAID = ("executionArn", "stateMachineArn", "name", "status", "input", "output", "error", "cause")


def telling_its_end(run: Run) -> Run:
    def told(execution_arn: str) -> None:
        run(execution_arn)
        execution = stepfunctions._executions[execution_arn]
        detail = {key: execution.get(key) for key in SAID}
        put_event(get_account_id(), get_region(), SOURCE, DETAIL_TYPE, detail, [execution_arn])

    return told
