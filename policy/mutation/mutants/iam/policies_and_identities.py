"""Policies beside those that a role should have, and identities beside roles."""

from policy.mutation.change_statement import attached
from policy.mutation.mutant import Mutant, add, put
from policy.mutation.mutants.iam._roles import LIVE, RELEASE, TOOLS, UPDATE

BUILD_ROLE, INSTANCE_ROLE = "Roles/build/Role/Resource", "Ec2/Instances/InstanceRole/Role/Resource"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
ALL = {"Sid": "DoAll", "Action": "*", "Resource": "*"}

MUTANTS = (
    Mutant(
        "everything allowed by an AWS::IAM::RolePolicy",
        attached(TOOLS, "Extra", "AWS::IAM::RolePolicy", ALL, PolicyName="extra", RoleName="webapp-build"),
    ),
    Mutant(
        "everything allowed by an AWS::IAM::Policy",
        attached(TOOLS, "Extra", "AWS::IAM::Policy", ALL, PolicyName="extra", Roles=["webapp-build"]),
    ),
    Mutant(
        "everything allowed by a managed policy that names its role",
        attached(LIVE, "Extra", "AWS::IAM::ManagedPolicy", ALL, Roles=["webapp-production-instance"]),
    ),
    Mutant(
        "an inline policy on the instance role",
        put(LIVE, INSTANCE_ROLE, "Policies", [{"PolicyName": "extra", "PolicyDocument": {"Statement": [ALL]}}]),
    ),
    Mutant("AdministratorAccess on the build role", put(TOOLS, BUILD_ROLE, "ManagedPolicyArns.0", ADMINISTRATOR)),
    Mutant(
        "AmazonSSMManagedInstanceCore on the instance role",
        put(LIVE, INSTANCE_ROLE, "ManagedPolicyArns.0", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"),
    ),
    Mutant(
        "AWSCodeDeployRole on CodeDeploy's role",
        put(
            LIVE,
            "Ec2/Release/ServiceRole/Role/Resource",
            "ManagedPolicyArns.0",
            {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::aws:policy/service-role/AWSCodeDeployRole"]]},
        ),
    ),
    Mutant(
        "a policy of the account on the source role",
        put(TOOLS, "Roles/source/Role/Resource", "ManagedPolicyArns.0", "arn:aws:iam::111111111111:policy/developers"),
    ),
    Mutant(
        "AdministratorAccess as one role's boundary",
        put(TOOLS, BUILD_ROLE, "PermissionsBoundary", ADMINISTRATOR),
    ),
    Mutant(
        "a boundary on one role alone",
        put(LIVE, INSTANCE_ROLE, "PermissionsBoundary", "arn:aws:iam::444444444444:policy/boundary"),
    ),
    Mutant("sessions of twelve hours", put(TOOLS, "Roles/update-pipeline/Role/Resource", "MaxSessionDuration", 43200)),
    Mutant("a user", add(TOOLS, "Deployer", "AWS::IAM::User", UserName="deployer")),
    Mutant("a user's access key", add(TOOLS, "DeployerKey", "AWS::IAM::AccessKey", UserName="deployer")),
    Mutant("a group", add(LIVE, "Operators", "AWS::IAM::Group", GroupName="operators")),
    Mutant("a role's policy given to a user too", put(TOOLS, UPDATE, "Users", ["deployer"])),
    Mutant("a role's policy given to a group too", put(LIVE, RELEASE, "Groups", ["developers"])),
)
