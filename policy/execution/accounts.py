"""The policies of each account, and the CloudFormation template that makes them there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from policy.execution import boundary
from policy.execution.documents import MAX_TEMPLATE, Document, Statement, TooLargeError, size, split, statements
from policy.execution.need import Need
from policy.execution.regions import folded
from policy.execution.resources import needs
from policy.execution.roles import boundary as boundary_of
from policy.execution.sharing import shared
from policy.execution.template import template
from policy.execution.values import PARTITION, name
from policy.templates.assembly import Assembly, Located, Stack

PIPELINE = "AWS::CodePipeline::Pipeline"
REMEDY = (
    "Write another account for some environments into pipeline.yml; of an environment with several regions make two, "
    "each with some of the regions and an account of its own."
)


class NoApplicationError(Exception):
    """The assembly has no pipeline to name the policies after."""


@dataclass(frozen=True)
class Account:
    """`stacks` of one account. Policies are named for `application`, the pipeline's name."""

    id: str
    application: str
    stacks: tuple[Stack, ...]

    @cached_property
    def needs(self) -> list[Need]:
        return [need for stack in self.stacks for need in needs(stack)]

    @cached_property
    def grants(self) -> list[Need]:
        return list(boundary.grants(list(self.stacks)))

    @property
    def regions(self) -> list[str]:
        return sorted({stack.region for stack in self.stacks})

    @property
    def has_pipeline(self) -> bool:
        return any(True for stack in self.stacks for _ in stack.resources(PIPELINE))

    @property
    def stack_name(self) -> str:
        return f"{self.application}-execution-policies"

    @property
    def boundary_name(self) -> str:
        return f"{self.application}-boundary"

    @cached_property
    def execution(self) -> Mapping[str, Document]:
        """By name: the first of the ways to write them that is taken.

        Raises what `boundary` does, UnknownHandlersError.
        """
        boundary, error = self.boundary, TooLargeError()
        for written in self._ever_shorter():
            try:
                return self._taken(split(written), boundary)
            except TooLargeError as too_large:
                error = too_large
        raise self._told(error)

    @cached_property
    def boundary(self) -> Mapping[str, Document]:
        """By name. None where the roles carry one that somebody else wrote. Raises UnboundedError, TooLargeError."""
        own = self.boundary_name
        if self.boundaries_set - {self.arn(own)}:
            return {}
        try:
            return {own: boundary.policy(list(self.stacks), self.arn(own), self.application)}
        except TooLargeError as error:
            raise self._told(error) from None

    @property
    def boundaries_set(self) -> set[str]:
        """ARNs of the boundaries that the templates' roles carry."""
        return {boundary_of(role) for role in self._roles()} - {""}

    @property
    def boundaries_unmade(self) -> list[str]:
        """Names like ours of boundaries that the roles carry, and that no template here makes: of a former name?"""
        names = {arn.rpartition("/")[2] for arn in self.boundaries_set}
        return sorted(name for name in names - {self.boundary_name} if name.endswith("-boundary"))

    @property
    def unbounded(self) -> list[str]:
        """Roles that the templates make without a boundary."""
        return sorted(name(role) for role in self._roles() if not boundary_of(role))

    def arn(self, policy: str) -> str:
        return f"arn:{PARTITION}:iam::{self.id}:policy/{policy}"

    def template(self) -> dict[str, Any]:
        """Raises what `execution` and `boundary` raise."""
        return template(self.application, self.arn(""), self.execution, self.boundary)

    def _ever_shorter(self) -> Iterator[list[Statement]]:
        """Spelled out, and the same in fewer words."""
        yield statements(self.needs)
        in_regions = statements(folded(self.needs))
        yield in_regions
        yield shared(in_regions)

    def _taken(self, documents: list[Document], boundary: Mapping[str, Document]) -> Mapping[str, Document]:
        """By name. Raises TooLargeError where CloudFormation takes no template of them."""
        named = {f"{self.application}-execution-{number}": one for number, one in enumerate(documents, 1)}
        found = size(template(self.application, self.arn(""), named, boundary))
        if found > MAX_TEMPLATE:
            raise TooLargeError(f"the policies need a template of {found} characters, and one has {MAX_TEMPLATE}")
        return named

    def _told(self, error: TooLargeError) -> TooLargeError:
        """With the place, and what helps."""
        stacks = ", ".join(stack.id for stack in self.stacks)
        return TooLargeError(f"account {self.id}, with the stacks {stacks}: {error}. {REMEDY}")

    def _roles(self) -> Iterator[Located]:
        for stack in self.stacks:
            yield from stack.resources("AWS::IAM::Role")


def accounts(assembly: Assembly) -> list[Account]:
    """Sorted by id. Raises NoApplicationError."""
    pipelines = list(assembly.resources(PIPELINE))
    if not pipelines:
        raise NoApplicationError(f"no {PIPELINE} in the templates: the policies are named after it")
    stacks = sorted(assembly.stacks, key=lambda stack: (stack.account, stack.id))
    grouped = groupby(stacks, key=lambda stack: stack.account)
    return [Account(account, name(pipelines[0]), tuple(of_account)) for account, of_account in grouped]
