from policy.rules.iam.session_is_an_hour import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import role


def test_an_hour_passes_and_half_a_day_is_found() -> None:
    longer, said = role(), role()
    longer["Properties"]["MaxSessionDuration"] = 43200
    said["Properties"]["MaxSessionDuration"] = 3600
    assert details(check, assembly_of(role(), said)) == []
    assert details(check, assembly_of(longer)) == ["MaxSessionDuration::43200"]
