"""What becomes of a deployment that failed: CodeDeploy deploys the former revision, and people hear how that ended.

In the environment's account, in a role of it. Step Functions calls no other region than its own. A function's release
is a state machine, which says of which deployment it has failed.
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html
"""

from config import names
from config.model import Pipeline
from config.places import places
from config.runbook import runbook
from config.strategies import is_told_of_rollbacks
from pipeline_stack.notifications import occasions, wording
from pipeline_stack.notifications.asl import call, choice, note, or_else
from stack_parts.asl import States, expression

POLL_SECONDS = 15
BEGINS, ENDS = 20, 480  # questions: five minutes until it begins, two hours until it has ended
# Of a deployment, or the ARN of a state machine's execution. There is none where something refused to begin it.
FAILED = "$run.Output.ExecutionResult.ExternalExecutionId"
# release_states.py of functions ends so
FAILED_DEPLOYMENT = r"($match($states.result.Cause, /\(deployment (d-\w+)\)$/)[0]).groups[0]"
ROLLING = "$states.result.DeploymentInfo.RollbackInfo.RollbackDeploymentId"


def looked_at(config: Pipeline) -> str:
    """A JSONata object: by stage and action, the role in which to look. In the tools region, a place is a stage."""
    found = {
        f"{place.name}/{names.action_name(place, names.RELEASE)}": names.environment_role_arn(config, place, names.LOOK)
        for place in places(config)
        if is_told_of_rollbacks(config, place)
    }
    return "{" + ", ".join(f"'{where}': '{role}'" for where, role in found.items()) + "}"


def rollback(config: Pipeline) -> States:
    """Begins with `Where`. `tries` counts the questions.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
    """
    ended = occasions.DEPLOYMENT_ROLLED_BACK
    about = f"'occasion': '{ended.name}', 'runbook': '{runbook(config, ended.name)}'"
    role = f"$lookup({looked_at(config)}, $run.StageName & '/' & $run.ActionName)"
    return {
        "Where": note("Is it looked at?", role=or_else(role, "''"), deployment=or_else(FAILED, "''"), tries="0"),
        "Is it looked at?": choice(
            ("$role = '' or $deployment = ''", "Told"),
            ("$contains($deployment, ':execution:')", "Failed release"),
            otherwise="Failed deployment",
        ),
        "Failed release": _look(
            "sfn:describeExecution", "ExecutionArn", "$deployment", "Is it looked at?", deployment=FAILED_DEPLOYMENT
        ),
        "Failed deployment": _deployment("$deployment", "Does it roll back?", rolling=ROLLING),
        "Does it roll back?": choice(
            ("$rolling != ''", "Rollback"), (f"$tries >= {BEGINS}", "Told"), otherwise="It may begin"
        ),
        "It may begin": _wait("Failed deployment"),
        "Rollback": _deployment("$rolling", "Has it ended?", status="$states.result.DeploymentInfo.Status"),
        "Has it ended?": choice(
            ("$status = 'Succeeded'", "It is back"),
            ("$status in ['Failed', 'Stopped']", "It is not back"),
            (f"$tries >= {ENDS}", "Told"),
            otherwise="It may end",
        ),
        "It may end": _wait("Rollback"),
        "It is back": note(
            "Message",
            told=f"$merge([$told, {{{about}, 'title': 'Deployment rolled back'}}])",
            commit=wording.commit("'Taken back: commit '"),
            reason="'The former revision is deployed again, by ' & $rolling",
        ),
        "It is not back": note(
            "Message",
            told=f"$merge([$told, {{{about}, 'title': 'Rollback failed'}}])",
            reason="'The former revision could not be deployed again, by ' & $rolling",
        ),
    }


def _deployment(jsonata: str, then: str, **assign: str) -> dict[str, object]:
    return _look("codedeploy:getDeployment", "DeploymentId", jsonata, then, **assign)


def _look(api: str, key: str, jsonata: str, then: str, **assign: str) -> dict[str, object]:
    state = call(api, {key: expression(jsonata)}, then)
    found = {name: expression(or_else(jsonata, "''")) for name, jsonata in assign.items()}
    return {
        **state,
        "Credentials": {"RoleArn": expression("$role")},
        "Assign": {**found, "tries": expression("$tries + 1")},
    }


def _wait(then: str) -> dict[str, object]:
    return {"Type": "Wait", "Seconds": POLL_SECONDS, "Next": then}
