from typing import Any

import pytest

from policy.rules.cloudformation.template_holds_no_secret import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

CASES: list[tuple[Any, list[str]]] = [
    ({"Description": "Take AKIA from the vault; https://user@example.com"}, []),
    ({"Outputs": {"Db": {"Value": "postgres://${User}:${Password}@db/app"}}}, []),
    ({"Description": "AKIA" + "IOSFODNN7EXAMPLE"}, ["AWS access key::Description"]),
    ({"Description": "-----BEGIN OPENSSH " + "PRIVATE KEY-----"}, ["private key::Description"]),
    ({"Description": "ATBB" + 28 * "a"}, ["Bitbucket token::Description"]),
    ({"Mappings": {"A": {"B": {"C": "ghp_" + 36 * "a"}}}}, ["GitHub token::Mappings.A.B.C"]),
    ({"Description": "github_pat_" + 60 * "a"}, ["GitHub token::Description"]),
    ({"Description": "glpat-" + 20 * "a"}, ["GitLab token::Description"]),
    ({"Description": "xoxb-" + 12 * "1"}, ["Slack token::Description"]),
    ({"Description": "https://hooks.slack.com/" + "services/T1/B1/abc"}, ["Slack webhook::Description"]),
    ({"Description": "npm_" + 36 * "a"}, ["npm token::Description"]),
    ({"Description": "https://user:" + "hunter2@example.com"}, ["password in a URL::Description"]),
    (
        {"resources": {"A": {"Type": "A", "Properties": {"B": {"Fn::Join": ["", ["AKIA", "IOSFODNN7EXAMPLE"]]}}}}},
        ["AWS access key::Properties.B"],
    ),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((stack_of(**{"resources": {}, **given}),))
    assert details(check, assembly) == found
