"""The CloudFormation template that makes an account's policies there."""

from collections.abc import Mapping
from typing import Any

from policy.execution.documents import Document
from policy.execution.policies import MANAGED_POLICY

Named = Mapping[str, Document]


def template(application: str, arn_start: str, execution: Named, boundary: Named) -> dict[str, Any]:
    """Policies by name; their ARNs are `arn_start` and that name."""
    outputs = {"ExecutionPolicies": {"Description": "For cdk bootstrap", "Value": _arns(arn_start, execution)}}
    if boundary:
        outputs["Boundary"] = {"Description": "For every role", "Value": _arns(arn_start, boundary)}
    policies = {**execution, **boundary}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": f"What CloudFormation may do for {application} in this account",
        "Resources": {_logical_id(application, name): _managed(name, one) for name, one in policies.items()},
        "Outputs": outputs,
    }


def _arns(start: str, policies: Named) -> str:
    return ",".join(start + name for name in policies)


def _logical_id(application: str, policy: str) -> str:
    """`webapp-execution-1` -> `Execution1`."""
    return policy.removeprefix(f"{application}-").replace("-", "").capitalize()


def _managed(policy: str, written: Document) -> dict[str, Any]:
    return {"Type": MANAGED_POLICY, "Properties": {"ManagedPolicyName": policy, "PolicyDocument": written}}
