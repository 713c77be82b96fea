"""CodePipeline, CodeDeploy and SNS as the state machine of the messages meets them, without the waiting."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ministack.core.responses import request_scope
from ministack.services import stepfunctions

from config.model import Environment, Notifications, Pipeline, Source, Tools
from pipeline_stack.notifications.messages import definition

SCOPE: Final = ("111111111111", "eu-central-1")
SDK = "arn:aws:states:::aws-sdk:"
Answer = dict[str, Any]
CONFIG = Pipeline(
    application="shop",
    tools=Tools(account=SCOPE[0], region=SCOPE[1]),
    source=Source(provider="github", repository="example/shop"),
    notifications=Notifications(stale_days=20),
    environments=(Environment(name="production", account="222222222222"),),
)
COMMIT = "0123456789abcdef"
SOURCE = {
    "StageName": "Source",
    "ActionName": "Source",
    "Status": "Succeeded",
    "Input": {"ActionTypeId": {"Category": "Source"}},
    "Output": {"OutputVariables": {"CommitMessage": "Faster\n\nMuch.", "AuthorDisplayName": "Ada"}},
}


def action(stage: str, name: str, category: str, status: str = "Failed", **result: Any) -> Answer:
    return {
        "StageName": stage,
        "ActionName": name,
        "Status": status,
        "Input": {"ActionTypeId": {"Category": category}},
        "Output": {"ExecutionResult": result},
    }


@dataclass
class World:
    """`actions`: of an execution, the latest first. `deployments`: answers of GetDeployment by id, the last again.

    `cause`: what the state machine of a release has failed with. `author`: what CodeCommit says, if anything.
    """

    actions: list[Answer] = field(default_factory=lambda: [SOURCE])
    execution: Answer = field(default_factory=lambda: {"ArtifactRevisions": [{"RevisionId": COMMIT}]})
    pages: list[list[Answer]] = field(default_factory=lambda: [[]])  # of the pipeline's actions, the latest first
    successes: list[Answer] = field(default_factory=list)
    older: list[list[Answer]] = field(default_factory=list)  # pages of executions behind `successes`
    rules: list[Answer] = field(default_factory=list)
    machine: list[Answer] = field(default_factory=list)  # executions of a release's state machine, the latest first
    deployments: Mapping[str, list[Answer]] = field(default_factory=dict)
    cause: str = ""
    author: str = ""
    calls: list[tuple[str, Answer]] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def tell(self, occasion: str, config: Pipeline = CONFIG, **given: str) -> str:
        """Run the state machine to its end; how it ended."""
        told = {"occasion": occasion, "title": "Title", "topic": "arn:topic", "runbook": "the book", **given}
        with request_scope(*SCOPE):
            name = f"tell-{uuid.uuid4()}"
            written = json.dumps(definition(config))
            made = stepfunctions._create_state_machine({"name": name, "definition": written, "roleArn": "arn:role"})
            assert made[0] == 200, made
            machine = f"arn:aws:states:{SCOPE[1]}:{SCOPE[0]}:stateMachine:{name}"
            input_ = json.dumps({"pipeline": "shop", "execution": "e-1", **told})
            arn = machine.replace("stateMachine", "execution") + ":1"
            stepfunctions._executions[arn] = {
                "executionArn": arn, "stateMachineArn": machine, "name": "1", "status": "RUNNING", "events": [],
                "startDate": "2026-01-01T00:00:00Z", "input": input_, "testCase": "", "mockAttempts": {},
            }  # fmt: skip
            stepfunctions._run_execution(arn)
            ended = stepfunctions._executions[arn]
        return " ".join(filter(None, (ended["status"], ended.get("error"), ended.get("cause"))))

    def invoke(self, resource: str, arguments: Answer) -> Answer:
        """In place of MiniStack's own integrations."""
        api = resource.removeprefix(SDK)
        self.calls.append((api, arguments))
        match api:
            case "codepipeline:getPipelineExecution":
                return {"PipelineExecution": self.execution}
            case "codepipeline:listActionExecutions":
                if "Filter" in arguments:
                    return {"ActionExecutionDetails": self.actions}
                return self._page(self.pages, "ActionExecutionDetails", arguments)
            case "codepipeline:getPipeline":
                return {"Metadata": {"Created": "2026-01-01T00:00:00.000Z"}}
            case "codepipeline:listPipelineExecutions":
                return self._page([self.successes, *self.older], "PipelineExecutionSummaries", arguments)
            case "codepipeline:listRuleExecutions":
                return {"RuleExecutionDetails": self.rules}
            case "sfn:listExecutions":
                return {"Executions": [{"ExecutionArn": str(number)} for number in range(len(self.machine))]}
            case "sfn:describeExecution":
                asked = arguments["ExecutionArn"]  # of the machine's own list, or as the pipeline's action names it
                return self.machine[int(asked)] if asked.isdecimal() else {"Status": "FAILED", "Cause": self.cause}
            case "codedeploy:getDeployment":
                answers = self.deployments[arguments["DeploymentId"]]
                return {"DeploymentInfo": answers.pop(0) if len(answers) > 1 else answers[0]}
            case "codecommit:getCommit":
                if not self.author:
                    raise stepfunctions._ExecutionError("CodeCommit.CommitIdDoesNotExistException", "gone")
                return {"Commit": {"Author": {"Name": self.author}}}
        assert api == "sns:publish", api
        return {"MessageId": "m"}

    def _page(self, pages: list[list[Answer]], key: str, arguments: Answer) -> Answer:
        at = int(arguments.get("NextToken", 0))
        more = {"NextToken": str(at + 1)} if at + 1 < len(pages) else {}
        return {key: pages[at], **more}

    @property
    def texts(self) -> list[list[str]]:
        return [message["default"].splitlines() for message in self._messages()]

    @property
    def chats(self) -> list[Answer]:
        return [json.loads(message["https"]) for message in self._messages()]

    def _messages(self) -> list[Answer]:
        return [json.loads(given["Message"]) for api, given in self.calls if api == "sns:publish"]
