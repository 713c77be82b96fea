"""What the gate lets pass, and why.

A row names one construct, and findings on it to the letter: an exception for one wildcard is none for another.
The gate refuses a finding without a row, and a row that finds nothing. A row that `applies` only when
pipeline.yml chose so costs a stricter organisation nothing: with every option on, what is left is what AWS
makes impossible.
"""

from collections.abc import Iterator
from typing import NamedTuple

from config import names
from config.model import Pipeline
from policy import choices
from policy.choices import Choice


class GateException(NamedTuple):
    construct: str  # path below the stack
    findings: tuple[str, ...]
    reason: str
    control: str  # what limits the risk instead
    proof: str  # the page of AWS, or the field of pipeline.yml, that says so
    applies: Choice = lambda pipeline, environment: True

    def findings_in(self, pipeline: Pipeline, account: str, region: str) -> Iterator[str]:
        """`{account}`, `{region}` and the like filled in."""
        replica = pipeline.security.artifact_replica
        values = {
            "last_environment": pipeline.environments[-1].name,
            "replica_region": replica.key.split(":")[3] if replica else "",
            "account": account,
            "region": region,
            "revisions": names.revisions_arn(pipeline),
            "artifacts": f"{names.artifact_bucket_arn(pipeline)}/{names.artifact_prefix(pipeline)}/*",
            "replica": f"arn:aws:s3:::{replica.bucket if replica else ''}/{names.artifact_prefix(pipeline)}/*",
        }
        return (finding.format(**values) for finding in self.findings)


_AWS, _HIPAA, _R4, _R5, _PCI = "AwsSolutions", "HIPAA.Security", "NIST.800.53.R4", "NIST.800.53.R5", "PCI.DSS.321"


def _in(rule: str, *packs: str) -> tuple[str, ...]:
    return tuple(f"{pack}::{pack}-{rule}" for pack in packs)


def _wildcard(resource: str) -> tuple[str, ...]:
    return _in(f"IAM5[Resource::{resource}]", _AWS)


def _emails(topic: str, applies: Choice) -> GateException:
    """The topic and not each subscription: the constructs of those are called after addresses."""
    return GateException(
        f"Operations/{topic}",
        _in("SNSRedrivePolicy", "Serverless"),
        reason="Subscriptions by email: SNS tries for hours, and a queue of undelivered mails would be read by nobody.",
        control="What the mail says stands in the console too: an approval that waits, an alarm that is on.",
        proof="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html",
        applies=applies,
    )


_SAR = "https://docs.aws.amazon.com/service-authorization/latest/reference"
_READ_ONLY = "Reading only, one artifact of one bucket, and its bucket and key policies must agree."
_CHOSEN_KEY = "CodePipeline chooses a new key below this prefix for each revision."
_KEYS = "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html#concepts-artifacts"
_LOG_TARGET = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"
_BALANCER_LOGS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html"
_LOGS_ARE_KEPT = "Public access is blocked, TLS required, versions are kept, and only AWS's delivery writes."

PIPELINE = (
    GateException(
        "Roles/update-pipeline/Policy/Resource",
        _wildcard("*"),
        reason="cloudformation:ValidateTemplate takes no resource.",
        control="It reads nothing and changes nothing; it stands in a statement of its own.",
        proof=f"{_SAR}/list_awscloudformation.html",
    ),
    *(
        GateException(
            f"Projects/{project}/Resource",
            _in("CodeBuildProjectSourceRepoUrl", _HIPAA, _R4, _PCI),
            reason="The rule asks every project for OAuth to GitHub or Bitbucket; this one's source is CODEPIPELINE.",
            control="The project sees no repository: the source action reads it through a connection.",
            proof="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html",
        )
        for project in ("build", "synthesize")
    ),
    GateException(
        "Artifacts/Bucket/Resource",
        _in("S3BucketReplicationEnabled", _HIPAA, _R4, _R5, _PCI),
        reason="pipeline.yml names no replica: an artifact can be built again from its commit.",
        control="Versions are kept; security.artifact_replica copies each artifact elsewhere.",
        proof="security.artifact_replica",
        applies=choices.no_replica,
    ),
    GateException(
        "Artifacts/Bucket/Resource",
        _in("S3BucketDefaultLockEnabled", _R4),
        reason="Object Lock would keep every artifact for good or stop its expiry; CodePipeline offers no retention.",
        control="Versions are kept, nobody but the pipeline's roles writes, and CloudTrail records who deletes.",
        proof="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html",
    ),
    GateException(
        "Artifacts/AccessLogs/Resource",
        (
            *_in("S3BucketReplicationEnabled", _HIPAA, _R4, _R5, _PCI),
            *_in("S3DefaultEncryptionKMS", _HIPAA, _R5, _PCI),
            *_in("S3BucketDefaultLockEnabled", _R4),
        ),
        reason="S3 delivers access logs to buckets with SSE-S3 and without Object Lock only.",
        control=f"{_LOGS_ARE_KEPT} security.access_logs_bucket collects them elsewhere.",
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
    _emails("Approvals", choices.asks_people),
    GateException(
        "Delivery/Pipeline/Resource",
        ("Slipway::last_environment_needs_approval[{last_environment}]",),
        reason="pipeline.yml lets changes reach the last environment without a person.",
        control="Tests, health checks and alarms stop a bad release, and synthesis warns of it each time.",
        proof="environments.approval",
        applies=lambda pipeline, environment: not pipeline.environments[-1].approval,
    ),
    GateException(
        "Source/Change/Rule/Resource",
        _in("EventBusDLQ", "Serverless"),
        reason="The rule starts this pipeline and nothing else: what waits in a queue would be read by nobody.",
        control="EventBridge tries for 24 hours, and the next change carries a missed one along.",
        proof="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html",
        applies=choices.started_by_a_rule,
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
            _wildcard(objects),
            reason="CodePipeline chooses the keys of the artifacts that are copied.",
            control="The pipeline's own prefix in two named buckets; S3 takes the role on for this bucket alone.",
            proof="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html",
            applies=lambda pipeline, environment: not choices.no_replica(pipeline, environment),
        )
        for objects in ("{artifacts}", "{replica}")
    ),
)

ENVIRONMENT = (
    _emails("Alerts", choices.tells_people),
    GateException(
        "Ec2/Release/ServiceRole/Policy/Resource",
        _wildcard("*"),
        reason="The Describe actions with which CodeDeploy finds instances take no resource.",
        control="What changes anything is limited to this environment's group and targets.",
        proof=f"{_SAR}/list_amazonec2autoscaling.html",
    ),
    GateException(
        "Ec2/Release/ReleaseRole/Policy/Resource",
        _wildcard("{revisions}"),
        reason=_CHOSEN_KEY,
        control=_READ_ONLY,
        proof=_KEYS,
    ),
    GateException(
        "Ec2/Instances/InstanceRole/Policy/Resource",
        _wildcard("{revisions}"),
        reason=_CHOSEN_KEY,
        control=_READ_ONLY,
        proof=_KEYS,
    ),
    GateException(
        "Ec2/Instances/InstanceRole/Policy/Resource",
        _wildcard("arn:aws:ec2:{region}:{account}:instance/*"),
        reason="An instance's id is not known before it exists.",
        control="The action reports the state of an agent; Systems Manager takes it from that instance alone.",
        proof=f"{_SAR}/list_awssystemsmanager.html",
    ),
    GateException(
        "Ec2/Instances/InstanceRole/Policy/Resource",
        _wildcard("*"),
        reason="The message channels of Session Manager, which stands in for SSH, take no resource.",
        control="The channels carry only what IAM lets a person start in Session Manager.",
        proof=f"{_SAR}/list_amazonsessionmanagermessagegatewayservice.html",
    ),
    GateException(
        "Ec2/Instances/Group/ASG",
        _in("AutoScalingGroupELBHealthCheckRequired", _HIPAA, _R4, _R5, _PCI),
        reason="Until the first release nothing answers on the port: Auto Scaling would end new instances for good.",
        control="The alarm on unhealthy hosts tells people, and CodeDeploy checks every instance that it releases to.",
        proof="https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html",
    ),
    GateException(
        "Ec2/Instances/Group",
        ("Annotation::@aws-cdk/aws-autoscaling:desiredCapacitySet",),
        reason="The group has no scaling policy: the size in pipeline.yml is the size that is meant.",
        control="Not a risk: a size that was changed by hand returns to the reviewed one.",
        proof="environments.capacity.desired",
    ),
    GateException(
        "Network/Vpc",
        ("CloudFormation-Validate::W3010",),
        reason="Zones are named so that the same pipeline.yml gives the same network on every machine.",
        control="network.availability_zones names others where an account lacks these.",
        proof="environments.network.availability_zones",
        applies=choices.own_network,
    ),
    GateException(
        "Network/Vpc/Resource",
        _in("VPCDefaultSecurityGroupClosed", _HIPAA, _R4, _R5, _PCI),
        reason="CloudFormation cannot empty a VPC's default group; CDK would need a Lambda that may change any.",
        control="Nothing is in that group, which a rule of ours proves, and it lets in only its own members.",
        proof="https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
        applies=choices.own_network,
    ),
    *(
        GateException(
            f"Network/Vpc/PublicSubnet{number}/DefaultRoute",
            _in("VPCNoUnrestrictedRouteToIGW", _HIPAA, _R5, _PCI),
            reason="The NAT gateway, and a load balancer with public addresses, reach the internet by this route.",
            control="Instances are in private subnets, and no subnet gives out public addresses by itself.",
            proof="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
            applies=choices.public_subnet(number),
        )
        for number in range(1, 7)
    ),
    GateException(
        "Network/Vpc",
        ("Annotation::@aws-cdk/aws-ec2:noSubnetRouteTableId",),
        reason="An existing network's route tables are not ours to change, so nothing asks for their ids.",
        control="Not a risk: a stack that came to need them would fail at synthesis.",
        proof="environments.network.vpc_id",
        applies=choices.existing_network,
    ),
    GateException(
        "Ec2/LoadBalancer/SecurityGroup/Resource",
        _in("EC23", _AWS),
        reason="A public application is meant to be reached from everywhere; network.allow narrows it.",
        control="One port of the load balancer; instances are reached from the load balancer alone.",
        proof="environments.network.allow",
        applies=choices.open_to_all,
    ),
    GateException(
        "Ec2/LoadBalancer/Balancer/Resource",
        _in("ALBWAFEnabled", _R4, _R5, _PCI),
        reason="pipeline.yml wants no AWS WAF, which costs about 7 dollars a month for each environment.",
        control="security.web_acl puts AWS's managed rules before every load balancer.",
        proof="security.web_acl",
        applies=choices.no_web_acl,
    ),
    GateException(
        "Ec2/LoadBalancer/Balancer/Listener/Resource",
        (
            *_in("ALBHttpToHttpsRedirection", _HIPAA, _R4, _R5, _PCI),
            *_in("ELBv2ACMCertificateRequired", _HIPAA, _R5, _PCI),
            "Slipway::listener_encrypts[Protocol::HTTP]",
        ),
        reason="pipeline.yml names no certificate, and only an owner of a domain can have one.",
        control="With network.certificate the one listener speaks HTTPS, and nothing listens for HTTP.",
        proof="environments.network.certificate",
        applies=choices.plain_http,
    ),
    GateException(
        "Ec2/LoadBalancer/AccessLogs/Resource",
        (
            *_in("S1", _AWS),
            *_in("S3BucketLoggingEnabled", _HIPAA, _R4, _R5, _PCI),
            *_in("S3BucketReplicationEnabled", _HIPAA, _R4, _R5, _PCI),
            *_in("S3DefaultEncryptionKMS", _HIPAA, _R5, _PCI),
            *_in("S3BucketDefaultLockEnabled", _R4),
        ),
        reason="Load balancers deliver logs to buckets with SSE-S3 and without Object Lock only; logging access "
        "to the logs would never end.",
        control=f"{_LOGS_ARE_KEPT} security.access_logs_bucket collects them elsewhere.",
        proof=_BALANCER_LOGS,
        applies=choices.own_log_bucket,
    ),
)
