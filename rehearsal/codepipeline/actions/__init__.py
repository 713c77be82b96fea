"""One module per action provider: `run(job) -> Outcome`. What is not in this table is refused by name."""

from collections.abc import Callable, Mapping

from rehearsal.codepipeline.actions import (
    cloudformation,
    codebuild,
    codecommit_source,
    codedeploy,
    codedeploy_to_ecs,
    connection_source,
    ecr_build_and_publish,
    manual_approval,
    s3_source,
    stepfunctions,
)
from rehearsal.codepipeline.job import Job, Outcome

PROVIDERS: Mapping[tuple[str, str], Callable[[Job], Outcome]] = {
    ("Source", "CodeStarSourceConnection"): connection_source.run,
    ("Source", "CodeCommit"): codecommit_source.run,
    ("Source", "S3"): s3_source.run,
    ("Build", "CodeBuild"): codebuild.run,
    ("Test", "CodeBuild"): codebuild.run,
    ("Approval", "Manual"): manual_approval.run,
    ("Deploy", "CloudFormation"): cloudformation.run,
    ("Deploy", "CodeDeploy"): codedeploy.run,
    ("Invoke", "StepFunctions"): stepfunctions.run,
    ("Deploy", "CodeDeployToECS"): codedeploy_to_ecs.run,
    ("Build", "ECRBuildAndPublish"): ecr_build_and_publish.run,
}
