"""A value of an action's configuration has at most 1000 characters; ParameterOverrides may have 1024.

https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.rules.quotas._lengths import length
from policy.templates.assembly import Assembly

KEY, VALUE, PARAMETERS = 50, 1000, 1024


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            for key, value in action.settings.items():
                most = PARAMETERS if key == "ParameterOverrides" else VALUE
                if length(value) > most:
                    yield action.violation(f"{key}: {length(value)} characters; CodePipeline takes {most}")
                if len(key) > KEY:
                    yield action.violation(f"{key}: a key of {len(key)} characters; CodePipeline takes {KEY}")
