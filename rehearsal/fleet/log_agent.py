"""The CloudWatch agent of a local instance: it ships the files that user data names, with the instance's role.

User data is not run here; the configuration is read where it stands there. What the role may not do goes to the
server's log, as on AWS to the agent's own.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
"""

import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.fleet import ministack
from rehearsal.fleet.fleet import Member
from rehearsal.server.credentials import assume_as_service, client
from rehearsal.server.log_stream import LogStream
from rehearsal.server.service import ApiError

CONFIGURATION = re.compile(r"printf '%s' '(\{.*\})' > /opt/aws/amazon-cloudwatch-agent/etc/\S+\.json")
POLL_SECONDS = 0.5


@dataclass
class Shipped:
    """One file, as far as it was read."""

    path: Path
    group: str
    stream: str
    read: int = 0
    log: LogStream | None = field(default=None, repr=False)

    def lines(self) -> Iterator[str]:
        """What is new, in whole lines."""
        with self.path.open("rb") as file:
            file.seek(self.read)
            whole = file.read().rpartition(b"\n")[0]
        self.read += len(whole) + bool(whole)
        yield from whole.decode(errors="replace").splitlines()


def start(member: Member) -> None:
    """For as long as the instance has a disk."""
    files = list(shipped(ministack.user_data(member.account, member.region, member.group), member))
    if files:
        threading.Thread(target=_ship, args=(files, member), daemon=True).start()


def shipped(user_data: str, member: Member) -> Iterator[Shipped]:
    for written in CONFIGURATION.findall(user_data):
        for one in json.loads(written)["logs"]["logs_collected"]["files"]["collect_list"]:
            stream = one["log_stream_name"].replace("{instance_id}", member.instance_id)
            yield Shipped(member.folder / one["file_path"][1:], one["log_group_name"], stream)


def _ship(files: list[Shipped], member: Member) -> None:
    try:
        while member.folder.exists():
            for file in files:
                if file.path.exists():
                    _ship_new(file, member)
            time.sleep(POLL_SECONDS)
    except (ApiError, BotoCoreError, ClientError, OSError) as error:
        logging.getLogger(__name__).warning("The logs of %s are not shipped: %s", member.instance_id, error)
    finally:
        for file in files:
            if file.log is not None:
                file.log.close()


def _ship_new(file: Shipped, member: Member) -> None:
    if file.log is None:
        file.log = LogStream(_logs(member), file.group, file.stream)
        file.log.open()
    for line in file.lines():
        file.log.line(line)


def _logs(member: Member) -> Any:
    """Raises ApiError."""
    role = ministack.profile_role_arn(member.account, member.region, member.instance_id) or ""
    taken = assume_as_service(
        role, "ec2.amazonaws.com", member.instance_id, source_arn=member.arn, region=member.region
    )
    return client("logs", taken, member.region)
