"""Where templates and other artifacts come from."""

from policy.mutation.mutant import Change, Mutant, properties, statement
from policy.mutation.mutants.codepipeline._pipeline import (
    BUILD,
    PIPELINE,
    PREPARE,
    RELEASE,
    SYNTHESIZE,
    UPDATE,
    index_of,
    put,
)
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly

_BUILDS_ROLE = ("Pipeline", "Projects/build/Resource")


def _template_of_build(action: str, template: str) -> Change:
    """The build of the application, which runs whatever packages it installs, writes the template."""

    def change(assembly: Assembly) -> None:
        put(f"{action}.Configuration.TemplatePath", f"Built::{template}")(assembly)
        put(f"{action}.InputArtifacts", [{"Name": "Built"}])(assembly)

    return change


def _runs_the_build(assembly: Assembly) -> None:
    stages = properties(assembly, *PIPELINE)["Stages"]
    build, synthesize = stages[index_of(stages, "Build")]["Actions"]
    synthesize["Configuration"] = build["Configuration"]


def _build_writes_templates(assembly: Assembly) -> None:
    role = properties(assembly, *_BUILDS_ROLE)["ServiceRole"]
    bucket_policy = ("Pipeline", "Artifacts/Bucket/Policy/Resource")
    statement(assembly, *bucket_policy, "SynthesizeWritesSynthesized")["Principal"] = {"AWS": role}


def _build_allows_itself_to(assembly: Assembly) -> None:
    objects = "arn:aws:s3:::webapp-artifacts-111111111111-eu-central-1/webapp/Synthesize*"
    here = {"StringEquals": {"aws:ResourceAccount": "111111111111"}}
    more = {"Sid": "More", "Effect": "Allow", "Action": "s3:PutObject", "Resource": objects, "Condition": here}
    properties(assembly, "Pipeline", "Roles/build/Policy/Resource")["PolicyDocument"]["Statement"].append(
        in_words_of(assembly, more)
    )


MUTANTS = (
    Mutant("production: template from the build's artifact", _template_of_build(PREPARE, "production.template.json")),
    Mutant("self-update: template from the build's artifact", _template_of_build(UPDATE, "Pipeline.template.json")),
    Mutant("production: templates released as the application", put(f"{RELEASE}.InputArtifacts.0.Name", "Synthesized")),
    Mutant(
        "production: parameters from the source",
        put(f"{PREPARE}.Configuration.TemplateConfiguration", "Source::production.json"),
    ),
    Mutant("Synthesize: templates made by no build", put(f"{SYNTHESIZE}.ActionTypeId.Provider", "Jenkins")),
    Mutant("Build: writes the templates' artifact too", put(f"{BUILD}.OutputArtifacts", [{"Name": "Synthesized"}])),
    Mutant("Synthesize: runs the project of the build", _runs_the_build),
    Mutant("artifact bucket: the build writes the templates", _build_writes_templates),
    Mutant("build: its policy lets it write the templates", _build_allows_itself_to),
)
