"""What a synthesis wrote, as tests read it."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from policy.templates.template import resources

PIPELINE = "Pipeline"


@dataclass(frozen=True)
class Assembly:
    folder: Path

    @cached_property
    def templates(self) -> dict[str, Any]:
        """By stack id: `Pipeline` and each environment's name."""
        suffix = ".template.json"
        files = sorted(self.folder.glob(f"*{suffix}"))
        return {file.name.removesuffix(suffix): json.loads(file.read_text()) for file in files}

    @property
    def pipeline(self) -> Any:
        return self.templates[PIPELINE]

    @property
    def environments(self) -> dict[str, Any]:
        return {stack: template for stack, template in self.templates.items() if stack != PIPELINE}

    @cached_property
    def manifest(self) -> Any:
        return json.loads((self.folder / "manifest.json").read_text())

    def findings(self) -> list[tuple[str, str]]:
        """(construct path, id) of everything that the gate found and no exception lets pass."""
        return [
            (construct["constructPath"], _id(report["pluginName"], violation["ruleName"]))
            for report in self._reports()
            for violation in report["violations"]
            for construct in violation["violatingConstructs"]
        ]

    def excepted(self) -> list[tuple[str, str]]:
        """(construct path at which it is acknowledged, id)."""
        return [
            (violation["acknowledgedAt"], violation["acknowledgedId"])
            for report in self._reports()
            for violation in report.get("suppressedViolations", [])
        ]

    def _reports(self) -> list[Any]:
        report = json.loads((self.folder / "validation-report.json").read_text())
        return list(report["pluginReports"])


def release_alarms(template: Any) -> list[tuple[str, Any]]:
    """(logical id, definition) of those that stop a release, and of one that stands for them: the rest tells only."""
    alarms = resources(template, "AWS::CloudWatch::Alarm")
    telling = ("-outage", "-untold")
    return [(name, one) for name, one in alarms if not one["Properties"]["AlarmName"].endswith(telling)]


def outages(template: Any) -> list[Any]:
    """The properties of the alarms on requests that nothing answers."""
    alarms = (one["Properties"] for _, one in resources(template, "AWS::CloudWatch::Alarm"))
    return [alarm for alarm in alarms if alarm["AlarmName"].endswith("-outage")]


def _id(plugin: str, rule: str) -> str:
    """As an acknowledgment names it."""
    return rule if rule.startswith("Annotation::") else f"{plugin.replace(' ', '-')}::{rule}"


def only(template: Any, resource_type: str) -> Any:
    """The properties of the one resource of that type."""
    found = list(resources(template, resource_type))
    assert len(found) == 1, f"{len(found)} of {resource_type}"
    return found[0][1].get("Properties", {})


def stage(template: Any, name: str) -> dict[str, Any]:
    """The actions of a stage, by name, in the template's order."""
    stages = only(template, "AWS::CodePipeline::Pipeline")["Stages"]
    [actions] = [one["Actions"] for one in stages if one["Name"] == name]
    return {action["Name"]: action for action in actions}
