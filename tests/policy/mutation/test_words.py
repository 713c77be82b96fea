"""Mutants in the words of an example become those of the templates at hand."""

from typing import Any

import pytest

from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import stack_of
from tests.policy.rules.codepipeline.pipelines import pipeline


def shop() -> Assembly:
    """An application `app` with the one environment `prod` in account 222222222222."""
    return pipeline()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("production", "prod"),
        ("webapp-production-release", "app-prod-release"),
        ("Synthesized::dev.template.json", "Synthesized::prod.template.json"),
        ("arn:aws:iam::444444444444:role/webapp-*", "arn:aws:iam::222222222222:role/app-*"),
        ("from productionEc2LoadBalancerF91:8080", "from prodEc2LoadBalancerF91:8080"),
        ("/dev/xvdb", "/dev/xvdb"),
        ("Developers", "Developers"),
        ("arn:aws:iam::999999999999:root", "arn:aws:iam::999999999999:root"),
        ({"webapp": ["staging", 8080]}, {"app": ["prod", 8080]}),
    ],
)
def test_words(written: Any, meant: Any) -> None:
    assert in_words_of(shop(), written) == meant


def test_without_a_pipeline_that_deploys_nothing_changes() -> None:
    assert in_words_of(Assembly((stack_of({}),)), "webapp-dev") == "webapp-dev"
