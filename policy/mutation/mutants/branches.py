"""Several pipelines in one stack."""

from copy import deepcopy
from functools import partial

from policy.mutation import mutant
from policy.mutation.mutant import Mutant, properties, statement
from policy.templates.assembly import Assembly
from policy.templates.template import listed

MAIN, DEVELOP = ("Pipeline", "Delivery/Pipeline/Resource"), ("Pipeline", "develop/Delivery/Pipeline/Resource")
REVIEW = ("Pipeline", "review/Delivery/Pipeline/Resource")
_put, _put_review = partial(mutant.put, *DEVELOP), partial(mutant.put, *REVIEW)
STAGES = "Stages.2.Actions"  # of develop: dev
LOCAL = {"Type": "LOCAL", "Modes": ["LOCAL_CUSTOM_CACHE"]}
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


def _review_gets_stage(name: str) -> mutant.Change:
    """What a pull request proposes, where main has it."""

    def change(assembly: Assembly) -> None:
        [stage] = [one for one in properties(assembly, *MAIN)["Stages"] if one["Name"] == name]
        properties(assembly, *REVIEW)["Stages"].append(deepcopy(stage))

    return change


def _lets_review_in(sid: str) -> mutant.Change:
    """The build of pull requests beside whom a statement of the store's bucket names."""

    def change(assembly: Assembly) -> None:
        policy = ("Pipeline", "Artifacts/Bucket/Policy/Resource")
        named = statement(assembly, *policy, sid)["Principal"]
        build = statement(assembly, *policy, "BuildWritesBuiltReview")["Principal"]["AWS"]
        named["AWS"] = [*listed(named["AWS"]), build]

    return change


def _review_writes_cache(assembly: Assembly) -> None:
    """That of main's build."""
    policy = ("Pipeline", "Artifacts/Bucket/Policy/Resource")
    written = statement(assembly, *policy, "BuildWritesBuiltReview")
    written["Resource"] = written["Resource"].replace("/webapp-review/Built", "/webapp/cache")


def _review_takes_on_release(assembly: Assembly) -> None:
    role = ("Pipeline", "review/Roles/pipeline/Policy/Resource")
    taken = statement(assembly, *role, "RunEachActionInItsOwnRole")
    taken["Resource"] = [*taken["Resource"], "arn:aws:iam::222222222222:role/webapp-dev-release"]


def _builds_mains_artifact(assembly: Assembly) -> None:
    build = properties(assembly, *MAIN)["Stages"][1]["Actions"][0]
    properties(assembly, *REVIEW)["Stages"][1]["Actions"][0]["Configuration"] = build["Configuration"]


def _trusts_review(assembly: Assembly) -> None:
    role = properties(assembly, "dev", "Ec2/Release/ReleaseRole/Role/Resource")
    trusted = role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]
    trusted["AWS"] = [*listed(trusted["AWS"]), "arn:aws:iam::111111111111:role/webapp-review-pipeline"]


PULL_REQUESTS = tuple(
    _one(f"a pull request {name}", change)
    for name, change in {
        "updates the stack": _review_gets_stage("UpdatePipeline"),
        "is delivered to dev": _review_gets_stage("dev"),
        "is delivered to production": _review_gets_stage("production"),
        "runs the build of main": _builds_mains_artifact,
        "takes on a release's role": _review_takes_on_release,
        "is trusted by dev's release": _trusts_review,
        "has the role of main": _put_review("RoleArn", {"Fn::GetAtt": ["RolespipelineRole7C5D229F", "Arn"]}),
        "starts main": mutant.put(
            *MAIN, "Triggers.0.GitConfiguration.PullRequest", [{"Branches": {"Includes": ["main"]}, "Events": ["OPEN"]}]
        ),
        "starts develop": _put("Triggers.0.GitConfiguration.PullRequest", [{"Branches": {"Includes": ["develop"]}}]),
        "reads main's revisions": _lets_review_in("EnvironmentsReadBuilt"),
        "reads main's source": _lets_review_in("ProjectsReadSource"),
        "writes main's revisions": _lets_review_in("BuildWritesBuilt"),
        "writes main's templates": _lets_review_in("SynthesizeWritesSynthesized"),
        "writes main's cache": _review_writes_cache,
        "leaves a cache on the host": mutant.put("Pipeline", "review/Projects/build/Resource", "Cache", LOCAL),
        "leaves a cache of the synthesis": mutant.put(
            "Pipeline", "review/Projects/synthesize/Resource", "Cache", LOCAL
        ),
    }.items()
)
MUTANTS = (
    *PULL_REQUESTS,
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
