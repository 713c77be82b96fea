"""What CloudFormation may do in each account, made there by its administrator before `cdk bootstrap`."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from botocore.exceptions import WaiterError

from rehearsal.run.local_aws import LocalAws

Templates = Mapping[str, tuple[str, dict[str, Any]]]
PROMPTLY = {"Delay": 0.1, "MaxAttempts": 600}
OUTPUT = "ExecutionPolicies"
SLOW_TO_IMPORT = "policy.execution.accounts"  # with cfn-lint, which has the schemas


class NotDerivedError(Exception):
    """No policy for CloudFormation follows from the templates, or no account takes it."""


def derive(assembly: Path) -> Templates:
    """By account: the name of the stack of its policies, and the stack's template. Raises NotDerivedError."""
    # Not at the top: the server need not wait for it to start.
    from policy.execution import accounts as derived
    from policy.execution.boundary import UnboundedError
    from policy.execution.documents import TooLargeError
    from policy.execution.handlers import UnknownHandlersError
    from policy.templates.assembly import read

    try:
        return {each.id: (each.stack_name, each.template()) for each in derived.accounts(read(assembly))}
    except (UnknownHandlersError, UnboundedError, TooLargeError, derived.NoApplicationError) as error:
        raise NotDerivedError(f"The execution policies of CloudFormation: {error}") from error


def create(templates: Templates, aws: LocalAws, region: str) -> dict[str, Sequence[str]]:
    """The ARNs of the execution policies, by account. Raises NotDerivedError."""

    def one(account: str) -> Sequence[str]:
        name, template = templates[account]
        cloudformation = aws.client("cloudformation", account, region)
        body = json.dumps(template, separators=(",", ":"))  # CloudFormation takes 51,200 characters
        cloudformation.create_stack(StackName=name, TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"])
        try:
            cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig=PROMPTLY)
        except WaiterError as error:
            raise NotDerivedError(f"{name} in account {account}: {error}") from error
        outputs = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["Outputs"]
        return next(str(each["OutputValue"]).split(",") for each in outputs if each["OutputKey"] == OUTPUT)

    with ThreadPoolExecutor() as pool:
        return dict(zip(templates, pool.map(one, templates), strict=True))
