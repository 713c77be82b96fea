"""Step Functions as a part of the server: whose rights an execution has, what its states call, how long they wait."""

import time

from ministack.services import stepfunctions

from rehearsal.server import pace
from rehearsal.server import plug_points as ministack
from rehearsal.stepfunctions import acting, event_target, events, sdk_call


def install() -> None:
    stepfunctions._run_execution = events.telling_its_end(acting.in_its_role(stepfunctions._run_execution))
    stepfunctions._execute_task = acting.in_the_states_role(stepfunctions._execute_task)
    stepfunctions._invoke_resource = sdk_call.invoke
    stepfunctions._invoke_with_callback = sdk_call.refuse_callback
    stepfunctions._scaled_sleep = wait
    ministack.start_machines_from_events(event_target.start)


def wait(seconds: float) -> None:
    """Of a Wait state, and between two attempts: both on purpose."""
    time.sleep(pace.seconds(seconds / 60))
