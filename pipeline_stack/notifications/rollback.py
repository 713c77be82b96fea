"""What becomes of a deployment that failed: CodeDeploy deploys the former revision, and people hear how that ended.

In the environment's account, in a role of it. Step Functions calls no other region than its own, and a state machine
that releases has ended its rollback before it fails: of those the failure alone is told.
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html
"""

from config import names
from config.model import Pipeline
from config.places import places
from config.runbook import runbook
from config.strategies import is_told_of_rollbacks
from pipeline_stack.notifications import occasions, wording
from pipeline_stack.notifications.asl import States, call, choice, expression, note, or_else

POLL_SECONDS = 15
BEGINS, ENDS = 20, 480  # questions: five minutes until it begins, two hours until it has ended
# There is none where CodeDeploy, or a role, refused to begin one.
FAILED_DEPLOYMENT = "$run.Output.ExecutionResult.ExternalExecutionId"
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
    """Begins with `Where`. `tries` counts the questions."""
    ended = occasions.DEPLOYMENT_ROLLED_BACK
    about = f"'occasion': '{ended.name}', 'runbook': '{runbook(config, ended.name)}'"
    role = f"$lookup({looked_at(config)}, $run.StageName & '/' & $run.ActionName)"
    return {
        "Where": note(
            "Is it looked at?", role=or_else(role, "''"), deployment=or_else(FAILED_DEPLOYMENT, "''"), tries="0"
        ),
        "Is it looked at?": choice(("$role = '' or $deployment = ''", "Told"), otherwise="Failed deployment"),
        "Failed deployment": _look("$deployment", "Does it roll back?", rolling=ROLLING),
        "Does it roll back?": choice(
            ("$rolling != ''", "Rollback"), (f"$tries >= {BEGINS}", "Told"), otherwise="It may begin"
        ),
        "It may begin": _wait("Failed deployment"),
        "Rollback": _look("$rolling", "Has it ended?", status="$states.result.DeploymentInfo.Status"),
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


def _look(deployment: str, then: str, **assign: str) -> dict[str, object]:
    state = call("codedeploy:getDeployment", {"DeploymentId": expression(deployment)}, then)
    found = {name: expression(or_else(jsonata, "''")) for name, jsonata in assign.items()}
    return {
        **state,
        "Credentials": {"RoleArn": expression("$role")},
        "Assign": {**found, "tries": expression("$tries + 1")},
    }


def _wait(then: str) -> dict[str, object]:
    return {"Type": "Wait", "Seconds": POLL_SECONDS, "Next": then}
