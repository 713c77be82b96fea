"""How docs/operations.md says that an occasion is silenced, against the rules that there are."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline_stack.notifications import occasions
from policy.templates.template import resources
from tests.conftest import ROOT
from tests.synth.assembly import Assembly
from tests.synth.test_notifications import rules, told

RUNBOOK = (ROOT / "docs" / "operations.md").read_text()
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", RUNBOOK, re.MULTILINE | re.DOTALL))
OCCASIONS = {one.name for one in vars(occasions).values() if isinstance(one, occasions.Occasion)}
ENVIRONMENTS = ("dev", "staging", "production")
FOLLOWS = {"approval-expiring": "approval-waiting", "deployment-rolled-back": "deployment-failed"}


def silenced(section: str) -> str:
    return " ".join(SECTIONS[section].partition("**Silence.**")[2].split())


def told_by(template: Any) -> Iterator[tuple[str, str, str]]:
    """A rule, its bus, and the section to which its messages link."""
    for name, rule in rules(template).items():
        facts = re.sub(r"<[\w-]+>", '""', told(rule))
        bus = "--event-bus-name webapp-environments" if "EventBusName" in rule else ""
        yield name, bus, json.loads(facts)["runbook"].partition("#")[2]


@pytest.fixture
def told_rules(assembly: Assembly, variants: Path) -> list[tuple[str, str, str]]:
    """Of the repository's own pipeline, and the one that only a blue-green environment has, under its name."""
    [returned] = [one for one in told_by(Assembly(variants / "blue-green").pipeline) if one[2] == "returned"]
    assert returned[1]
    return [*told_by(assembly.pipeline), ("webapp-returned", *returned[1:])]


def test_each_rule_is_switched_off_by_its_sections_words(told_rules: list[tuple[str, str, str]]) -> None:
    for name, bus, section in told_rules:
        assert f"`aws events disable-rule --name {name}{' ' if bus else ''}{bus}`" in silenced(section)
    named = {name for section in SECTIONS for name in re.findall(r"disable-rule --name ([\w-]+)", silenced(section))}
    assert named == {name for name, _, _ in told_rules}


def test_what_has_no_rule_of_its_own_is_silenced_with_what_it_follows() -> None:
    for occasion, first in FOLLOWS.items():
        assert f"[{first}](#{first})" in silenced(occasion)
        assert "no rule is its own" in silenced(occasion)


def test_every_occasion_has_a_rule_or_follows_one(told_rules: list[tuple[str, str, str]]) -> None:
    assert {section for _, _, section in told_rules} | FOLLOWS.keys() == OCCASIONS


@pytest.mark.parametrize(
    ("variant", "section", "what"),
    [("bitbucket-long-names", "approval-waiting", "environment"), ("branches", "pipeline-stale", "pipeline")],
)
def test_rules_of_one_environment_or_pipeline_are_switched_off_by_their_names(
    variants: Path, variant: str, section: str, what: str
) -> None:
    template = Assembly(variants / variant).pipeline
    application = next(one["Properties"]["Name"] for _, one in resources(template, "AWS::CodePipeline::Pipeline"))
    names = {name for name, _, linked in told_by(template) if linked == section} - {f"{application}-{section}"}
    assert {re.sub(f"^{application}-.+-{section}$", f"webapp-<{what}>-{section}", name) for name in names} == {
        f"webapp-<{what}>-{section}"
    }
    assert f"`webapp-<{what}>-{section}`" in silenced(section)


@pytest.mark.parametrize("alarm", ["tell-failed", "untold"])
def test_alarms_are_silenced_by_their_names(assembly: Assembly, alarm: str) -> None:
    named = re.findall(r"`aws cloudwatch disable-alarm-actions --alarm-names ([\w<>-]+)`", silenced(alarm))
    templates = assembly.templates.values()
    alarms = {
        one["Properties"]["AlarmName"] for each in templates for _, one in resources(each, "AWS::CloudWatch::Alarm")
    }
    said = {one for name in named for one in (name.replace("<environment>", where) for where in ENVIRONMENTS)}
    assert said == {one for one in alarms if one.endswith(alarm)}
