"""The ways through a state machine that releases: which state leads to which, and by what condition."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from policy.rules.stepfunctions._machines import machines, start, states
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, objects

DEPLOYS = "codedeploy:createDeployment"
ATTACHES, DETACHES = "autoscaling:attachTrafficSources", "autoscaling:detachTrafficSources"
RETURNS = "{% $returns %}"  # what an execution is asked for in its input: the former fleet, which is kept


class Step(NamedTuple):
    """From one state to the next. `rule`: that of a Choice which leads there; empty for any other way."""

    source: str
    target: str
    rule: Mapping[str, Any]

    @property
    def condition(self) -> str:
        """In JSONata; empty for any other way, and for a rule in JSONPath."""
        return text(self.rule.get("Condition", ""))


@dataclass(frozen=True)
class Ways:
    machine: Located
    states: Mapping[str, Any]

    @cached_property
    def start(self) -> str:
        return start(self.machine)

    @cached_property
    def successes(self) -> set[str]:
        return {name for name, state in self.states.items() if at(state, "Type") == "Succeed" or at(state, "End")}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for name, state in self.states.items() for step in _from(name, state))

    def calling(self, *actions: str) -> list[str]:
        """The states that call one of these APIs, such as `codedeploy:createDeployment`."""
        suffixes = tuple(f":aws-sdk:{action}" for action in actions)
        return [name for name, state in self.states.items() if text(at(state, "Resource")).endswith(suffixes)]

    def arguments(self, name: str) -> Any:
        """In either of the query languages."""
        return at(self.states[name], "Arguments") or at(self.states[name], "Parameters")

    def assigned(self, variable: str) -> set[str]:
        """Everything that any state assigns to it."""
        holders = [holder for state in self.states.values() for holder in (state, *objects(at(state, "Choices")))]
        return {text(at(holder, f"Assign.{variable}")) for holder in holders if at(holder, f"Assign.{variable}")}

    def reached(self, starts: Iterable[str], passes: Callable[[Step], bool]) -> set[str]:
        """Where the ways from `starts` lead by the steps that `passes` lets pass."""
        found: set[str] = set()
        ahead = list(starts)
        while ahead:
            name = ahead.pop()
            new = {step.target for step in self.steps if step.source == name and passes(step)} - found
            found |= new
            ahead += new
        return found

    def fails(self, step: Step) -> bool:
        """Whether no way from there leads to success."""
        return not ({step.target} | self.reached([step.target], lambda _: True)) & self.successes


def releases(assembly: Assembly) -> Iterator[Ways]:
    """Of the machines that create deployments."""
    for machine in machines(assembly):
        ways = Ways(machine, states(machine) or {})
        if ways.calling(DEPLOYS):
            yield ways


def _from(name: str, state: Any) -> Iterator[Step]:
    for rule in objects(at(state, "Choices")):
        yield Step(name, text(at(rule, "Next")), rule)
    for holder, key in ((state, "Next"), (state, "Default"), *((one, "Next") for one in objects(at(state, "Catch")))):
        if at(holder, key) is not None:
            yield Step(name, text(at(holder, key)), {})
