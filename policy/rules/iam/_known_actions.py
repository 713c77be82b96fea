"""What whoever takes a role on needs the role for. Any other action is a finding.

Services by their principals, the roles of a pipeline's actions by the action's provider. AWS's own lists of what each
needs stand beside the statements, in the permissions modules of the stacks.
"""

KNOWN_ACTIONS = {
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
    """,
    "codepipeline.amazonaws.com": """
        kms:Decrypt kms:DescribeKey kms:GenerateDataKey s3:GetBucketAcl s3:GetBucketLocation s3:GetBucketVersioning
        s3:GetObject s3:GetObjectVersion s3:PutObject s3:PutObjectAcl sts:AssumeRole
    """,
    "ec2.amazonaws.com": """
        kms:Decrypt kms:DescribeKey s3:GetObject s3:GetObjectVersion ssm:UpdateInstanceInformation
        ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel ssmmessages:OpenControlChannel
        ssmmessages:OpenDataChannel
    """,
    "events.amazonaws.com": "codepipeline:StartPipelineExecution",
    "s3.amazonaws.com": """
        kms:Decrypt kms:Encrypt s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTagging
        s3:GetReplicationConfiguration s3:ListBucket s3:ReplicateObject s3:ReplicateTags
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
    "CodeStarSourceConnection": """
        codeconnections:UseConnection codestar-connections:UseConnection s3:GetBucketAcl s3:GetBucketLocation
    """,
    "Manual": "kms:Decrypt kms:GenerateDataKey sns:Publish",
    "S3": """
        s3:GetBucketAcl s3:GetBucketLocation s3:GetBucketVersioning s3:GetObject s3:GetObjectTagging
        s3:GetObjectVersion s3:GetObjectVersionTagging
    """,
}
