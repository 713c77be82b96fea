"""The composition root: pipeline.yml -> the pipeline's stack, stores in other regions, environments; and the gate."""

import json
import sys
from pathlib import Path
from typing import Any

import aws_cdk as cdk

import config
from app_stack.ecs import release_files
from app_stack.stack import EnvironmentStack
from config import names, places
from pipeline_stack.stack import PipelineStack
from pipeline_stack.stores.stack import StoreStack
from policy import gate
from stack_parts import boundary

HERE = Path(__file__).parent
PIPELINE_YML = HERE / "pipeline.yml"  # another: cdk synth -c config=<file>


# What is synthesized depends on pipeline.yml alone: not on the folder or the tool that app.py is run from.
REPEATABLE = {
    "aws:cdk:enable-path-metadata": True,
    "aws:cdk:disable-creation-stack-traces": True,  # they hold paths of the machine
}


def new_app(**app_props: Any) -> cdk.App:
    flags = json.loads((HERE / "cdk.json").read_text())["context"]
    return cdk.App(context=flags, post_cli_context=REPEATABLE, analytics_reporting=False, **app_props)


def add_stacks(app: cdk.App, pipeline: config.Pipeline) -> None:
    tools = pipeline.tools
    own = PipelineStack(app, pipeline, **_at(tools.account, tools.region, names.pipeline_stack_name(pipeline)))
    stores = [_store_stack(app, pipeline, region) for region in places.other_regions(pipeline)]
    environments = [_environment_stack(app, pipeline, place) for place in places.places(pipeline)]
    for stack in (own, *stores, *environments):
        boundary.bound_every_role(stack, names.permissions_boundary_arn(pipeline, stack.account))
    gate.attach(app, pipeline)


def _store_stack(app: cdk.App, pipeline: config.Pipeline, region: str) -> StoreStack:
    name = names.store_stack_name(pipeline, region)
    return StoreStack(app, pipeline, region, **_at(pipeline.tools.account, region, name))


def _environment_stack(app: cdk.App, pipeline: config.Pipeline, environment: config.Environment) -> EnvironmentStack:
    region = names.environment_region(pipeline, environment)
    name = names.environment_name(pipeline, environment)
    return EnvironmentStack(app, pipeline, environment, **_at(environment.account, region, name))


def _at(account: str, region: str, stack_name: str) -> dict[str, Any]:
    return {
        "env": cdk.Environment(account=account, region=region),
        "stack_name": stack_name,
        "termination_protection": True,
        # The rule is a parameter that reads SSM at deployment, for assets that these stacks do not have.
        "synthesizer": cdk.DefaultStackSynthesizer(generate_bootstrap_version_rule=False),
    }


def main() -> None:
    app = new_app()
    path = Path(app.node.try_get_context("config") or PIPELINE_YML)
    try:
        pipeline = config.load(path)
    except config.ConfigError as error:
        sys.exit(str(error))
    for warning in config.warnings(path):
        print(f"warning: {warning}", file=sys.stderr)
    add_stacks(app, pipeline)
    folder = Path(app.synth().directory)
    gate.enforce(folder, pipeline)
    release_files.write(folder, pipeline)


if __name__ == "__main__":
    main()
