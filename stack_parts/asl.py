"""The Amazon States Language as every state machine here writes it: calls of AWS's APIs, with JSONata.

https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
"""

from collections.abc import Mapping
from typing import Any

State = dict[str, Any]
States = dict[str, State]

# Throttling, and whatever else passes by itself.
RETRY = [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 5, "MaxAttempts": 3, "BackoffRate": 2}]


def expression(jsonata: str) -> str:
    return f"{{% {jsonata} %}}"


def task(api: str, arguments: Mapping[str, Any] | str) -> State:
    """A call of an API, such as `codedeploy:getDeployment`.

    `arguments` as a whole may be an expression, so that one can be left out.
    """
    return {"Type": "Task", "Resource": f"arn:aws:states:::aws-sdk:{api}", "Arguments": arguments, "Retry": RETRY}
