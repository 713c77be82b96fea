"""Statements that say something else than they seem to."""

from policy.mutation.change_statement import elements, without
from policy.mutation.mutant import Mutant, drop, put
from policy.mutation.mutants.iam._roles import BUILD, FLOW_LOGS, INSTANCE, LIVE, RELEASE, SOURCE, TOOLS

MUTANTS = (
    Mutant("build role: Effect misspelt", elements(TOOLS, BUILD, "WriteLogs", Effect="allow")),
    Mutant("build role: Effect missing", without(TOOLS, BUILD, "WriteLogs", "Effect")),
    Mutant(
        "source role: Conditions for Condition", elements(TOOLS, SOURCE, "ReadArtifactBucketProperties", Conditions={})
    ),
    Mutant("release role: a statement without Sid", without(LIVE, RELEASE, "DeployRevisions", "Sid")),
    Mutant("release role: two statements of one Sid", elements(LIVE, RELEASE, "DeployRevisions", Sid="ReadRevisions")),
    Mutant("instance role: a statement without Resource", without(LIVE, INSTANCE, "DecryptRevisions", "Resource")),
    Mutant("instance role: a statement without Action", without(LIVE, INSTANCE, "DecryptRevisions", "Action")),
    Mutant("flow-logs role: the policy's old version", put(LIVE, FLOW_LOGS, "PolicyDocument.Version", "2008-10-17")),
    Mutant("flow-logs role: no version", drop(LIVE, FLOW_LOGS, "PolicyDocument.Version")),
)
