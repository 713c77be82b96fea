"""The Amazon States Language as the state machines of a release write it: calls of AWS's APIs, with JSONata.

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


def task(api: str, arguments: Mapping[str, Any]) -> State:
    """A call of an API, such as `codedeploy:getDeployment`."""
    return {"Type": "Task", "Resource": f"arn:aws:states:::aws-sdk:{api}", "Arguments": arguments, "Retry": RETRY}
