"""Roles that a service is handed: from outside the stacks, or of another duty."""

from policy.mutation.mutant import Mutant, put
from policy.mutation.mutants.codepipeline import _pipeline

PRODUCTION = "arn:aws:iam::444444444444:role"
ADMIN = "arn:aws:iam::111111111111:role/Admin"
ORGANISATION = f"{PRODUCTION}/OrganizationAccountAccessRole"
ELSEWHERE = f"{PRODUCTION}/cdk-hnb659fds-cfn-exec-role-444444444444-us-east-1"
EXECUTION_ROLE = f"{_pipeline.PREPARE}.Configuration.RoleArn"

MUTANTS = (
    Mutant("production: made by the organisation's administrator", _pipeline.put(EXECUTION_ROLE, ORGANISATION)),
    Mutant("production: made by another region's role", _pipeline.put(EXECUTION_ROLE, ELSEWHERE)),
    Mutant("production: released by an administrator", _pipeline.put(f"{_pipeline.RELEASE}.RoleArn", ORGANISATION)),
    Mutant("Source: an administrator's role", _pipeline.put(f"{_pipeline.SOURCE}.RoleArn", ADMIN)),
    Mutant("pipeline: an administrator's role", _pipeline.put("RoleArn", ADMIN)),
    Mutant("build: an administrator's role", put("Pipeline", "Projects/build/Resource", "ServiceRole", ADMIN)),
    Mutant(
        "deployment: an administrator's role",
        put("production", "Ec2/Release/Group/Resource", "ServiceRoleArn", f"{PRODUCTION}/Admin"),
    ),
    Mutant(
        "instances: an administrator's role", put("production", "Ec2/Instances/Profile/Resource", "Roles", ["Admin"])
    ),
    Mutant(
        "instances: the role of releases",
        put("production", "Ec2/Instances/Profile/Resource", "Roles", [{"Ref": "Ec2ReleaseReleaseRoleE55751E8"}]),
    ),
    Mutant(
        "flow log: an administrator's role",
        put("production", "Network/Vpc/FlowLog/FlowLog", "DeliverLogsPermissionArn", f"{PRODUCTION}/Admin"),
    ),
)
