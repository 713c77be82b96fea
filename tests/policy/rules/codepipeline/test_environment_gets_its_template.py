from policy.rules.codepipeline.environment_gets_its_template import check
from tests.policy.rules.codepipeline.pipelines import found

PATH = "Configuration.TemplatePath"


def test_the_template_of_the_stack() -> None:
    assert found(check) == []
    assert found(check, ("prod/Prepare", PATH, "Templates::cdk.out/prod.template.json")) == []


def test_the_template_of_another() -> None:
    expected = ["prod/Prepare TemplatePath Templates::dev.template.json"]
    assert found(check, ("prod/Prepare", PATH, "Templates::dev.template.json")) == expected


def test_a_stack_that_was_not_synthesized_here() -> None:
    changes = [("prod/Prepare", "Configuration.StackName", "x"), ("prod/Prepare", PATH, "Templates::x.json")]
    assert found(check, *changes) == []
