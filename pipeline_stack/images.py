"""The repository of the application's images: scanned, encrypted, and no tag ever moves.

One, in the tools account, from which the tasks of every environment pull: what was tested is what runs.
"""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from config import names, places
from config.model import Pipeline
from stack_parts.role import allow_to

KEPT = 200  # by number and not by age: what runs may be old
PULL = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")


class Images(Construct):
    def __init__(self, scope: Construct, config: Pipeline, key: kms.IKey) -> None:
        super().__init__(scope, "Images")
        repository = ecr.Repository(
            self,
            "Repository",
            repository_name=names.image_repository_name(config),
            image_tag_mutability=ecr.TagMutability.IMMUTABLE,
            image_scan_on_push=True,
            encryption=ecr.RepositoryEncryption.KMS,
            encryption_key=key,
            lifecycle_rules=[
                ecr.LifecycleRule(
                    rule_priority=1,
                    description="What lost its tag",
                    tag_status=ecr.TagStatus.UNTAGGED,
                    max_image_age=Duration.days(1),
                ),
                ecr.LifecycleRule(rule_priority=2, description="Old images", max_image_count=KEPT),
            ],
            removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )
        repository.add_to_resource_policy(_environments_pull(config))


def _environments_pull(config: Pipeline) -> iam.PolicyStatement:
    """A policy cannot name a role that does not exist yet: the account is named, with the role in a condition."""
    on_ecs = [place for place in places.places(config) if place.target == "ecs"]
    accounts = [iam.AccountPrincipal(account) for account in dict.fromkeys(one.account for one in on_ecs)]
    roles = [names.environment_role_arn(config, one, "execution") for one in on_ecs]
    return allow_to("EnvironmentsPull", accounts, PULL, [], {"ArnEquals": {"aws:PrincipalArn": roles}})
