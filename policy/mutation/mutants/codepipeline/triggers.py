"""Whose commits start the pipeline."""

from copy import deepcopy
from typing import Any

from policy.mutation.change_statement import elements
from policy.mutation.mutant import Change, Mutant, appended_to, properties
from policy.mutation.mutants.codepipeline._pipeline import PIPELINE, SOURCE, index_of, put
from policy.templates.assembly import Assembly

GIT = "Triggers.0.GitConfiguration"
PUSH = f"{GIT}.Push.0"
TAGS = {"Tags": {"Includes": ["v*"]}}
CONNECTION = "arn:aws:codeconnections:eu-central-1:111111111111:connection/11111111-2222-3333-4444-555555555555"
SOURCE_POLICY = ("Pipeline", "Roles/source/Policy/Resource")


def _second_trigger(**events: Any) -> Change:
    git = {"SourceActionName": "Source", **events}
    return appended_to(*PIPELINE, "Triggers", {"ProviderType": "CodeStarSourceConnection", "GitConfiguration": git})


def _second_source(assembly: Assembly) -> None:
    pipeline = properties(assembly, *PIPELINE)
    actions = pipeline["Stages"][index_of(pipeline["Stages"], "Source")]["Actions"]
    actions.append({**deepcopy(actions[0]), "Name": "Tools", "OutputArtifacts": [{"Name": "Tools"}]})
    trigger = deepcopy(pipeline["Triggers"][0])
    trigger["GitConfiguration"]["SourceActionName"] = "Tools"
    pipeline["Triggers"].append(trigger)


MUTANTS = (
    Mutant("trigger: tags beside the branch", appended_to(*PIPELINE, f"{GIT}.Push", TAGS)),
    Mutant("trigger: tags within the filter of the branch", put(f"{PUSH}.Tags", TAGS["Tags"])),
    Mutant("trigger: a second one, for tags", _second_trigger(Push=[TAGS])),
    Mutant("trigger: a second one, for another branch", _second_trigger(Push=[{"Branches": {"Includes": ["next"]}}])),
    Mutant(
        "trigger: a second one, for pull requests", _second_trigger(PullRequest=[{"Branches": {"Includes": ["m"]}}])
    ),
    Mutant("trigger: another branch too", put(f"{PUSH}.Branches.Includes", ["main", "experiments"])),
    Mutant("trigger: another branch", put(f"{PUSH}.Branches.Includes", ["experiments"])),
    Mutant("trigger: the branch excluded again", put(f"{PUSH}.Branches.Excludes", ["main"])),
    Mutant("trigger: every file excluded", put(f"{PUSH}.FilePaths", {"Excludes": ["**"]})),
    Mutant("source: another branch", put(f"{SOURCE}.Configuration.BranchName", "experiments")),
    Mutant("source: another repository", put(f"{SOURCE}.Configuration.FullRepositoryId", "somebody/webapp")),
    Mutant("source: another connection", put(f"{SOURCE}.Configuration.ConnectionArn", CONNECTION)),
    Mutant("source: a second one", _second_source),
    Mutant(
        "source role: another repository",
        elements(
            *SOURCE_POLICY,
            "ReadTheRepositoryAsCodeconnections",
            Condition={"StringEqualsIfExists": {"codeconnections:FullRepositoryId": "somebody/webapp"}},
        ),
    ),
)
