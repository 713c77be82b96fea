"""Several pipelines in one stack."""

from copy import deepcopy
from functools import partial

from policy.mutation import mutant
from policy.mutation.mutant import Mutant, properties, statement
from policy.templates.assembly import Assembly

MAIN, DEVELOP = ("Pipeline", "Delivery/Pipeline/Resource"), ("Pipeline", "develop/Delivery/Pipeline/Resource")
_put = partial(mutant.put, *DEVELOP)
STAGES = "Stages.2.Actions"  # of develop: dev
GLOBS = "Triggers.0.GitConfiguration.Push.0.Branches.Includes"


def _one(name: str, change: mutant.Change) -> Mutant:
    return Mutant(f"branches: {name}", change, of="branches")


def _develop_updates_too(assembly: Assembly) -> None:
    update = deepcopy(properties(assembly, *MAIN)["Stages"][2])
    properties(assembly, *DEVELOP)["Stages"].insert(2, update)


def _nobody_updates(assembly: Assembly) -> None:
    del properties(assembly, *MAIN)["Stages"][2]


def _same_project(assembly: Assembly) -> None:
    build = properties(assembly, *MAIN)["Stages"][1]["Actions"][0]
    properties(assembly, *DEVELOP)["Stages"][1]["Actions"][0]["Configuration"] = build["Configuration"]


def _writes_mains_artifact(assembly: Assembly) -> None:
    policy = ("Pipeline", "Artifacts/Bucket/Policy/Resource")
    mains = statement(assembly, *policy, "BuildWritesBuilt")
    mains["Principal"] = statement(assembly, *policy, "BuildWritesBuiltDevelop")["Principal"]


def _takes_on_productions_role(assembly: Assembly) -> None:
    role = ("Pipeline", "develop/Roles/pipeline/Policy/Resource")
    statement(assembly, *role, "RunEachActionInItsOwnRole")["Resource"] = "*"


def _trusts_develop(assembly: Assembly) -> None:
    role = properties(assembly, "production", "Ec2/Release/ReleaseRole/Role/Resource")
    trusted = {"AWS": "arn:aws:iam::111111111111:role/webapp-develop-pipeline"}
    role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] = trusted


MUTANTS = (
    _one("two pipelines update the stack", _develop_updates_too),
    _one("no pipeline updates the stack", _nobody_updates),
    _one("one change set of two pipelines", _put(f"{STAGES}.0.Configuration.ChangeSetName", "webapp-dev-pipeline")),
    _one("develop runs the build of main", _same_project),
    _one("develop's build writes main's artifact", _writes_mains_artifact),
    _one("develop takes on any role", _takes_on_productions_role),
    _one("production's release trusts develop", _trusts_develop),
    _one("develop starts on any branch", _put(GLOBS, ["**"])),
    _one("develop starts on what begins alike", _put(GLOBS, ["dev*"])),
    _one("develop with the role of main", _put("RoleArn", {"Fn::GetAtt": ["RolespipelineRole7C5D229F", "Arn"]})),
)
