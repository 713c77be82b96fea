"""New code from S3 is read in the name of who changes the function: their policies, the bucket's and the key's decide.

https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

import ministack.app as ministack_app
from botocore.exceptions import ClientError
from ministack.core.concurrency import run_reentrant
from ministack.core.responses import error_response_json, get_region
from ministack.core.router import extract_access_key_id
from ministack.services import sts

from rehearsal.server.credentials import Credentials, client

LOCATION = ("S3Bucket", "S3Key", "S3ObjectVersion")


def install() -> None:
    handle = ministack_app.SERVICE_HANDLERS["lambda"]

    async def with_code(
        method: str, path: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, Any]
    ) -> Any:
        request = json.loads(body) if method == "PUT" and path.endswith("/code") else {}
        if "S3Bucket" not in request:
            return await handle(method, path, headers, body, query)
        try:
            code = await run_reentrant(_read, extract_access_key_id(headers, query), request, thread_name="code")
        except ClientError as error:
            return error_response_json("AccessDeniedException", _refusal(error, request), 403)
        others = {name: value for name, value in request.items() if name not in LOCATION}
        sent = {**others, "ZipFile": base64.b64encode(code).decode()}
        return await handle(method, path, headers, json.dumps(sent).encode(), query)

    ministack_app.SERVICE_HANDLERS["lambda"] = with_code


def _read(access_key_id: str, request: Mapping[str, str]) -> bytes:
    version = {"VersionId": request["S3ObjectVersion"]} if "S3ObjectVersion" in request else {}
    s3 = client("s3", _credentials(access_key_id), get_region())
    return bytes(s3.get_object(Bucket=request["S3Bucket"], Key=request["S3Key"], **version)["Body"].read())


def _credentials(access_key_id: str) -> Credentials:
    """Of a session; the root of an account has its number as the key."""
    session = sts._sessions.get(access_key_id)
    if session is None:
        return Credentials(access_key_id, "local", "", access_key_id)
    return Credentials(access_key_id, session["SecretAccessKey"], session["SessionToken"], session["AccountId"])


def _refusal(error: ClientError, request: Mapping[str, str]) -> str:
    details = error.response["Error"]
    return (
        "Your access has been denied by S3, please make sure your request credentials have permission to GetObject "
        f"for {request['S3Bucket']}/{request['S3Key']}. S3 Error Code: {details['Code']}. "
        f"S3 Error Message: {details['Message']}"
    )
