"""ARNs that differ in their region alone, as one: `*` in its place, in a statement that is for calls to these regions.

A call on a resource is made in the resource's region, which is its aws:RequestedRegion. Left as they are: ARNs that
would then be those of a resource without a region too.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policy.execution.authorization import formats, may_be
from policy.execution.need import Condition, Need
from policy.templates.template import listed

OPERATOR, KEY, ANY = "StringEquals", "aws:RequestedRegion", "*"
SERVICE, REGION, PARTS = 2, 3, 6  # of an ARN


def folded(needs: Iterable[Need]) -> Iterator[Need]:
    """What allows the same."""
    found: dict[tuple[str, tuple[Condition, ...]], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for need in needs:
        for one in need.resources:
            found[need.action, need.conditions][_in(ANY, one) if _is_foldable(one) else one].add(one)
    for (action, conditions), by_arn in found.items():
        for arn, ones in by_arn.items():
            here: Condition = (OPERATOR, KEY, tuple(sorted(_region(one) for one in ones)))
            is_one = len(ones) > 1 and KEY not in {key for _, key, _ in conditions}
            resources, more = ((arn,), (here,)) if is_one else (tuple(sorted(ones)), ())
            yield Need("", "", "", action, resources, (*conditions, *more))


def unfolded(statement: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The statement with each region spelled out again."""
    regions = listed(statement.get("Condition", {}).get(OPERATOR, {}).get(KEY, []))
    resources = listed(statement.get("Resource", []))
    anywhere = [one for one in resources if regions and _region(one) == ANY and _is_foldable(one)]
    others = [one for one in resources if one not in anywhere]
    if not anywhere:
        yield dict(statement)
        return
    if others:
        yield {**statement, "Resource": others}
    yield {**_anytime(statement), "Resource": [_in(str(region), one) for one in anywhere for region in regions]}


def _anytime(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Without the condition on regions."""
    conditions = {
        operator: {key: values for key, values in keys.items() if (operator, key) != (OPERATOR, KEY)}
        for operator, keys in statement["Condition"].items()
    }
    rest = {word: value for word, value in statement.items() if word != "Condition"}
    left = {operator: keys for operator, keys in conditions.items() if keys}
    return {**rest, "Condition": left} if left else rest


def _is_foldable(arn: str) -> bool:
    """It has a region, and no resource of its kind has none."""
    parts = arn.split(":", PARTS - 1)
    if len(parts) < PARTS or not parts[REGION]:
        return False
    known = formats(parts[SERVICE])
    return bool(known) and not any(may_be(one, _in("", arn)) for one in known if not _region(one))


def _region(arn: str) -> str:
    return arn.split(":", PARTS - 1)[REGION] if arn.count(":") >= PARTS - 1 else ""


def _in(region: str, arn: str) -> str:
    parts = arn.split(":", PARTS - 1)
    return ":".join((*parts[:REGION], region, *parts[REGION + 1 :]))
