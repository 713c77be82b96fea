"""What tells people: topics, rules, the bus of the environments, the state machine that writes."""

from config.branches import own_name
from config.model import Environment, Pipeline
from config.names.environment import environment_name, environment_region
from config.names.pipeline import tools_arn

TELL = "tell"  # the duty of the state machine that writes messages, and of its role
LOOK = "look"  # the duty of the role in which that machine looks at deployments, in the environment's account
NOTIFY = "notify"  # the duty of the role in which rules hand events to that state machine
FORWARD = "forward"  # the duty of the role in which an environment's rule hands its events to the tools account
CRITICAL, WARNING, APPROVAL = "critical", "warning", "approval"  # severities of messages, each with its topic


def own_approval_topic_name(config: Pipeline, environment: Environment) -> str:
    """Of an environment that has its own people to tell."""
    return f"{environment_name(config, environment)}-approval"


def own_approval_topic_arn(config: Pipeline, environment: Environment) -> str:
    return tools_arn(config, "sns", own_approval_topic_name(config, environment))


def severity_topic_name(config: Pipeline, severity: str) -> str:
    return f"{config.application}-{severity}"


def severity_topic_arn(config: Pipeline, severity: str) -> str:
    return tools_arn(config, "sns", severity_topic_name(config, severity))


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
    return tools_arn(config, "states", f"stateMachine:{tell_machine_name(config)}")


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
    return tools_arn(config, "events", f"rule/{told_rule_name(config, occasion)}")


def heard_rule_arn(config: Pipeline, occasion: str) -> str:
    """The same, of an occasion of an environment: its rule is on the bus to which environments hand their events."""
    return tools_arn(config, "events", f"rule/{bus_name(config)}/{told_rule_name(config, occasion)}")


def bus_name(config: Pipeline) -> str:
    """Of the event bus in the tools account that hears of the environments."""
    return f"{config.application}-environments"


def bus_arn(config: Pipeline) -> str:
    return tools_arn(config, "events", f"event-bus/{bus_name(config)}")


def forward_rule_name(config: Pipeline, environment: Environment) -> str:
    """Of the rule that hands an environment's events to that bus."""
    return f"{environment_name(config, environment)}-{FORWARD}"


def forward_rule_arn(config: Pipeline, environment: Environment) -> str:
    region = environment_region(config, environment)
    return f"arn:aws:events:{region}:{environment.account}:rule/{forward_rule_name(config, environment)}"


def untold_name(config: Pipeline, environment: Environment) -> str:
    """Of the queue of what did not get there, and of the alarm that says so."""
    return f"{environment_name(config, environment)}-untold"
