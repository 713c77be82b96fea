"""What the environments of one region read in its artifact store: statements of the bucket's policy and of the key's.

An environment's roles come later than the store, and a policy cannot name a role that does not exist: its account
is named, with the role in a condition; the role's own policy must allow the access as well, as always between
accounts.
"""

from collections.abc import Mapping

from aws_cdk import aws_iam as iam

from config import names, places
from config.branches import own_name
from config.model import Environment, Pipeline
from config.strategies import is_by_state_machine
from stack_parts.role import Conditions, Statements, allow_to

SOURCE, BUILT, SYNTHESIZED = "Source", names.BUILT, names.SYNTHESIZED

# The roles in an environment's account that read what is delivered there, by target.
REVISION_READERS = {"ec2": ("release", "instance"), "lambda": (names.RELEASE_MACHINE,)}
# Those that read it beside the templates.
TEMPLATE_READERS = {"ecs": ("release",)}

READ = ("s3:GetObject", "s3:GetObjectVersion")
WRITE = ("s3:PutObject",)
MOVE = (*READ, *WRITE, "s3:PutObjectAcl")
FIND = ("s3:GetBucketLocation", "s3:ListBucket")
DECRYPT = ("kms:Decrypt", "kms:DescribeKey")
ENCRYPT = ("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey")


def bucket_statements(config: Pipeline, region: str) -> Statements:
    here = _places(config, region)
    if not here:
        return ()
    accounts, deployers = _accounts(config, region), _deployers(config, region)
    releasers, others = _readers(config, region, "release"), _readers(config, region, "instance", names.RELEASE_MACHINE)
    of_templates, delivered = _readers(config, region, "release", of=TEMPLATE_READERS), releasers + others
    bucket = names.artifact_bucket_arn(config, region)
    built, synthesized = (objects(config, names.artifact_key(config, each), region) for each in (BUILT, SYNTHESIZED))
    return (
        allow_to(
            sid("EnvironmentsFindBucket", config), accounts, FIND, [bucket], only(deployers + releasers + of_templates)
        ),
        *(
            [allow_to(sid("EnvironmentsReadBuilt", config), accounts, READ, built, only(delivered))]
            if delivered
            else []
        ),
        allow_to(
            sid("EnvironmentsReadSynthesized", config), accounts, READ, synthesized, only(deployers + of_templates)
        ),
    )


def key_statements(config: Pipeline, region: str) -> Statements:
    readers = [
        *_deployers(config, region),
        *_readers(config, region, "release", of=TEMPLATE_READERS),
        *_readers(config, region, "release", "instance", names.RELEASE_MACHINE),
    ]
    if not readers:
        return ()
    conditions = {**through_s3(region), **only(readers)}
    return (allow_to("EnvironmentsDecrypt", _accounts(config, region), DECRYPT, ["*"], conditions),)


def deploy_roles_here(config: Pipeline, region: str) -> list[iam.IPrincipal]:
    """The bootstrap deploy role's own policy reaches buckets of other accounts only: where an environment
    shares the tools account, the bucket must name that role itself."""
    account = config.tools.account
    shared = any(place.account == account for place in _places(config, region))
    return [iam.ArnPrincipal(names.bootstrap_role_arn(account, region, "deploy-role"))] if shared else []


def sid(text: str, config: Pipeline) -> str:
    """Unique in a policy that several pipelines share."""
    return text + "".join(word.capitalize() for word in (own_name(config) or "").split("-"))


def objects(config: Pipeline, prefix: str, region: str | None = None) -> list[str]:
    return [f"{names.artifact_bucket_arn(config, region)}/{prefix}*"]


def only(role_arns: list[str]) -> Conditions:
    return {"ArnEquals": {"aws:PrincipalArn": list(dict.fromkeys(role_arns))}}


def through_s3(region: str) -> Conditions:
    return {"StringEquals": {"kms:ViaService": f"s3.{region}.amazonaws.com"}}


def _places(config: Pipeline, region: str) -> list[Environment]:
    return [place for place in places.places(config) if names.environment_region(config, place) == region]


def _deployers(config: Pipeline, region: str) -> list[str]:
    return [names.deploy_role_arn(config, place) for place in _places(config, region)]


def _readers(
    config: Pipeline, region: str, *duties: str, of: Mapping[str, tuple[str, ...]] = REVISION_READERS
) -> list[str]:
    """`release`: the CodeDeploy action's; `instance`: whose agents download the revision; the release's machine."""
    return [
        names.environment_role_arn(config, place, duty)
        for duty in duties
        for place in _places(config, region)
        if duty in of.get(place.target, ()) and not _only_starts_a_machine(place, duty)
    ]


def _only_starts_a_machine(place: Environment, duty: str) -> bool:
    return duty == "release" and is_by_state_machine(place)


def _accounts(config: Pipeline, region: str) -> list[iam.IPrincipal]:
    accounts = dict.fromkeys(place.account for place in _places(config, region))
    return [iam.AccountPrincipal(account) for account in accounts]
