"""What people are told, and what could keep them from hearing it."""

from typing import Any

from policy.mutation.change_statement import elements
from policy.mutation.mutant import Change, Mutant, add, drop, put, remove

TOOLS = "Pipeline"
RULES = "Notifications/Rules"
BUILD_FAILED = (TOOLS, f"{RULES}/build-failed/Resource")
MACHINE, TELL = (TOOLS, "Notifications/Machine/Machine/Resource"), (TOOLS, "Notifications/tell/Role/Resource")
NOTIFY = (TOOLS, "Notifications/notify/Role/Resource")
KEY, WARNING = "Operations/Key/Resource", "Notifications/Topics/Warning/Policy/Resource"
TRUST = "AssumeRolePolicyDocument.Statement.0"
ELSEWHERE = "arn:aws:states:eu-central-1:111111111111:stateMachine:other"
FOREIGN = "arn:aws:events:eu-central-1:999999999999:event-bus/default"
UNTOLD, QUEUE = (TOOLS, "Notifications/Untold/Alarm/Resource"), (TOOLS, "Notifications/Untold/Untold/Resource")
QUEUE_POLICY = (TOOLS, "Notifications/Untold/Untold/Policy/Resource")


def _target(**changes: Any) -> Change:
    return put(*BUILD_FAILED, "Targets.0", {"Id": "Target0", "RoleArn": {"Ref": "Role"}, **changes})


SLACK, TEAMS = ("Pipeline", "Notifications/Chat/Slack"), ("Pipeline", "Notifications/Chat/Teams")
CHAT_ROLE = ("Pipeline", "Notifications/Chat/slackRole/Resource")
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
TOPICS = ["arn:aws:sns:eu-central-1:999999999999:theirs"]


def _chat(name: str, change: Change) -> Mutant:
    return Mutant(f"chat: {name}", change, of="strict")


MUTANTS = (
    _chat("without a guardrail", drop(*SLACK, "GuardrailPolicies")),
    _chat("an administrator's guardrail", put(*TEAMS, "GuardrailPolicies", [ADMINISTRATOR])),
    _chat("a role that may do everything", put(*CHAT_ROLE, "ManagedPolicyArns", [ADMINISTRATOR])),
    _chat("somebody's role", put(*SLACK, "IamRoleArn", "arn:aws:iam::111111111111:role/admin")),
    _chat("somebody's topic", put(*TEAMS, "SnsTopicArns", TOPICS)),
    _chat("its members need roles of their own", put(*SLACK, "UserRoleRequired", True)),
    _chat("commands of somebody's", put(*SLACK, "CustomizationResourceArns", ["arn:aws:chatbot::1:custom-action/x"])),
    _chat("a role for any channel", drop(*CHAT_ROLE, "AssumeRolePolicyDocument.Statement.0.Condition")),
    *(
        Mutant(f"told: nobody of {occasion}", remove(TOOLS, f"{RULES}/{occasion}/Resource"))
        for occasion in ("build-failed", "deployment-failed", "execution-failed", "rolled-back", "pipeline-stale")
    ),
    Mutant("told: the rule is off", put(*BUILD_FAILED, "State", "DISABLED")),
    Mutant("told: the rule starts nothing", put(*BUILD_FAILED, "Targets", [])),
    Mutant("told: the rule may start nothing", drop(*BUILD_FAILED, "Targets.0.RoleArn")),
    Mutant("told: of another pipeline", put(*BUILD_FAILED, "EventPattern.detail.pipeline", ["other"])),
    Mutant("told: of successes", put(*BUILD_FAILED, "EventPattern.detail.state", ["SUCCEEDED"])),
    Mutant("told: of tests instead of builds", put(*BUILD_FAILED, "EventPattern.detail.type.category", ["Test"])),
    Mutant("told: by a state machine elsewhere", _target(Arn=ELSEWHERE)),
    Mutant("told: to a bus of another account", _target(Arn=FOREIGN)),
    Mutant(
        "told: stale once a year",
        put(TOOLS, f"{RULES}/pipeline-stale/Resource", "ScheduleExpression", "rate(365 days)"),
    ),
    Mutant(
        "told: to a topic of another template",
        put(
            *BUILD_FAILED,
            "Targets.0.InputTransformer.InputTemplate",
            '{"topic":"arn:aws:sns:eu-central-1:111111111111:other"}',
        ),
    ),
    Mutant(
        "told: a further rule that hands every failure on",
        add(
            TOOLS,
            "Debug",
            "AWS::Events::Rule",
            EventPattern={
                "source": ["aws.codepipeline"],
                "detail-type": ["CodePipeline Pipeline Execution State Change"],
            },
            Targets=[{"Id": "Debug", "Arn": FOREIGN, "RoleArn": {"Ref": "Role"}}],
        ),
    ),
    Mutant("message machine: its states come from elsewhere", put(*MACHINE, "DefinitionString", {"Ref": "Given"})),
    Mutant("message machine: not written down", drop(*MACHINE, "LoggingConfiguration")),
    Mutant("message machine: with what it says", put(*MACHINE, "LoggingConfiguration.IncludeExecutionData", True)),
    Mutant("message machine: in the role of the rules", put(*MACHINE, "RoleArn", {"Fn::GetAtt": ["Notify", "Arn"]})),
    Mutant("tell role: for any state machine", drop(*TELL, f"{TRUST}.Condition.ArnEquals")),
    Mutant("notify role: for any rule", drop(*NOTIFY, f"{TRUST}.Condition.ArnEqualsIfExists")),
    Mutant(
        "notify role: for the rules of any account",
        put(*NOTIFY, f"{TRUST}.Condition.ArnEqualsIfExists", {"aws:SourceArn": "arn:aws:events:*:*:rule/*"}),
    ),
    Mutant(
        "notify role: starts any state machine",
        elements(TOOLS, "Notifications/notify/Policy/Resource", "HandEventsOn", Resource="*"),
    ),
    Mutant("message key: for alarms of anyone", elements(TOOLS, KEY, "AlarmsEncryptMessages", Condition={})),
    Mutant("message key: for any role of the account", elements(TOOLS, KEY, "EncryptMessages", Condition={})),
    Mutant("warning topic: alarms of anyone publish", elements(TOOLS, WARNING, "AlarmsPublish", Condition={})),
    Mutant(
        "message alarm: nobody hears it",
        put(TOOLS, "Notifications/Machine/Failed/Resource", "AlarmActions", []),
    ),
    Mutant("message alarm: says nothing", drop(TOOLS, "Notifications/Machine/Failed/Resource", "AlarmDescription")),
    Mutant("told: what starts nothing is lost", drop(*BUILD_FAILED, "Targets.0.DeadLetterConfig")),
    Mutant("told: what starts nothing is tried for a day", drop(*BUILD_FAILED, "Targets.0.RetryPolicy")),
    Mutant(
        "told: what starts nothing goes to somebody's queue",
        put(*BUILD_FAILED, "Targets.0.DeadLetterConfig.Arn", "arn:aws:sqs:eu-central-1:999999999999:theirs"),
    ),
    Mutant("message queue: no alarm", remove(*UNTOLD)),
    Mutant("message queue: nobody hears of it", put(*UNTOLD, "AlarmActions", [])),
    Mutant("message queue: at the hundredth message", put(*UNTOLD, "Threshold", 100)),
    Mutant("message queue: after an hour", put(*UNTOLD, "EvaluationPeriods", 60)),
    Mutant("message queue: once an hour", put(*UNTOLD, "Period", 3600)),
    Mutant("message queue: when it is empty", put(*UNTOLD, "ComparisonOperator", "LessThanThreshold")),
    Mutant("message queue: counts what was read", put(*UNTOLD, "MetricName", "NumberOfMessagesReceived")),
    Mutant("message queue: another's", put(*UNTOLD, "Dimensions.0.Value", "other")),
    Mutant("message queue: AWS's key", put(*QUEUE, "KmsMasterKeyId", "alias/aws/sqs")),
    Mutant("message queue: for the rules of anybody", elements(*QUEUE_POLICY, "KeepWhatWasNotTold", Condition={})),
    Mutant("message queue: open to everybody", elements(*QUEUE_POLICY, "KeepWhatWasNotTold", Principal="*")),
    Mutant("message key: for EventBridge, for anybody", elements(TOOLS, KEY, "EncryptUntold", Condition={})),
)
