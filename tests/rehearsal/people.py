"""People of the tools account: a user, and the roles that she may take on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.rehearsal.running import Running

USER = "jane"
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """`keys`: of the user herself, or of a role that she has taken on."""

    running: Running
    keys: Keys

    @classmethod
    def join(cls, running: Running, account: str, roles: Sequence[str]) -> "Person":
        """A new user, and roles that trust the account. These may take on any role that lets them."""
        iam, whole = running.client("iam"), f"arn:aws:iam::{account}"
        iam.create_user(UserName=USER)
        iam.put_user_policy(UserName=USER, PolicyName="roles", PolicyDocument=_may_take_on(f"{whole}:role/*"))
        for role in roles:
            iam.create_role(RoleName=role, AssumeRolePolicyDocument=_trust(f"{whole}:root"))
            iam.put_role_policy(RoleName=role, PolicyName="roles", PolicyDocument=_may_take_on(f"{whole}:role/*"))
        key = iam.create_access_key(UserName=USER)["AccessKey"]
        return cls(running, (key["AccessKeyId"], key["SecretAccessKey"]))

    def takes_on(self, role_arn: str) -> "Person":
        """Raises ClientError."""
        found = self.client("sts").assume_role(RoleArn=role_arn, RoleSessionName=USER)["Credentials"]
        return Person(self.running, (found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"]))

    def client(self, service: str) -> Any:
        return self.running.client_of(self.keys, service)


def _may_take_on(roles: str) -> str:
    return _document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": roles})


def _trust(account: str) -> str:
    return _document({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": account}})


def _document(statement: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
