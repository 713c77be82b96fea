"""Who may approve an environment: whoever takes on its role, and that are the principals that pipeline.yml names.

PutApprovalResult knows no resource policy: nothing here keeps those from approving whom the tools account's
administrators let do so. docs/decisions/0024 says what does.
"""

from aws_cdk import aws_iam as iam
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from pipeline_stack import permissions
from stack_parts.role import written_role


class Approvers(Construct):
    def __init__(self, scope: Construct, config: Pipeline) -> None:
        super().__init__(scope, "Approvers")
        for environment in config.environments:
            if environment.asked and environment.asked.approvers:
                self._role(config, environment, environment.asked.approvers)

    def _role(self, config: Pipeline, environment: Environment, approvers: tuple[str, ...]) -> None:
        written_role(
            self,
            environment.name,
            names.approver_role_name(config, environment),
            iam.CompositePrincipal(*(iam.ArnPrincipal(approver) for approver in approvers)),
            permissions.approve(config, environment),
        )
