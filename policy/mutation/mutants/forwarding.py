"""What the tools account hears of environments, and what could keep people from being told, or tell them lies."""

from policy.mutation.change_statement import elements
from policy.mutation.mutant import Mutant, add, drop, put, remove

TOOLS, PLACE = "Pipeline", "production"
BUS, RULES = (TOOLS, "Notifications/Bus"), "Notifications/Rules"
ALARM = (TOOLS, f"{RULES}/alarm/Resource")
RULE, TARGET = (PLACE, "Forwarding/Rule"), "Targets.0"
ROLE, MAY = (PLACE, "Forwarding/ForwardRole/Role/Resource"), (PLACE, "Forwarding/ForwardRole/Policy/Resource")
UNTOLD, QUEUE = (PLACE, "Forwarding/Alarm/Resource"), (PLACE, "Forwarding/Untold/Resource")
QUEUE_POLICY = (PLACE, "Forwarding/Untold/Policy/Resource")
KEY = (PLACE, "Operations/Key/Resource")
ELSEWHERE = "arn:aws:events:eu-central-1:999999999999:event-bus/webapp-environments"
OTHER_BUS = "arn:aws:events:eu-central-1:111111111111:event-bus/other"
SID = "EnvironmentsTell"
ANY_ROLE = {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444444444444:role/*"}}
RELEASE = {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::444444444444:role/webapp-production-release"}}
STRANGER = {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::999999999999:role/webapp-production-forward"}}
OPEN = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "events:PutEvents", "Resource": "*"}]}

MUTANTS = (
    Mutant("bus: open to everybody", elements(*BUS, SID, Principal="*", Condition={})),
    Mutant("bus: open to everybody who says that role", elements(*BUS, SID, Principal={"AWS": "*"})),
    Mutant("bus: for another account", elements(*BUS, SID, Principal={"AWS": "arn:aws:iam::999999999999:root"})),
    Mutant("bus: for another account's role", elements(*BUS, SID, Condition=STRANGER)),
    Mutant("bus: for all of the accounts", elements(*BUS, SID, Condition={})),
    Mutant("bus: for any role of an account", elements(*BUS, SID, Condition=ANY_ROLE)),
    Mutant("bus: for the role that releases", elements(*BUS, SID, Condition=RELEASE)),
    Mutant("bus: for EventBridge, for whomever", elements(*BUS, SID, Principal={"Service": "events.amazonaws.com"})),
    Mutant("bus: environments make rules there", elements(*BUS, SID, Action="events:PutRule")),
    Mutant("bus: environments do anything there", elements(*BUS, SID, Action="events:*")),
    Mutant("bus: lets nobody in", drop(*BUS, "Policy")),
    Mutant("bus: a second one, open", add(TOOLS, "Debug", "AWS::Events::EventBus", Name="debug", Policy=OPEN)),
    Mutant("bus: an archive's key of somebody's", put(*BUS, "KmsKeyIdentifier", "arn:aws:kms:eu-central-1:9:key/k")),
    Mutant("forwarding: no rule", remove(*RULE)),
    Mutant("forwarding: the rule is off", put(*RULE, "State", "DISABLED")),
    Mutant("forwarding: of alarms of another", put(*RULE, "EventPattern.detail", {"alarmName": ["other"]})),
    Mutant("forwarding: of hosts only", put(*RULE, "EventPattern.detail-type", ["EC2 Instance Terminate Successful"])),
    Mutant("forwarding: of all that happens", put(*RULE, "EventPattern", {"source": [{"prefix": "aws."}]})),
    Mutant("forwarding: from a bus where no alarm is", put(*RULE, "EventBusName", "other")),
    Mutant("forwarding: to another account", put(*RULE, f"{TARGET}.Arn", ELSEWHERE)),
    Mutant("forwarding: to a bus that nobody made", put(*RULE, f"{TARGET}.Arn", OTHER_BUS)),
    Mutant("forwarding: without a role", drop(*RULE, f"{TARGET}.RoleArn")),
    Mutant(
        "forwarding: in the role that releases",
        put(*RULE, f"{TARGET}.RoleArn", RELEASE["ArnEquals"]["aws:PrincipalArn"]),
    ),
    Mutant("forwarding: without a dead-letter queue", drop(*RULE, f"{TARGET}.DeadLetterConfig")),
    Mutant(
        "forwarding: a dead-letter queue of somebody's",
        put(*RULE, f"{TARGET}.DeadLetterConfig.Arn", "arn:aws:sqs:eu-central-1:999999999999:theirs"),
    ),
    Mutant("forwarding: tries for a day", drop(*RULE, f"{TARGET}.RetryPolicy")),
    Mutant("forwarding: tries for hours", put(*RULE, f"{TARGET}.RetryPolicy.MaximumEventAgeInSeconds", 7200)),
    Mutant("forwarding: something else instead of the event", put(*RULE, f"{TARGET}.Input", "{}")),
    Mutant("forward role: for any rule", drop(*ROLE, "AssumeRolePolicyDocument.Statement.0.Condition")),
    Mutant("forward role: any bus", elements(*MAY, "HandEventsOn", Resource="*")),
    Mutant("forward role: makes rules", elements(*MAY, "HandEventsOn", Action="events:PutRule")),
    Mutant("untold: no alarm", remove(*UNTOLD)),
    Mutant("untold: the alarm tells nobody", put(*UNTOLD, "AlarmActions", [])),
    Mutant("untold: says nothing", drop(*UNTOLD, "AlarmDescription")),
    Mutant("untold: at the hundredth event", put(*UNTOLD, "Threshold", 100)),
    Mutant("untold: after an hour", put(*UNTOLD, "EvaluationPeriods", 60)),
    Mutant("untold: when nothing is lost", put(*UNTOLD, "ComparisonOperator", "LessThanThreshold")),
    Mutant("untold: counts nothing", put(*UNTOLD, "Metrics.0.Expression", "0 * (kept + lost)")),
    Mutant("untold queue: AWS's key", put(*QUEUE, "KmsMasterKeyId", "alias/aws/sqs")),
    Mutant("untold queue: for the rules of anybody", elements(*QUEUE_POLICY, "KeepWhatWasNotTold", Condition={})),
    Mutant("untold queue: open to everybody", elements(*QUEUE_POLICY, "KeepWhatWasNotTold", Principal="*")),
    Mutant("environment key: for EventBridge, for anybody", elements(*KEY, "EncryptUntold", Condition={})),
    *(Mutant(f"told: nobody of {one}", remove(TOOLS, f"{RULES}/{one}/Resource")) for one in ("alarm", "alarm-over")),
    Mutant("told of alarms: the rule is off", put(*ALARM, "State", "DISABLED")),
    Mutant("told of alarms: on the default bus", drop(*ALARM, "EventBusName")),
    Mutant("told of alarms: of one account", put(*ALARM, "EventPattern.account", ["222222222222"])),
    Mutant("told of alarms: when they are over", put(*ALARM, "EventPattern.detail.state.value", ["OK"])),
    Mutant("told of alarms: of the first minute", put(*ALARM, "EventPattern.time", ["2026-01-01T00:00:00Z"])),
    Mutant("told of alarms: by no state machine", put(*ALARM, "Targets", [])),
)
