"""Only the role of a pipeline's release action, or of the state machine that it starts, may create deployments, and
only of the group that it releases to.

Whoever can deploy a revision of their own choice needs no approval.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE, permissions
from policy.rules.codepipeline._pipeline import pipelines
from policy.rules.stepfunctions._machines import groups as groups_of
from policy.rules.stepfunctions._machines import machine_at
from policy.templates.assembly import Assembly
from policy.templates.values import at

RELEASES = "codedeploy:createdeployment"


def check(assembly: Assembly) -> Iterator[Violation]:
    releasing: dict[str, set[str]] = {}  # by role, `application/group` of its actions
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if action.provider in ("CodeDeploy", "CodeDeployToECS"):
                group = f"{action.setting('ApplicationName')}/{action.setting('DeploymentGroupName')}"
                releasing.setdefault(role_arn(pipeline.resource.stack, action.role), set()).add(group)
            machine = machine_at(assembly, action.setting("StateMachineArn"))
            if machine is not None:
                named = {"/".join(group) for group in groups_of(machine)}
                releasing.setdefault(role_arn(machine.stack, at(machine.properties, "RoleArn")), set()).update(named)
    for role in assembly.resources(ROLE):
        for statement in permissions(role):
            if RELEASES in {action.lower() for action in statement.actions}:
                groups = {resource.partition(":deploymentgroup:")[2] for resource in statement.resources}
                for group in sorted(groups - releasing.get(arn_of(role), set())):
                    yield role.violation(f"codedeploy:CreateDeployment {group or 'of any group'}")
