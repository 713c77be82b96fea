"""The state machine that makes of an event a message for a phone's lock screen, and sends it.

Its input is what a rule (rules.py) hands it: {occasion, title, topic, runbook}, with {pipeline, and execution, stage,
action where the event has them}, or of an environment {account, region, named, said, and host where one has ended}. It
finds out what the event does not say, writes a text, and publishes it. An approval that still waits a day before its
end is told of once more.
https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html

Variables: `told` (the input), `execution`, `source` (the variables of its source action), `run` (the action that the
message is about, {} where there is none), `stage` (of the latest action), `rule` (of a condition that failed), `place`,
`released` and `coming` (environments.py), and the parts of the message: `about`, `commit`, `reason`, `asked`, `link`.
"""

from typing import Any

from config import names
from config.model import Pipeline
from config.runbook import runbook
from pipeline_stack.notifications import author, occasions, wording
from pipeline_stack.notifications.asl import call, choice, note, or_else
from pipeline_stack.notifications.environments import of_environments
from pipeline_stack.notifications.links import pipelines_page
from pipeline_stack.notifications.occasions import Occasion
from pipeline_stack.notifications.rollback import rollback
from pipeline_stack.notifications.stale import stale
from stack_parts.asl import States, expression

# https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html: an approval times out after seven days.
APPROVAL_DAYS, REMINDER_DAYS = 7, 1
DAY = 24 * 60 * 60
OF_AN_ENVIRONMENT = "$exists($told.named)"
EXECUTION = {"PipelineName": expression("$told.pipeline"), "PipelineExecutionId": expression("$told.execution")}


def _actions_of(execution: str) -> dict[str, Any]:
    return {
        "PipelineName": expression("$told.pipeline"),
        "Filter": {"PipelineExecutionId": expression(execution)},
    }


def definition(config: Pipeline) -> dict[str, Any]:
    return {
        "Comment": "Tells people what has happened, in words",
        "QueryLanguage": "JSONata",
        "StartAt": "Remember",
        "States": {
            **_facts(author.first(config)),
            **author.author(config),
            **_conditions(),
            **stale(config),
            **of_environments(config),
            **_said_of(config),
            **_words(),
            **_reminder(config),
            **rollback(config),
        },
    }


def _facts(then: str) -> States:
    details = "$states.result.ActionExecutionDetails"
    named, failed = _named(details), f"({_still_failed(details)})[0]"
    source = or_else(f"({details}[Input.ActionTypeId.Category = 'Source'])[0].Output.OutputVariables", "{}")
    return {
        "Remember": note("Occasion", told="$states.input"),
        "Occasion": choice(
            (_is(occasions.PIPELINE_STALE), "Pipeline"),
            (OF_AN_ENVIRONMENT, "Which environment"),
            otherwise="Execution",
        ),
        "Execution": call(
            "codepipeline:getPipelineExecution", EXECUTION, "Actions", {"execution": "$states.result.PipelineExecution"}
        ),
        "Actions": call(
            "codepipeline:listActionExecutions",
            _actions_of("$told.execution"),
            "Is it a rollback?",
            {
                "source": source,
                "run": or_else(f"$exists($told.action) ? {named} : {failed}", "{}"),
                "stage": or_else(f"{details}[0].StageName", "''"),
            },
        ),
        "Is it a rollback?": choice(("$exists($execution.RollbackMetadata)", "Sources"), otherwise=then),
        "Sources": call(
            "codepipeline:listActionExecutions",
            _actions_of("$execution.RollbackMetadata.RollbackTargetPipelineExecutionId"),
            then,
            {"source": source},
        ),
        "Told elsewhere?": choice(
            (OF_AN_ENVIRONMENT, "Facts of a release"),
            (_no_rollback(), "Nothing to tell"),
            (_has_own_occasion(), "Nothing to tell"),
            (_is(occasions.STAGE_ROLLED_BACK), "Facts of a rollback"),
            (f"{_is(occasions.EXECUTION_FAILED)} and $not($exists($run.ActionName))", "Conditions"),
            otherwise="Facts",
        ),
        "Nothing to tell": {"Type": "Succeed"},
    }


def _named(details: str) -> str:
    """The one that failed, of those of an action that was tried again; else the latest: the list may be behind."""
    of_action = f"{details}[StageName = $told.stage and ActionName = $told.action]"
    failed = or_else(f"({of_action}[Status = 'Failed'])[0]", f"({of_action})[0]")
    return f"({_is(occasions.APPROVAL_WAITING)} ? ({of_action})[0] : {failed})"


def _is(occasion: Occasion) -> str:
    return f"$told.occasion = '{occasion.name}'"


def _still_failed(details: str) -> str:
    """The latest first, as CodePipeline lists them; none that was tried again, by hand or by `on_failure: retry`."""
    again = f"$filter({details}, function($later, $n) {{ $n < $i and $later.StageName = $one.StageName and "
    again += "$later.ActionName = $one.ActionName })"
    return f"$filter({details}, function($one, $i) {{ $one.Status = 'Failed' and $not($exists({again})) }})"


def _no_rollback() -> str:
    return f"{_is(occasions.STAGE_ROLLED_BACK)} and $not($execution.ExecutionType = 'ROLLBACK')"


def _has_own_occasion() -> str:
    """One failure, one message: a failed build and a failed deployment have told their own."""
    action = f"$substring($run.ActionName, 0, {len(names.RELEASE)}) = '{names.RELEASE}'"
    own = f"($run.Input.ActionTypeId.Category = 'Build' or {action})"
    return f"{_is(occasions.EXECUTION_FAILED)} and $exists($run.ActionName) and {own}"


def _conditions() -> States:
    """No action failed: which rule of a condition did.

    https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ListRuleExecutions.html
    """
    failed = "($states.result.RuleExecutionDetails[Status = 'Failed'])[0]"
    return {
        "Conditions": call(
            "codepipeline:listRuleExecutions",
            _actions_of("$told.execution"),
            "Facts of a condition",
            {"rule": or_else(failed, "{}")},
        )
    }


def _said_of(config: Pipeline) -> States:
    """Of an action, of a stage's rollback, of a condition: the parts of a message that links to the execution."""
    page = pipelines_page(config)
    execution = (
        f"'{page}' & $told.pipeline & '/executions/' & $told.execution & '/timeline?region={config.tools.region}'"
    )
    return {
        "Facts": note(
            "Message",
            about=wording.action(),
            commit=wording.commit("($exists($execution.RollbackMetadata) ? 'Rolling back to: commit ' : 'Commit ')"),
            reason=wording.reason(),
            asked=or_else(f"{_is(occasions.APPROVAL_WAITING)} ? {wording.question()}", "''"),
            link=execution,
        ),
        "Facts of a rollback": note(
            "Message",
            about="$told.pipeline & ', ' & $stage",
            commit=wording.commit("'Serves again: commit '"),
            reason=wording.why_rolled_back(),
            asked="''",
            link=execution,
        ),
        "Facts of a condition": note(
            "Message",
            about="$told.pipeline & ($exists($rule.RuleName) ? ', ' & $rule.StageName & ', ' & $rule.RuleName : '')",
            commit=wording.commit(),
            reason=wording.why_condition_failed(),
            asked="''",
            link=execution,
        ),
    }


def _words() -> States:
    return {
        "Message": note(
            "Tell", text=wording.text(), subject=f"$substring($told.title & ': ' & $about, 0, {wording.SUBJECT})"
        ),
        "Tell": call(
            "sns:publish",
            {
                "TopicArn": expression("$told.topic"),
                "Subject": expression("$subject"),
                "MessageStructure": "json",
                "Message": expression(f"$string({{'default': $text, 'https': {wording.chat()}}})"),
            },
            "What follows?",
        ),
        "What follows?": choice(
            (_is(occasions.APPROVAL_WAITING), "Nearly over"),
            (_is(occasions.DEPLOYMENT_FAILED), "Where"),
            otherwise="Told",
        ),
        "Told": {"Type": "Succeed"},
    }


def _reminder(config: Pipeline) -> States:
    """Of this very approval: what was rejected and tried again asks anew, with a message and a reminder of its own."""
    expiring = occasions.APPROVAL_EXPIRING
    reminder = {"occasion": expiring.name, "title": expiring.title, "runbook": runbook(config, expiring.name)}
    written = ", ".join(f"'{key}': '{value}'" for key, value in reminder.items())
    waits = "($states.result.ActionExecutionDetails[ActionExecutionId = $run.ActionExecutionId])[0].Status"
    return {
        "Nearly over": {"Type": "Wait", "Seconds": (APPROVAL_DAYS - REMINDER_DAYS) * DAY, "Next": "Look again"},
        "Look again": call(
            "codepipeline:listActionExecutions",
            _actions_of("$told.execution"),
            "Does it still wait?",
            {"status": or_else(waits, "''")},
        ),
        "Does it still wait?": choice(("$status = 'InProgress'", "Remind"), otherwise="Told"),
        "Remind": note(
            "Message",
            told=f"$merge([$told, {{{written}}}])",
            reason="'Nobody has answered. In a day the approval fails, and the execution with it.'",
        ),
    }
