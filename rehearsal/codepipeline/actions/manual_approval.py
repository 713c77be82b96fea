"""Manual approval: tells the topic, then waits for PutApprovalResult or its timeout."""

import json
import threading
import time
import uuid
from dataclasses import dataclass

from rehearsal.codepipeline.job import ActionFailed, Job, Outcome


@dataclass(frozen=True)
class Answer:
    approved: bool
    summary: str


_answers: dict[str, Answer] = {}
_lock = threading.Lock()


def run(job: Job) -> Outcome:
    job.progress.summary = job.configuration.get("CustomData")
    _publish(job)
    token = job.progress.token = str(uuid.uuid4())
    deadline = job.deadline()
    job.wait_until(lambda: token in _answers or time.time() > deadline)
    job.progress.token = None
    with _lock:
        answer = _answers.pop(token, None)
    if answer is None:
        raise ActionFailed("TimeoutError", "The approval action has timed out")
    if not answer.approved:
        raise ActionFailed("JobFailed", f"Rejected: {answer.summary}")
    job.progress.summary = answer.summary
    return Outcome()


def answer(token: str, approved: bool, summary: str) -> None:
    with _lock:
        _answers[token] = Answer(approved, summary)


def _publish(job: Job) -> None:
    """The message of "JSON data format for manual approval notifications", as far as it applies here."""
    topic = job.configuration.get("NotificationArn")
    if not topic:
        return
    approval = {
        "pipelineName": job.pipeline.name,
        "stageName": job.stage.name,
        "actionName": job.action.name,
        "customData": job.configuration.get("CustomData"),
        "externalEntityLink": job.configuration.get("ExternalEntityLink"),
    }
    message = {"region": job.region, "approval": {k: v for k, v in approval.items() if v is not None}}
    subject = f"APPROVAL NEEDED: AWS CodePipeline {job.pipeline.name} for action {job.action.name}"
    job.client("sns").publish(TopicArn=topic, Subject=subject[:100], Message=json.dumps(message))
