"""No deployment lets a macro or a nested transform rewrite the template that was reviewed.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text

CAPABILITY = "CAPABILITY_AUTO_EXPAND"


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if CAPABILITY in text(action.setting("Capabilities")):
                yield action.violation(CAPABILITY)
