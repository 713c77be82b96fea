"""A key's policy lets nobody make a grant but CloudFormation for ECR's repositories, and Auto Scaling for disks of EC2.

A grant hands use of the key on, and no key policy shows it. Both of these come through the service that needs it:
https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from policy.finding import Violation
from policy.rules._conditions import values
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

EXECUTION = re.compile(r"arn:[^:]+:iam::\d{12}:role/cdk-[a-z0-9]+-cfn-exec-role-\d{12}-[a-z0-9-]+")
AUTO_SCALING = re.compile(
    r"arn:[^:]+:iam::\d{12}:role/aws-service-role/autoscaling\.amazonaws\.com/AWSServiceRoleForAutoScaling\w*"
)
FOR_AWS = ("Bool", "kms:grantisforawsresource", ("true",))


def check(assembly: Assembly) -> Iterator[Violation]:
    for key in assembly.resources("AWS::KMS::Key"):
        for statement in statements(key):
            if statement.allows and _makes_grants(statement) and not _is_known(statement):
                yield key.violation(f"{statement.name}::kms:CreateGrant")


def _makes_grants(statement: Statement) -> bool:
    return any(fnmatchcase("kms:creategrant", action.lower()) for action in statement.actions)


def _is_known(statement: Statement) -> bool:
    roles, region = values(statement, "aws:PrincipalArn"), statement.holder.stack.region
    if values(statement, "kms:ViaService") == (f"ecr.{region}.amazonaws.com",):
        return bool(roles) and all(EXECUTION.fullmatch(role) for role in roles)
    for_disks = values(statement, "kms:ViaService") == (f"ec2.{region}.amazonaws.com",)
    scaling = bool(roles) and all(AUTO_SCALING.fullmatch(role) for role in roles)
    return for_disks and scaling and FOR_AWS in statement.conditions
