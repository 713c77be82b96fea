"""What whoever takes a role on needs the role for. Any other action is a finding.

Services by their principals, the roles of a pipeline's actions and rules by their provider. AWS's own lists of what
each needs stand beside the statements, in the permissions modules of the stacks.
"""

PEOPLE = "people"  # who take a role on to approve: no template makes them
MACHINES = "machines"  # state machines, in whose role another account's is taken on

KNOWN_ACTIONS = {
    PEOPLE: """
        codepipeline:GetPipeline codepipeline:GetPipelineExecution codepipeline:GetPipelineState
        codepipeline:PutApprovalResult
    """,
    MACHINES: "codedeploy:GetDeployment states:DescribeExecution states:ListExecutions",
    "CloudWatchAlarm": "cloudwatch:DescribeAlarms",
    "cloudtrail.amazonaws.com": "logs:CreateLogStream logs:PutLogEvents",
    "codebuild.amazonaws.com": """
        codebuild:BatchPutTestCases codebuild:CreateReport codebuild:UpdateReport
        logs:CreateLogStream logs:PutLogEvents s3:GetBucketAcl s3:GetBucketLocation
    """,
    "codedeploy.amazonaws.com": """
        autoscaling:CompleteLifecycleAction autoscaling:DeleteLifecycleHook autoscaling:PutLifecycleHook
        autoscaling:RecordLifecycleActionHeartbeat autoscaling:DescribeAutoScalingGroups
        autoscaling:DescribeAutoScalingInstances autoscaling:DescribeLifecycleHooks cloudwatch:DescribeAlarms
        ec2:DescribeInstanceStatus ec2:DescribeInstances elasticloadbalancing:DeregisterTargets
        elasticloadbalancing:RegisterTargets elasticloadbalancing:DescribeLoadBalancers
        elasticloadbalancing:DescribeTargetGroupAttributes elasticloadbalancing:DescribeTargetGroups
        elasticloadbalancing:DescribeTargetHealth tag:GetResources
        lambda:GetAlias lambda:GetProvisionedConcurrencyConfig lambda:InvokeFunction lambda:UpdateAlias
        ecs:CreateTaskSet ecs:DeleteTaskSet ecs:DescribeServices ecs:UpdateServicePrimaryTaskSet
        elasticloadbalancing:DescribeListeners elasticloadbalancing:DescribeRules elasticloadbalancing:ModifyListener
        elasticloadbalancing:ModifyRule iam:PassRole
    """,
    "codepipeline.amazonaws.com": """
        kms:Decrypt kms:DescribeKey kms:GenerateDataKey s3:GetBucketAcl s3:GetBucketLocation s3:GetBucketVersioning
        s3:GetObject s3:GetObjectVersion s3:PutObject s3:PutObjectAcl sts:AssumeRole
    """,
    "ec2.amazonaws.com": """
        kms:Decrypt kms:DescribeKey logs:CreateLogStream logs:PutLogEvents s3:GetObject s3:GetObjectVersion
        ssm:UpdateInstanceInformation ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel
        ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel
    """,
    "ecs-tasks.amazonaws.com": """
        ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetAuthorizationToken ecr:GetDownloadUrlForLayer
        logs:CreateLogStream logs:PutLogEvents
    """,
    "events.amazonaws.com": "codepipeline:StartPipelineExecution events:PutEvents states:StartExecution",
    "lambda.amazonaws.com": """
        codedeploy:GetDeployment codedeploy:PutLifecycleEventHookExecutionStatus lambda:InvokeFunction
        ec2:AssignPrivateIpAddresses ec2:CreateNetworkInterface ec2:DeleteNetworkInterface
        ec2:DescribeNetworkInterfaces ec2:DescribeSubnets ec2:UnassignPrivateIpAddresses
        logs:CreateLogStream logs:PutLogEvents xray:PutTelemetryRecords xray:PutTraceSegments
    """,
    "s3.amazonaws.com": """
        kms:Decrypt kms:Encrypt s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTagging
        s3:GetReplicationConfiguration s3:ListBucket s3:ReplicateObject s3:ReplicateTags
    """,
    "states.amazonaws.com": """
        autoscaling:AttachTrafficSources autoscaling:DeleteScheduledAction autoscaling:DescribeAutoScalingGroups
        autoscaling:DescribeScheduledActions autoscaling:DetachTrafficSources
        autoscaling:PutScheduledUpdateGroupAction autoscaling:SetDesiredCapacity cloudwatch:DescribeAlarms
        codecommit:GetCommit codedeploy:CreateDeployment codedeploy:GetApplicationRevision codedeploy:GetDeployment
        codedeploy:GetDeploymentConfig codedeploy:GetDeploymentGroup codedeploy:RegisterApplicationRevision
        codedeploy:UpdateDeploymentGroup codepipeline:GetPipeline codepipeline:GetPipelineExecution
        codepipeline:ListActionExecutions codepipeline:ListPipelineExecutions codepipeline:ListRuleExecutions
        ec2:DescribeInstanceStatus elasticloadbalancing:DescribeTargetHealth
        kms:Decrypt kms:DescribeKey kms:GenerateDataKey lambda:GetAlias lambda:GetFunctionConfiguration
        lambda:PublishVersion lambda:UpdateFunctionCode logs:CreateLogDelivery logs:DeleteLogDelivery
        logs:DescribeLogGroups logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries
        logs:PutResourcePolicy logs:UpdateLogDelivery s3:GetObject s3:GetObjectVersion sns:Publish
        states:DescribeExecution states:ListExecutions sts:AssumeRole xray:GetSamplingRules xray:GetSamplingTargets
        xray:PutTelemetryRecords xray:PutTraceSegments
    """,
    "vpc-flow-logs.amazonaws.com": "logs:CreateLogStream logs:DescribeLogStreams logs:PutLogEvents",
    "CodeBuild": "codebuild:BatchGetBuilds codebuild:StartBuild codebuild:StopBuild",
    "CloudFormation": """
        cloudformation:DescribeStackEvents cloudformation:DescribeStackResources cloudformation:DescribeStacks
        cloudformation:GetTemplate cloudformation:UpdateStack cloudformation:ValidateTemplate
        iam:PassRole s3:GetBucketAcl s3:GetBucketLocation s3:ListBucket
    """,
    "CodeCommit": """
        codecommit:CancelUploadArchive codecommit:GetBranch codecommit:GetCommit codecommit:GetRepository
        codecommit:GetUploadArchiveStatus codecommit:UploadArchive s3:GetBucketAcl s3:GetBucketLocation
    """,
    "CodeDeploy": """
        codedeploy:CreateDeployment codedeploy:GetApplication codedeploy:GetApplicationRevision
        codedeploy:GetDeployment codedeploy:GetDeploymentConfig codedeploy:GetDeploymentGroup
        codedeploy:RegisterApplicationRevision kms:Decrypt kms:DescribeKey
        s3:GetBucketLocation s3:GetObject s3:GetObjectVersion s3:ListBucket
    """,
    "CodeDeployToECS": """
        codedeploy:CreateDeployment codedeploy:GetApplication codedeploy:GetApplicationRevision
        codedeploy:GetDeployment codedeploy:GetDeploymentConfig codedeploy:RegisterApplicationRevision
        ecs:RegisterTaskDefinition iam:PassRole kms:Decrypt kms:DescribeKey
        s3:GetBucketLocation s3:GetObject s3:GetObjectVersion s3:ListBucket
    """,
    "ECRBuildAndPublish": """
        ecr:BatchCheckLayerAvailability ecr:CompleteLayerUpload ecr:DescribeRepositories ecr:GetAuthorizationToken
        ecr:GetDownloadUrlForLayer ecr:InitiateLayerUpload ecr:PutImage ecr:UploadLayerPart
        logs:CreateLogStream logs:PutLogEvents s3:GetBucketAcl s3:GetBucketLocation s3:ListBucket
    """,
    "CodeStarSourceConnection": """
        codeconnections:UseConnection codestar-connections:UseConnection s3:GetBucketAcl s3:GetBucketLocation
    """,
    "S3": """
        s3:GetBucketAcl s3:GetBucketLocation s3:GetBucketVersioning s3:GetObject s3:GetObjectTagging
        s3:GetObjectVersion s3:GetObjectVersionTagging
    """,
    "StepFunctions": "states:DescribeExecution states:DescribeStateMachine states:StartExecution",
}
