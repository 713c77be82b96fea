"""Names that follow from pipeline.yml alone, so that no stack needs another account's outputs.

IAM role names are at most 64 characters, S3 bucket names 63, target group names 32: `application`
and an environment's `name` are at most 20 each (config.model.Name).
"""

from dataclasses import dataclass
from hashlib import sha256

from config.branches import delivering_to, own_name
from config.model import Environment, Pipeline, Tools
from config.strategies import is_by_state_machine

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

BUCKET_PREFIXES_OF_AWS = ("amzn-s3-demo-", "sthree-")  # S3's naming rules; "xn--" has two hyphens


BUILD = "build"  # the duty of the project that builds the application, and of its role
SYNTHESIZE = "synthesize"  # likewise for the infrastructure's templates
BUILT = "Built"  # the artifact that CodeDeploy delivers
APPROVE = "Approve"  # the action that asks people
RELEASE = "Release"  # the action that deploys; with the region behind it, where an environment has several
TELL = "tell"  # the duty of the state machine that writes messages, and of its role
LOOK = "look"  # the duty of the role in which that machine looks at deployments, in the environment's account
NOTIFY = "notify"  # the duty of the role in which rules hand events to that state machine
FORWARD = "forward"  # the duty of the role in which an environment's rule hands its events to the tools account
CRITICAL, WARNING, APPROVAL = "critical", "warning", "approval"  # severities of messages, each with its topic
BAKE = "bake"  # the duty of the role that watches the alarms of a release
RELEASE_ALARMS = {  # by target; at most five, one rule each
    "ec2": ("http-5xx", "latency-p95", "unhealthy-hosts"),
    "ecs": ("blue-http-5xx", "blue-latency-p95", "green-http-5xx", "green-latency-p95", "unhealthy-hosts"),
    "lambda": ("http-5xx", "latency-p95", "function-errors", "function-throttles"),
}
OUTAGE = "outage"  # the alarm that tells only: a first release must survive it
HARM = "harm"  # the alarm that stands for all of these where there are several regions: a condition has five rules
SYNTHESIZED = "Synthesized"  # the artifact with the templates, and with what CodeDeploy delivers to ECS
ARTIFACT_KEY_PARAMETER = "ArtifactKeyArn"  # of an environment's stack; the one value that does not follow
COLOURS = ("blue", "green")  # the two fleets of an environment that is released blue-green
STORE_STACK = "artifacts"  # beginning of the construct ids of other regions' artifact stores
RELEASE_MACHINE = "release-machine"  # the duty of the role of a release's state machine
LIVE_ALIAS = "live"  # of a function: what requests go to
VERSION_HOOK, ALIAS_HOOK = "verify-version", "verify-alias"  # duties of the functions that check a release
REVISION_BUCKET, REVISION_KEY = "RevisionBucket", "RevisionKey"  # outputs of a stack: what its release brings
IMAGE_PARAMETER = "Image"  # of an ECS environment's stack: what this execution of the pipeline built
IMAGE_PLACEHOLDER = "IMAGE1_NAME"  # in a task definition, <IMAGE1_NAME>: CodeDeployToECS puts the image there


def pipeline_name(config: Pipeline) -> str:
    """What the parts of a pipeline are called after: the application, and the name that one of several may have."""
    name = own_name(config)
    return f"{config.application}-{name}" if name else config.application


def pipeline_stack_name(config: Pipeline) -> str:
    return f"{config.application}-pipeline"


def pipeline_arn(config: Pipeline) -> str:
    tools = config.tools
    return f"arn:aws:codepipeline:{tools.region}:{tools.account}:{pipeline_name(config)}"


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


def audit_bucket_name(config: Pipeline) -> str:
    """Of the trails of all accounts."""
    return f"{config.application}-audit-{config.tools.account}-{config.tools.region}"


def audit_key_alias(config: Pipeline) -> str:
    """By which the trails of other accounts know the key of that bucket: its id follows from nothing."""
    return f"alias/{config.application}-audit"


def audit_key_arn(config: Pipeline) -> str:
    return _tools_arn(config, "kms", audit_key_alias(config))


def trail_name(config: Pipeline, place: Environment | None = None) -> str:
    """Of the tools account, or of the account that a place is the first in; its role is called so too."""
    return f"{environment_name(config, place) if place else config.application}-audit"


def trail_arn(config: Pipeline, place: Environment | None = None) -> str:
    account = place.account if place else config.tools.account
    region = environment_region(config, place) if place else config.tools.region
    return f"arn:aws:cloudtrail:{region}:{account}:trail/{trail_name(config, place)}"


def trail_log_group_name(config: Pipeline, place: Environment | None = None) -> str:
    return f"/aws/cloudtrail/{trail_name(config, place)}"


def access_logs_bucket_name(config: Pipeline, account: str, region: str) -> str | None:
    """Of the existing bucket for a stack's access logs, None where the stack makes its own."""
    pattern = config.security.access_logs_bucket
    return pattern.format(account=account, region=region) if pattern else None


def permissions_boundary_arn(config: Pipeline, account: str) -> str | None:
    name = config.security.permissions_boundary
    return f"arn:aws:iam::{account}:policy/{name}" if name else None


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


def environment_name(config: Pipeline, environment: Environment) -> str:
    """Stack, CodeDeploy application, deployment group and Auto Scaling group of an environment."""
    return f"{config.application}-{environment.name}"


def fleet_name(config: Pipeline, environment: Environment, colour: str) -> str:
    """The Auto Scaling group and the deployment group of one of the two fleets."""
    return f"{environment_name(config, environment)}-{colour}"


def environment_region(config: Pipeline, environment: Environment) -> str:
    return environment.region or config.tools.region


def change_set_name(config: Pipeline, place: Environment) -> str:
    """Of each pipeline its own: none executes what another has prepared."""
    pipeline = own_name(config)
    return f"{environment_name(config, place)}-{f'{pipeline}-' if pipeline else ''}pipeline"


def action_name(place: Environment, action: str) -> str:
    """Unique in a stage: with the region, where the environment has several."""
    return f"{action}-{place.region}" if place.regions else action


def environment_role_name(config: Pipeline, environment: Environment, duty: str) -> str:
    return f"{environment_name(config, environment)}-{duty}"


def environment_role_arn(config: Pipeline, environment: Environment, duty: str) -> str:
    name = environment_role_name(config, environment, duty)
    return f"arn:aws:iam::{environment.account}:role/{name}"


def approver_role_name(config: Pipeline, environment: Environment) -> str:
    """In the tools account: whoever may approve the environment takes it on."""
    return f"{environment_name(config, environment)}-approve"


def approve_action_arns(config: Pipeline, environment: Environment) -> list[str]:
    """In each pipeline that delivers there."""
    return [f"{pipeline_arn(each)}/{environment.name}/{APPROVE}" for each in delivering_to(config, environment)]


def alarm_name(config: Pipeline, environment: Environment, what: str) -> str:
    return f"{environment_name(config, environment)}-{what}"


def told_alarms(place: Environment) -> tuple[str, ...]:
    """Those that people are told of. Whatever Lambda does not answer are errors and throttles of the function."""
    return (*RELEASE_ALARMS[place.target], *(() if place.target == "lambda" else (OUTAGE,)))


def baked_alarms(place: Environment) -> tuple[str, ...]:
    """Of the alarms of a place, those that the pipeline watches while a release bakes."""
    return (HARM,) if place.regions else RELEASE_ALARMS[place.target]


def baked_alarm_arns(config: Pipeline, place: Environment) -> list[str]:
    where = f"{environment_region(config, place)}:{place.account}"
    named = (alarm_name(config, place, what) for what in baked_alarms(place))
    return [f"arn:aws:cloudwatch:{where}:alarm:{name}" for name in named]


def bootstrap_role_arn(account: str, region: str, duty: str) -> str:
    """A role that `cdk bootstrap` makes: duty is deploy-role or cfn-exec-role."""
    return f"arn:aws:iam::{account}:role/cdk-hnb659fds-{duty}-{account}-{region}"


@dataclass(frozen=True)
class CodeDeployArns:
    pipeline: Pipeline
    environment: Environment

    @property
    def application(self) -> str:
        return self._arn(f"application:{environment_name(self.pipeline, self.environment)}")

    @property
    def group(self) -> str:
        name = environment_name(self.pipeline, self.environment)
        return self._arn(f"deploymentgroup:{name}/{name}")

    def fleet(self, colour: str) -> str:
        """The deployment group of one of the two fleets."""
        application = environment_name(self.pipeline, self.environment)
        return self._arn(f"deploymentgroup:{application}/{fleet_name(self.pipeline, self.environment, colour)}")

    def config(self, name: str) -> str:
        return self._arn(f"deploymentconfig:{name}")

    def _arn(self, resource: str) -> str:
        region = environment_region(self.pipeline, self.environment)
        return f"arn:aws:codedeploy:{region}:{self.environment.account}:{resource}"


@dataclass(frozen=True)
class EcsArns:
    """Cluster, service and family of task definitions are called after the environment."""

    pipeline: Pipeline
    environment: Environment

    @property
    def cluster(self) -> str:
        return self._arn(f"cluster/{self._name}")

    @property
    def service(self) -> str:
        return self._arn(f"service/{self._name}/{self._name}")

    @property
    def task_sets(self) -> str:
        return self._arn(f"task-set/{self._name}/{self._name}/*")

    @property
    def task_definitions(self) -> str:
        return self._arn(f"task-definition/{self._name}:*")

    @property
    def anything(self) -> str:
        return self._arn("*")

    @property
    def _name(self) -> str:
        return environment_name(self.pipeline, self.environment)

    def _arn(self, resource: str) -> str:
        region = environment_region(self.pipeline, self.environment)
        return f"arn:aws:ecs:{region}:{self.environment.account}:{resource}"


def deploy_role_arn(config: Pipeline, environment: Environment) -> str:
    """Creates and executes change sets in the environment's account."""
    region = environment_region(config, environment)
    return bootstrap_role_arn(environment.account, region, "deploy-role")


def execution_role_arn(config: Pipeline, environment: Environment) -> str:
    """What CloudFormation itself runs as in the environment's account."""
    region = environment_region(config, environment)
    return bootstrap_role_arn(environment.account, region, "cfn-exec-role")


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


def pipeline_role_arns(config: Pipeline, place: Environment) -> list[str]:
    """Of the pipelines that deliver there."""
    return [tools_role_arn(each, "pipeline") for each in delivering_to(config, place)]


def templates_arns(config: Pipeline, place: Environment) -> list[str]:
    """The objects of the artifact that holds the templates, from each pipeline that delivers there."""
    bucket = artifact_bucket_arn(config, environment_region(config, place))
    return [f"{bucket}/{artifact_key(each, SYNTHESIZED)}*" for each in delivering_to(config, place)]


def repository_arn(config: Pipeline) -> str:
    """Of a CodeCommit source."""
    return _tools_arn(config, "codecommit", config.source.repository or "")


def image_repository_name(config: Pipeline) -> str:
    return config.application


def image_repository_arn(config: Pipeline) -> str:
    return _tools_arn(config, "ecr", f"repository/{image_repository_name(config)}")


def image_repository_uri(config: Pipeline) -> str:
    tools = config.tools
    return f"{tools.account}.dkr.ecr.{tools.region}.amazonaws.com/{image_repository_name(config)}"


def pipeline_log_group_name(config: Pipeline) -> str:
    """CodePipeline's own name for where an action writes that runs commands."""
    return f"/aws/codepipeline/{pipeline_name(config)}"


def build_log_group_name(config: Pipeline, duty: str) -> str:
    return f"/aws/codebuild/{project_name(config, duty)}"


def history_log_group_name(config: Pipeline) -> str:
    """Of what the pipeline tells of itself; EventBridge's console offers groups of this prefix alone."""
    return f"/aws/events/{pipeline_name(config)}"


def history_log_group_arn(config: Pipeline) -> str:
    return _tools_arn(config, "logs", f"log-group:{history_log_group_name(config)}")


def history_rule_name(config: Pipeline) -> str:
    return f"{pipeline_name(config)}-history"


def history_rule_arn(config: Pipeline) -> str:
    return _tools_arn(config, "events", f"rule/{history_rule_name(config)}")


def source_rule_arn(config: Pipeline) -> str:
    return _tools_arn(config, "events", f"rule/{source_rule_name(config)}")


def build_cache_prefix(config: Pipeline) -> str:
    return f"{artifact_prefix(config)}/cache"


def project_arn(config: Pipeline, duty: str) -> str:
    return _tools_arn(config, "codebuild", f"project/{project_name(config, duty)}")


def report_group_name(config: Pipeline, duty: str) -> str:
    """CodeBuild's own name for the group that a buildspec calls `tests`."""
    return f"{project_name(config, duty)}-tests"


def source_rule_name(config: Pipeline) -> str:
    return f"{pipeline_name(config)}-source-change"


def own_approval_topic_name(config: Pipeline, environment: Environment) -> str:
    """Of an environment that has its own people to tell."""
    return f"{environment_name(config, environment)}-approval"


def own_approval_topic_arn(config: Pipeline, environment: Environment) -> str:
    return _tools_arn(config, "sns", own_approval_topic_name(config, environment))


def severity_topic_name(config: Pipeline, severity: str) -> str:
    return f"{config.application}-{severity}"


def severity_topic_arn(config: Pipeline, severity: str) -> str:
    return _tools_arn(config, "sns", severity_topic_name(config, severity))


def chat_name(config: Pipeline, app: str) -> str:
    """Of the configuration of a channel, and of its role; `app`: slack or teams."""
    return f"{config.application}-chat-{app}"


def chat_arn(config: Pipeline, app: str) -> str:
    """https://docs.aws.amazon.com/service-authorization/latest/reference/list_awschatbot.html"""
    kind = {"slack": "slack-channel", "teams": "microsoft-teams-channel"}[app]
    return f"arn:aws:chatbot::{config.tools.account}:chat-configuration/{kind}/{chat_name(config, app)}"


def tell_machine_name(config: Pipeline) -> str:
    """The state machine that makes a message of an event."""
    return f"{config.application}-{TELL}"


def tell_machine_arn(config: Pipeline) -> str:
    return _tools_arn(config, "states", f"stateMachine:{tell_machine_name(config)}")


def tell_log_group_name(config: Pipeline) -> str:
    """See release_log_group_name."""
    return f"/aws/vendedlogs/states/{tell_machine_name(config)}"


def tell_alarm_name(config: Pipeline) -> str:
    return f"{tell_machine_name(config)}-failed"


def shared_untold_name(config: Pipeline) -> str:
    """Of the queue of what could not be handed to that machine, and of the alarm that says so."""
    return f"{config.application}-untold"


def alarms_on_messages(config: Pipeline) -> list[str]:
    """Those that tell of what the machine has not told."""
    return [tell_alarm_name(config), shared_untold_name(config)]


def stale_rule(pipeline: Pipeline) -> str:
    """Of the rule that asks each day whether this pipeline is stale; one of several has its name in it."""
    return "-".join(filter(None, (own_name(pipeline), "pipeline-stale")))


def told_rule_name(config: Pipeline, occasion: str) -> str:
    """Of the EventBridge rule that tells of an occasion; at most 64 characters."""
    return f"{config.application}-{occasion}"


def told_rule_arn(config: Pipeline, occasion: str) -> str:
    return _tools_arn(config, "events", f"rule/{told_rule_name(config, occasion)}")


def heard_rule_arn(config: Pipeline, occasion: str) -> str:
    """The same, of an occasion of an environment: its rule is on the bus to which environments hand their events."""
    return _tools_arn(config, "events", f"rule/{bus_name(config)}/{told_rule_name(config, occasion)}")


def bus_name(config: Pipeline) -> str:
    """Of the event bus in the tools account that hears of the environments."""
    return f"{config.application}-environments"


def bus_arn(config: Pipeline) -> str:
    return _tools_arn(config, "events", f"event-bus/{bus_name(config)}")


def forward_rule_name(config: Pipeline, environment: Environment) -> str:
    """Of the rule that hands an environment's events to that bus."""
    return f"{environment_name(config, environment)}-{FORWARD}"


def forward_rule_arn(config: Pipeline, environment: Environment) -> str:
    region = environment_region(config, environment)
    return f"arn:aws:events:{region}:{environment.account}:rule/{forward_rule_name(config, environment)}"


def untold_name(config: Pipeline, environment: Environment) -> str:
    """Of the queue of what did not get there, and of the alarm that says so."""
    return f"{environment_name(config, environment)}-untold"


def group_names(config: Pipeline, environment: Environment) -> list[str]:
    """Of an environment's Auto Scaling groups."""
    if environment.target != "ec2":
        return []
    by_colour = [fleet_name(config, environment, colour) for colour in COLOURS]
    return by_colour if is_by_state_machine(environment) else [environment_name(config, environment)]


def flow_log_group_name(config: Pipeline, environment: Environment) -> str:
    return f"/slipway/{environment_name(config, environment)}/flow-logs"


def agent_log_group_name(config: Pipeline, environment: Environment) -> str:
    return f"/slipway/{environment_name(config, environment)}/agents"


def task_log_group_name(config: Pipeline, environment: Environment) -> str:
    return f"/slipway/{environment_name(config, environment)}/tasks"


def task_definition_file(environment: Environment) -> str:
    return f"{environment.name}.taskdef.json"


def appspec_file(environment: Environment) -> str:
    """JSON, which is YAML too."""
    return f"{environment.name}.appspec.yaml"


def web_acl_name(config: Pipeline, environment: Environment) -> str:
    return environment_name(config, environment)


def web_acl_log_group_name(config: Pipeline, environment: Environment) -> str:
    """WAF writes to log groups whose name begins so, and to no others."""
    return f"aws-waf-logs-{environment_name(config, environment)}"


def web_acl_log_group_arn(config: Pipeline, environment: Environment) -> str:
    region = environment_region(config, environment)
    name = web_acl_log_group_name(config, environment)
    return f"arn:aws:logs:{region}:{environment.account}:log-group:{name}"


def auto_scaling_role_arn(account: str) -> str:
    """As whom Auto Scaling starts instances and publishes; AWS makes the role with the account's first group."""
    return f"arn:aws:iam::{account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"


def release_machine_name(config: Pipeline, environment: Environment) -> str:
    """The state machine that carries a release out."""
    return f"{environment_name(config, environment)}-release"


def release_machine_arn(config: Pipeline, environment: Environment) -> str:
    region = environment_region(config, environment)
    return f"arn:aws:states:{region}:{environment.account}:stateMachine:{release_machine_name(config, environment)}"


def release_log_group_name(config: Pipeline, environment: Environment) -> str:
    """With the prefix for which Step Functions needs no resource policy of its own for each group.

    https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
    """
    return f"/aws/vendedlogs/states/{release_machine_name(config, environment)}"


def stack_variables(environment: Environment) -> str:
    """The namespace in which the pipeline's actions find the outputs of an environment's stack."""
    return f"{environment.name}-stack"


def function_arn(config: Pipeline, environment: Environment, name: str) -> str:
    region = environment_region(config, environment)
    return f"arn:aws:lambda:{region}:{environment.account}:function:{name}"


def hook_name(config: Pipeline, environment: Environment, duty: str) -> str:
    """Of a function that checks a release. Its code knows by this name whom to ask (hook_code.py)."""
    return f"{environment_name(config, environment)}-{duty}"


def function_names(config: Pipeline, environment: Environment) -> list[str]:
    """Of all functions of an environment on Lambda."""
    hooks = [hook_name(config, environment, duty) for duty in (VERSION_HOOK, ALIAS_HOOK)]
    return [environment_name(config, environment), *hooks]


def function_log_group_name(function: str) -> str:
    return f"/aws/lambda/{function}"


def given(output: str) -> str:
    """The parameter of an environment's stack that becomes this output."""
    return f"Given{output}"


def load_balancer_name(config: Pipeline, environment: Environment) -> str:
    """At most 32 characters; the prefix keeps it clear of `internal-`, which AWS reserves."""
    return shortened(f"lb-{environment_name(config, environment)}", 32)


def target_group_name(config: Pipeline, environment: Environment, color: str = "") -> str:
    """`color`: which of two, where a release moves requests from one to the other."""
    return shortened("-".join(filter(None, (environment_name(config, environment), color))), 32)


def shortened(name: str, limit: int) -> str:
    """The name itself if it fits, else its beginning and a digest of the whole."""
    if len(name) <= limit:
        return name
    return f"{name[: limit - 9].rstrip('-')}-{sha256(name.encode()).hexdigest()[:8]}"


def _tools_arn(config: Pipeline, service: str, resource: str) -> str:
    return f"arn:aws:{service}:{config.tools.region}:{config.tools.account}:{resource}"
