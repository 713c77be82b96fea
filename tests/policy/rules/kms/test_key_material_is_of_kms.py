import pytest

from policy.rules.kms.key_material_is_of_kms import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key


def test_material_of_kms_passes() -> None:
    assert details(check, assembly_of(key(), key(Origin="AWS_KMS"))) == []


@pytest.mark.parametrize("origin", ["EXTERNAL", "EXTERNAL_KEY_STORE"])
def test_material_from_elsewhere_is_found(origin: str) -> None:
    assert details(check, assembly_of(key(Origin=origin))) == [f"Origin::{origin}"]
