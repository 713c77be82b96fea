"""What the options under `security` ask of each other and of the accounts."""

import re
from collections.abc import Iterator

from config.model import Replica, Tools
from config.names import artifact_bucket_name_of
from config.problem import Finding, quoted
from config.rules.draft import Draft

_BUCKET = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*[a-z0-9]")
_LENGTH = range(3, 64)


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.security or not draft.tools:
        return
    if draft.security.access_logs_bucket:
        yield from _log_bucket(draft, draft.tools, draft.security.access_logs_bucket)
    if draft.security.artifact_replica and draft.application:
        yield from _replica(draft.application, draft.tools, draft.security.artifact_replica)


def _log_bucket(draft: Draft, tools: Tools, pattern: str) -> Iterator[Finding]:
    """S3 delivers access logs to a bucket of the same account and region only.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    """
    path = ("security", "access_logs_bucket")
    name = pattern.format(account=tools.account, region=tools.region)
    if not _BUCKET.fullmatch(name) or len(name) not in _LENGTH:
        yield Finding(path, f"found {quoted(pattern)}, which makes {quoted(name)}; allowed: a bucket's name")
    if draft.application and name == artifact_bucket_name_of(draft.application, tools):
        yield Finding(path, f"found {quoted(pattern)}, the artifact bucket itself; allowed: another bucket")
    if "{account}" not in pattern:
        yield Finding(
            path,
            f"found {quoted(pattern)}; allowed: a name with {{account}}: each account needs a bucket of its own, "
            "and its name says whose it is",
        )


def _replica(application: str, tools: Tools, replica: Replica) -> Iterator[Finding]:
    if replica.bucket == artifact_bucket_name_of(application, tools):
        yield Finding(
            ("security", "artifact_replica", "bucket"),
            f"found {quoted(replica.bucket)}, the artifact bucket itself; allowed: another bucket",
        )
    account = replica.key.split(":")[4]
    if account != tools.account:
        yield Finding(
            ("security", "artifact_replica", "key"),
            f"found a key of account {account}; allowed: one of the tools account, {tools.account}, in any region "
            "(what another account's bucket and key must allow, nothing here could check)",
        )
