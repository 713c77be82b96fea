"""How the ARNs of a resource of the template end, by the types of the service authorization reference.

For each CloudFormation type: the reference's types that its handlers touch, and what follows the fixed part of
their ARNs. `{Property}` stands for the property's value, or for the name of the resource that it refers to;
`*` for what AWS chooses. The first is the resource's own ARN. Formats: the pages "Actions, resources, and condition
keys" of https://docs.aws.amazon.com/service-authorization/latest/reference/.
"""

from collections.abc import Mapping

_IN_VPC = {"ec2:security-group": "*", "ec2:security-group-rule": "*", "ec2:vpc": "*"}
_LOAD_BALANCER = "elasticloadbalancing:loadbalancer"
_LISTENER = "elasticloadbalancing:listener"

TAILS: Mapping[str, Mapping[str, str]] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": {"application-autoscaling:scalabletarget": "*"},
    "AWS::AutoScaling::AutoScalingGroup": {
        "autoscaling:autoscalinggroup": "*:autoScalingGroupName/{AutoScalingGroupName}",
        "ec2:image": "*",
        "ec2:instance": "*",
        "ec2:launch-template": "*",
        "ec2:network-interface": "*",
        "ec2:security-group": "*",
        "ec2:subnet": "*",
        "ec2:volume": "*",
    },
    "AWS::AutoScaling::ScheduledAction": {
        "autoscaling:autoscalinggroup": "*:autoScalingGroupName/{AutoScalingGroupName}",
    },
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": {
        "chatbot:chatbotconfiguration": "microsoft-teams-channel/{ConfigurationName}",
    },
    "AWS::Chatbot::SlackChannelConfiguration": {"chatbot:chatbotconfiguration": "slack-channel/{ConfigurationName}"},
    "AWS::CloudTrail::Trail": {"cloudtrail:trail": "{TrailName}"},
    "AWS::CloudWatch::Alarm": {"cloudwatch:alarm": "{AlarmName}"},
    "AWS::CloudWatch::Dashboard": {"cloudwatch:dashboard": "{DashboardName}"},
    "AWS::CodeBuild::Project": {"codebuild:project": "{Name}"},
    "AWS::CodeBuild::ReportGroup": {"codebuild:report-group": "{Name}"},
    "AWS::CodeConnections::Connection": {"codeconnections:connection": "*"},
    "AWS::CodeDeploy::Application": {"codedeploy:application": "{ApplicationName}"},
    "AWS::CodeDeploy::DeploymentConfig": {"codedeploy:deploymentconfig": "{DeploymentConfigName}"},
    "AWS::CodeDeploy::DeploymentGroup": {
        "codedeploy:deploymentgroup": "{ApplicationName}/{DeploymentGroupName}",
        "codedeploy:application": "{ApplicationName}",
        "codedeploy:deploymentconfig": "{DeploymentConfigName}",
    },
    "AWS::CodePipeline::Pipeline": {"codepipeline:pipeline": "{Name}", "codepipeline:stage": "{Name}/*"},
    "AWS::CodeStarConnections::Connection": {"codestar-connections:connection": "*"},
    "AWS::EC2::EIP": {"ec2:elastic-ip": "*"},
    "AWS::EC2::FlowLog": {"ec2:vpc-flow-log": "*", "ec2:vpc": "*"},
    "AWS::EC2::InternetGateway": {"ec2:internet-gateway": "*"},
    "AWS::EC2::LaunchTemplate": {"ec2:launch-template": "*"},
    "AWS::EC2::NatGateway": {"ec2:natgateway": "*", "ec2:elastic-ip": "*", "ec2:subnet": "*"},
    "AWS::EC2::Route": {"ec2:route-table": "*"},
    "AWS::EC2::RouteTable": {"ec2:route-table": "*", "ec2:vpc": "*"},
    "AWS::EC2::SecurityGroup": _IN_VPC,
    "AWS::EC2::SecurityGroupEgress": _IN_VPC,
    "AWS::EC2::SecurityGroupIngress": _IN_VPC,
    "AWS::EC2::Subnet": {"ec2:subnet": "*", "ec2:vpc": "*"},
    "AWS::EC2::SubnetRouteTableAssociation": {"ec2:route-table": "*", "ec2:subnet": "*"},
    "AWS::EC2::VPC": {"ec2:vpc": "*"},
    "AWS::EC2::VPCEndpoint": {
        "ec2:vpc-endpoint": "*",
        "ec2:route-table": "*",
        "ec2:security-group": "*",
        "ec2:subnet": "*",
        "ec2:vpc": "*",
    },
    "AWS::EC2::VPCGatewayAttachment": {"ec2:internet-gateway": "*", "ec2:vpc": "*"},
    "AWS::ECR::Repository": {"ecr:repository": "{RepositoryName}", "kms:key": "*"},
    "AWS::ECS::Cluster": {"ecs:cluster": "{ClusterName}"},
    "AWS::ECS::Service": {
        "ecs:service": "{ServiceName}/{ServiceName}",
        "ecs:cluster": "{Cluster}",
        "ecs:service-deployment": "{ServiceName}/{ServiceName}/*",
        "ecs:task-definition": "task-definition/{TaskDefinition}:*",
    },
    "AWS::ECS::TaskDefinition": {"ecs:task-definition": "task-definition/{Family}:*"},
    "AWS::ElasticLoadBalancingV2::Listener": {
        f"{_LISTENER}/app": "{LoadBalancerArn}/*",
        f"{_LOAD_BALANCER}/app/": "{LoadBalancerArn}/*",
    },
    "AWS::ElasticLoadBalancingV2::ListenerRule": {
        f"{_LISTENER}-rule/app": "{ListenerArn}/*",
        f"{_LISTENER}/app": "{ListenerArn}/*",
    },
    "AWS::ElasticLoadBalancingV2::LoadBalancer": {f"{_LOAD_BALANCER}/app/": "{Name}/*"},
    "AWS::ElasticLoadBalancingV2::TargetGroup": {"elasticloadbalancing:targetgroup": "{Name}/*"},
    "AWS::Events::EventBus": {"events:event-bus": "{Name}"},
    "AWS::Events::Rule": {
        "events:rule-on-default-event-bus": "{Name}",
        "events:rule-on-custom-event-bus": "{EventBusName}/{Name}",
    },
    "AWS::IAM::InstanceProfile": {"iam:instance-profile": "{Path}{InstanceProfileName}"},
    "AWS::IAM::ManagedPolicy": {"iam:policy": "{Path}{ManagedPolicyName}"},
    "AWS::IAM::Role": {"iam:role": "{Path}{RoleName}"},
    "AWS::KMS::Alias": {"kms:alias": "{AliasName}", "kms:key": "*"},
    "AWS::KMS::Key": {"kms:key": "*"},
    "AWS::Lambda::Alias": {
        "lambda:function": "{FunctionName}",
        "lambda:function alias": "{FunctionName}:{Name}",
        "lambda:function version": "{FunctionName}:*",
    },
    "AWS::Lambda::Function": {"lambda:function": "{FunctionName}"},
    "AWS::Lambda::Permission": {"lambda:function": "{FunctionName}"},
    "AWS::Lambda::Version": {
        "lambda:function": "{FunctionName}",
        "lambda:function alias": "{FunctionName}:*",
        "lambda:function version": "{FunctionName}:*",
    },
    "AWS::Logs::LogGroup": {"logs:log-group": "{LogGroupName}"},
    "AWS::S3::Bucket": {"s3:bucket": "{BucketName}"},
    "AWS::S3::BucketPolicy": {"s3:bucket": "{Bucket}"},
    "AWS::SNS::Subscription": {"sns:topic": "{TopicArn}"},
    "AWS::SNS::Topic": {"sns:topic": "{TopicName}"},
    "AWS::SNS::TopicPolicy": {"sns:topic": "{Topics}"},
    "AWS::SQS::Queue": {"sqs:queue": "{QueueName}"},
    "AWS::SQS::QueuePolicy": {"sqs:queue": "{Queues}"},
    "AWS::StepFunctions::StateMachine": {"states:statemachine": "{StateMachineName}"},
    "AWS::WAFv2::LoggingConfiguration": {
        "wafv2:webacl": "regional/webacl/{ResourceArn}/*",
        "s3:bucket": "{LogDestinationConfigs}",
    },
    "AWS::WAFv2::WebACL": {
        "wafv2:webacl": "regional/webacl/{Name}/*",
        "wafv2:managedruleset": "regional/managedruleset/*/*",
    },
    "AWS::WAFv2::WebACLAssociation": {
        "wafv2:webacl": "regional/webacl/{WebACLArn}/*",
        "wafv2:loadbalancer/app/": "{ResourceArn}/*",
        f"{_LOAD_BALANCER}/app/": "{ResourceArn}/*",
    },
}
# Types whose Ref is an ARN and not a name: their own pages in the CloudFormation template reference, "Return values".
REF_IS_ARN = (
    "AWS::CodeBuild::ReportGroup",
    "AWS::CodeConnections::Connection",
    "AWS::CodeStarConnections::Connection",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    "AWS::IAM::ManagedPolicy",
    "AWS::Lambda::Alias",
    "AWS::Lambda::Version",
    "AWS::SNS::Topic",
    "AWS::StepFunctions::StateMachine",
)
# The property that names a resource; what has no name here is named by AWS.
NAMES: Mapping[str, str] = {
    **{kind: next(iter(tails.values())).rpartition("{")[2].partition("}")[0] for kind, tails in TAILS.items()},
    "AWS::EC2::LaunchTemplate": "LaunchTemplateName",
}
