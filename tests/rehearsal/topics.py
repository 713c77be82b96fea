"""Queues that hear what the topics of a rehearsal say."""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.rehearsal.running import Running, until

PLACE = "eu-central-1"


@dataclass
class Topics:
    running: Running
    heard: dict[str, list[str]] = field(default_factory=dict)  # texts by topic
    queues: dict[str, tuple[Any, str]] = field(default_factory=dict)

    def listen(self, topic: str, account: str, queue_name: str | None = None, **attributes: str) -> None:
        """By a queue of the topic's name, or another; `attributes`: of the subscription."""
        name = queue_name or topic
        sns, sqs = self.running.client("sns", account), self.running.client("sqs", account)
        topic_arn, queue_arn = f"arn:aws:sns:{PLACE}:{account}:{topic}", f"arn:aws:sqs:{PLACE}:{account}:{name}"
        lets_in = {
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": queue_arn,
            "Condition": {"ArnEquals": {"aws:SourceArn": topic_arn}},
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [lets_in]})
        queue = sqs.create_queue(QueueName=name, Attributes={"Policy": policy})["QueueUrl"]
        raw = {"RawMessageDelivery": "true", **attributes}
        sns.subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=queue_arn, Attributes=raw)
        self.queues[name], self.heard[name] = (sqs, queue), []

    def message(self, topic: str, start: str, seconds: float = 60) -> list[str]:
        """The lines of the first message that begins so; what else has come is kept."""

        def arrived() -> str | None:
            self.receive(topic)
            return next((text for text in self.heard[topic] if text.startswith(start)), None)

        text: str = until(arrived, seconds)
        self.heard[topic].remove(text)
        return text.splitlines()

    def forget(self, topic: str) -> None:
        self.receive(topic)
        self.heard[topic].clear()

    def receive(self, topic: str) -> None:
        sqs, queue = self.queues[topic]
        for message in sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", []):
            self.heard[topic].append(message["Body"])
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
