"""Who gives a deployment other alarms than its group's must be allowed to change the group.

https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html
"""

from typing import Any

from ministack.core import iam_actions
from ministack.core.responses import get_account_id, get_region, new_uuid

from rehearsal.codedeploy.permissions import resource_arn
from rehearsal.server.authorization import denied
from rehearsal.server.call import Call

OVERRIDE = "overrideAlarmConfiguration."
CHANGING = "UpdateDeploymentGroup"


def refusal(call: Call) -> Any:
    """CodeDeploy's answer of AccessDenied, or None when the call may go on."""
    overrides = any(name.startswith(OVERRIDE) for name in call.parameters)
    if call.action != "codedeploy:CreateDeployment" or not overrides or not call.access_key_id:
        return None
    action, account, region = f"codedeploy:{CHANGING}", get_account_id(), get_region()
    group = resource_arn(CHANGING, call.parameters, region, account)
    denial = denied(call.access_key_id, account, action, group, region)
    return denial and iam_actions.access_denied_response(
        call.service, action, "", new_uuid(), message=denial, headers=call.headers, resource_arn=group
    )
