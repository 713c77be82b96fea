"""Who writes and who reads each artifact: the policies of the artifact bucket and of its key.

A role of the tools account is named itself, and needs nothing more. An environment's roles come later than
this stack, and a policy cannot name a role that does not exist: its account is named, with the role in
a condition; the role's own policy must allow the access as well, as always between accounts.
"""

from collections.abc import Mapping

from aws_cdk import aws_iam as iam

from config import names
from config.model import Environment, Pipeline
from config.strategies import is_by_state_machine
from pipeline_stack.roles import Roles
from stack_parts.role import Conditions, Statements, allow_to

SOURCE, BUILT, SYNTHESIZED = "Source", names.BUILT, names.SYNTHESIZED

# The roles in an environment's account that read what is delivered there, by target.
REVISION_READERS = {"ec2": ("release", "instance"), "lambda": (names.RELEASE_MACHINE,)}
# Those that read it beside the templates.
TEMPLATE_READERS = {"ecs": ("release",)}

READ = ("s3:GetObject", "s3:GetObjectVersion")
WRITE = ("s3:PutObject",)
FIND = ("s3:GetBucketLocation", "s3:ListBucket")
DECRYPT = ("kms:Decrypt", "kms:DescribeKey")
ENCRYPT = ("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey")


def bucket_statements(config: Pipeline, roles: Roles) -> Statements:
    everything, source, built, synthesized = (
        _objects(config, prefix)
        for prefix in (
            f"{names.artifact_prefix(config)}/",
            *(names.artifact_key(config, artifact) for artifact in (SOURCE, BUILT, SYNTHESIZED)),
        )
    )
    accounts, deployers = _accounts(config), _deployers(config)
    releasers, others = _readers(config, "release"), _readers(config, "instance", names.RELEASE_MACHINE)
    of_templates, delivered = _readers(config, "release", of=TEMPLATE_READERS), releasers + others
    statements = [
        allow_to("PipelineMovesArtifacts", [roles.pipeline], (*READ, *WRITE, "s3:PutObjectAcl"), everything),
        allow_to("SourceWritesSource", [roles.source], (*READ, *WRITE, "s3:PutObjectAcl"), source),
        allow_to("ProjectsReadSource", [roles.build, roles.synthesize], READ, source),
        allow_to("BuildWritesBuilt", [roles.build], WRITE, built),
        allow_to("SynthesizeWritesSynthesized", [roles.synthesize], WRITE, synthesized),
        allow_to("DeploymentsReadSynthesized", _deployers_here(config, roles), READ, synthesized),
        allow_to(
            "EnvironmentsFindBucket", accounts, FIND, [_bucket(config)], _only(deployers + releasers + of_templates)
        ),
        *([allow_to("EnvironmentsReadBuilt", accounts, READ, built, _only(delivered))] if delivered else []),
        allow_to("EnvironmentsReadSynthesized", accounts, READ, synthesized, _only(deployers + of_templates)),
    ]
    if roles.image:
        statements.append(allow_to("ImageReadsBuilt", [roles.image], READ, built))
    if config.build.cache == "s3":
        cache = _objects(config, names.build_cache_prefix(config))
        statements.append(allow_to("BuildKeepsCache", [roles.build], (*READ, *WRITE), cache))
    return statements


def key_statements(config: Pipeline, roles: Roles) -> Statements:
    writers = [roles.pipeline, roles.source, roles.build, roles.synthesize]
    through_s3 = {"StringEquals": {"kms:ViaService": f"s3.{config.tools.region}.amazonaws.com"}}
    readers = [
        *_deployers(config),
        *_readers(config, "release", of=TEMPLATE_READERS),
        *_readers(config, "release", "instance", names.RELEASE_MACHINE),
    ]
    environments = {**through_s3, **_only(readers)}
    statements = [
        allow_to("WritersEncrypt", writers, ENCRYPT, ["*"]),
        allow_to("DeploymentsDecrypt", _deployers_here(config, roles), DECRYPT, ["*"], through_s3),
        allow_to("EnvironmentsDecrypt", _accounts(config), DECRYPT, ["*"], environments),
    ]
    if roles.image:
        statements.append(allow_to("ImageDecrypts", [roles.image], DECRYPT, ["*"], through_s3))
        statements.append(_encrypt_images(config))
    if config.security.artifact_replica:
        replicator = {**through_s3, **_only([names.tools_role_arn(config, "replicate")])}
        own_account = iam.AccountPrincipal(config.tools.account)
        statements.append(allow_to("ReplicationDecrypts", [own_account], ["kms:Decrypt"], ["*"], replicator))
    return statements


def _encrypt_images(config: Pipeline) -> iam.PolicyStatement:
    """ECR gets a grant of the key from whoever makes the repository: CloudFormation.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
    """
    tools = config.tools
    maker = names.bootstrap_role_arn(tools.account, tools.region, "cfn-exec-role")
    through_ecr = {"StringEquals": {"kms:ViaService": f"ecr.{tools.region}.amazonaws.com"}, **_only([maker])}
    grant = ("kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant")
    return allow_to("RepositoryGetsGrant", [iam.AccountPrincipal(tools.account)], grant, ["*"], through_ecr)


def _deployers_here(config: Pipeline, roles: Roles) -> list[iam.IPrincipal]:
    """The bootstrap deploy role's own policy reaches buckets of other accounts only: where an environment
    shares the tools account, the bucket must name that role itself."""
    shared = any(environment.account == config.tools.account for environment in config.environments)
    deploy_role = names.bootstrap_role_arn(config.tools.account, config.tools.region, "deploy-role")
    return [roles.update_pipeline, *([iam.ArnPrincipal(deploy_role)] if shared else [])]


def _deployers(config: Pipeline) -> list[str]:
    return [names.deploy_role_arn(config, environment) for environment in config.environments]


def _readers(config: Pipeline, *duties: str, of: Mapping[str, tuple[str, ...]] = REVISION_READERS) -> list[str]:
    """`release`: the CodeDeploy action's; `instance`: whose agents download the revision; the release's machine."""
    return [
        names.environment_role_arn(config, environment, duty)
        for duty in duties
        for environment in config.environments
        if duty in of.get(environment.target, ()) and not _only_starts_a_machine(environment, duty)
    ]


def _only_starts_a_machine(environment: Environment, duty: str) -> bool:
    return duty == "release" and is_by_state_machine(environment)


def _only(role_arns: list[str]) -> Conditions:
    return {"ArnEquals": {"aws:PrincipalArn": list(dict.fromkeys(role_arns))}}


def _accounts(config: Pipeline) -> list[iam.IPrincipal]:
    accounts = dict.fromkeys(environment.account for environment in config.environments)
    return [iam.AccountPrincipal(account) for account in accounts]


def _bucket(config: Pipeline) -> str:
    return f"arn:aws:s3:::{names.artifact_bucket_name(config)}"


def _objects(config: Pipeline, prefix: str) -> list[str]:
    return [f"{_bucket(config)}/{prefix}*"]
