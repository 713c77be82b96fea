"""The conditions of a stage as frozen values; what CodePipeline refuses in them is refused here.

https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

RULES = range(1, 6)  # of a condition
SKIPPING = ("LambdaInvoke", "VariableCheck")  # the only rules that may skip a stage


class Moment(StrEnum):
    BEFORE_ENTRY = "beforeEntry"
    ON_SUCCESS = "onSuccess"

    @property
    def results(self) -> tuple[str, ...]:
        """What may happen when a rule fails."""
        return ("FAIL", "SKIP") if self is Moment.BEFORE_ENTRY else ("ROLLBACK", "FAIL")

    @property
    def condition_type(self) -> str:
        """As OverrideStageCondition names it."""
        return {Moment.BEFORE_ENTRY: "BEFORE_ENTRY", Moment.ON_SUCCESS: "ON_SUCCESS"}[self]


@dataclass(frozen=True)
class Rule:
    name: str
    provider: str
    configuration: Mapping[str, str] = field(default_factory=dict)
    role_arn: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class Condition:
    result: str  # FAIL, SKIP or ROLLBACK: what happens when one of the rules fails
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class OnFailure:
    result: str  # ROLLBACK or RETRY
    retry_mode: str | None = None  # FAILED_ACTIONS or ALL_ACTIONS


@dataclass(frozen=True)
class Conditions:
    """What a stage asks before it is entered and before it is left, and what it does when it fails."""

    before_entry: Condition | None = None
    on_success: Condition | None = None
    on_failure: OnFailure | None = None

    def at(self, moment: Moment) -> Condition | None:
        return self.before_entry if moment is Moment.BEFORE_ENTRY else self.on_success

    def __iter__(self) -> Iterator[tuple[Moment, Condition]]:
        for moment in Moment:
            condition = self.at(moment)
            if condition:
                yield moment, condition

    @property
    def rolls_back(self) -> bool:
        failure = self.on_failure is not None and self.on_failure.result == "ROLLBACK"
        return failure or any(condition.result == "ROLLBACK" for _, condition in self)


class InvalidCondition(ValueError):
    """What is wrong, and at which moment."""


def parse(stage: Mapping[str, Any]) -> Conditions:
    """Of a StageDeclaration, in the API's shape. Raises InvalidCondition."""
    entry, success = (_condition(moment, stage[moment]) if moment in stage else None for moment in Moment)
    return Conditions(entry, success, _on_failure(stage["onFailure"]) if "onFailure" in stage else None)


def _condition(moment: Moment, declared: Mapping[str, Any]) -> Condition:
    conditions = declared.get("conditions", [])
    if len(conditions) != 1:
        raise InvalidCondition(f"{moment} has {len(conditions)} conditions, one is allowed")
    result, rules = conditions[0].get("result"), tuple(map(_rule, conditions[0].get("rules", [])))
    if result not in moment.results:
        raise InvalidCondition(f"{moment} has the result {result}, allowed are {' and '.join(moment.results)}")
    if len(rules) not in RULES:
        raise InvalidCondition(f"{moment} has {len(rules)} rules, {RULES.start} to {RULES.stop - 1} are allowed")
    if len({rule.name for rule in rules}) < len(rules):
        raise InvalidCondition(f"{moment}: the names of rules must be unique")
    for rule in rules:
        if result == "SKIP" and rule.provider not in SKIPPING:
            raise InvalidCondition(f"{moment}: the rule {rule.name} cannot skip a stage, only {' and '.join(SKIPPING)}")
    return Condition(result, rules)


def _rule(declared: Mapping[str, Any]) -> Rule:
    if declared.get("commands") or declared.get("inputArtifacts") or declared.get("timeoutInMinutes"):
        raise InvalidCondition(
            f"the rehearsal does not have commands, inputArtifacts and timeoutInMinutes of a rule ({declared['name']})"
        )
    return Rule(
        name=declared["name"],
        provider=declared["ruleTypeId"]["provider"],
        configuration=dict(declared.get("configuration", {})),
        role_arn=declared.get("roleArn"),
        region=declared.get("region"),
    )


def _on_failure(declared: Mapping[str, Any]) -> OnFailure:
    result, retry = declared.get("result"), declared.get("retryConfiguration") or {}
    if declared.get("conditions"):
        if result == "RETRY":
            raise InvalidCondition("onFailure has automatic retry and conditions, which exclude each other")
        raise InvalidCondition("the rehearsal does not have rules of onFailure: AWS documents two opposites of them")
    if result not in ("ROLLBACK", "RETRY"):
        raise InvalidCondition(f"onFailure has the result {result}, allowed are ROLLBACK and RETRY")
    if (result == "RETRY") != bool(retry):
        raise InvalidCondition("onFailure: retryConfiguration belongs to the result RETRY, and to no other")
    mode = retry.get("retryMode")
    if retry and mode not in ("FAILED_ACTIONS", "ALL_ACTIONS"):
        raise InvalidCondition(f"onFailure has the retryMode {mode}, allowed are FAILED_ACTIONS and ALL_ACTIONS")
    return OnFailure(result, mode)
