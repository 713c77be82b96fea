"""No source action polls: a change is told by an event, at once and without thousands of idle calls.

CodePipeline polls CodeCommit, S3 and GitHub (version 1) unless told not to, and a connection reports every push
unless told that a trigger with its filters does.
https://docs.aws.amazon.com/codepipeline/latest/userguide/update-change-detection.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.values import is_false

# The setting that must be false.
SWITCHES = {
    "CodeCommit": "PollForSourceChanges",
    "S3": "PollForSourceChanges",
    "GitHub": "PollForSourceChanges",
    "CodeStarSourceConnection": "DetectChanges",
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            switch = SWITCHES.get(action.provider) if action.category == "Source" else None
            if switch is not None and not is_false(action.setting(switch)):
                yield action.violation(switch)
