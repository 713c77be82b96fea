"""EventBridge rules. The pipeline's source is a connection, which needs none: each of these is one too many."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, add

TARGET = {
    "Id": "Pipeline",
    "Arn": "arn:aws:codepipeline:eu-central-1:111111111111:webapp",
    "RoleArn": "arn:aws:iam::111111111111:role/webapp-source-change",
}
PATTERN = {"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": {"bucket": {"name": ["webapp"]}}}


def _rule(**changes: Any) -> Change:
    return add("Pipeline", "Rule", "AWS::Events::Rule", **{"EventPattern": PATTERN, "Targets": [TARGET], **changes})


MUTANTS = (
    Mutant("event rule: pipeline starts on everything", _rule(EventPattern={"source": [{"prefix": ""}]})),
    Mutant("event rule: pipeline starts on any bucket", _rule(EventPattern={**PATTERN, "detail": {}})),
    Mutant("event rule: disabled", _rule(State="DISABLED")),
    Mutant("event rule: without a target", _rule(Targets=[])),
    Mutant("event rule: may not start the pipeline", _rule(Targets=[{k: TARGET[k] for k in ("Id", "Arn")}])),
)
