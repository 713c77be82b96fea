"""The artifact stores of the other regions, as the pipeline's stack knows them: by name, and by a key it is told."""

from aws_cdk import CfnParameter
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names, places
from config.model import Pipeline


class OtherStores(Construct):
    """Of all regions in which there are environments.

    A key's id does not follow from pipeline.yml, and no stack reads another's outputs: each ARN is a parameter, which
    `cdk deploy` sets once and the pipeline hands on whenever it updates its own stack.
    """

    def __init__(self, scope: Construct, config: Pipeline) -> None:
        super().__init__(scope, "OtherStores")
        self._keys = {region: self._parameter(config, region) for region in places.other_regions(config)}
        self._buckets = {region: self._bucket(config, region) for region in self._keys}

    def keys(self, pipeline: Pipeline) -> dict[str, str]:
        """By region, the ARN of the key: of the regions to which one pipeline delivers."""
        return {region: self._keys[region] for region in places.other_regions(pipeline)}

    def buckets(self, pipeline: Pipeline) -> dict[str, s3.IBucket]:
        """By region, likewise."""
        return {region: self._buckets[region] for region in places.other_regions(pipeline)}

    def parameters(self) -> dict[str, str]:
        """Of the pipeline's own stack, as it has them now."""
        return {names.artifact_key_parameter(region): arn for region, arn in self._keys.items()}

    def _parameter(self, config: Pipeline, region: str) -> str:
        parameter = CfnParameter(
            self,
            f"Key-{region}",
            description=f"The key of the artifact store in {region}: an output of {names.store_stack_id(region)}",
            allowed_pattern=rf"arn:aws:kms:{region}:{config.tools.account}:key/[A-Za-z0-9-]+",
        )
        parameter.override_logical_id(names.artifact_key_parameter(region))
        return parameter.value_as_string

    def _bucket(self, config: Pipeline, region: str) -> s3.IBucket:
        return s3.Bucket.from_bucket_attributes(
            self,
            f"Bucket-{region}",
            bucket_name=names.artifact_bucket_name(config, region),
            encryption_key=kms.Key.from_key_arn(self, f"KeyOf-{region}", self._keys[region]),
        )
