"""The policies of topics."""

from policy.mutation.change_statement import appended, elements
from policy.mutation.mutant import Mutant, put
from policy.mutation.mutants.resource_policies._policies import FOREIGN, LIVE, POLICY, TOOLS, lets_in

TOPIC = (TOOLS, "Notifications/Topics/Approval/Policy/Resource")
TOPIC_ARN = "arn:aws:sns:eu-central-1:111111111111:webapp-approval"
ALERTS, KEY = (LIVE, "Operations/Alerts/Policy/Resource"), (LIVE, "Operations/Key/Resource")
ALARMS = "arn:aws:cloudwatch:eu-central-1:444444444444:alarm:*"
HERE = {"StringEquals": {"aws:SourceAccount": "444444444444"}}

MUTANTS = (
    Mutant("topic: everyone publishes", lets_in(TOPIC, "*", "sns:Publish", TOPIC_ARN)),
    Mutant("topic: everyone subscribes", lets_in(TOPIC, {"AWS": "*"}, "sns:Subscribe", TOPIC_ARN)),
    Mutant(
        "topic: open but for a condition that always holds",
        lets_in(
            TOPIC,
            {"AWS": "*"},
            "sns:Publish",
            TOPIC_ARN,
            Condition={"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}},
        ),
    ),
    Mutant("topic: a foreign account publishes", lets_in(TOPIC, FOREIGN, "sns:Publish", TOPIC_ARN)),
    Mutant("topic: the account publishes", lets_in(TOPIC, {"AWS": "111111111111"}, "sns:Publish", TOPIC_ARN)),
    Mutant(
        "alerts: any alarm of the account",
        elements(*ALERTS, "AlarmsPublish", Condition={"ArnLike": {"aws:SourceArn": ALARMS}, **HERE}),
    ),
    Mutant(
        "alert and log key: any alarm of the account",
        elements(*KEY, "AlarmsEncryptAlerts", Condition={"ArnLike": {"aws:SourceArn": ALARMS}, **HERE}),
    ),
    Mutant("topic: SNS:* for the account", lets_in(TOPIC, {"AWS": "111111111111"}, "SNS:*", TOPIC_ARN)),
    Mutant(
        "topic: alarms of anyone", lets_in(TOPIC, {"Service": "cloudwatch.amazonaws.com"}, "sns:Publish", TOPIC_ARN)
    ),
    Mutant(
        "topic: alarms of any account by *",
        lets_in(
            TOPIC,
            {"Service": "cloudwatch.amazonaws.com"},
            "sns:Publish",
            TOPIC_ARN,
            Condition={"ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*"}},
        ),
    ),
    Mutant(
        "topic: TLS denied instead of plain HTTP",
        elements(*TOPIC, "AllowPublishThroughSSLOnly", Condition={"Bool": {"aws:SecureTransport": "true"}}),
    ),
    Mutant("topic: plain HTTP allowed", elements(*TOPIC, "AllowPublishThroughSSLOnly", Effect="Allow")),
    Mutant(
        "topic: NotPrincipal", appended(*TOPIC, POLICY, NotPrincipal=FOREIGN, Action="sns:Publish", Resource=TOPIC_ARN)
    ),
    Mutant(
        "a statement in Fn::If open to everyone",
        put(
            *TOPIC,
            f"{POLICY}.Statement.0",
            {
                "Fn::If": [
                    "Open",
                    {"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": TOPIC_ARN},
                    {"Ref": "AWS::NoValue"},
                ]
            },
        ),
    ),
)
