"""Rights that what runs in a build or on an instance must not have, each narrow enough to look harmless."""

from policy.mutation.change_statement import appended
from policy.mutation.mutant import Change, Mutant
from policy.mutation.mutants.iam._roles import BUILD, INSTANCE, LIVE, TOOLS
from policy.mutation.mutants.iam.other_roles import EXECUTION_ROLE, PASSED
from policy.templates.assembly import Assembly

OWN_STACK = "arn:aws:cloudformation:eu-central-1:111111111111:stack/webapp-pipeline/*"
APPROVAL = "arn:aws:codepipeline:eu-central-1:111111111111:webapp/production/Approve"
TRAIL = "arn:aws:cloudtrail:eu-central-1:444444444444:trail/main"
FLOW_LOGS = "arn:aws:logs:eu-central-1:444444444444:log-group:/slipway/webapp-production/flow-logs"


def _build(*actions: str, resource: str, **rest: object) -> Change:
    return appended(
        TOOLS, BUILD, "PolicyDocument", Sid=f"Also{len(actions)}", Action=list(actions), Resource=resource, **rest
    )


def _instance(*actions: str, resource: str) -> Change:
    return appended(LIVE, INSTANCE, "PolicyDocument", Sid="Also", Action=list(actions), Resource=resource)


def _deploys(assembly: Assembly) -> None:
    _build("iam:PassRole", resource=EXECUTION_ROLE, Condition=PASSED)(assembly)
    _build("cloudformation:UpdateStack", "cloudformation:CreateStack", resource=OWN_STACK)(assembly)


MUTANTS = (
    Mutant("build role: passes the execution role to a stack that it updates", _deploys),
    Mutant(
        "build role: changes the pipeline's stack by a change set",
        _build("cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet", resource=OWN_STACK),
    ),
    Mutant("build role: approves production", _build("codepipeline:PutApprovalResult", resource=APPROVAL)),
    Mutant("instance role: stops the trail", _instance("cloudtrail:StopLogging", resource=TRAIL)),
    Mutant("instance role: deletes the flow logs", _instance("logs:DeleteLogGroup", resource=FLOW_LOGS)),
)
