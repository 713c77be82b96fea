"""Where listeners send their requests: the rules, and the default action, that name one of a pair of target groups."""

from collections.abc import Iterator
from typing import Any

Shape = dict[str, Any]
Rules = dict[str, list[Shape]]
"""By listener."""


class Routes:
    """`elb`: a boto3 client with the service role. `pair`: of the deployment group's loadBalancerInfo.

    `before`: the test listeners' rules to which `return_test` returns; without it those that are there now.
    """

    def __init__(self, elb: Any, pair: Shape, before: Rules | None = None) -> None:
        self._elb = elb
        names = [one["name"] for one in pair["targetGroups"]]
        found = elb.describe_target_groups(Names=names)["TargetGroups"]
        self.groups = [str(one["TargetGroupArn"]) for one in found]
        self._production = pair["prodTrafficRoute"]["listenerArns"]
        self._test = (pair.get("testTrafficRoute") or {}).get("listenerArns", [])
        self.before = before or {arn: list(self._moved(arn)) for arn in self._test}

    @property
    def has_test(self) -> bool:
        return bool(self._test)

    def other(self, target_group: str) -> str:
        return next(arn for arn in self.groups if arn != target_group)

    def weigh(self, original: str, replacement: str, percent: int) -> None:
        """Production: `percent` of the requests go to the replacement."""
        weights = {original: 100 - percent, replacement: percent}
        for listener in self._production:
            self._send(listener, {arn: weight for arn, weight in weights.items() if weight})

    def test(self, replacement: str) -> None:
        for listener in self._test:
            self._send(listener, {replacement: 1})

    def return_test(self) -> None:
        for moved in self.before.values():
            for rule in moved:
                self._change(rule, rule["Actions"])

    def _send(self, listener: str, weights: dict[str, int]) -> None:
        groups = [{"TargetGroupArn": arn, "Weight": weight} for arn, weight in weights.items()]
        action = {"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}
        for rule in self._moved(listener):
            self._change(rule, [action])

    def _moved(self, listener: str) -> Iterator[Shape]:
        for rule in self._elb.describe_rules(ListenerArn=listener)["Rules"]:
            if any(self._names_pair(action) for action in rule["Actions"]):
                yield {**rule, "ListenerArn": listener}

    def _names_pair(self, action: Shape) -> bool:
        weighted = (action.get("ForwardConfig") or {}).get("TargetGroups") or [action]
        return any(one.get("TargetGroupArn") in self.groups for one in weighted)

    def _change(self, rule: Shape, actions: list[Shape]) -> None:
        if rule["IsDefault"]:
            self._elb.modify_listener(ListenerArn=rule["ListenerArn"], DefaultActions=actions)
        else:
            self._elb.modify_rule(RuleArn=rule["RuleArn"], Actions=actions)
