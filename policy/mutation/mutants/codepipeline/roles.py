"""As whom the pipeline acts."""

from policy.mutation.change_statement import appended
from policy.mutation.mutant import Change, Mutant, properties
from policy.mutation.mutants.codepipeline._pipeline import (
    BUILD,
    EXECUTE,
    PIPELINE,
    PREPARE,
    RELEASE,
    SOURCE,
    UPDATE,
    drop,
    index_of,
    put,
)
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly

_OTHER_ACCOUNT = "arn:aws:iam::222222222222:role/cdk-hnb659fds-deploy-role-222222222222-eu-central-1"


def _taking_on(role: str) -> dict[str, str]:
    return {"Sid": "More", "Action": "sts:AssumeRole", "Resource": f"arn:aws:iam::111111111111:role/{role}"}


def _takes_role_of_pipeline(stage: str, action: str) -> Change:
    def change(assembly: Assembly) -> None:
        pipeline = properties(assembly, *PIPELINE)
        actions = pipeline["Stages"][index_of(pipeline["Stages"], in_words_of(assembly, stage))]["Actions"]
        actions[index_of(actions, action)]["RoleArn"] = pipeline["RoleArn"]

    return change


MUTANTS = (
    *(
        Mutant(
            f"pipeline: takes on {role}",
            appended("Pipeline", "Roles/pipeline/Policy/Resource", "PolicyDocument", **_taking_on(role)),
        )
        for role in ("webapp-build", "cdk-hnb659fds-file-publishing-role-111111111111-eu-central-1")
    ),
    Mutant("pipeline: no role", drop("RoleArn")),
    Mutant("Source: no role of its own", drop(f"{SOURCE}.RoleArn")),
    Mutant("Build: no role of its own", drop(f"{BUILD}.RoleArn")),
    Mutant("UpdatePipeline: no role of its own", drop(f"{UPDATE}.RoleArn")),
    Mutant("ExecuteChanges: no role of its own", drop(f"{EXECUTE}.RoleArn")),
    Mutant("Build: the pipeline's role", _takes_role_of_pipeline("Build", "Build")),
    Mutant("Approve: the pipeline's role", _takes_role_of_pipeline("production", "Approve")),
    Mutant("UpdatePipeline: CloudFormation without execution role", drop(f"{UPDATE}.Configuration.RoleArn")),
    Mutant("PrepareChanges: CloudFormation without execution role", drop(f"{PREPARE}.Configuration.RoleArn")),
    Mutant("production: prepared by a role of dev", put(f"{PREPARE}.RoleArn", _OTHER_ACCOUNT)),
    Mutant("production: made by a role of dev", put(f"{PREPARE}.Configuration.RoleArn", _OTHER_ACCOUNT)),
    Mutant("production: released by a role of dev", put(f"{RELEASE}.RoleArn", _OTHER_ACCOUNT)),
)
