"""CloudFormation takes every template from one artifact, which one build makes and which is released nowhere.

Whoever gets code into the application's build, say by a package that it installs, writes what that build hands on.
A template in it would be deployed with all that CloudFormation's execution role may do. CodeDeploy takes the task
definitions of ECS from there too: what runs then has the settings that were judged.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, Pipeline, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text

PATHS = ("TemplatePath", "TemplateConfiguration")
OF_ECS = ("TaskDefinitionTemplateArtifact", "AppSpecTemplateArtifact", "Image1ArtifactName")


READ = (*PATHS, *OF_ECS)


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        taken = list(_taken(pipeline))
        synthesized = next((artifact for _, _, artifact in taken), "")
        for action, setting, artifact in taken:
            if artifact != synthesized or artifact in _released(pipeline) or not _is_of_one_build(pipeline, artifact):
                yield action.violation(f"{setting} of {artifact}")


def _taken(pipeline: Pipeline) -> Iterator[tuple[Action, str, str]]:
    """(action, setting, artifact)"""
    for action in pipeline.actions:
        for setting in READ:
            path = action.setting(setting)
            if path is not None:
                yield action, setting, text(path).partition("::")[0]


def _released(pipeline: Pipeline) -> set[str]:
    """What is deployed as it is: all but what CloudFormation and ECS read."""
    deployments = (action for action in pipeline.actions if action.category == "Deploy")
    others = (action for action in deployments if not any(action.setting(name) is not None for name in READ))
    return {artifact for action in others for artifact in action.inputs}


def _is_of_one_build(pipeline: Pipeline, artifact: str) -> bool:
    return [action.provider for action in pipeline.actions if artifact in action.outputs] == ["CodeBuild"]
