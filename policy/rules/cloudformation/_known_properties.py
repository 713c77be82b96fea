"""Every property that the rules have thought about, by type. Any other is a finding.

A path stands for everything below it where a policy, a pattern or tags stand. A type of _known_types.py that has no
line here is held by its own rules alone: what is new in our templates gets its line together with its rules.
"""

KNOWN_PROPERTIES = {
    "AWS::ApplicationAutoScaling::ScalableTarget": """
        MaxCapacity MinCapacity ResourceId ScalableDimension ScheduledActions.ScalableTargetAction.MaxCapacity
        ScheduledActions.ScalableTargetAction.MinCapacity ScheduledActions.Schedule
        ScheduledActions.ScheduledActionName ServiceNamespace
    """,
    "AWS::AutoScaling::AutoScalingGroup": """
        AutoScalingGroupName DesiredCapacity HealthCheckType LaunchTemplate.LaunchTemplateId LaunchTemplate.Version
        MaxSize MinSize NotificationConfigurations.NotificationTypes NotificationConfigurations.TopicARN
        TargetGroupARNs VPCZoneIdentifier
    """,
    "AWS::AutoScaling::ScheduledAction": """
        AutoScalingGroupName DesiredCapacity MaxSize MinSize Recurrence TimeZone
    """,
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": """
        ConfigurationName GuardrailPolicies IamRoleArn LoggingLevel SnsTopicArns TeamId TeamsChannelId TeamsTenantId
    """,
    "AWS::Chatbot::SlackChannelConfiguration": """
        ConfigurationName GuardrailPolicies IamRoleArn LoggingLevel SlackChannelId SlackWorkspaceId SnsTopicArns
    """,
    "AWS::CloudTrail::Trail": """
        CloudWatchLogsLogGroupArn CloudWatchLogsRoleArn EnableLogFileValidation EventSelectors.DataResources.Type
        EventSelectors.DataResources.Values EventSelectors.IncludeManagementEvents EventSelectors.ReadWriteType
        IncludeGlobalServiceEvents IsLogging IsMultiRegionTrail KMSKeyId S3BucketName TrailName
    """,
    "AWS::CloudWatch::Alarm": """
        AlarmActions AlarmDescription AlarmName ComparisonOperator DatapointsToAlarm Dimensions.Name Dimensions.Value
        EvaluationPeriods ExtendedStatistic MetricName Metrics.Expression Metrics.Id Metrics.Label
        Metrics.MetricStat.Metric.Dimensions.Name Metrics.MetricStat.Metric.Dimensions.Value
        Metrics.MetricStat.Metric.MetricName Metrics.MetricStat.Metric.Namespace Metrics.MetricStat.Period
        Metrics.MetricStat.Stat Metrics.ReturnData Namespace Period Statistic Threshold
        TreatMissingData
    """,
    "AWS::CloudWatch::Dashboard": "DashboardBody DashboardName",
    "AWS::CodeBuild::Project": """
        Artifacts.Type Cache.Location Cache.Modes Cache.Type EncryptionKey Environment.ComputeType Environment.Image
        Environment.ImagePullCredentialsType Environment.PrivilegedMode Environment.Type
        LogsConfig.CloudWatchLogs.GroupName LogsConfig.CloudWatchLogs.Status Name ServiceRole Source.BuildSpec
        Source.Type TimeoutInMinutes
    """,
    "AWS::CodeBuild::ReportGroup": "DeleteReports ExportConfig.ExportConfigType Name Type",
    "AWS::CodeConnections::Connection": "ConnectionName ProviderType",
    "AWS::CodeDeploy::Application": "ApplicationName ComputePlatform",
    "AWS::CodeDeploy::DeploymentConfig": """
        ComputePlatform DeploymentConfigName MinimumHealthyHosts.Type MinimumHealthyHosts.Value
        TrafficRoutingConfig.TimeBasedCanary.CanaryInterval TrafficRoutingConfig.TimeBasedCanary.CanaryPercentage
        TrafficRoutingConfig.TimeBasedLinear.LinearInterval TrafficRoutingConfig.TimeBasedLinear.LinearPercentage
        TrafficRoutingConfig.Type
    """,
    "AWS::CodeDeploy::DeploymentGroup": """
        AlarmConfiguration.Alarms.Name AlarmConfiguration.Enabled ApplicationName AutoRollbackConfiguration.Enabled
        AutoRollbackConfiguration.Events AutoScalingGroups DeploymentConfigName DeploymentGroupName
        DeploymentStyle.DeploymentOption DeploymentStyle.DeploymentType
        LoadBalancerInfo.TargetGroupInfoList.Name ServiceRoleArn
        BlueGreenDeploymentConfiguration.DeploymentReadyOption.ActionOnTimeout
        BlueGreenDeploymentConfiguration.DeploymentReadyOption.WaitTimeInMinutes
        BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess.Action
        BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess.TerminationWaitTimeInMinutes
        ECSServices.ClusterName ECSServices.ServiceName
        LoadBalancerInfo.TargetGroupPairInfoList.ProdTrafficRoute.ListenerArns
        LoadBalancerInfo.TargetGroupPairInfoList.TargetGroups.Name
        LoadBalancerInfo.TargetGroupPairInfoList.TestTrafficRoute.ListenerArns
    """,
    "AWS::CodePipeline::Pipeline": """
        ArtifactStore.EncryptionKey.Id ArtifactStore.EncryptionKey.Type ArtifactStore.Location ArtifactStore.Type
        ArtifactStores.ArtifactStore.EncryptionKey.Id ArtifactStores.ArtifactStore.EncryptionKey.Type
        ArtifactStores.ArtifactStore.Location ArtifactStores.ArtifactStore.Type ArtifactStores.Region
        Stages.Actions.Configuration.AppSpecTemplateArtifact Stages.Actions.Configuration.AppSpecTemplatePath
        Stages.Actions.Configuration.ECRRepositoryName Stages.Actions.Configuration.EnvironmentVariables
        Stages.Actions.Configuration.Image1ArtifactName Stages.Actions.Configuration.Image1ContainerName
        Stages.Actions.Configuration.ImageTags Stages.Actions.Configuration.RegistryType
        Stages.Actions.Configuration.TaskDefinitionTemplateArtifact
        Stages.Actions.Configuration.TaskDefinitionTemplatePath
        DisableInboundStageTransitions.Reason DisableInboundStageTransitions.StageName
        ExecutionMode Name PipelineType RestartExecutionOnUpdate RoleArn Stages.Actions.ActionTypeId.Category
        Stages.Actions.Region
        Stages.Actions.ActionTypeId.Owner Stages.Actions.ActionTypeId.Provider Stages.Actions.ActionTypeId.Version
        Stages.Actions.Configuration.ActionMode Stages.Actions.Configuration.ApplicationName
        Stages.Actions.Configuration.BranchName Stages.Actions.Configuration.Capabilities
        Stages.Actions.Configuration.ChangeSetName Stages.Actions.Configuration.ConnectionArn
        Stages.Actions.Configuration.CustomData Stages.Actions.Configuration.DeploymentGroupName
        Stages.Actions.Configuration.Input Stages.Actions.Configuration.InputType
        Stages.Actions.Configuration.StateMachineArn Stages.Actions.Configuration.DetectChanges
        Stages.Actions.Configuration.ExternalEntityLink
        Stages.Actions.Configuration.FullRepositoryId
        Stages.Actions.Configuration.ParameterOverrides Stages.Actions.Configuration.PollForSourceChanges
        Stages.Actions.Configuration.ProjectName Stages.Actions.Configuration.RepositoryName
        Stages.Actions.Configuration.RoleArn Stages.Actions.Configuration.S3Bucket
        Stages.Actions.Configuration.S3ObjectKey Stages.Actions.Configuration.StackName
        Stages.Actions.Configuration.TemplatePath Stages.Actions.InputArtifacts.Name Stages.Actions.Name
        Stages.Actions.Namespace Stages.Actions.OutputArtifacts.Name Stages.Actions.RoleArn Stages.Actions.RunOrder
        Stages.BeforeEntry.Conditions.Result Stages.BeforeEntry.Conditions.Rules.Name
        Stages.BeforeEntry.Conditions.Rules.Configuration.Cron
        Stages.BeforeEntry.Conditions.Rules.Configuration.TimeZone
        Stages.BeforeEntry.Conditions.Rules.RuleTypeId.Category Stages.BeforeEntry.Conditions.Rules.RuleTypeId.Owner
        Stages.BeforeEntry.Conditions.Rules.RuleTypeId.Provider Stages.BeforeEntry.Conditions.Rules.RuleTypeId.Version
        Stages.OnSuccess.Conditions.Result Stages.OnSuccess.Conditions.Rules.Name
        Stages.OnSuccess.Conditions.Rules.Configuration.AlarmName
        Stages.OnSuccess.Conditions.Rules.Configuration.AlarmStates
        Stages.OnSuccess.Conditions.Rules.RuleTypeId.Category Stages.OnSuccess.Conditions.Rules.RuleTypeId.Owner
        Stages.OnSuccess.Conditions.Rules.RuleTypeId.Provider Stages.OnSuccess.Conditions.Rules.RuleTypeId.Version
        Stages.OnSuccess.Conditions.Rules.Configuration.WaitTime
        Stages.OnSuccess.Conditions.Rules.Region Stages.OnSuccess.Conditions.Rules.RoleArn
        Stages.OnFailure.Result Stages.OnFailure.RetryConfiguration.RetryMode
        Stages.Name Triggers.GitConfiguration.Push.Branches.Includes
        Triggers.GitConfiguration.Push.FilePaths.Excludes Triggers.GitConfiguration.Push.FilePaths.Includes
        Triggers.GitConfiguration.PullRequest.Branches.Includes Triggers.GitConfiguration.PullRequest.Events
        Triggers.GitConfiguration.PullRequest.FilePaths.Excludes
        Triggers.GitConfiguration.PullRequest.FilePaths.Includes
        Triggers.GitConfiguration.Push.Tags Triggers.GitConfiguration.SourceActionName Triggers.ProviderType
    """,
    "AWS::EC2::EIP": "Domain Tags",
    "AWS::EC2::FlowLog": """
        DeliverLogsPermissionArn LogDestinationType LogGroupName ResourceId ResourceType Tags TrafficType
    """,
    "AWS::EC2::InternetGateway": "Tags",
    "AWS::EC2::LaunchTemplate": """
        LaunchTemplateData.BlockDeviceMappings.DeviceName
        LaunchTemplateData.BlockDeviceMappings.Ebs.DeleteOnTermination
        LaunchTemplateData.BlockDeviceMappings.Ebs.Encrypted LaunchTemplateData.BlockDeviceMappings.Ebs.KmsKeyId
        LaunchTemplateData.BlockDeviceMappings.Ebs.VolumeSize LaunchTemplateData.BlockDeviceMappings.Ebs.VolumeType
        LaunchTemplateData.IamInstanceProfile.Arn LaunchTemplateData.ImageId LaunchTemplateData.InstanceType
        LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit LaunchTemplateData.MetadataOptions.HttpTokens
        LaunchTemplateData.Monitoring.Enabled LaunchTemplateData.SecurityGroupIds
        LaunchTemplateData.TagSpecifications.ResourceType LaunchTemplateData.TagSpecifications.Tags
        LaunchTemplateData.UserData LaunchTemplateName TagSpecifications.ResourceType TagSpecifications.Tags
    """,
    "AWS::EC2::NatGateway": "AllocationId SubnetId Tags",
    "AWS::EC2::Route": "DestinationCidrBlock GatewayId NatGatewayId RouteTableId",
    "AWS::EC2::RouteTable": "Tags VpcId",
    "AWS::EC2::SecurityGroup": """
        GroupDescription SecurityGroupEgress.CidrIp SecurityGroupEgress.Description SecurityGroupEgress.FromPort
        SecurityGroupEgress.IpProtocol SecurityGroupEgress.ToPort
        SecurityGroupIngress.CidrIp SecurityGroupIngress.Description SecurityGroupIngress.FromPort
        SecurityGroupIngress.IpProtocol SecurityGroupIngress.ToPort VpcId
    """,
    "AWS::EC2::SecurityGroupEgress": "Description DestinationSecurityGroupId FromPort GroupId IpProtocol ToPort",
    "AWS::EC2::SecurityGroupIngress": "Description FromPort GroupId IpProtocol SourceSecurityGroupId ToPort",
    "AWS::EC2::Subnet": "AvailabilityZone CidrBlock MapPublicIpOnLaunch Tags VpcId",
    "AWS::EC2::SubnetRouteTableAssociation": "RouteTableId SubnetId",
    "AWS::EC2::VPC": "CidrBlock EnableDnsHostnames EnableDnsSupport InstanceTenancy Tags",
    "AWS::EC2::VPCEndpoint": """
        PolicyDocument PrivateDnsEnabled RouteTableIds SecurityGroupIds ServiceName SubnetIds Tags VpcEndpointType VpcId
    """,
    "AWS::EC2::VPCGatewayAttachment": "InternetGatewayId VpcId",
    "AWS::ECR::Repository": """
        EncryptionConfiguration.EncryptionType EncryptionConfiguration.KmsKey ImageScanningConfiguration.ScanOnPush
        ImageTagMutability LifecyclePolicy.LifecyclePolicyText RepositoryName RepositoryPolicyText
    """,
    "AWS::ECS::Cluster": "ClusterName ClusterSettings.Name ClusterSettings.Value",
    "AWS::ECS::Service": """
        Cluster DeploymentController.Type HealthCheckGracePeriodSeconds LaunchType LoadBalancers.ContainerName
        LoadBalancers.ContainerPort LoadBalancers.TargetGroupArn
        NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp
        NetworkConfiguration.AwsvpcConfiguration.SecurityGroups NetworkConfiguration.AwsvpcConfiguration.Subnets
        PlatformVersion ServiceName TaskDefinition
    """,
    "AWS::ECS::TaskDefinition": """
        ContainerDefinitions.Essential ContainerDefinitions.Image ContainerDefinitions.LinuxParameters.Capabilities.Drop
        ContainerDefinitions.LinuxParameters.InitProcessEnabled ContainerDefinitions.LogConfiguration.LogDriver
        ContainerDefinitions.LogConfiguration.Options ContainerDefinitions.Name
        ContainerDefinitions.PortMappings.ContainerPort ContainerDefinitions.PortMappings.Protocol
        ContainerDefinitions.Privileged ContainerDefinitions.ReadonlyRootFilesystem ContainerDefinitions.User Cpu
        ExecutionRoleArn Family Memory NetworkMode RequiresCompatibilities RuntimePlatform.CpuArchitecture
        RuntimePlatform.OperatingSystemFamily
    """,
    "AWS::ElasticLoadBalancingV2::Listener": """
        Certificates.CertificateArn DefaultActions.FixedResponseConfig.ContentType
        DefaultActions.FixedResponseConfig.MessageBody DefaultActions.FixedResponseConfig.StatusCode
        DefaultActions.TargetGroupArn DefaultActions.Type LoadBalancerArn Port Protocol SslPolicy
    """,
    "AWS::ElasticLoadBalancingV2::ListenerRule": """
        Actions.TargetGroupArn Actions.Type Conditions.Field Conditions.PathPatternConfig.Values ListenerArn Priority
    """,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": """
        LoadBalancerAttributes.Key LoadBalancerAttributes.Value Name Scheme SecurityGroups Subnets Type
    """,
    "AWS::ElasticLoadBalancingV2::TargetGroup": """
        HealthCheckEnabled Targets.Id
        HealthCheckIntervalSeconds HealthCheckPath HealthCheckTimeoutSeconds HealthyThresholdCount Name Port Protocol
        TargetGroupAttributes.Key TargetGroupAttributes.Value TargetType UnhealthyThresholdCount VpcId
    """,
    "AWS::Events::EventBus": "Name Policy",
    "AWS::Events::Rule": """
        EventBusName EventPattern Name ScheduleExpression State Targets.Arn Targets.DeadLetterConfig.Arn Targets.Id
        Targets.InputTransformer.InputPathsMap Targets.InputTransformer.InputTemplate
        Targets.RetryPolicy.MaximumEventAgeInSeconds Targets.RoleArn
    """,
    "AWS::IAM::InstanceProfile": "InstanceProfileName Roles",
    "AWS::IAM::ManagedPolicy": "Description ManagedPolicyName Path PolicyDocument",
    "AWS::IAM::Role": "AssumeRolePolicyDocument ManagedPolicyArns PermissionsBoundary RoleName",
    "AWS::KMS::Alias": "AliasName TargetKeyId",
    "AWS::KMS::Key": "Description EnableKeyRotation KeyPolicy RotationPeriodInDays",
    "AWS::Lambda::Alias": "FunctionName FunctionVersion Name",
    "AWS::Lambda::Function": """
        Code.ZipFile FunctionName Handler LoggingConfig.LogGroup MemorySize ReservedConcurrentExecutions Role Runtime
        Timeout TracingConfig.Mode VpcConfig.SecurityGroupIds VpcConfig.SubnetIds
    """,
    "AWS::Lambda::Permission": "Action FunctionName Principal SourceAccount SourceArn",
    "AWS::Lambda::Version": "FunctionName",
    "AWS::Logs::LogGroup": "KmsKeyId LogGroupName ResourcePolicyDocument RetentionInDays",
    "AWS::S3::Bucket": """
        BucketEncryption.ServerSideEncryptionConfiguration.BucketKeyEnabled
        BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID
        BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm BucketName
        ObjectLockConfiguration.ObjectLockEnabled ObjectLockConfiguration.Rule.DefaultRetention.Days
        ObjectLockConfiguration.Rule.DefaultRetention.Mode ObjectLockEnabled
        LifecycleConfiguration.Rules.AbortIncompleteMultipartUpload.DaysAfterInitiation
        LifecycleConfiguration.Rules.ExpirationInDays LifecycleConfiguration.Rules.Id
        LifecycleConfiguration.Rules.NoncurrentVersionExpiration.NoncurrentDays LifecycleConfiguration.Rules.Prefix
        LifecycleConfiguration.Rules.Status LoggingConfiguration.DestinationBucketName
        LoggingConfiguration.LogFilePrefix OwnershipControls.Rules.ObjectOwnership
        PublicAccessBlockConfiguration.BlockPublicAcls PublicAccessBlockConfiguration.BlockPublicPolicy
        PublicAccessBlockConfiguration.IgnorePublicAcls PublicAccessBlockConfiguration.RestrictPublicBuckets
        ReplicationConfiguration.Role ReplicationConfiguration.Rules.DeleteMarkerReplication.Status
        ReplicationConfiguration.Rules.Destination.Bucket
        ReplicationConfiguration.Rules.Destination.EncryptionConfiguration.ReplicaKmsKeyID
        ReplicationConfiguration.Rules.Filter.Prefix ReplicationConfiguration.Rules.Id
        ReplicationConfiguration.Rules.Priority
        ReplicationConfiguration.Rules.SourceSelectionCriteria.SseKmsEncryptedObjects.Status
        ReplicationConfiguration.Rules.Status VersioningConfiguration.Status
    """,
    "AWS::S3::BucketPolicy": "Bucket PolicyDocument",
    "AWS::SNS::Subscription": "Endpoint FilterPolicy FilterPolicyScope Protocol TopicArn",
    "AWS::SNS::Topic": "KmsMasterKeyId TopicName",
    "AWS::SNS::TopicPolicy": "PolicyDocument Topics",
    "AWS::SQS::Queue": "KmsMasterKeyId MessageRetentionPeriod QueueName",
    "AWS::SQS::QueuePolicy": "PolicyDocument Queues",
    "AWS::StepFunctions::StateMachine": """
        DefinitionString LoggingConfiguration.Destinations.CloudWatchLogsLogGroup.LogGroupArn
        LoggingConfiguration.IncludeExecutionData LoggingConfiguration.Level RoleArn StateMachineName Tags
        TracingConfiguration.Enabled
    """,
    "AWS::WAFv2::LoggingConfiguration": "LogDestinationConfigs ResourceArn",
    "AWS::WAFv2::WebACL": """
        DefaultAction.Allow Name Rules.Name Rules.OverrideAction.None Rules.Priority
        Rules.Statement.ManagedRuleGroupStatement.Name Rules.Statement.ManagedRuleGroupStatement.VendorName
        Rules.VisibilityConfig.CloudWatchMetricsEnabled Rules.VisibilityConfig.MetricName
        Rules.VisibilityConfig.SampledRequestsEnabled Scope VisibilityConfig.CloudWatchMetricsEnabled
        VisibilityConfig.MetricName VisibilityConfig.SampledRequestsEnabled
    """,
    "AWS::WAFv2::WebACLAssociation": "ResourceArn WebACLArn",
}
