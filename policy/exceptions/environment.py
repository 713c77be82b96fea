"""What the gate lets pass in the stack of an environment."""

from policy.exceptions import choices
from policy.exceptions.row import (
    AWS,
    HIPAA,
    LOGS_ARE_KEPT,
    PCI,
    R4,
    R5,
    SERVICE_AUTHORIZATION,
    GateException,
    by,
    emails,
    wildcard,
)

_READ_ONLY = "Reading only, one artifact of one bucket, and its bucket and key policies must agree."
_CHOSEN_KEY = "CodePipeline chooses a new key below this prefix for each revision."
_KEYS = "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html#concepts-artifacts"
_BALANCER_LOGS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html"

ENVIRONMENT = (
    emails("Alerts", choices.tells_people),
    GateException(
        "Ec2/Release/ServiceRole/Policy/Resource",
        wildcard("*"),
        reason="The Describe actions with which CodeDeploy finds instances take no resource.",
        control="What changes anything is limited to this environment's group and targets.",
        proof=f"{SERVICE_AUTHORIZATION}/list_amazonec2autoscaling.html",
    ),
    GateException(
        "Ec2/Release/ReleaseRole/Policy/Resource",
        wildcard("{revisions}"),
        reason=_CHOSEN_KEY,
        control=_READ_ONLY,
        proof=_KEYS,
    ),
    GateException(
        "Ec2/Instances/InstanceRole/Policy/Resource",
        wildcard("{revisions}"),
        reason=_CHOSEN_KEY,
        control=_READ_ONLY,
        proof=_KEYS,
    ),
    GateException(
        "Ec2/Instances/InstanceRole/Policy/Resource",
        wildcard("arn:aws:ec2:{region}:{account}:instance/*"),
        reason="An instance's id is not known before it exists.",
        control="The action reports the state of an agent; Systems Manager takes it from that instance alone.",
        proof=f"{SERVICE_AUTHORIZATION}/list_awssystemsmanager.html",
    ),
    GateException(
        "Ec2/Instances/InstanceRole/Policy/Resource",
        wildcard("*"),
        reason="The message channels of Session Manager, which stands in for SSH, take no resource.",
        control="The channels carry only what IAM lets a person start in Session Manager.",
        proof=f"{SERVICE_AUTHORIZATION}/list_amazonsessionmanagermessagegatewayservice.html",
    ),
    GateException(
        "Ec2/Instances/Group/ASG",
        by("AutoScalingGroupELBHealthCheckRequired", HIPAA, R4, R5, PCI),
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
        by("VPCDefaultSecurityGroupClosed", HIPAA, R4, R5, PCI),
        reason="CloudFormation cannot empty a VPC's default group; CDK would need a Lambda that may change any.",
        control="Nothing is in that group, which a rule of ours proves, and it lets in only its own members.",
        proof="https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
        applies=choices.own_network,
    ),
    *(
        GateException(
            f"Network/Vpc/PublicSubnet{number}/DefaultRoute",
            by("VPCNoUnrestrictedRouteToIGW", HIPAA, R5, PCI),
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
        by("EC23", AWS),
        reason="A public application is meant to be reached from everywhere; network.allow narrows it.",
        control="One port of the load balancer; instances are reached from the load balancer alone.",
        proof="environments.network.allow",
        applies=choices.open_to_all,
    ),
    GateException(
        "Ec2/LoadBalancer/Balancer/Resource",
        by("ALBWAFEnabled", R4, R5, PCI),
        reason="pipeline.yml wants no AWS WAF, which costs about 7 dollars a month for each environment.",
        control="security.web_acl puts AWS's managed rules before every load balancer.",
        proof="security.web_acl",
        applies=choices.no_web_acl,
    ),
    GateException(
        "Ec2/LoadBalancer/Balancer/Listener/Resource",
        (
            *by("ALBHttpToHttpsRedirection", HIPAA, R4, R5, PCI),
            *by("ELBv2ACMCertificateRequired", HIPAA, R5, PCI),
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
            *by("S1", AWS),
            *by("S3BucketLoggingEnabled", HIPAA, R4, R5, PCI),
            *by("S3BucketReplicationEnabled", HIPAA, R4, R5, PCI),
            *by("S3DefaultEncryptionKMS", HIPAA, R5, PCI),
            *by("S3BucketDefaultLockEnabled", R4),
        ),
        reason="Load balancers deliver logs to buckets with SSE-S3 and without Object Lock only; logging access "
        "to the logs, or replicating them, would never end.",
        control=f"{LOGS_ARE_KEPT} security.access_logs_bucket collects them elsewhere.",
        proof=_BALANCER_LOGS,
        applies=choices.own_log_bucket,
    ),
)
