"""Our permissions beside CDK's, as sets of (role, action) that the explained tables must equal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from config import names
from policy.templates import assembly
from policy.templates.assembly import Assembly
from tests.policy.shadow.actions import expanded
from tests.policy.shadow.explained import LIKE, Explained
from tests.policy.shadow.permissions import AT, Permissions, by_all_policies, by_identity_policies

Pairs = frozenset[tuple[str, str]]
OWN = "pipeline"
OF_FUNCTIONS = ("function", "verify-version", "verify-alias", "codedeploy", "release-machine", "release", "look")
OF_PIPELINE = ("source", "build", "synthesize", "start-build", "pipeline")
VARIANTS = {  # by pipeline, the roles that only it has; all others are as in OWN
    "codecommit-one-account": ("solo-source", "solo-source-change", "solo-tell"),
    "s3-no-approval": ("drop-source", "drop-source-change", "drop-build at drop/cache"),
    "lambda": tuple(f"shop-linear-{duty}" for duty in OF_FUNCTIONS),
    "ecs-and-blue-green": (
        "crate-image",
        "cdk-hnb659fds-cfn-exec-role-111111111111-eu-central-1",
        *(f"crate-boxes-{duty}" for duty in ("codedeploy", "execution", "release")),
        *(
            f"crate-fleets-{duty}"
            for duty in ("codedeploy-blue", "codedeploy-green", "look", "release-machine", "release")
        ),
    ),
    "several-regions": (
        "atlas-pipeline at other stores",
        *(f"cdk-hnb659fds-deploy-role-{account}-eu-west-1" for account in ("222222222222", "333333333333")),
        *(f"atlas-fleet-{duty}" for duty in ("instance", "release")),
        *(f"atlas-boxes-euw1-{duty}" for duty in ("execution", "release")),
    ),
    "several-branches": (
        *(f"twigs-develop-{duty}" for duty in OF_PIPELINE),
        *(f"twigs-test-{duty}" for duty in ("instance", "release")),
        "cdk-hnb659fds-deploy-role-222222222222-eu-central-1",
    ),
    "strict": (
        "strict-replicate",
        "strict-production-bake",
        "strict-production-approve",
        "AWSServiceRoleForAutoScaling",
        "strict-functions-function",
        "strict-functions-verify-version",
        "strict-functions-verify-alias",
    ),
}
REPOSITORY = Path(__file__).parents[3]
PIPELINES = (
    REPOSITORY / f"{OWN}.yml",
    *(REPOSITORY / "tests" / "synth" / "pipelines" / f"{name}.yml" for name in VARIANTS),
)


@dataclass(frozen=True)
class Comparison:
    assemblies: Mapping[str, Assembly]  # ours, by pipeline
    ours: Pairs
    cdks: Pairs

    @property
    def not_needed(self) -> Pairs:
        return self.cdks - self.ours

    @property
    def added(self) -> Pairs:
        return self.ours - self.cdks

    def explained(self, rows: Iterable[Explained]) -> list[Pairs]:
        """Row by row."""
        return [frozenset((role, action) for role in self._roles(row) for action in _actions(row)) for row in rows]

    def _roles(self, row: Explained) -> Iterator[str]:
        for stack in self.assemblies[OWN].stacks:
            if stack.id != names.PIPELINE_STACK:
                roles = [one for role in row.roles for one in (role, *LIKE.get(role, ()))]
                yield from (role.replace("<env>", stack.id).replace("<account>", stack.account) for role in roles)


def read(ours: Mapping[str, Path], cdks: Mapping[str, Path]) -> Comparison:
    """From folders of assemblies, by pipeline."""
    assemblies = {name: assembly.read(folder) for name, folder in ours.items()}
    return Comparison(
        assemblies,
        _all(pairs(name, by_all_policies(one)) for name, one in assemblies.items()),
        _all(pairs(name, by_identity_policies(assembly.read(folder))) for name, folder in cdks.items()),
    )


def pairs(pipeline: str, permissions: Permissions) -> Pairs:
    """Of the roles that are compared."""
    return frozenset(
        (role, action)
        for role, actions in permissions.items()
        if pipeline == OWN or {role, role.partition(AT)[0]} & set(VARIANTS[pipeline])
        for action in actions
    )


def _all(found: Iterable[Pairs]) -> Pairs:
    return frozenset().union(*found)


def _actions(row: Explained) -> frozenset[str]:
    return expanded(row.actions) - expanded(row.but)
