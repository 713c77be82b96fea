"""Accounts with roles, keys and buckets, made through the API, and the credentials of a role."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from rehearsal.run.local_aws import LocalAws

REGION, TOOLS, DEV = "eu-central-1", "111111111111", "222222222222"
SESSION = boto3.session.Session()  # one for all: it reads the models of the services once
Statement = Mapping[str, Any]


def allow(actions: list[str], resource: str | list[str], **more: Any) -> Statement:
    return {"Effect": "Allow", "Action": actions, "Resource": resource, **more}


def policy(*statements: Statement) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


@dataclass(frozen=True)
class Account:
    aws: LocalAws
    id: str

    def client(self, service: str) -> Any:
        """As the account's root."""
        return self._client(service, self.id, "any")

    def role(self, *statements: Statement) -> str:
        """The ARN of a new role with these permissions, which its own account may assume."""
        iam, name = self.client("iam"), f"role-{uuid.uuid4().hex[:8]}"
        trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": f"arn:aws:iam::{self.id}:root"}}
        arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"]
        if statements:
            iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
        return str(arn)

    def acting(self, role_arn: str, service: str, region: str = REGION) -> Any:
        """A client with the credentials of a role."""
        keys = self.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="test")["Credentials"]
        return self._client(service, keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region)

    def _client(self, service: str, key_id: str, secret: str, token: str | None = None, region: str = REGION) -> Any:
        settings = self.aws.settings
        return SESSION.client(
            service,
            region_name=region,
            endpoint_url=settings.endpoint,
            verify=str(settings.certificate_authority),
            config=Config(s3={"addressing_style": "path"}),
            aws_access_key_id=key_id,
            aws_secret_access_key=secret,
            aws_session_token=token,
        )

    def key(self, *statements: Statement) -> str:
        """The ARN of a new key; its policy is the statements, and all for the account's root."""
        root = allow(["kms:*"], "*", Principal={"AWS": f"arn:aws:iam::{self.id}:root"})
        made = self.client("kms").create_key(Policy=policy(root, *statements))
        return str(made["KeyMetadata"]["Arn"])

    def bucket(self, key: str, *statements: Statement) -> str:
        """A new bucket, encrypted with the key."""
        s3, name = self.client("s3"), f"bucket-{uuid.uuid4().hex[:8]}"
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})
        if statements:
            resource = [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"]
            on_bucket = [{**each, "Resource": resource} for each in statements]
            s3.put_bucket_policy(Bucket=name, Policy=policy(*on_bucket))
        return name


def refusal(call: Any, **arguments: Any) -> str | None:
    """The code with which AWS refuses a call, or None."""
    try:
        call(**arguments)
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return None
