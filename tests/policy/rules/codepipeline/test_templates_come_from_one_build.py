from typing import Any

from policy.rules.codepipeline.templates_come_from_one_build import check
from tests.policy.rules.codepipeline.pipelines import action, found

BUILT, OWN = "Built::prod.template.json", [{"Name": "Templates"}]


def build(*made: str) -> Any:
    """The stage: one build makes the templates, and one more for each artifact."""
    others = (action(f"Make{name}", "Build", "CodeBuild", OutputArtifacts=[{"Name": name}]) for name in made)
    return ("Build", "Actions", [action("Synth", "Build", "CodeBuild", OutputArtifacts=OWN), *others])


def test_one_build_makes_all() -> None:
    assert found(check) == []
    assert found(check, build("Built"), ("prod/Release", "InputArtifacts", [{"Name": "Built"}])) == []


def test_an_environment_takes_it_from_another_build() -> None:
    taken = ("prod/Prepare", "Configuration.TemplatePath", BUILT)
    assert found(check, build("Built"), taken) == ["prod/Prepare TemplatePath of Built"]
    parameters = ("prod/Prepare", "Configuration.TemplateConfiguration", "Built::prod.json")
    assert found(check, build("Built"), parameters) == ["prod/Prepare TemplateConfiguration of Built"]


def test_all_come_from_what_is_released() -> None:
    released = ("prod/Release", "InputArtifacts", OWN)
    assert found(check, released) == [
        "Update/Update TemplatePath of Templates",
        "prod/Prepare TemplatePath of Templates",
    ]


def test_no_build_makes_them() -> None:
    source = ("Build", "Actions", [action("Synth", "Source", "S3", OutputArtifacts=OWN)])
    both = ["Update/Update TemplatePath of Templates", "prod/Prepare TemplatePath of Templates"]
    assert found(check, source) == both
    assert found(check, ("Build/Synth", "OutputArtifacts", [])) == both
