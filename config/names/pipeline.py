"""What a pipeline is made of, in the tools account."""

from config.branches import own_name
from config.model import Pipeline

PIPELINE_STACK = "Pipeline"  # construct id, as in `cdk deploy Pipeline`

# What follows `application-` in the names of the tools account, and the stages before the environments.
# An environment of such a name would share a stack, role, project, template file or stage with them.
TOOLS_WORDS = (
    "approval",
    "artifacts",
    "audit",
    "build",
    "chat",
    "critical",
    "history",
    "image",
    "notify",
    "pipeline",
    "replicate",
    "source",
    "source-change",
    "start-build",
    "synthesize",
    "tell",
    "untold",
    "update-pipeline",
    "warning",
)

BUILD = "build"  # the duty of the project that builds the application, and of its role
SYNTHESIZE = "synthesize"  # likewise for the infrastructure's templates
APPROVE = "Approve"  # the action that asks people
RELEASE = "Release"  # the action that deploys; with the region behind it, where an environment has several


def pipeline_name(config: Pipeline) -> str:
    """What the parts of a pipeline are called after: the application, and the name that one of several may have."""
    name = own_name(config)
    return f"{config.application}-{name}" if name else config.application


def pipeline_stack_name(config: Pipeline) -> str:
    return f"{config.application}-pipeline"


def pipeline_arn(config: Pipeline) -> str:
    tools = config.tools
    return f"arn:aws:codepipeline:{tools.region}:{tools.account}:{pipeline_name(config)}"


def tools_role_name(config: Pipeline, duty: str) -> str:
    return f"{pipeline_name(config)}-{duty}"


def tools_role_arn(config: Pipeline, duty: str) -> str:
    return f"arn:aws:iam::{config.tools.account}:role/{tools_role_name(config, duty)}"


def shared_role_name(config: Pipeline, duty: str) -> str:
    """Of a role that is there once, however many pipelines the stack has."""
    return f"{config.application}-{duty}"


def shared_role_arn(config: Pipeline, duty: str) -> str:
    return f"arn:aws:iam::{config.tools.account}:role/{shared_role_name(config, duty)}"


def project_name(config: Pipeline, duty: str) -> str:
    return f"{pipeline_name(config)}-{duty}"


def repository_arn(config: Pipeline) -> str:
    """Of a CodeCommit source."""
    return tools_arn(config, "codecommit", config.source.repository or "")


def pipeline_log_group_name(config: Pipeline) -> str:
    """CodePipeline's own name for where an action writes that runs commands."""
    return f"/aws/codepipeline/{pipeline_name(config)}"


def build_log_group_name(config: Pipeline, duty: str) -> str:
    return f"/aws/codebuild/{project_name(config, duty)}"


def history_log_group_name(config: Pipeline) -> str:
    """Of what the pipeline tells of itself; EventBridge's console offers groups of this prefix alone."""
    return f"/aws/events/{pipeline_name(config)}"


def history_log_group_arn(config: Pipeline) -> str:
    return tools_arn(config, "logs", f"log-group:{history_log_group_name(config)}")


def history_rule_name(config: Pipeline) -> str:
    return f"{pipeline_name(config)}-history"


def history_rule_arn(config: Pipeline) -> str:
    return tools_arn(config, "events", f"rule/{history_rule_name(config)}")


def source_rule_arn(config: Pipeline) -> str:
    return tools_arn(config, "events", f"rule/{source_rule_name(config)}")


def project_arn(config: Pipeline, duty: str) -> str:
    return tools_arn(config, "codebuild", f"project/{project_name(config, duty)}")


def report_group_name(config: Pipeline, duty: str) -> str:
    """CodeBuild's own name for the group that a buildspec calls `tests`."""
    return f"{project_name(config, duty)}-tests"


def source_rule_name(config: Pipeline) -> str:
    return f"{pipeline_name(config)}-source-change"


def tools_arn(config: Pipeline, service: str, resource: str) -> str:
    return f"arn:aws:{service}:{config.tools.region}:{config.tools.account}:{resource}"
