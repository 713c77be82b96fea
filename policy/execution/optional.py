"""Actions that a handler calls only where the template has some property; others never need them.

A schema lists what a type needs with everything on. Where the rest is more than reading or changing the very
resource, this says what asks for it. Properties: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from policy.templates.assembly import Located

NEVER = ""
_ANY_TARGET = ("amplify:*", "apigateway:*", "appsync:*", "apprunner:*", "bedrock-agentcore:*", "cognito-idp:*")

ONLY_WITH: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": {
        "RoleARN": ("iam:PassRole",),
        NEVER: ("cloudwatch:*Alarm*", "lambda:*"),  # of scaling policies, and of functions
    },
    "AWS::AutoScaling::AutoScalingGroup": {
        "TrafficSources": ("vpc-lattice:*",),
        NEVER: ("cloudwatch:PutMetricAlarm",),  # of AWS::AutoScaling::ScalingPolicy
    },
    "AWS::CloudTrail::Trail": {
        "AggregationConfigurations": ("cloudtrail:PutEventConfiguration",),
        "InsightSelectors": ("cloudtrail:PutInsightSelectors",),
        "IsOrganizationTrail": ("iam:CreateServiceLinkedRole", "organizations:*"),
    },
    "AWS::CodeBuild::Project": {
        "Triggers": ("codebuild:*Webhook",),
        "Visibility": ("codebuild:UpdateProjectVisibility",),
    },
    "AWS::CodeDeploy::DeploymentGroup": {
        "Deployment": (
            "codedeploy:CreateDeployment",
            "codedeploy:RegisterApplicationRevision",
            "codedeploy:StopDeployment",
        ),
        "OnPremisesInstanceTagFilters": ("codedeploy:RegisterOnPremisesInstance",),
    },
    "AWS::EC2::EIP": {"InstanceId": ("ec2:AssociateAddress",), "TransferAddress": ("ec2:AcceptAddressTransfer",)},
    "AWS::EC2::FlowLog": {  # another destination than CloudWatch Logs
        "LogDestination": ("iam:CreateServiceLinkedRole", "logs:*LogDelivery", "s3:*BucketPolicy"),
    },
    "AWS::EC2::VPC": {"VpcEncryptionControl": ("ec2:CreateVpcEncryptionControl",)},
    "AWS::EC2::VPCEndpoint": {"ServiceNetworkArn": ("vpc-lattice:*",), "ServiceRegion": ("vpce:AllowMultiRegion",)},
    "AWS::EC2::VPCGatewayAttachment": {"VpnGatewayId": ("ec2:AttachVpnGateway", "ec2:DetachVpnGateway")},
    "AWS::ECS::Cluster": {
        "CapacityProviders": ("ecs:PutClusterCapacityProviders",),
        "Configuration": ("kms:*",),
        NEVER: ("ecs:PutAccountSetting*",),  # of the account
    },
    "AWS::ECS::Service": {"Role": ("iam:PassRole",), NEVER: ("ecs:StopServiceDeployment",)},  # of ECS's own controller
    "AWS::ElasticLoadBalancingV2::ListenerRule": {"AuthenticateCognitoConfig": ("cognito-idp:*",)},
    "AWS::ElasticLoadBalancingV2::LoadBalancer": {
        "Ipv4IpamPoolId": ("ec2:DescribeIpamPools", "elasticloadbalancing:ModifyIpPools"),
        "MinimumLoadBalancerCapacity": ("elasticloadbalancing:ModifyCapacityReservation",),
    },
    "AWS::ElasticLoadBalancingV2::TargetGroup": {"Targets": ("elasticloadbalancing:*egisterTargets",)},
    "AWS::IAM::ManagedPolicy": {
        "Groups": ("iam:*GroupPolicy",),
        "Roles": ("iam:*tachRolePolicy",),
        "Users": ("iam:*UserPolicy",),
    },
    "AWS::IAM::Policy": {"Groups": ("iam:*GroupPolicy",), "Roles": ("iam:*RolePolicy",), "Users": ("iam:*UserPolicy",)},
    "AWS::IAM::Role": {
        "ManagedPolicyArns": ("iam:AttachRolePolicy",),
        "PermissionsBoundary": ("iam:PutRolePermissionsBoundary",),
        "Policies": ("iam:PutRolePolicy",),
        NEVER: ("iam:DeleteRolePermissionsBoundary",),  # whoever takes a boundary away must be a person
    },
    "AWS::KMS::Key": {"Enabled": ("kms:DisableKey", "kms:EnableKey")},
    "AWS::Lambda::Alias": {
        "ProvisionedConcurrencyConfig": ("lambda:DeleteProvisioned*", "lambda:PutProvisioned*"),
        NEVER: ("codedeploy:*",),  # of an UpdatePolicy, which a rule forbids
    },
    "AWS::Lambda::Function": {
        "CapacityProviderConfig": ("lambda:PassCapacityProvider", "lambda:PutFunctionScalingConfig"),
        "CodeSigningConfigArn": ("lambda:PutFunctionCodeSigningConfig", "lambda:GetCodeSigningConfig"),
        "FileSystemConfigs": ("elasticfilesystem:*", "s3files:*"),
        "KmsKeyArn": ("kms:*",),
        "Layers": ("lambda:GetLayerVersion",),
        "RecursiveLoop": ("lambda:PutFunctionRecursionConfig",),
        "ReservedConcurrentExecutions": ("lambda:PutFunctionConcurrency",),
        "RuntimeManagementConfig": ("lambda:PutRuntimeManagementConfig",),
        "S3Bucket": ("s3:*",),
        "VpcConfig": ("ec2:*",),
    },
    "AWS::Lambda::Version": {
        "FunctionScalingConfig": ("lambda:PutFunctionScalingConfig",),
        "ProvisionedConcurrencyConfig": ("lambda:PutProvisionedConcurrencyConfig",),
        "RuntimePolicy": ("lambda:PutRuntimeManagementConfig",),
    },
    "AWS::Logs::LogGroup": {
        "BearerTokenAuthenticationEnabled": ("logs:PutBearerTokenAuthentication",),
        "DataProtectionPolicy": (
            "firehose:TagDeliveryStream",
            "logs:CreateLogDelivery",
            "logs:PutDataProtectionPolicy",
        ),
        "DeletionProtectionEnabled": ("logs:PutLogGroupDeletionProtection",),
        "FieldIndexPolicies": ("logs:DeleteIndexPolicy", "logs:PutIndexPolicy"),
        "ResourcePolicyDocument": ("logs:DeleteResourcePolicy", "logs:PutResourcePolicy"),
    },
    "AWS::S3::Bucket": {
        "AccessControl": ("s3:PutBucketAcl",),
        "MetadataConfiguration": ("s3:*eBucketMetadata*", "s3tables:*"),  # Create, Delete, Update
        "MetadataTableConfiguration": ("s3:*eBucketMetadata*", "s3tables:*"),
        "ReplicationConfiguration": ("s3:PutReplicationConfiguration",),
        NEVER: ("s3:DeleteObject", "s3:PutObjectAcl"),  # a bucket must be empty to be deleted
    },
    "AWS::SNS::Topic": {
        "DataProtectionPolicy": ("sns:PutDataProtectionPolicy",),
        "DeliveryStatusLogging": ("iam:GetRole",),
        "Subscription": ("sns:Subscribe", "sns:Unsubscribe"),
    },
    "AWS::SNS::Subscription": {"SubscriptionRoleArn": ("iam:GetRole",)},
    "AWS::StepFunctions::StateMachine": {"EncryptionConfiguration": ("kms:*",), "DefinitionS3Location": ("s3:*",)},
    "AWS::WAFv2::WebACL": {NEVER: ("payments:*",)},  # AI bot billing
    "AWS::WAFv2::WebACLAssociation": {  # load balancers are the only targets here
        NEVER: (*_ANY_TARGET, "ec2:*VerifiedAccess*", "wafv2:*PermissionPolicy"),
    },
    "AWS::ElasticLoadBalancingV2::Listener": {"AuthenticateCognitoConfig": ("cognito-idp:*",)},
}


def is_used(resource: Located, action: str) -> bool:
    """False where nothing in the template makes the handler call `action`."""
    asking = [
        prop
        for prop, patterns in ONLY_WITH.get(resource.type, {}).items()
        if any(fnmatchcase(action, pattern) for pattern in patterns)
    ]
    return not asking or any(_has(resource.properties, prop) for prop in asking)


def _has(value: Any, prop: str) -> bool:
    """At any depth."""
    if isinstance(value, Mapping):
        return prop in value or any(_has(child, prop) for child in value.values())
    return isinstance(value, list) and any(_has(child, prop) for child in value)
