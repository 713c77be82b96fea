"""Which calls hand a role to a service, and to which: the caller needs iam:PassRole for it.

"Grant a user permissions to pass a role to an AWS service" (IAM user guide), and of each call its API
reference. A call that is not listed here hands over roles unchecked (docs/fidelity.md).
"""

from collections.abc import Iterator

from ministack.services import ec2, iam

from rehearsal.server.call import Parameters, values

EC2 = "ec2.amazonaws.com"
# By IAM action: the parameters that hold a role's ARN, and the service that gets it.
CALLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "cloudtrail:CreateTrail": ("cloudtrail.amazonaws.com", ("CloudWatchLogsRoleArn",)),
    "cloudtrail:UpdateTrail": ("cloudtrail.amazonaws.com", ("CloudWatchLogsRoleArn",)),
    "codepipeline:CreatePipeline": ("codepipeline.amazonaws.com", ("pipeline.roleArn",)),
    "codepipeline:UpdatePipeline": ("codepipeline.amazonaws.com", ("pipeline.roleArn",)),
    "codebuild:CreateProject": ("codebuild.amazonaws.com", ("serviceRole",)),
    "codebuild:UpdateProject": ("codebuild.amazonaws.com", ("serviceRole",)),
    "codedeploy:CreateDeploymentGroup": ("codedeploy.amazonaws.com", ("serviceRoleArn",)),
    "codedeploy:UpdateDeploymentGroup": ("codedeploy.amazonaws.com", ("serviceRoleArn",)),
    "events:PutRule": ("events.amazonaws.com", ("RoleArn",)),
    "events:PutTargets": ("events.amazonaws.com", ("Targets.*.RoleArn",)),
    "cloudformation:CreateStack": ("cloudformation.amazonaws.com", ("RoleARN",)),
    "cloudformation:UpdateStack": ("cloudformation.amazonaws.com", ("RoleARN",)),
    "cloudformation:DeleteStack": ("cloudformation.amazonaws.com", ("RoleARN",)),
    "cloudformation:CreateChangeSet": ("cloudformation.amazonaws.com", ("RoleARN",)),
    "cloudformation:ContinueUpdateRollback": ("cloudformation.amazonaws.com", ("RoleARN",)),
    "cloudformation:RollbackStack": ("cloudformation.amazonaws.com", ("RoleARN",)),
    "ec2:CreateFlowLogs": ("vpc-flow-logs.amazonaws.com", ("DeliverLogsPermissionArn",)),
    "lambda:CreateFunction": ("lambda.amazonaws.com", ("Role",)),
    "lambda:UpdateFunctionConfiguration": ("lambda.amazonaws.com", ("Role",)),
    "states:CreateStateMachine": ("states.amazonaws.com", ("roleArn",)),
    "states:UpdateStateMachine": ("states.amazonaws.com", ("roleArn",)),
    "ecs:RegisterTaskDefinition": ("ecs-tasks.amazonaws.com", ("taskRoleArn", "executionRoleArn")),
}
# Calls that name an instance profile, or a launch template that names one: its role goes to EC2.
OF_INSTANCES = (
    "ec2:RunInstances", "ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation",
    "autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup",
)  # fmt: skip
SERVICES = {action.partition(":")[0] for action in (*CALLS, *OF_INSTANCES)} | {"iam"}


def passed(action: str, named: Parameters) -> Iterator[tuple[str, str]]:
    """(role ARN, service that gets it) of every role that the call hands over."""
    if action in CALLS:
        service, parameters = CALLS[action]
        yield from ((role, service) for role in values(named, *parameters) if role)
    elif action == "iam:AddRoleToInstanceProfile":
        role = iam._roles.get(named.get("RoleName", ""))
        yield from [(role["Arn"], EC2)] if role else []
    elif action in OF_INSTANCES:
        yield from ((role, EC2) for role in roles_of_instances(named))


def roles_of_instances(named: Parameters) -> set[str]:
    """ARNs of the roles that instances get by these parameters, through whatever names their profile."""
    templates = values(named, "*LaunchTemplateId", "*LaunchTemplateName")
    profiles = values(named, "*IamInstanceProfile", "*IamInstanceProfile.Arn", "*IamInstanceProfile.Name")
    for each in templates:
        profiles += _profiles_of_template(each)
    roles = [role for each in profiles for role in _profile(each).get("Roles", [])]
    return {str(iam._roles[role]["Arn"]) for role in roles if role in iam._roles}


def _profile(name_or_arn: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = iam._instance_profiles.get(name_or_arn.rpartition("/")[2]) or {}
    return found


def _profiles_of_template(name_or_id: str) -> list[str]:
    """Of every version: which one counts is said in the version's many spellings, and least of all in advance."""
    return [
        str(profile)
        for template in ec2._launch_templates.values()
        if name_or_id in (template["LaunchTemplateId"], template["LaunchTemplateName"])
        for version in template["Versions"]
        for profile in (version["LaunchTemplateData"].get("IamInstanceProfile") or {}).values()
    ]
