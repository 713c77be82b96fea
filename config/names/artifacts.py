"""Where artifacts lie: a store in the tools region, and one in each other region."""

from config.branches import delivering_to
from config.model import Environment, Pipeline, Tools
from config.names.environment import environment_region
from config.names.pipeline import pipeline_name

BUCKET_PREFIXES_OF_AWS = ("amzn-s3-demo-", "sthree-")  # S3's naming rules; "xn--" has two hyphens
BUILT = "Built"  # the artifact that CodeDeploy delivers
SYNTHESIZED = "Synthesized"  # the artifact with the templates, and with what CodeDeploy delivers to ECS
ARTIFACT_KEY_PARAMETER = "ArtifactKeyArn"  # of an environment's stack; the one value that does not follow
STORE_STACK = "artifacts"  # beginning of the construct ids of other regions' artifact stores


def store_stack_id(region: str) -> str:
    """Construct id of the stack that holds the artifact store of another region than the tools region."""
    return f"{STORE_STACK}-{region}"


def store_stack_name(config: Pipeline, region: str) -> str:
    return f"{config.application}-{store_stack_id(region)}"


def store_stack_arn(config: Pipeline, region: str) -> str:
    name = store_stack_name(config, region)
    return f"arn:aws:cloudformation:{region}:{config.tools.account}:stack/{name}/*"


def artifact_key_parameter(region: str) -> str:
    """Of the pipeline's stack: the key of another region's artifact store."""
    return ARTIFACT_KEY_PARAMETER + "".join(word.capitalize() for word in region.split("-"))


def artifact_bucket_name(config: Pipeline, region: str | None = None) -> str:
    """The tools region's, where no other is named."""
    return artifact_bucket_name_of(config.application, config.tools, region)


def artifact_bucket_name_of(application: str, tools: Tools, region: str | None = None) -> str:
    return f"{application}-artifacts-{tools.account}-{region or tools.region}"


def artifact_bucket_arn(config: Pipeline, region: str | None = None) -> str:
    return f"arn:aws:s3:::{artifact_bucket_name(config, region)}"


def artifact_prefix(config: Pipeline) -> str:
    """Where CodePipeline keeps this pipeline's artifacts: it cuts the pipeline's name at 20 characters."""
    return pipeline_name(config)[:20]


def artifact_key(config: Pipeline, artifact: str) -> str:
    """How the keys of one artifact's objects begin: CodePipeline cuts the artifact's name at 10 characters."""
    return f"{artifact_prefix(config)}/{artifact[:10]}"


def revisions_arns(config: Pipeline, place: Environment) -> list[str]:
    """The objects of the artifact that CodeDeploy delivers there, from each pipeline that does."""
    bucket = artifact_bucket_arn(config, environment_region(config, place))
    return [f"{bucket}/{artifact_key(each, BUILT)}*" for each in delivering_to(config, place)]


def templates_arns(config: Pipeline, place: Environment) -> list[str]:
    """The objects of the artifact that holds the templates, from each pipeline that delivers there."""
    bucket = artifact_bucket_arn(config, environment_region(config, place))
    return [f"{bucket}/{artifact_key(each, SYNTHESIZED)}*" for each in delivering_to(config, place)]


def build_cache_prefix(config: Pipeline) -> str:
    return f"{artifact_prefix(config)}/cache"
