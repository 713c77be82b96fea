"""Properties and attributes that our templates do not have, and that no rule would look at: each added once."""

from typing import Any

from policy.mutation.mutant import Mutant, put, put_attribute, put_section

TOOLS, LIVE = "Pipeline", "production"
PIPELINE = (TOOLS, "Delivery/Pipeline/Resource")
ACTIONS, STAGE = "Stages.production.Actions", "Stages.production"
BUILD, SYNTHESIZE = (TOOLS, "Projects/build/Resource"), (TOOLS, "Projects/synthesize/Resource")
BUCKET, KEY, TOPIC = (
    (TOOLS, "Artifacts/Bucket/Resource"),
    (TOOLS, "Artifacts/Key/Resource"),
    (TOOLS, "Notifications/Topics/Approval/Resource"),
)
GROUP, RELEASE = (LIVE, "Ec2/Instances/Group/ASG"), (LIVE, "Ec2/Release/Group/Resource")
TEMPLATE, DATA = (LIVE, "Ec2/Instances/Template/Resource"), "LaunchTemplateData"
BALANCER, LISTENER = (LIVE, "Ec2/LoadBalancer/Balancer/Resource"), (LIVE, "Ec2/LoadBalancer/Balancer/Listener/Resource")
TARGETS, ACL = (LIVE, "Ec2/LoadBalancer/Targets/Resource"), (LIVE, "Ec2/LoadBalancer/WebAcl/Acl")
LATENCY, ERRORS = (LIVE, "Ec2/Alarms/latency-p95/Resource"), (LIVE, "Ec2/Alarms/http-5xx/Resource")
SUBNET, FLOW_LOG = (LIVE, "Network/Vpc/PrivateSubnet1/Subnet"), (LIVE, "Network/Vpc/FlowLog/FlowLog")
EVERY_TAG = {"Key": "Name", "Type": "KEY_ONLY"}

ADDED: dict[str, tuple[tuple[str, str], str, Any]] = {
    "pipeline: a variable that whoever starts it sets": (
        PIPELINE,
        "Variables",
        [{"Name": "Target", "DefaultValue": "all"}],
    ),
    "pipeline: a stage that is closed at night": (
        PIPELINE,
        f"{STAGE}.Blockers",
        [{"Name": "Night", "Type": "Schedule"}],
    ),
    "source: the whole repository with its history": (
        PIPELINE,
        "Stages.Source.Actions.Source.Configuration.OutputArtifactFormat",
        "CODEBUILD_CLONE_REF",
    ),
    "Build: another index of packages": (
        PIPELINE,
        "Stages.Build.Actions.Build.Configuration.EnvironmentVariables",
        '[{"name": "PIP_INDEX_URL", "value": "https://pypi.example.com", "type": "PLAINTEXT"}]',
    ),
    "Build: as a batch": (PIPELINE, "Stages.Build.Actions.Build.Configuration.BatchEnabled", "true"),
    "self-update: outputs written to an artifact": (
        PIPELINE,
        "Stages.UpdatePipeline.Actions.UpdatePipeline.Configuration.OutputFileName",
        "outputs.json",
    ),
    "approval: over in five minutes": (PIPELINE, f"{ACTIONS}.Approve.TimeoutInMinutes", 5),
    "production: prepared in another region": (PIPELINE, f"{ACTIONS}.PrepareChanges.Region", "us-east-1"),
    "production: released in another region": (PIPELINE, f"{ACTIONS}.Release.Region", "us-east-1"),
    "build: in a network of somebody's": (
        BUILD,
        "VpcConfig",
        {"VpcId": "vpc-1", "Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
    ),
    "build: a second source": (
        BUILD,
        "SecondarySources",
        [{"Type": "GITHUB", "Location": "https://github.com/example/tools", "SourceIdentifier": "tools"}],
    ),
    "build: a shared file system": (
        BUILD,
        "FileSystemLocations",
        [{"Type": "EFS", "Location": "fs-1:/", "Identifier": "x", "MountPoint": "/x"}],
    ),
    "build: a certificate authority of somebody's": (BUILD, "Environment.Certificate", "arn:aws:s3:::somebodys/ca.pem"),
    "build: on a fleet": (
        BUILD,
        "Environment.Fleet",
        {"FleetArn": "arn:aws:codebuild:eu-central-1:111111111111:fleet/shared:1"},
    ),
    "build: a server for images": (BUILD, "Environment.DockerServer", {"ComputeType": "BUILD_GENERAL1_SMALL"}),
    "build: a badge that shows its state": (BUILD, "BadgeEnabled", True),
    "build: another version of the source": (BUILD, "SourceVersion", "experiments"),
    "build: a role for batches": (BUILD, "BuildBatchConfig", {"ServiceRole": {"Ref": "Role"}}),
    "build: tried until it passes": (BUILD, "AutoRetryLimit", 10),
    "build: certificates of its source not checked": (BUILD, "Source.InsecureSsl", True),
    "synthesis: another index of packages": (
        SYNTHESIZE,
        "Environment.EnvironmentVariables",
        [{"Name": "PIP_INDEX_URL", "Value": "https://pypi.example.com"}],
    ),
    "synthesis: a library loaded into every process": (
        SYNTHESIZE,
        "Environment.EnvironmentVariables",
        [{"Name": "LD_PRELOAD", "Value": "/opt/hook.so"}],
    ),
    "synthesis: a secret of production": (
        SYNTHESIZE,
        "Environment.EnvironmentVariables",
        [{"Name": "DB", "Value": "/db", "Type": "PARAMETER_STORE"}],
    ),
    "connection: to a host of somebody's": (
        (TOOLS, "Source/Connection"),
        "HostArn",
        "arn:aws:codeconnections:eu-central-1:111111111111:host/x",
    ),
    "artifact bucket: read by any web page": (
        BUCKET,
        "CorsConfiguration",
        {"CorsRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}]},
    ),
    "artifact bucket: a website": (BUCKET, "WebsiteConfiguration", {"IndexDocument": "index.html"}),
    "artifact bucket: a website that leads elsewhere": (
        BUCKET,
        "WebsiteConfiguration",
        {"RedirectAllRequestsTo": {"HostName": "example.com"}},
    ),
    "artifact bucket: by way of edge locations": (BUCKET, "AccelerateConfiguration", {"AccelerationStatus": "Enabled"}),
    "artifact bucket: a list of its objects for somebody": (
        BUCKET,
        "InventoryConfigurations",
        [{"Id": "All", "Enabled": True, "Destination": {"BucketArn": "arn:aws:s3:::somebodys", "Format": "CSV"}}],
    ),
    "artifact bucket: analysed": (BUCKET, "AnalyticsConfigurations", [{"Id": "All"}]),
    "artifact bucket: a function sees every object": (
        BUCKET,
        "NotificationConfiguration",
        {"LambdaConfigurations": [{"Event": "s3:ObjectCreated:*", "Function": {"Ref": "Function"}}]},
    ),
    "artifact bucket: objects that nobody can delete": (BUCKET, "ObjectLockEnabled", True),
    "artifact bucket: revisions in deep archive": (
        BUCKET,
        "LifecycleConfiguration.Rules.1.Transitions",
        [{"StorageClass": "DEEP_ARCHIVE", "TransitionInDays": 1}],
    ),
    "artifact key: in every region": (KEY, "MultiRegion", True),
    "artifact key: asymmetric": (KEY, "KeySpec", "RSA_2048"),
    "artifact key: signs": (KEY, "KeyUsage", "SIGN_VERIFY"),
    "approval topic: somebody's server is told": (
        TOPIC,
        "Subscription",
        [{"Protocol": "https", "Endpoint": "https://example.com/hook"}],
    ),
    "approval topic: its messages are archived": (TOPIC, "ArchivePolicy", {"MessageRetentionPeriod": 365}),
    "approval topic: first in, first out, and no mail": (TOPIC, "FifoTopic", True),
    "flow log group: of a class that nobody can search": (
        (LIVE, "Network/FlowLogGroup/Resource"),
        "LogGroupClass",
        "DELIVERY",
    ),
    "flow log: a format without addresses": (FLOW_LOG, "LogFormat", "${version}"),
    "flow log: delivered as a role of another account": (
        FLOW_LOG,
        "DeliverCrossAccountRole",
        "arn:aws:iam::444444444444:role/logs",
    ),
    "deployment: to whatever has a name": (RELEASE, "Ec2TagFilters", [EVERY_TAG]),
    "deployment: to a set of tags": (RELEASE, "Ec2TagSet", {"Ec2TagSetList": [{"Ec2TagGroup": [EVERY_TAG]}]}),
    "deployment: to servers on premises": (RELEASE, "OnPremisesInstanceTagFilters", [EVERY_TAG]),
    "deployment: of a repository, with the stack": (
        RELEASE,
        "Deployment",
        {"Revision": {"RevisionType": "GitHub", "GitHubLocation": {"CommitId": "0", "Repository": "example/other"}}},
    ),
    "deployment: instances that missed it stay": (RELEASE, "OutdatedInstancesStrategy", "IGNORE"),
    "deployment: hooks of instances that end": (RELEASE, "TerminationHookEnabled", True),
    "deployment: somebody's topic is told": (
        RELEASE,
        "TriggerConfigurations",
        [{"TriggerName": "All", "TriggerEvents": ["DeploymentStart"]}],
    ),
    "deployment: new instances each time": (RELEASE, "DeploymentStyle.DeploymentType", "BLUE_GREEN"),
    "group: a hook that holds instances back": (
        GROUP,
        "LifecycleHookSpecificationList",
        [{"LifecycleHookName": "x", "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING"}],
    ),
    "group: a function says which instance ends": (GROUP, "TerminationPolicies", [{"Ref": "Function"}]),
    "group: behind a classic load balancer too": (GROUP, "LoadBalancerNames", ["old"]),
    "group: another service-linked role": (
        GROUP,
        "ServiceLinkedRoleARN",
        "arn:aws:iam::444444444444:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_2",
    ),
    "instances: spot": (TEMPLATE, f"{DATA}.InstanceMarketOptions", {"MarketType": "spot"}),
    "instances: a disk from somebody's snapshot": (
        TEMPLATE,
        f"{DATA}.BlockDeviceMappings.0.Ebs.SnapshotId",
        "snap-0123456789abcdef0",
    ),
    "instances: tags shown to what runs there": (TEMPLATE, f"{DATA}.MetadataOptions.InstanceMetadataTags", "enabled"),
    "instances: credits without limit": (TEMPLATE, f"{DATA}.CreditSpecification", {"CpuCredits": "unlimited"}),
    "instances: a kernel of somebody's": (TEMPLATE, f"{DATA}.KernelId", "aki-1"),
    "instances: stop, and keep their disks": (TEMPLATE, f"{DATA}.InstanceInitiatedShutdownBehavior", "stop"),
    "load balancer: by IPv6 too": (BALANCER, "IpAddressType", "dualstack"),
    "listener: answers read by any web page": (
        LISTENER,
        "ListenerAttributes",
        [{"Key": "routing.http.response.access_control_allow_origin.header_value", "Value": "*"}],
    ),
    "targets: an address beside the group": (TARGETS, "Targets", [{"Id": "10.0.0.9"}]),
    "targets: health on another port": (TARGETS, "HealthCheckPort", "9000"),
    "alarm: few requests count as well": (LATENCY, "EvaluateLowSampleCountPercentile", "ignore"),
    "alarm: metric of another account": (ERRORS, "Metrics.1.AccountId", "999999999999"),
    "private subnet: IPv6 addresses for all": (SUBNET, "AssignIpv6AddressOnCreation", True),
    "private subnet: on somebody's outpost": (
        SUBNET,
        "OutpostArn",
        "arn:aws:outposts:eu-central-1:444444444444:outpost/op-1",
    ),
    "NAT gateway: private": ((LIVE, "Network/Vpc/PublicSubnet1/NATGateway"), "ConnectivityType", "private"),
    "instance profile: below a path": ((LIVE, "Ec2/Instances/Profile/Resource"), "Path", "/admin/"),
    "build role: below a path": ((TOOLS, "Roles/build/Role/Resource"), "Path", "/admin/"),
}
OF_STRICT: dict[str, tuple[tuple[str, str], str, Any]] = {
    "web ACL: bodies inspected in part": (
        ACL,
        "AssociationConfig",
        {"RequestBody": {"ALB": {"DefaultSizeInspectionLimit": "KB_16"}}},
    ),
    "web ACL: a challenge lasts three days": (
        ACL,
        "ChallengeConfig",
        {"ImmunityTimeProperty": {"ImmunityTime": 259200}},
    ),
    "web ACL: tokens of another domain": (ACL, "TokenDomains", ["example.com"]),
    "web ACL: an old version of the rules": (ACL, "Rules.0.Statement.ManagedRuleGroupStatement.Version", "Version_1.0"),
    "web ACL: log without addresses": ((LIVE, "Ec2/LoadBalancer/WebAcl/Logging"), "RedactedFields", [{"UriPath": {}}]),
    "listener: certificates of clients unchecked": (LISTENER, "MutualAuthentication", {"Mode": "passthrough"}),
}

MUTANTS = (
    *(Mutant(name, put(*at, path, value)) for name, (at, path, value) in ADDED.items()),
    *(Mutant(name, put(*at, path, value), of="strict") for name, (at, path, value) in OF_STRICT.items()),
    Mutant(
        "instances: commands for cfn-init",
        put_attribute(*GROUP, "Metadata.AWS::CloudFormation::Init", {"config": {"commands": {"x": {"command": "id"}}}}),
    ),
    Mutant(
        "group: a signal that is waited for",
        put_attribute(*GROUP, "CreationPolicy", {"ResourceSignal": {"Count": 1, "Timeout": "PT1M"}}),
    ),
    Mutant("template: a mapping", put_section(LIVE, "Mappings", {"Sizes": {"production": {"hosts": "1"}}})),
    Mutant("template: a rule of its own", put_section(LIVE, "Rules", {"Any": {"Assertions": []}})),
    Mutant(
        "template: a value from Systems Manager",
        put(LIVE, "Ec2/LoadBalancer/SecurityGroup/Resource", "SecurityGroupIngress.0.CidrIp", "{{resolve:ssm:/cidr}}"),
    ),
    Mutant(
        "template: a parameter with a default", put_section(LIVE, "Parameters.Hosts", {"Type": "Number", "Default": 1})
    ),
    Mutant("template: a parameter that nobody gives", put_section(LIVE, "Parameters.Hosts", {"Type": "Number"})),
    Mutant(
        "template: a parameter from Systems Manager",
        put_section(LIVE, "Parameters.Cidr", {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cidr"}),
    ),
)
