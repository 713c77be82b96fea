"""What the gate lets pass in the pipeline's stack."""

from policy.exceptions import choices
from policy.exceptions.row import (
    HIPAA,
    LOGS_ARE_KEPT,
    PCI,
    R4,
    R5,
    SERVICE_AUTHORIZATION,
    GateException,
    by,
    emails,
    recorded_elsewhere,
    untold,
    wildcard,
)

_LOG_TARGET = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"

PIPELINE = (
    recorded_elsewhere(),
    GateException(
        "Artifacts/Bucket/Resource",
        by("S3BucketReplicationEnabled", HIPAA, R4, R5, PCI),
        reason="pipeline.yml names no replica: an artifact can be built again from its commit.",
        control="Versions are kept; security.artifact_replica copies each artifact elsewhere.",
        proof="security.artifact_replica",
        applies=choices.no_replica,
    ),
    GateException(
        "Artifacts/Bucket/Resource",
        by("S3BucketDefaultLockEnabled", R4),
        reason="Object Lock would keep every artifact for good or stop its expiry; CodePipeline offers no retention.",
        control="Versions are kept, nobody but the pipeline's roles writes, and CloudTrail records who deletes.",
        proof="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html",
    ),
    GateException(
        "Artifacts/AccessLogs/Resource",
        (
            *by("S3BucketReplicationEnabled", HIPAA, R4, R5, PCI),
            *by("S3DefaultEncryptionKMS", HIPAA, R5, PCI),
            *by("S3BucketDefaultLockEnabled", R4),
        ),
        reason="S3 delivers access logs to buckets with SSE-S3 and without Object Lock only; a replica of the logs "
        "would ask for a replica of its own.",
        control=f"{LOGS_ARE_KEPT} security.access_logs_bucket collects them elsewhere.",
        proof=_LOG_TARGET,
        applies=choices.own_log_bucket,
    ),
    GateException(
        "Artifacts/Bucket",
        ("Annotation::@aws-cdk/aws-s3:accessLogsPolicyNotAdded",),
        reason="The organisation's own log bucket has a policy of its own, which is not ours to write.",
        control="Without that policy no log arrives, and nothing else happens.",
        proof="security.access_logs_bucket",
        applies=choices.existing_log_bucket,
    ),
    *(emails(f"Notifications/Topics/{severity}", choices.tells_people) for severity in ("Critical", "Warning")),
    emails("Notifications/Topics/Approval", choices.asks_people),
    emails("Notifications/Topics/Own", choices.asks_own_people),
    *untold(
        "Notifications/Untold/Untold/Resource", "What it holds stands in the histories of pipelines, alarms and groups."
    ),
    GateException(
        "Notifications/tell/Policy/Resource",
        wildcard("*"),
        reason="Writing traces, and delivering the logs of a state machine, take no resource.",
        control="They write what is recorded and read nothing, in this region alone.",
        proof=f"{SERVICE_AUTHORIZATION}/list_awsx-ray.html",
    ),
    GateException(
        "Notifications/tell/Policy/Resource",
        ("Slipway::no_covering_of_tracks[Action::logs:DeleteLogDelivery]",),
        reason="Step Functions refuses a state machine that logs unless its role may manage deliveries of logs.",
        control="Only Step Functions takes the role on, for this machine; its states call APIs of a fixed list.",
        proof="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
    ),
    GateException(
        "Audit/Bucket/Resource",
        by("S3BucketReplicationEnabled", HIPAA, R4, R5, PCI),
        reason="pipeline.yml names no trail of an organisation, which would keep its records elsewhere.",
        control="Object Lock keeps each record for audit.keep_days; audit.trail names a trail that is kept elsewhere.",
        proof="audit.trail",
        applies=choices.own_trail,
    ),
    GateException(
        "Audit/Bucket",
        ("Annotation::@aws-cdk/aws-s3:accessLogsPolicyNotAdded",),
        reason="The organisation's own log bucket has a policy of its own, which is not ours to write.",
        control="Without that policy no log arrives, and nothing else happens.",
        proof="security.access_logs_bucket",
        applies=lambda pipeline, environment: (
            choices.own_trail(pipeline, environment) and choices.existing_log_bucket(pipeline, environment)
        ),
    ),
    *(
        GateException(
            construct,
            ("Slipway::arn_names_a_known_place[Region::{replica_region}]",),
            reason="The copies lie in another region on purpose, under a key of that region.",
            control="The key and the bucket are named, and only replication writes there.",
            proof="security.artifact_replica",
            applies=choices.replica_elsewhere,
        )
        for construct in ("Artifacts/Bucket/Resource", "Artifacts/Replication/replicate/Policy/Resource")
    ),
    *(
        GateException(
            "Artifacts/Replication/replicate/Policy/Resource",
            wildcard(objects),
            reason="CodePipeline chooses the keys of the artifacts that are copied.",
            control="The pipeline's own prefix in two named buckets; S3 takes the role on for this bucket alone.",
            proof="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html",
            applies=lambda pipeline, environment: not choices.no_replica(pipeline, environment),
        )
        for objects in ("{artifacts}", "{replica}")
    ),
)

# Of each pipeline in the stack.
EACH_PIPELINE = (
    GateException(
        "Roles/update-pipeline/Policy/Resource",
        wildcard("*"),
        reason="cloudformation:ValidateTemplate takes no resource.",
        control="It reads nothing and changes nothing; it stands in a statement of its own.",
        proof=f"{SERVICE_AUTHORIZATION}/list_awscloudformation.html",
        applies=choices.updates_the_stack,
    ),
    GateException(
        "Roles/image/Policy/Resource",
        wildcard("*"),
        reason="ecr:GetAuthorizationToken takes no resource.",
        control="The token lets in nobody; which repository it pushes to stands in a statement of its own.",
        proof=f"{SERVICE_AUTHORIZATION}/list_amazonelasticcontainerregistry.html",
        applies=choices.builds_image,
    ),
    GateException(
        "Roles/pipeline/Policy/Resource",
        wildcard("{copies}"),
        reason="CodePipeline chooses the keys of the artifacts that it copies to other regions.",
        control="The pipeline's own prefix in its own account's bucket, whose policy names the role too.",
        proof="https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-create-cross-region.html",
        applies=choices.in_other_regions,
    ),
    *(
        GateException(
            f"Projects/{project}/Resource",
            by("CodeBuildProjectSourceRepoUrl", HIPAA, R4, PCI),
            reason="The rule asks every project for OAuth to GitHub or Bitbucket; this one's source is CODEPIPELINE.",
            control="The project sees no repository: the source action reads it through a connection.",
            proof="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html",
        )
        for project in ("build", "synthesize")
    ),
    GateException(
        "Delivery/Pipeline/Resource",
        ("Slipway::last_environment_needs_approval[{last_environment}]",),
        reason="pipeline.yml lets changes reach the last environment without a person.",
        control="Tests, health checks and alarms stop a bad release, and synthesis warns of it each time.",
        proof="environments.approval",
        applies=choices.asks_nobody_at_last,
    ),
    *(
        GateException(
            "Delivery/Pipeline/Resource",
            (f"Slipway::production_needs_approval[{name}]",),
            reason="pipeline.yml lets changes reach production without a person.",
            control="Tests, health checks and alarms stop a bad release; what follows production may still ask.",
            proof="environments.approval",
            applies=choices.asks_nobody_in(name),
        )
        for name in ("prod", "production")
    ),
    GateException(
        "History/Rule",
        by("EventBusDLQ", "Serverless"),
        reason="The rule keeps events to be counted: what waits in a queue would be counted by nobody.",
        control="EventBridge tries for 24 hours, and CodePipeline itself keeps the history of its executions.",
        proof="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html",
    ),
    GateException(
        "Source/Change/Rule/Resource",
        by("EventBusDLQ", "Serverless"),
        reason="The rule starts this pipeline and nothing else: what waits in a queue would be read by nobody.",
        control="EventBridge tries for 24 hours, and the next change carries a missed one along.",
        proof="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html",
        applies=choices.started_by_a_rule,
    ),
)
