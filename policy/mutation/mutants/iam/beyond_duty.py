"""One narrow permission more, for which whoever takes the role on has no use; or the same for somebody else's thing."""

from policy.mutation.change_statement import also, appended
from policy.mutation.mutant import Change, Mutant, add
from policy.mutation.mutants.iam._roles import BUILD, FLOW_LOGS, INSTANCE, LIVE, RELEASE, SERVICE, START, TOOLS, UPDATE

SOURCE, TELL = "Roles/source/Policy/Resource", "Notifications/tell/Policy/Resource"
HERE, THERE = "eu-central-1:111111111111", "eu-central-1:444444444444"
INSTANCES = f"arn:aws:ec2:{THERE}:instance/*"
OWN_GROUP = {"Fn::GetAtt": ["Ec2InstancesGroupASG217C3E0B", "AutoScalingGroupARN"]}
OWN_GROUP_NAME = "deploymentgroup:webapp-production/webapp-production"


def _may(stack_id: str, policy: str, action: str, resource: object) -> Change:
    return appended(stack_id, policy, "PolicyDocument", Sid="More", Action=action, Resource=resource)


TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}

MUTANTS = (
    *(
        Mutant(f"build role: {action}", _may(TOOLS, BUILD, action, resource))
        for action, resource in {
            "secretsmanager:GetSecretValue": f"arn:aws:secretsmanager:{HERE}:secret:db-abcdef",
            "ssm:GetParameter": f"arn:aws:ssm:{HERE}:parameter/db",
            "codebuild:StartBuild": f"arn:aws:codebuild:{HERE}:project/webapp-synthesize",
            "codepipeline:StartPipelineExecution": f"arn:aws:codepipeline:{HERE}:webapp",
            "ecr:PutImage": f"arn:aws:ecr:{HERE}:repository/webapp",
            "ses:SendEmail": f"arn:aws:ses:{HERE}:identity/example.com",
        }.items()
    ),
    *(
        Mutant(f"instance role: {action}", _may(LIVE, INSTANCE, action, resource))
        for action, resource in {
            "ec2:TerminateInstances": INSTANCES,
            "ec2:AuthorizeSecurityGroupIngress": f"arn:aws:ec2:{THERE}:security-group/*",
            "dynamodb:Scan": f"arn:aws:dynamodb:{THERE}:table/users",
            "elasticloadbalancing:RegisterTargets": {"Ref": "Ec2LoadBalancerTargetsCAD607ED"},
            "cloudwatch:SetAlarmState": f"arn:aws:cloudwatch:{THERE}:alarm:webapp-production-http-5xx",
        }.items()
    ),
    *(
        Mutant(f"release role: {action}", _may(LIVE, RELEASE, action, resource))
        for action, resource in {
            "ssm:SendCommand": INSTANCES,
            "ssm:StartSession": INSTANCES,
            "codedeploy:UpdateDeploymentGroup": f"arn:aws:codedeploy:{THERE}:{OWN_GROUP_NAME}",
            "codedeploy:StopDeployment": f"arn:aws:codedeploy:{THERE}:{OWN_GROUP_NAME}",
        }.items()
    ),
    Mutant("CodeDeploy's role: scales the group", _may(LIVE, SERVICE, "autoscaling:UpdateAutoScalingGroup", OWN_GROUP)),
    Mutant("update-pipeline: deletes its stack", also(TOOLS, UPDATE, "UpdateThisStack", "cloudformation:DeleteStack")),
    Mutant(
        "update-pipeline: sets its stack's policy",
        also(TOOLS, UPDATE, "UpdateThisStack", "cloudformation:SetStackPolicy"),
    ),
    Mutant("start-build: repeats old builds", also(TOOLS, START, "RunTheProjects", "codebuild:RetryBuild")),
    Mutant("flow logs: read too", also(LIVE, FLOW_LOGS, "WriteFlowLogs", "logs:GetLogEvents")),
    Mutant("tell role: subscribes", _may(TOOLS, TELL, "sns:Subscribe", f"arn:aws:sns:{HERE}:webapp-approval")),
    Mutant(
        "source role: passes its connection on",
        _may(
            TOOLS,
            SOURCE,
            "codeconnections:PassConnection",
            {"Fn::GetAtt": ["SourceConnection63B85A92", "ConnectionArn"]},
        ),
    ),
    Mutant(
        "a role that nothing here needs",
        add(TOOLS, "More", "AWS::IAM::Role", RoleName="webapp-more", AssumeRolePolicyDocument=TRUST),
    ),
    Mutant("tell role: tells another topic", _may(TOOLS, TELL, "sns:Publish", f"arn:aws:sns:{HERE}:other")),
    Mutant(
        "start-build: another project",
        _may(TOOLS, START, "codebuild:StartBuild", f"arn:aws:codebuild:{HERE}:project/other"),
    ),
    Mutant(
        "update-pipeline: another stack",
        _may(TOOLS, UPDATE, "cloudformation:UpdateStack", f"arn:aws:cloudformation:{HERE}:stack/other/*"),
    ),
    Mutant(
        "release role: another group",
        _may(LIVE, RELEASE, "codedeploy:CreateDeployment", f"arn:aws:codedeploy:{THERE}:deploymentgroup:other/other"),
    ),
    Mutant(
        "release role: all instances at once",
        _may(
            LIVE,
            RELEASE,
            "codedeploy:GetDeploymentConfig",
            f"arn:aws:codedeploy:{THERE}:deploymentconfig:CodeDeployDefault.AllAtOnce",
        ),
    ),
    Mutant(
        "CodeDeploy's role: another target group",
        _may(
            LIVE,
            SERVICE,
            "elasticloadbalancing:RegisterTargets",
            f"arn:aws:elasticloadbalancing:{THERE}:targetgroup/other/0123456789abcdef",
        ),
    ),
    Mutant(
        "CodeDeploy's role: another Auto Scaling group",
        _may(
            LIVE,
            SERVICE,
            "autoscaling:PutLifecycleHook",
            f"arn:aws:autoscaling:{THERE}:autoScalingGroup:*:autoScalingGroupName/other",
        ),
    ),
)
