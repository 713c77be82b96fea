"""The stage of one environment: change sets, the approval that may look at them, their execution, the releases."""

from collections.abc import Callable, Iterator
from functools import partial

from aws_cdk import aws_codepipeline_actions as actions
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names, places
from config.model import Environment, Pipeline
from pipeline_stack.approval_question import question
from pipeline_stack.commit_link import commit_link
from pipeline_stack.place_actions import PlaceActions
from pipeline_stack.releases.made import Made
from pipeline_stack.roles import Roles
from pipeline_stack.stores.other_stores import OtherStores

Make = Callable[[int], actions.Action]  # of the order


class EnvironmentStage(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        roles: Roles,
        artifacts: s3.IBucket,
        others: OtherStores,
    ) -> None:
        super().__init__(scope, environment.name)
        self._config, self._environment = config, environment
        self._roles = roles
        home_key = artifacts.encryption_key
        assert home_key is not None, "the artifact bucket has its own key"
        self._keys = {config.tools.region: home_key.key_arn, **others.keys(config)}
        self._waves = [[self._of(place) for place in wave] for wave in places.waves(config, environment)]

    def in_order(self, made: Made) -> list[actions.Action]:
        """In the order in which they run."""
        groups = enumerate(self._groups(made), start=1)
        return [make(order) for order, group in groups for make in group]

    def _groups(self, made: Made) -> Iterator[list[Make]]:
        """What runs side by side. All changes are prepared before the first is made: one approval sees them all."""
        yield [partial(place.prepare, made) for wave in self._waves for place in wave]
        if self._environment.approval:
            yield [self._approve]
        for wave in self._waves:
            yield [place.execute for place in wave]
            yield [partial(place.release, made) for place in wave]

    def _of(self, place: Environment) -> PlaceActions:
        """Where there is one place only, its constructs stand in the stage itself."""
        scope = Construct(self, place.region or "") if place.regions else self
        key = self._keys[names.environment_region(self._config, place)]
        return PlaceActions(scope, self._config, place, self._roles.of(place), key)

    def _approve(self, order: int) -> actions.Action:
        config, environment = self._config, self._environment
        return actions.ManualApprovalAction(
            action_name=names.APPROVE,
            external_entity_link=commit_link(config),
            additional_information=question(config, environment),
            run_order=order,
        )
