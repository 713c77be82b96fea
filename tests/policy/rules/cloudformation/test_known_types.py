"""The list of types is of real ones, so that a misspelt line lets nothing pass."""

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from policy.rules.cloudformation._known_types import KNOWN_TYPES


def test_every_known_type_is_one_of_cloudformations() -> None:
    assert set(KNOWN_TYPES) - set(PROVIDER_SCHEMA_MANAGER.get_resource_types("us-east-1")) == set()
