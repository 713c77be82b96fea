"""Whether a release brings back what is known to work: what the state machine itself has released says it.

Alarms that are on stop every deployment, and with it the one that would mend them: CodeDeploy has a deployment of a
revision that is known to work turn them off. Known to work is what stood until something new followed it. What was
taken back instead, by hand or by what had been there before, may be what the alarms speak of. A stage that
CodePipeline rolls back brings the artifacts of the execution to which it returns, under their keys.
https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html
https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html

The states are in JSONata, whatever the language of their machine, and hand on what they are given; they assign
`released`.
"""

from collections.abc import Sequence

from stack_parts.asl import State, States, expression, task

FIND, READ = "Find former releases", "Read former releases"
LATEST = 20  # as many as it looks at; ListExecutions begins with the newest
WITHOUT_ALARMS = {"Enabled": False}

_NAMED = "(Key & ' ' & Commit)"
_THIS = f"$states.context.Execution.Input.{_NAMED}"
BEFORE = f"{_THIS} in $released"
# `released` begins with the newest; a return by hand is named ' ' there. What follows the last release of this one?
STOOD = (
    f"($this := {_THIS}; $at := $map($released, function($one, $i) {{ $one = $this ? $i }})[0]; "
    "$next := $released[$at - 1]; $at > 0 and $next != ' ' "
    "and $not($next in $filter($released, function($one, $i) { $i >= $at })))"
)


def look_back(machine_arn: str, then: str, catch: Sequence[State] = ()) -> States:
    """Assign what the machine's last executions that succeeded have released."""
    listed = {"StateMachineArn": machine_arn, "StatusFilter": "SUCCEEDED", "MaxResults": LATEST}
    read = {
        **task("sfn:describeExecution", {"ExecutionArn": expression("$states.input")}),
        "Output": expression(f"$parse($states.result.Input).{_NAMED}"),
        "End": True,
    }
    return {
        FIND: {
            **task("sfn:listExecutions", listed),
            **_handing_on("former", "[$states.result.Executions.ExecutionArn]", READ, catch),
        },
        READ: {
            "Type": "Map",
            "Items": expression("$former"),
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "INLINE"},
                "StartAt": "Read it",
                "States": {"Read it": {"QueryLanguage": "JSONata", **read}},
            },
            **_handing_on("released", "$states.result", then, catch),
        },
    }


def stood_before(then: str, otherwise: str) -> State:
    return {
        "Type": "Choice",
        "QueryLanguage": "JSONata",
        "Choices": [{"Condition": expression(STOOD), "Next": then}],
        "Default": otherwise,
    }


def _handing_on(variable: str, found: str, then: str, catch: Sequence[State]) -> State:
    state: State = {
        "QueryLanguage": "JSONata",
        "Assign": {variable: expression(found)},
        "Output": expression("$states.input"),
        "Next": then,
    }
    return {**state, "Catch": list(catch)} if catch else state
