from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from policy.rules.lambda_function.function_code_is_known import KNOWN, check
from tests.policy.rules.builder import assembly_of, details

HOOK = Path("app_stack/lambda_function/hook_code.py").read_text()
ELSEWHERE = ["Code::not in the template"]
CASES: list[tuple[Any, list[str]]] = [
    ({"ZipFile": HOOK}, []),
    ({"ZipFile": f"{HOOK} "}, [f"Code::{sha256(f'{HOOK} '.encode()).hexdigest()}"]),
    ({"S3Bucket": "b", "S3Key": "k"}, ELSEWHERE),
    ({"ZipFile": {"Ref": "Code"}}, ELSEWHERE),
    (None, ELSEWHERE),
]


@pytest.mark.parametrize(("code", "found"), CASES)
def test_finds(code: Any, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::Lambda::Function", "Properties": {"Code": code}})) == found


def test_the_hook_is_the_one_that_the_rule_knows() -> None:
    assert sha256(HOOK.encode()).hexdigest() in KNOWN, "hook_code.py has changed: its line in the rule with it"
