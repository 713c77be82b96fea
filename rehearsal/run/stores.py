"""What a user does once for each other region: bootstrap it, and deploy the artifact store there."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config import names, places
from config.model import Pipeline
from rehearsal.run import cdk
from rehearsal.run.local_aws import LocalAws


def homes(config: Pipeline) -> list[cdk.Home]:
    """Every account and region in which there is a stack."""
    tools = config.tools
    of_stores = [(tools.account, region) for region in places.other_regions(config)]
    of_places = [(place.account, names.environment_region(config, place)) for place in places.places(config)]
    return list(dict.fromkeys([(tools.account, tools.region), *of_stores, *of_places]))


def deploy(config: Pipeline, project: Path, assembly: Path, aws: LocalAws) -> Mapping[str, str]:
    """The parameters of the pipeline's stack: each store's key, as the store's output says it."""
    account = config.tools.account

    def one(region: str) -> str:
        cdk.deploy(project, assembly, names.store_stack_id(region), aws.environment(account, region), {})
        cloudformation = aws.client("cloudformation", account, region)
        [stack] = cloudformation.describe_stacks(StackName=names.store_stack_name(config, region))["Stacks"]
        return next(str(one["OutputValue"]) for one in stack["Outputs"] if one["OutputKey"] == parameter(region))

    parameter, regions = names.artifact_key_parameter, places.other_regions(config)
    with ThreadPoolExecutor() as pool:
        return dict(zip(map(parameter, regions), pool.map(one, regions), strict=True))
