"""A row of the exceptions, and how rows are spelled."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from config import branches, names, places
from config.model import Environment, Pipeline
from policy.exceptions.choices import Choice


class GateException(NamedTuple):
    construct: str  # path below the stack
    findings: tuple[str, ...]
    reason: str
    control: str  # what limits the risk instead
    proof: str  # the page of AWS, or the field of pipeline.yml, that says so
    applies: Choice = lambda pipeline, environment: True

    def findings_in(
        self, pipeline: Pipeline, environment: Environment | None, stack: str, account: str, region: str
    ) -> Iterator[str]:
        """`{account}`, `{region}` and the like filled in; once for each object where `{objects}` stands for several.

        `stack`: its id.
        """
        replica = pipeline.security.artifact_replica
        values = {
            "last_environment": pipeline.environments[-1].name if pipeline.environments else "",
            "replica_region": replica.key.split(":")[3] if replica else "",
            "environment_name": f"{pipeline.application}-{stack}",
            "minimum_healthy": _minimum_healthy(environment.capacity.minimum_healthy) if environment else "",
            "account": account,
            "region": region,
        }
        for finding in self.findings:
            named = next((name for name in OBJECTS if f"{{{name}}}" in finding), None)
            for one in OBJECTS[named](pipeline, environment) if named else [""]:
                yield finding.format(**values, **({named: one} if named else {}))

    def below(self, home: str) -> "GateException":
        """For constructs of the same kind that stand elsewhere."""
        return self._replace(construct=f"{home}/{self.construct}" if home else self.construct)


def _minimum_healthy(chosen: str) -> str:
    """As the template of a deployment configuration says it."""
    return f"FLEET_PERCENT {chosen.removesuffix('%')}" if chosen.endswith("%") else f"HOST_COUNT {chosen}"


Objects = Callable[[Pipeline, Environment | None], list[str]]


def _of_every_pipeline(pipeline: Pipeline, buckets: list[str]) -> list[str]:
    return [f"{bucket}/{names.artifact_prefix(each)}/*" for each in branches.pipelines(pipeline) for bucket in buckets]


def _copies(pipeline: Pipeline, _: Environment | None) -> list[str]:
    regions = places.other_regions(pipeline)
    return _of_every_pipeline(pipeline, [names.artifact_bucket_arn(pipeline, region) for region in regions])


def _replica(pipeline: Pipeline, _: Environment | None) -> list[str]:
    replica = pipeline.security.artifact_replica
    return _of_every_pipeline(pipeline, [f"arn:aws:s3:::{replica.bucket}"] if replica else [])


# What stands in a finding for objects below a prefix.
OBJECTS: Mapping[str, Objects] = {
    "revisions": lambda pipeline, place: names.revisions_arns(pipeline, place) if place else [],
    "templates": lambda pipeline, place: names.templates_arns(pipeline, place) if place else [],
    "artifacts": lambda pipeline, _: _of_every_pipeline(pipeline, [names.artifact_bucket_arn(pipeline)]),
    "copies": _copies,
    "replica": _replica,
}

LOGS_ARE_KEPT = "Public access is blocked, TLS required, versions are kept, and only AWS's delivery writes."
SERVICE_AUTHORIZATION = "https://docs.aws.amazon.com/service-authorization/latest/reference"

AWS, HIPAA, R4, R5, PCI = "AwsSolutions", "HIPAA.Security", "NIST.800.53.R4", "NIST.800.53.R5", "PCI.DSS.321"


def by(rule: str, *packs: str) -> tuple[str, ...]:
    return tuple(f"{pack}::{pack}-{rule}" for pack in packs)


def wildcard(resource: str) -> tuple[str, ...]:
    return by(f"IAM5[Resource::{resource}]", AWS)


def recorded_elsewhere() -> GateException:
    """Of a stack itself, in whatever account."""
    return GateException(
        "",
        ("Slipway::account_has_a_trail[no trail]",),
        reason="pipeline.yml names a trail that records these accounts already; a second one would cost money.",
        control="Whose trail it is keeps the records; that it has these accounts and the objects of the artifact "
        "buckets, docs/security.md says how to see.",
        proof="audit.trail",
        applies=lambda pipeline, environment: pipeline.audit.trail is not None,
    )


def emails(topic: str, applies: Choice) -> GateException:
    """Below the construct `topic`, and not each subscription: the constructs of those are called after addresses."""
    return GateException(
        topic,
        by("SNSRedrivePolicy", "Serverless"),
        reason="Subscriptions by email: SNS tries for hours, and a queue of undelivered mails would be read by nobody.",
        control="What the mail says stands in the console too: an approval that waits, an alarm that is on.",
        proof="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html",
        applies=applies,
    )


def harm(home: str, applies: Choice) -> GateException:
    """`home`: the construct of a target."""
    return GateException(
        f"{home}/Alarms/harm/Resource",
        by("CloudWatchAlarmAction", HIPAA, R4, R5),
        reason="It stands for the alarms beside it while a release bakes, and would tell a second time what they tell.",
        control="A rule of ours holds that each alarm that it stands for has an action.",
        proof="environments.bake",
        applies=applies,
    )


def executions(machine: str, applies: Choice) -> tuple[GateException, ...]:
    """Of a state machine that releases: the pipeline watches its own, the machine looks at what it has released."""
    return tuple(execution_names(f"{machine}/{role}", applies) for role in ("ReleaseRole", "Role"))


def execution_names(role: str, applies: Choice) -> GateException:
    return GateException(
        f"{role}/Policy/Resource",
        wildcard("arn:aws:states:{region}:{account}:execution:{environment_name}-release:*"),
        reason="CodePipeline names each execution of the state machine anew.",
        control="Reading only, executions of the one machine.",
        proof=f"{SERVICE_AUTHORIZATION}/list_awsstepfunctions.html",
        applies=applies,
    )


def untold(queue: str, elsewhere: str) -> tuple[GateException, ...]:
    """A queue of events that nobody was told of."""
    return (
        GateException(
            queue,
            (
                "Slipway::stateful_resource_is_kept[DeletionPolicy::Delete]",
                "Slipway::stateful_resource_is_kept[UpdateReplacePolicy::Delete]",
            ),
            reason="A queue that outlived its stack would keep its name, and the stack could not be made again.",
            control=elsewhere,
            proof="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html",
        ),
        GateException(
            queue,
            (*by("SQS3", AWS), *by("SQSRedrivePolicy", "Serverless")),
            reason="It is itself the dead-letter queue of rules that hand events on; the packs know those of queues.",
            control="An alarm tells at once that something is in it, and people read it; no program takes from it.",
            proof="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
        ),
    )


def revisions(construct: str, applies: Choice) -> GateException:
    """The policy of a role that reads what is delivered."""
    return GateException(
        construct,
        wildcard("{revisions}"),
        reason="CodePipeline chooses a new key below this prefix for each revision.",
        control="Reading only, one artifact of one bucket, and its bucket and key policies must agree.",
        proof="https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html#concepts-artifacts",
        applies=applies,
    )
