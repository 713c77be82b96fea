"""What each role may do, by its name: as CDK would have it, and as our policies of every kind together have it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from config import names
from policy.rules._role_policies import ROLE as ROLE_TYPE
from policy.rules._role_policies import holders
from policy.tables import iam_table
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import referred
from policy.templates.statements import Statement, statements
from policy.templates.template import text
from policy.templates.values import fields
from tests.policy.shadow.actions import expanded, of_managed_policy

Permissions = Mapping[str, frozenset[str]]
ROLE = ":role/"
AT = " at "
PIPELINES = "-pipeline"  # how their roles end
OTHER_STORES = f"{AT}other stores"  # of other regions, where such a role may do what it may at home
BY_CODE = "lambda:SourceFunctionArn"  # denies to a function's code what Lambda may still do in its role's name
BUCKET, KEY = "arn:aws:s3:::", "arn:aws:kms:"


def by_identity_policies(assembly: Assembly) -> Permissions:
    """CDK grants a role of the same account in the role's own policies alone."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    buckets = {text(bucket.properties.get("BucketName")) for bucket in assembly.resources("AWS::S3::Bucket")}
    for stack in assembly.stacks:
        for role, actions in _identity(stack, buckets):
            found[role] |= actions
    return {**found, **in_caches(assembly)}


def by_all_policies(assembly: Assembly) -> Permissions:
    """As IAM combines them. What a resource's policy gives to a role that it names, the role has. What it gives to
    an account (and to a role of it in a condition) the role's own policy must allow too; and a key, or a bucket of
    another account, must agree to what the role's own policy allows.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-cross-account.html
    """
    own, accounts = by_identity_policies(assembly), _accounts(assembly)
    given, delegated = by_resource_policies(assembly)

    def agreed(role: str) -> frozenset[str]:
        account = accounts.get(role.partition(AT)[0])
        if account is None:  # `cdk bootstrap` makes it, and its own policy
            return delegated[role]
        if AT in role:
            asked = role.endswith(OTHER_STORES)  # a key always is; the buckets are of the role's own account
            return frozenset(a for a in own[role] if not asked or a in delegated[role] or not a.startswith("kms:"))
        return frozenset(a for a in own.get(role, ()) if a in delegated[role] or not _asks_resource(a, account, tools))

    tools = next(stack.account for stack in assembly.stacks if stack.id == names.PIPELINE_STACK)
    together = {role: given[role] | agreed(role) for role in {*own, *given, *delegated}}
    return {**together, **in_caches(assembly)}


def by_resource_policies(assembly: Assembly) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """(to roles that they name, to accounts and in a condition to roles of theirs)."""
    given: dict[str, frozenset[str]] = defaultdict(frozenset)
    delegated: dict[str, frozenset[str]] = defaultdict(frozenset)
    for located in assembly.resources():
        for statement in statements(located):
            if statement.kind == "resource" and statement.allows:
                for role in named(statement):
                    given[role] |= expanded(statement.actions)
                away = OTHER_STORES if located.stack.id.startswith(names.STORE_STACK) else ""
                for role in conditioned(statement):
                    delegated[role + (away if role.endswith(PIPELINES) else "")] |= expanded(statement.actions)
    return given, delegated


def in_caches(assembly: Assembly) -> Permissions:
    """What a build may do with the cache that it keeps in a bucket, told apart: `drop-build at drop/cache`.

    A build may read one artifact and write another anyway, so that sets of actions would not show it.
    """
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for project in assembly.resources("AWS::CodeBuild::Project"):
        cache = fields(project.properties.get("Cache"))
        if cache.get("Type") == "S3":
            role = project.stack.template["Resources"][referred(project.properties["ServiceRole"])]
            name, prefix = str(role["Properties"]["RoleName"]), text(cache["Location"]).partition("/")[2]
            for actions in _on_objects(project.stack, name, f"{prefix}/object"):
                found[f"{name}{AT}{prefix}"] |= actions
    return found


def _on_objects(stack: Stack, role: str, key: str) -> Iterator[frozenset[str]]:
    """By whichever policy gives the role something on that key of a bucket."""
    for located in stack.resources():
        for statement in statements(located):
            mine = role in {*named(statement), *(_holders(located) if statement.kind == "identity" else ())}
            if (
                mine
                and statement.allows
                and any(fnmatchcase(key, one.partition("/")[2]) for one in statement.resources)
            ):
                yield frozenset(action for action in expanded(statement.actions) if action.startswith("s3:"))


def _holders(policy: Located) -> list[str]:
    return [
        str(role.properties.get("RoleName"))
        for role in policy.stack.resources(ROLE_TYPE)
        if role.logical_id in holders(policy)
    ]


def named(statement: Statement) -> Iterator[str]:
    """Roles that are the principals."""
    resources = statement.holder.stack.template["Resources"]
    for kind, principal in statement.principals:
        logical_id = principal.removeprefix("${").removesuffix(".Arn}")
        if kind == "AWS" and logical_id in resources:
            yield str(resources[logical_id]["Properties"]["RoleName"])
        elif kind == "AWS" and ROLE in principal:
            yield principal.rpartition("/")[2]


def conditioned(statement: Statement) -> Iterator[str]:
    """Roles that a condition names."""
    for _, key, values in statement.conditions:
        if key == "aws:principalarn":
            yield from (value.rpartition("/")[2] for value in values)


def _identity(stack: Stack, buckets: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for statement in iam_table.statements(stack.template):
        if statement.is_identity:
            if statement.effect != "Allow":
                assert BY_CODE in str(statement.conditions), (
                    f"{statement.policy}: what this takes away is not worked out"
                )
                continue
            away = _in_other_stores(stack, statement)
            for role in statement.policy.removeprefix("role ").split():
                where = OTHER_STORES if away and role.endswith(PIPELINES) else _elsewhere(statement, buckets)
                yield role + where, expanded(statement.actions)
    for role, arn in iam_table.managed(stack.template):
        yield role, of_managed_policy(arn)


def _in_other_stores(stack: Stack, statement: iam_table.Statement) -> bool:
    home = f"-artifacts-{stack.account}-{stack.region}"
    buckets = [arn for arn in statement.resources if arn.startswith(BUCKET) and f"-artifacts-{stack.account}-" in arn]
    keys = [arn for arn in statement.resources if arn.startswith(f"${{{names.ARTIFACT_KEY_PARAMETER}")]
    return bool(keys or any(home not in arn for arn in buckets))


def _elsewhere(statement: iam_table.Statement, buckets: set[str]) -> str:
    """What a role may do in a bucket or with a key that is none of these stacks' is told apart."""
    others = {_bucket_or_key(arn) for arn in statement.resources if arn.startswith((BUCKET, KEY))} - buckets
    others = {name for name in others if "${" not in name}
    return AT + " ".join(sorted(others)) if others else ""


def _bucket_or_key(arn: str) -> str:
    return arn.removeprefix(BUCKET).partition("/")[0] if arn.startswith(BUCKET) else arn.rpartition("/")[2]


def _accounts(assembly: Assembly) -> dict[str, str]:
    """Of every role that the assembly has."""
    roles = assembly.resources("AWS::IAM::Role")
    return {str(role.properties.get("RoleName", role.logical_id)): role.stack.account for role in roles}


def _asks_resource(action: str, account: str, tools: str) -> bool:
    """Buckets, images and buses that roles here use are the tools account's; a token for ECR is of no repository."""
    of_tools = action.startswith(("ecr:", "events:", "s3:")) and action != "ecr:getauthorizationtoken"
    return action.startswith("kms:") or (of_tools and account != tools)
