"""VariableCheck: compares a variable, which is resolved by now, with a value.

https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
"""

import re
from collections.abc import Callable, Mapping

from rehearsal.codepipeline.job import ActionFailed
from rehearsal.codepipeline.rules.job import RuleJob


def _matches(variable: str, expression: str) -> bool:
    """Java's expressions; those that Python reads otherwise or not at all are refused."""
    try:
        return re.fullmatch(expression, variable) is not None
    except re.error as error:
        raise ActionFailed("ConfigurationError", f"The rehearsal cannot read {expression!r}: {error}") from error


OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "EQ": lambda variable, value: variable == value,
    "NE": lambda variable, value: variable != value,
    "CONTAINS": lambda variable, value: value in variable,
    "MATCHES": _matches,
}


def check(job: RuleJob) -> None:
    variable, value, operator = (job.needed(key) for key in ("Variable", "Value", "Operator"))
    if operator not in OPERATORS:
        raise ActionFailed("ConfigurationError", f"Operator {operator}; allowed: {', '.join(OPERATORS)}")
    if not OPERATORS[operator](variable, value):
        raise job.fail(f"{variable} {operator} {value} is not so")
    job.progress.summary = f"{variable} {operator} {value}"
