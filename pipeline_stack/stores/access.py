"""Who writes and reads in the artifact store of another region.

CodePipeline copies there what the region's actions read, as the pipeline's role, whose own policy suffices for a bucket
of its account. A key asks its own policy always. It comes before that role: the account is named, with the role in a
condition.
https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-create-cross-region.html
"""

from aws_cdk import aws_iam as iam

from config import names
from config.branches import delivering_in
from config.model import Pipeline
from pipeline_stack import environment_access
from pipeline_stack.environment_access import (
    DECRYPT,
    ENCRYPT,
    READ,
    SYNTHESIZED,
    deploy_roles_here,
    objects,
    only,
    sid,
    through_s3,
)
from stack_parts.role import Statements, allow_to


def bucket_statements(config: Pipeline, region: str) -> Statements:
    return [one for each in delivering_in(config, region) for one in _of(each, region)]


def key_statements(config: Pipeline, region: str) -> Statements:
    deployers = deploy_roles_here(config, region)
    shared = [allow_to("DeploymentsDecrypt", deployers, DECRYPT, ["*"], through_s3(region))] if deployers else []
    copying = {**through_s3(region), **only([_role(each) for each in delivering_in(config, region)])}
    return (
        allow_to("PipelineEncrypts", _tools(config), ENCRYPT, ["*"], copying),
        *shared,
        *environment_access.key_statements(config, region),
    )


def _of(config: Pipeline, region: str) -> Statements:
    synthesized = objects(config, names.artifact_key(config, SYNTHESIZED), region)
    deployers = deploy_roles_here(config, region)
    reading = sid("DeploymentsReadSynthesized", config)
    return (
        *([allow_to(reading, deployers, READ, synthesized)] if deployers else []),
        *environment_access.bucket_statements(config, region),
    )


def _tools(config: Pipeline) -> list[iam.IPrincipal]:
    return [iam.AccountPrincipal(config.tools.account)]


def _role(config: Pipeline) -> str:
    return names.tools_role_arn(config, "pipeline")
