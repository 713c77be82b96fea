"""S3 uses a customer's KMS key in its caller's name, so the caller needs the key's permission too.

MiniStack encrypts without asking. Reading an object asks for kms:Decrypt, writing one for
kms:GenerateDataKey, each via S3 ("Protecting data with SSE-KMS", S3 user guide). A HEAD request is treated
as a read, which is stricter than AWS.
"""

from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import get_region, request_scope
from ministack.core.router import extract_access_key_id
from ministack.services import kms, s3

from rehearsal.server.authorization import denied

KEY_ID = "x-amz-server-side-encryption-aws-kms-key-id"
Headers = dict[str, str]


def install() -> None:
    check_read, resolve_write = s3._check_sse_read_headers, s3._resolve_sse_write_headers

    def read(headers: Headers, stored: dict[str, Any]) -> Any:
        key = stored.get("preserved_headers", {}).get(KEY_ID)
        return _refusal(headers, "kms:Decrypt", key) or check_read(headers, stored)

    def write(headers: Headers, bucket: str) -> Any:
        applied, error = resolve_write(headers, bucket)
        refusal = None if error else _refusal(headers, "kms:GenerateDataKey", applied.get(KEY_ID))
        return (None, refusal) if refusal else (applied, error)

    s3._check_sse_read_headers, s3._resolve_sse_write_headers = read, write


def _refusal(headers: Headers, action: str, key: str | None) -> Any:
    """S3's AccessDenied, or None. What a service does inside the server has no signature, and is not asked."""
    access_key = extract_access_key_id(headers)
    if key is None or not access_key:
        return None
    context = {"kms:ViaService": f"s3.{get_region()}.amazonaws.com"}
    account = iam_evaluator.caller_arn().split(":")[4]
    denial = denied(access_key, account, action, key_arn(key), get_region(), context)
    return s3._error("AccessDenied", denial, 403) if denial else None


def key_arn(key: str) -> str:
    """A key's ARN from whatever names it: its id, its ARN or an alias, in the bucket's account."""
    if ":key/" in key:
        return key
    account = key.split(":")[4] if key.startswith("arn:") else None
    if account is None:
        record = kms._resolve_key(key)
    else:
        with request_scope(account, get_region()):
            record = kms._resolve_key(key)
    return str(record["Arn"]) if record else key
