from policy.rules.cloudtrail.account_has_a_trail import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import stack_of
from tests.policy.rules.cloudtrail.trail import resources

OTHER = "222222222222"


def found(*stacks: tuple[str, str, bool]) -> list[str]:
    """(id, account, whether the trail is in it)."""
    made = [stack_of(resources({}) if has else {}, one, account=account) for one, account, has in stacks]
    return [violation.stack for violation in check(Assembly(tuple(made)))]


def test_one_trail_is_enough_for_all_stacks_of_an_account() -> None:
    assert found(("Pipeline", "111111111111", True), ("dev", OTHER, True), ("test", OTHER, False)) == []


def test_every_stack_of_an_account_without_a_trail_is_named() -> None:
    assert found(("Pipeline", "111111111111", True), ("dev", OTHER, False), ("test", OTHER, False)) == ["dev", "test"]
