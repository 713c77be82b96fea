"""cfn-lint's report, read; and a template that it must not be talked out of."""

import json
from pathlib import Path

from policy.linters import cfn_lint
from policy.linters.report import Report

FILE = "/x/Pipeline.template.json"


def test_a_match_names_its_resource_and_where_in_it() -> None:
    path = ["Resources", "Pipe", "DependsOn", 1]
    match = {"Filename": FILE, "Location": {"Path": path}, "Rule": {"Id": "W3005"}}
    assert cfn_lint.parsed([match]) == [Report(Path(FILE), "Pipe", "cfn-lint::W3005[DependsOn]")]


def test_a_match_outside_resources_is_the_templates() -> None:
    match = {"Filename": FILE, "Location": {"Path": ["Outputs", "Url"]}, "Rule": {"Id": "E6101"}}
    unread = {"Filename": FILE, "Location": {"Path": None}, "Rule": {"Id": "E0000"}}
    assert cfn_lint.parsed([match, unread]) == [
        Report(Path(FILE), "", "cfn-lint::E6101[Outputs.Url]"),
        Report(Path(FILE), "", "cfn-lint::E0000[]"),
    ]


def test_a_template_cannot_tell_the_linter_to_be_silent(tmp_path: Path) -> None:
    template = tmp_path / "broken.template.json"
    silence = {"cfn-lint": {"config": {"ignore_checks": ["E3002"]}}}
    key = {"Type": "AWS::KMS::Key", "Metadata": silence, "Properties": {"Color": "red"}}
    template.write_text(json.dumps({"Metadata": silence, "Resources": {"Key": key}}))
    assert cfn_lint.reports([template]) == [Report(template, "Key", "cfn-lint::E3002[Properties.Color]")]
