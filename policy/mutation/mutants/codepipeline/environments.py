"""How the pipeline changes an environment."""

from policy.mutation.mutant import Mutant
from policy.mutation.mutants.codepipeline._pipeline import EXECUTE, PREPARE, RELEASE, drop, put

MUTANTS = (
    Mutant("production: changed at once", put(f"{PREPARE}.Configuration.ActionMode", "CREATE_UPDATE")),
    Mutant("production: deleted on failure", put(f"{PREPARE}.Configuration.ActionMode", "REPLACE_ON_FAILURE")),
    Mutant("production: change set not executed", drop(EXECUTE)),
    Mutant("production: change set not prepared", drop(PREPARE)),
    Mutant("production: another change set executed", put(f"{EXECUTE}.Configuration.ChangeSetName", "by-hand")),
    Mutant("production: change set of staging executed", put(f"{EXECUTE}.Configuration.StackName", "webapp-staging")),
    Mutant("production: executed while it is prepared", put(f"{EXECUTE}.RunOrder", 1)),
    Mutant(
        "production: template of dev",
        put(f"{PREPARE}.Configuration.TemplatePath", "Synthesized::dev.template.json"),
    ),
    Mutant(
        "production: macros allowed",
        put(f"{PREPARE}.Configuration.Capabilities", "CAPABILITY_NAMED_IAM,CAPABILITY_AUTO_EXPAND"),
    ),
    Mutant("production: released before its changes", put(f"{RELEASE}.RunOrder", 1)),
    Mutant("production: released beside its changes", put(f"{RELEASE}.RunOrder", 3)),
)
