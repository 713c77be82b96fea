"""Values of a template as IAM patterns: literal where the template says them, `*` where AWS chooses."""

import re
from collections.abc import Mapping
from typing import Any

from policy.execution.arns import NAMES, REF_IS_ARN, TAILS
from policy.execution.authorization import arn_formats
from policy.templates.assembly import Located, Stack
from policy.templates.references import resource_referred

ANYTHING = "*"
PARTITION = "aws"
# CloudFormation makes `<stack>-<logical id>-<random>` of a resource without a name, and shortens the parts if long.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
KEPT_OF_STACK = 20
# What the attribute Arn has after the ARN: all that is in a log group.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
WITHIN = {"AWS::Logs::LogGroup": ":*"}
# What a property begins with and the ARN's fixed part has already.
STAYS_AWAY = {"AliasName": "alias/", "Path": "/"}
SHORT_NAMES = ("AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::TargetGroup")


def pattern(stack: Stack, value: Any) -> str:
    """A string, number or intrinsic function of `stack` as a pattern over what it will be."""
    match value:
        case str() | int():
            return str(value)
        case {"Ref": str(name)}:
            return _pseudo(stack).get(name) or _reference(stack, name)
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return _attribute(stack, name, attribute)
        case {"Fn::Join": [str(separator), [*parts]]}:
            return separator.join(pattern(stack, part) for part in parts)
        case {"Fn::Sub": str(text)}:
            return re.sub(r"\$\{([^!}][^}]*)}", lambda found: _substituted(stack, found[1]), text)
    return ANYTHING


def name(resource: Located) -> str:
    """The physical name, or a pattern for the one that CloudFormation makes."""
    prop = NAMES.get(resource.type, "")
    if prop in resource.properties:
        return pattern(resource.stack, resource.properties[prop])
    if not prop or resource.type in SHORT_NAMES:
        return ANYTHING
    kept = resource.stack.name[:KEPT_OF_STACK]
    end = "-*" if kept == resource.stack.name else "*"
    return (kept.lower() if resource.type == "AWS::S3::Bucket" else kept) + end


def arn(resource: Located) -> str:
    """Of the resource itself. `*` for a type that arns.py does not know."""
    for kind, tail in TAILS.get(resource.type, {}).items():
        return arns(resource, kind, tail)[0]
    return ANYTHING


def arns(resource: Located, kind: str, tail: str = ANYTHING) -> tuple[str, ...]:
    """ARNs of the reference's type `kind` with the ends that `resource` gives `tail`."""
    ends = _filled(resource, tail)
    return tuple(_place(resource.stack, one).replace(".*", end) for one in arn_formats(kind) for end in ends)


def _filled(resource: Located, tail: str) -> tuple[str, ...]:
    ends = [tail]
    for prop in re.findall(r"{(\w+)}", tail):
        ends = [end.replace(f"{{{prop}}}", value) for end in ends for value in _named(resource, prop)]
    return tuple(ends)


def _named(resource: Located, prop: str) -> list[str]:
    value = resource.properties.get(prop)
    if prop in STAYS_AWAY:
        return [pattern(resource.stack, value or "/").removeprefix(STAYS_AWAY[prop])]
    if value is None:
        return [name(resource) if NAMES.get(resource.type) == prop else ANYTHING]
    return [_one(resource.stack, item) for item in (value if isinstance(value, list) else [value])]


def _one(stack: Stack, value: Any) -> str:
    """What others name a resource by: its name, also where they give its ARN."""
    if (target := resource_referred(stack, value)) is not None:
        named = target.properties.get(NAMES.get(target.type, ""))
        return _one(stack, named) if isinstance(named, Mapping) else name(target)  # a listener, by its load balancer
    text = pattern(stack, value)
    return re.split("[:/]", text)[-1] if text.startswith("arn:") else text


def _place(stack: Stack, arn_format: str) -> str:
    place = {"${Partition}": PARTITION, "${Region}": stack.region, "${Account}": stack.account}
    for variable, value in place.items():
        arn_format = arn_format.replace(variable, value)
    return arn_format


def _pseudo(stack: Stack) -> Mapping[str, str]:
    return {
        "AWS::AccountId": stack.account,
        "AWS::Partition": PARTITION,
        "AWS::Region": stack.region,
        "AWS::StackId": f"arn:{PARTITION}:cloudformation:{stack.region}:{stack.account}:stack/{stack.name}/*",
        "AWS::StackName": stack.name,
        "AWS::URLSuffix": "amazonaws.com",
    }


def _reference(stack: Stack, logical_id: str) -> str:
    target = resource_referred(stack, {"Ref": logical_id})
    if target is None:
        return ANYTHING  # a parameter: whoever deploys says its value
    return arn(target) if target.type in REF_IS_ARN else name(target)


def _attribute(stack: Stack, logical_id: str, attribute: str) -> str:
    target = resource_referred(stack, {"Ref": logical_id})
    if target is not None and attribute.lower().endswith("arn"):
        return arn(target) + WITHIN.get(target.type, "")
    return name(target) if target is not None and attribute == "TargetGroupName" else ANYTHING


def _substituted(stack: Stack, variable: str) -> str:
    logical_id, dot, attribute = variable.partition(".")
    return pattern(stack, {"Fn::GetAtt": [logical_id, attribute]} if dot else {"Ref": variable})
