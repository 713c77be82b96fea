"""An image is published under one tag, that of its commit and execution, to a repository of the pipeline's template.

A tag that says neither tells nobody what runs, and the repository refuses it the second time. An archive in S3 has no
commit.
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECRBuildAndPublish.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.references import resource_meant
from policy.templates.template import text

EXECUTION = "#{codepipeline.PipelineExecutionId}"
COMMIT = f"#{{Source.CommitId}}-{EXECUTION}"


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        from_archive = any(action.category == "Source" and action.provider == "S3" for action in pipeline.actions)
        for action in pipeline.actions:
            if action.provider == "ECRBuildAndPublish":
                tags, named = text(action.setting("ImageTags")), action.setting("ECRRepositoryName")
                if tags != (EXECUTION if from_archive else COMMIT):
                    yield action.violation(f"ImageTags {tags}")
                if resource_meant(pipeline.resource.stack, named, "RepositoryName", "AWS::ECR::Repository") is None:
                    yield action.violation(f"ECRRepositoryName {text(named)}")
