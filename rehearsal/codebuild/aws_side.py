"""The AWS around a build: every call with the credentials of the project's service role."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.codebuild import delivery
from rehearsal.codebuild.buildspec import Environment
from rehearsal.codebuild.order import Outputs, PhaseError, PhaseRecord, Sources
from rehearsal.codebuild.phases import PhaseType
from rehearsal.codebuild.record import Record
from rehearsal.sandbox.sandbox import unavailable
from rehearsal.server.credentials import Credentials, assume_as_service, client
from rehearsal.server.log_stream import LogStream
from rehearsal.server.service import ApiError

REVISION = "codepipeline-revision"  # metadata of an input artifact: the commit
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)  # of a project without source


class AwsSide:
    """The rehearsal.codebuild.order.Outside of one build."""

    def __init__(self, record: Record, listener: Callable[[str], None]) -> None:
        self._record, self._listener = record, listener
        self._credentials: Credentials | None = None
        self._log_stream: LogStream | None = None

    def provision(self) -> Mapping[str, str]:
        record = self._record
        with failing("CLIENT_ERROR", f"CodeBuild cannot take on the service role of {record.project['name']}"):
            self._credentials = assume_as_service(
                record.project["serviceRole"],
                "codebuild.amazonaws.com",
                f"AWSCodeBuild-{record.uuid}",
                source_arn=record.project["arn"],
                region=record.region,
            )
        if record.log_place is not None:
            with failing("ACCESS_DENIED", "The service role does not allow CodeBuild to write CloudWatch Logs"):
                self._log_stream = LogStream(self._client("logs"), *record.log_place)
                self._log_stream.open()
        self._say_what_differs()
        return self._credentials.environment()

    def _say_what_differs(self) -> None:
        """What this build does not do as AWS does, in its own log."""
        if (reason := unavailable()) is not None:
            self.log(f"rehearsal: commands are not isolated from this machine's files: {reason}")
        if self._record.project.get("cache", {}).get("type") == "S3":
            self.log("rehearsal: the S3 cache stays cold: every build starts without it")

    def download(self) -> Sources:
        project = self._record.project
        primary, version = self._fetch(project["source"])
        self._record.resolved(version)
        others = project.get("secondarySources", [])
        secondary = {source["sourceIdentifier"]: self._fetch(source)[0] for source in others}
        return Sources(primary, secondary, version)

    def secrets(self, environment: Environment) -> Mapping[str, str]:
        parameters, secrets = dict(environment.parameter_store), dict(environment.secrets_manager)
        for variable in self._record.project["environment"]["environmentVariables"]:
            if variable.get("type") == "PARAMETER_STORE":
                parameters[variable["name"]] = variable["value"]
            elif variable.get("type") == "SECRETS_MANAGER":
                secrets[variable["name"]] = variable["value"]
        with failing("Decrypted Variables Error"):
            return {**self._parameters(parameters), **{k: self._secret(v) for k, v in secrets.items()}}

    def upload(self, outputs: Outputs) -> None:
        credentials = self._role()
        with failing("CLIENT_ERROR", "Error in UPLOAD_ARTIFACTS phase"):
            for report in outputs.reports:
                self._record.reported(delivery.send_report(report, self._record, credentials))
        with failing("CLIENT_ERROR", "Error in UPLOAD_ARTIFACTS phase"):
            for identifier, data in outputs.artifacts.items():
                name = outputs.names.get(identifier)
                delivery.put_artifact(identifier, name, data, self._record, credentials)

    def log(self, line: str) -> None:
        self._listener(line)
        if self._log_stream is not None:
            self._log_stream.line(line)

    def entered(self, phase: PhaseType) -> None:
        self._record.entered(phase)

    def ended(self, record: PhaseRecord) -> None:
        self._record.ended(record)

    def close(self) -> None:
        if self._log_stream is not None:
            self._log_stream.close()

    def _role(self) -> Credentials:
        if self._credentials is None:
            raise PhaseError("CLIENT_ERROR", "the build has no service role")
        return self._credentials

    def _client(self, service: str) -> Any:
        return client(service, self._role(), self._record.region)

    def _fetch(self, source: Mapping[str, str]) -> tuple[bytes, str]:
        """The zip, and the version that the pipeline's source action noted on it."""
        if source["type"] == "NO_SOURCE":
            return EMPTY_ZIP, ""
        bucket, _, key = source["location"].removeprefix("arn:aws:s3:::").partition("/")
        with failing("CLIENT_ERROR", f"Error in DOWNLOAD_SOURCE phase: {source['location']}"):
            found = self._client("s3").get_object(Bucket=bucket, Key=key)
            delivery.require_key(self._role(), "kms:Decrypt", found.get("SSEKMSKeyId"), self._record.region)
            return found["Body"].read(), found["Metadata"].get(REVISION, "")

    def _parameters(self, wanted: Mapping[str, str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for variable, name in wanted.items():
            # One name in each call: MiniStack then checks the role's rights against this parameter.
            answer = self._client("ssm").get_parameters(Names=[name], WithDecryption=True)
            if not answer["Parameters"]:
                raise PhaseError("Decrypted Variables Error", f"parameter does not exist: {name}")
            found[variable] = answer["Parameters"][0]["Value"]
        return found

    def _secret(self, reference: str) -> str:
        secret, key, stage, version = delivery.secret_reference(reference)
        request = {"SecretId": secret, "VersionStage": stage, "VersionId": version}
        answer = self._client("secretsmanager").get_secret_value(**{k: v for k, v in request.items() if v})
        text: str = answer["SecretString"]
        if not key:
            return text
        values = json.loads(text)
        if key not in values:
            raise PhaseError("Secrets Manager Error", f"secret {secret} has no key {key}")
        return str(values[key])


@contextmanager
def failing(code: str, doing: str = "") -> Iterator[None]:
    """What AWS refuses fails the phase with AWS's own words."""
    try:
        yield
    except (ApiError, ClientError, BotoCoreError, ValueError) as error:
        raise PhaseError(code, f"{doing}: {error}" if doing else str(error)) from error
