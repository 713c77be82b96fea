"""AWS's service authorization reference: which actions take no resource.

For these, IAM compares nothing with `Resource`, and only `*` will do. The data is cfn-lint's, in lower case as
there; IAM does not tell the cases of an action apart.
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("actions_without_resource.json")


def takes_no_resource(action: str) -> bool:
    """`ec2:DescribeInstances`. What AWS does not list takes one."""
    service, _, name = action.lower().partition(":")
    return name in _actions().get(service, frozenset())


@cache
def _actions() -> dict[str, frozenset[str]]:
    written: dict[str, list[str]] = json.loads(FILE.read_text())
    return {service: frozenset(names) for service, names in written.items()}
