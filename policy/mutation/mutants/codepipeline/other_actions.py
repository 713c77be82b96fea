"""What runs code in a stage, where no rule would look."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, properties
from policy.mutation.mutants.codepipeline._pipeline import BUILD, LIVE, PIPELINE, index_of, put
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly

SKIPPED = {"Variable": "1", "Operator": "EQ", "Value": "0"}


def _more_in_production(category: str, provider: str, **rest: Any) -> Change:
    """Before anybody is asked; as the role that starts builds."""

    def change(assembly: Assembly) -> None:
        stages = properties(assembly, *PIPELINE)["Stages"]
        role = stages[index_of(stages, "Build")]["Actions"][0]["RoleArn"]
        kind = {"Category": category, "Owner": "AWS", "Provider": provider, "Version": "1"}
        more = {"Name": "More", "ActionTypeId": kind, "RoleArn": role, "RunOrder": 1, **rest}
        stages[index_of(stages, in_words_of(assembly, "production"))]["Actions"].append(more)

    return change


def _condition(moment: str, result: str, provider: str, settings: dict[str, str]) -> Change:
    kind = {"Category": "Rule", "Owner": "AWS", "Provider": provider, "Version": "1"}
    rule = {"Name": "Ask", "RuleTypeId": kind, "Configuration": settings}
    return put(f"{LIVE}.{moment}", {"Conditions": [{"Result": result, "Rules": [rule]}]})


MUTANTS = (
    Mutant("production: commands in the stage", _more_in_production("Compute", "Commands", Commands=["make release"])),
    Mutant(
        "production: function before the approval",
        _more_in_production("Invoke", "Lambda", Configuration={"FunctionName": "prepare"}),
    ),
    Mutant(
        "production: another pipeline started",
        _more_in_production("Invoke", "CodePipeline", Configuration={"PipelineName": "other"}),
    ),
    Mutant(
        "Build: on a server of Jenkins",
        put(f"{BUILD}.ActionTypeId", {"Category": "Build", "Owner": "Custom", "Provider": "Jenkins", "Version": "1"}),
    ),
    Mutant("production: skipped by a condition", _condition("BeforeEntry", "SKIP", "VariableCheck", SKIPPED)),
    Mutant("production: commands on success", _condition("OnSuccess", "FAIL", "Commands", {"Commands": "make"})),
    Mutant(
        "production: function on failure", _condition("OnFailure", "ROLLBACK", "LambdaInvoke", {"FunctionName": "f"})
    ),
)
