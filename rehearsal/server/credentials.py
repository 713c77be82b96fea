"""Credentials that an AWS service gets for a role, and clients that use them against this server."""

import json
import secrets
import threading
import time
from dataclasses import dataclass
from typing import Any

import boto3
import botocore.session
from botocore.config import Config
from botocore.loaders import Loader
from ministack.core.iam_evaluator import EvalContext, _conditions_met
from ministack.core.responses import request_scope
from ministack.services import iam, sts

from rehearsal.server.service import ApiError
from rehearsal.server.settings import from_environment

SESSION_SECONDS = 12 * 3600
_registering = threading.Lock()
_SERVICE_MODELS = Loader()  # read once: parsing them is most of what a new client costs


@dataclass(frozen=True)
class Credentials:
    access_key_id: str
    secret_access_key: str
    session_token: str
    account: str

    def environment(self) -> dict[str, str]:
        return {
            "AWS_ACCESS_KEY_ID": self.access_key_id,
            "AWS_SECRET_ACCESS_KEY": self.secret_access_key,
            "AWS_SESSION_TOKEN": self.session_token,
        }


def install() -> None:
    """Sessions begin one at a time: MiniStack looks through all of them for expired ones, and fails when another thread
    adds one meanwhile. Of functions that start at once one failed so, and took the others' processes with it."""
    original = sts.register_session

    def register(access_key: str, session: dict[str, Any]) -> None:
        with _registering:
            original(access_key, session)

    sts.register_session = register


def assume_as_service(role_arn: str, principal: str, session_name: str, *, source_arn: str, region: str) -> Credentials:
    """What `principal` (e.g. codebuild.amazonaws.com) gets for a role whose trust policy names it.

    `source_arn` is the resource on whose behalf the service acts: the trust policy's confused-deputy
    conditions (aws:SourceArn, aws:SourceAccount) are evaluated against it.
    Raises ApiError(AccessDenied) if the role does not exist or does not trust the service so.
    """
    account, name = role_arn.split(":")[4], role_arn.rpartition("/")[2]
    with request_scope(account, region):
        role = iam._roles.get(name)
    if role is None or not _trusts(role, principal, source_arn, account, region):
        raise ApiError(
            "AccessDenied",
            f"{principal} is not authorized to perform: sts:AssumeRole on resource: {role_arn} "
            f"(for {source_arn}): the role must exist and its trust policy must allow it",
        )
    return _register(role, name, account, session_name)


def assume_role(credentials: Credentials, role_arn: str, session_name: str, region: str) -> Credentials:
    """sts:AssumeRole as AWS does it: the caller's policy and the role's trust policy must both allow it."""
    answer = client("sts", credentials, region).assume_role(RoleArn=role_arn, RoleSessionName=session_name)
    keys = answer["Credentials"]
    return Credentials(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], role_arn.split(":")[4])


def client(service: str, credentials: Credentials, region: str) -> Any:
    """A boto3 client of this server that acts with `credentials`."""
    settings = from_environment()
    shared = botocore.session.Session()
    shared.register_component("data_loader", _SERVICE_MODELS)
    session = boto3.session.Session(
        aws_access_key_id=credentials.access_key_id,
        aws_secret_access_key=credentials.secret_access_key,
        aws_session_token=credentials.session_token,
        region_name=region,
        botocore_session=shared,
    )
    return session.client(
        service,
        endpoint_url=settings.endpoint,
        verify=str(settings.certificate_authority),
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


def _trusts(role: dict[str, Any], principal: str, source_arn: str, account: str, region: str) -> bool:
    document = role["AssumeRolePolicyDocument"]
    document = json.loads(document) if isinstance(document, str) else document
    context = EvalContext(
        principal_arn=principal,
        principal_type="Service",
        principal_account=account,
        action="sts:AssumeRole",
        resource_arn=role["Arn"],
        region=region,
        service_context={"aws:sourcearn": source_arn, "aws:sourceaccount": source_arn.split(":")[4]},
    )
    matching = [
        s
        for s in _listed(document["Statement"])
        if _names_service(s, principal)
        and "sts:AssumeRole" in _listed(s.get("Action", []))
        and _conditions_met(s.get("Condition", {}), context)
    ]
    return bool(matching) and all(s["Effect"] == "Allow" for s in matching)


def _names_service(statement: dict[str, Any], principal: str) -> bool:
    named = statement.get("Principal")
    return isinstance(named, dict) and principal in _listed(named.get("Service", []))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _register(role: dict[str, Any], name: str, account: str, session_name: str) -> Credentials:
    made = Credentials("ASIA" + secrets.token_hex(8).upper(), secrets.token_hex(20), secrets.token_hex(64), account)
    sts.register_session(
        made.access_key_id,
        {
            "Arn": f"arn:aws:sts::{account}:assumed-role/{name}/{session_name}",
            "UserId": f"{role['RoleId']}:{session_name}",
            "SecretAccessKey": made.secret_access_key,
            "SessionToken": made.session_token,
            "Expiration": time.time() + SESSION_SECONDS,
            "AccountId": account,
            "PrincipalType": "AssumedRole",
        },
    )
    return made
