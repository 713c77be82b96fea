"""Who writes and who reads each artifact: the policies of the artifact bucket and of its key.

A role of the tools account is named itself, and needs nothing more; for those of the environments see
environment_access. Each pipeline has a folder of its own.
"""

from collections.abc import Mapping

from aws_cdk import aws_iam as iam

from config import names
from config.branches import reviewed_for
from config.model import Pipeline
from pipeline_stack import environment_access
from pipeline_stack.environment_access import (
    BUILT,
    DECRYPT,
    ENCRYPT,
    MOVE,
    READ,
    SOURCE,
    SYNTHESIZED,
    WRITE,
    deploy_roles_here,
    objects,
    only,
    sid,
    through_s3,
)
from pipeline_stack.roles import Roles
from stack_parts.role import Statements, allow_to

Users = Mapping[str, tuple[Pipeline, Roles]]
"""By name, every pipeline of the stack with its roles."""


def bucket_statements(users: Users) -> Statements:
    return [one for config, roles in users.values() for one in _of(config, roles)]


def key_statements(config: Pipeline, users: Users) -> Statements:
    region, every = config.tools.region, [roles for _, roles in users.values()]
    writers = [role for roles in every for role in (roles.pipeline, roles.source, roles.build, roles.synthesize)]
    updating = [roles.update_pipeline for roles in every if roles.update_pipeline]
    deployers = [*updating, *deploy_roles_here(config, region)]
    statements = [
        allow_to("WritersEncrypt", writers, ENCRYPT, ["*"]),
        allow_to("DeploymentsDecrypt", deployers, DECRYPT, ["*"], through_s3(region)),
        *environment_access.key_statements(config, region),
    ]
    images = [roles.image for roles in every if roles.image]
    if images:
        statements.append(allow_to("ImageDecrypts", images, DECRYPT, ["*"], through_s3(region)))
        statements.append(_encrypt_images(config))
    if config.security.artifact_replica:
        replicator = {**through_s3(region), **only([names.tools_role_arn(config, "replicate")])}
        own_account = iam.AccountPrincipal(config.tools.account)
        statements.append(allow_to("ReplicationDecrypts", [own_account], ["kms:Decrypt"], ["*"], replicator))
    return statements


def _encrypt_images(config: Pipeline) -> iam.PolicyStatement:
    """ECR gets a grant of the key from whoever makes the repository: CloudFormation.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
    """
    tools = config.tools
    maker = names.bootstrap_role_arn(tools.account, tools.region, "cfn-exec-role")
    through_ecr = {"StringEquals": {"kms:ViaService": f"ecr.{tools.region}.amazonaws.com"}, **only([maker])}
    grant = ("kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant")
    return allow_to("RepositoryGetsGrant", [iam.AccountPrincipal(tools.account)], grant, ["*"], through_ecr)


def _of(config: Pipeline, roles: Roles) -> Statements:
    region = config.tools.region
    everything = objects(config, f"{names.artifact_prefix(config)}/")
    source, built, synthesized = (
        objects(config, names.artifact_key(config, artifact)) for artifact in (SOURCE, BUILT, SYNTHESIZED)
    )
    updating = [roles.update_pipeline] if roles.update_pipeline else []
    deployers = [*updating, *deploy_roles_here(config, region)]
    statements = [
        allow_to(sid("PipelineMovesArtifacts", config), [roles.pipeline], MOVE, everything),
        allow_to(sid("SourceWritesSource", config), [roles.source], MOVE, source),
        allow_to(sid("ProjectsReadSource", config), [roles.build, roles.synthesize], READ, source),
        allow_to(sid("BuildWritesBuilt", config), [roles.build], WRITE, built),
        allow_to(sid("SynthesizeWritesSynthesized", config), [roles.synthesize], WRITE, synthesized),
        *([allow_to(sid("DeploymentsReadSynthesized", config), deployers, READ, synthesized)] if deployers else []),
        *environment_access.bucket_statements(config, region),
    ]
    if roles.image:
        statements.append(allow_to(sid("ImageReadsBuilt", config), [roles.image], READ, built))
    if config.build.cache == "s3" and not reviewed_for(config):
        cache = objects(config, names.build_cache_prefix(config))
        statements.append(allow_to(sid("BuildKeepsCache", config), [roles.build], (*READ, *WRITE), cache))
    return statements
