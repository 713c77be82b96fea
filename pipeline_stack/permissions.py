"""What each role of the tools account may do. One function per role; every statement says what it allows.

Objects in the artifact bucket are granted in the bucket's policy (artifacts.py), not here: there a
statement can name one artifact's prefix and the roles that meet on it.
"""

from collections.abc import Mapping

from aws_cdk import aws_iam as iam

from config import names
from config.branches import delivering_to, pipelines
from config.model import Environment, Pipeline, Replica
from stack_parts.role import Statements, allow, only_in

BUCKET_PROPERTIES = ("s3:GetBucketAcl", "s3:GetBucketLocation")


def pipeline(config: Pipeline, action_roles: list[str], other_keys: Mapping[str, str]) -> Statements:
    """`other_keys`: by region, the key of each other artifact store.

    https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html
    """
    return (
        allow("RunEachActionInItsOwnRole", ["sts:AssumeRole"], action_roles),
        _artifact_bucket("ReadArtifactBucketProperties", config, (*BUCKET_PROPERTIES, "s3:GetBucketVersioning")),
        *(_copy_artifacts_to(config, other_keys) if other_keys else ()),
    )


def _copy_artifacts_to(config: Pipeline, keys: Mapping[str, str]) -> Statements:
    """What the home store's policies give to the role by its name: other stores are older than the role."""
    buckets = [names.artifact_bucket_arn(config, region) for region in keys]
    objects = [f"{bucket}/{names.artifact_prefix(config)}/*" for bucket in buckets]
    moving = ("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl")
    ours = {"StringEquals": {"aws:ResourceAccount": config.tools.account}}
    through_s3 = {"StringEquals": {"kms:ViaService": [f"s3.{region}.amazonaws.com" for region in keys]}}
    encrypt = ("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey")
    return (
        allow("ReadOtherBucketsProperties", (*BUCKET_PROPERTIES, "s3:GetBucketVersioning"), buckets, ours),
        allow("CopyArtifactsToOtherRegions", moving, objects, ours),
        allow("EncryptTheCopies", encrypt, list(keys.values()), through_s3),
    )


def use_connection(config: Pipeline, connection_arn: str) -> Statements:
    """Both prefixes are needed whatever the ARN's own is.

    AWS gives the repository only when one is accessed, hence IfExists:
    https://docs.aws.amazon.com/dtconsole/latest/userguide/security-iam.html#permissions-reference-connections
    """
    return (
        _artifact_bucket("ReadArtifactBucketProperties", config, BUCKET_PROPERTIES),
        *(
            allow(
                f"ReadTheRepositoryAs{prefix.title().replace('-', '')}",
                [f"{prefix}:UseConnection"],
                [connection_arn],
                {"StringEqualsIfExists": {f"{prefix}:FullRepositoryId": config.source.repository}},
            )
            for prefix in ("codeconnections", "codestar-connections")
        ),
    )


def read_codecommit(config: Pipeline, repository_arn: str) -> Statements:
    actions = (
        "codecommit:CancelUploadArchive",
        "codecommit:GetBranch",
        "codecommit:GetCommit",
        "codecommit:GetRepository",
        "codecommit:GetUploadArchiveStatus",
        "codecommit:UploadArchive",
    )
    return (
        allow("ArchiveTheRepository", actions, [repository_arn]),
        _artifact_bucket("ReadArtifactBucketProperties", config, BUCKET_PROPERTIES),
    )


def read_source_bucket(config: Pipeline) -> Statements:
    """https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3.html"""
    bucket = f"arn:aws:s3:::{config.source.bucket}"
    of_this_account = {"StringEquals": {"aws:ResourceAccount": config.tools.account}}
    of_bucket = ("s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning")
    of_object = ("s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionTagging")
    return (
        allow("ReadSourceBucketProperties", of_bucket, [bucket], of_this_account),
        allow("ReadTheSourceZip", of_object, [f"{bucket}/{config.source.key}"], of_this_account),
        _artifact_bucket("ReadArtifactBucketProperties", config, BUCKET_PROPERTIES),
    )


def start_pipeline(config: Pipeline) -> Statements:
    return (allow("StartOnSourceChange", ["codepipeline:StartPipelineExecution"], [names.pipeline_arn(config)]),)


def start_build(config: Pipeline) -> Statements:
    actions = ("codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild")
    projects = [names.project_arn(config, duty) for duty in (names.BUILD, names.SYNTHESIZE)]
    return (allow("RunTheProjects", actions, projects),)


def build(config: Pipeline, log_group_arn: str, report_group_arn: str) -> Statements:
    reports = ("codebuild:BatchPutTestCases", "codebuild:CreateReport", "codebuild:UpdateReport")
    return (
        *synthesize(config, log_group_arn),
        allow("ReportTests", reports, [report_group_arn]),
    )


def synthesize(config: Pipeline, log_group_arn: str) -> Statements:
    """A log group's ARN attribute ends in `:*`, its streams: a build's stream is called after the build."""
    return (
        allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [log_group_arn]),
        _artifact_bucket("ReadArtifactBucketProperties", config, BUCKET_PROPERTIES),
    )


def image(config: Pipeline, log_group_arn: str) -> Statements:
    """https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECRBuildAndPublish.html"""
    push = (
        "ecr:BatchCheckLayerAvailability",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeRepositories",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
    )
    here = only_in(config.tools.region)
    return (
        allow("LogInToRegistry", ["ecr:GetAuthorizationToken"], ["*"], here),  # takes no resource
        allow("PushImages", push, [names.image_repository_arn(config)]),
        allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [log_group_arn]),
        _artifact_bucket("ReadArtifactBucketProperties", config, (*BUCKET_PROPERTIES, "s3:ListBucket")),
    )


def update_pipeline(config: Pipeline, stack_arn: str) -> Statements:
    """https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html"""
    actions = (
        "cloudformation:DescribeStackEvents",
        "cloudformation:DescribeStackResources",
        "cloudformation:DescribeStacks",
        "cloudformation:GetTemplate",
        "cloudformation:UpdateStack",
    )
    execution_role = names.bootstrap_role_arn(config.tools.account, config.tools.region, "cfn-exec-role")
    here = only_in(config.tools.region)
    only_cloudformation = {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}
    return (
        allow("UpdateThisStack", actions, [stack_arn]),
        allow("ValidateTemplates", ["cloudformation:ValidateTemplate"], ["*"], here),  # takes no resource
        allow("PassTheExecutionRole", ["iam:PassRole"], [execution_role], only_cloudformation),
        _artifact_bucket("ReadArtifactBucketProperties", config, (*BUCKET_PROPERTIES, "s3:ListBucket")),
    )


def approve(config: Pipeline, environment: Environment) -> Statements:
    """Answer this one approval, in each pipeline that delivers there, with the token that the pipeline's state shows.

    https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html
    """
    look = ("codepipeline:GetPipeline", "codepipeline:GetPipelineExecution", "codepipeline:GetPipelineState")
    return (
        allow("AnswerTheApproval", ["codepipeline:PutApprovalResult"], names.approve_action_arns(config, environment)),
        allow("LookAtThePipeline", look, [names.pipeline_arn(each) for each in delivering_to(config, environment)]),
    )


def replicate(config: Pipeline, replica: Replica, artifact_key_arn: str) -> Statements:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html"""
    bucket = names.artifact_bucket_arn(config)
    objects, copies = (
        [f"{arn}/{names.artifact_prefix(each)}/*" for each in pipelines(config)]
        for arn in (bucket, f"arn:aws:s3:::{replica.bucket}")
    )
    of_bucket = ("s3:GetReplicationConfiguration", "s3:ListBucket")
    ours = {"StringEquals": {"aws:ResourceAccount": config.tools.account}}
    of_replica = {"StringEquals": {"aws:ResourceAccount": replica.key.split(":")[4]}}
    of_version = ("s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging")
    here, there = (
        {"StringEquals": {"kms:ViaService": f"s3.{region}.amazonaws.com"}}
        for region in (config.tools.region, replica.key.split(":")[3])
    )
    return (
        allow("ReadReplicationConfiguration", of_bucket, [bucket], ours),
        allow("ReadVersions", of_version, objects, ours),
        allow("WriteCopies", ["s3:ReplicateObject", "s3:ReplicateTags"], copies, of_replica),
        allow("DecryptVersions", ["kms:Decrypt"], [artifact_key_arn], here),
        allow("EncryptCopies", ["kms:Encrypt"], [replica.key], there),
    )


def _artifact_bucket(sid: str, config: Pipeline, actions: tuple[str, ...]) -> iam.PolicyStatement:
    """`aws:ResourceAccount`: should the bucket vanish, nobody else's of the same name steps in."""
    bucket = f"arn:aws:s3:::{names.artifact_bucket_name(config)}"
    return allow(sid, actions, [bucket], {"StringEquals": {"aws:ResourceAccount": config.tools.account}})
