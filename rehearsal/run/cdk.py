"""The real CDK CLI: synth, bootstrap, deploy."""

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rehearsal.sandbox.sandbox import Sandbox, SandboxedProcess

Home = tuple[str, str]
"""Account and region."""

_running: set[SandboxedProcess] = set()
_starting = threading.RLock()  # re-entrant: a signal handler may come upon its own thread in here
_interrupted = threading.Event()


class CdkFailed(Exception):
    """The CDK CLI exited with an error; the message is its output."""


def synthesize(project: Path, output: Path, config: Path | None) -> None:
    """Write the cloud assembly to `output`, of the project's own pipeline.yml or of `config`. The built-in template
    validation has its place in `make synth`."""
    other = ["--context", f"config={config}"] if config else []
    _cdk(project, ["synth", "--quiet", "--output", str(output), *other], {"CDK_VALIDATION": "false"})


def bootstrap(
    folder: Path,
    project: Path,
    homes: Mapping[Home, Mapping[str, str]],
    trusted: str,
    policies: Mapping[str, Sequence[str]],
) -> None:
    """`cdk bootstrap` for every account and region (with the environment that reaches it), side by side.

    `policies` are the ARNs of what CloudFormation may do in each account.
    """

    def one(home: Home) -> None:
        account, region = home
        may = ["--cloudformation-execution-policies", ",".join(policies[account]), "--trust", trusted]
        # In a folder without cdk.json, so that the CLI does not synthesize the application once for each account.
        _cdk(project, ["bootstrap", f"aws://{account}/{region}", *may], homes[home], cwd=folder)

    with ThreadPoolExecutor() as pool:
        list(pool.map(one, homes))


def deploy(
    project: Path, assembly: Path, stack: str, environment: Mapping[str, str], parameters: Mapping[str, str]
) -> None:
    given = [text for name, value in parameters.items() for text in ("--parameters", f"{name}={value}")]
    arguments = ["deploy", stack, "--app", str(assembly), "--require-approval", "never", *given]
    _cdk(project, arguments, environment)


def interrupt() -> None:
    """End the CDK CLI wherever it runs, and start it no more: nobody waits for it."""
    with _starting:
        _interrupted.set()
        for process in _running.copy():
            process.terminate()


def interrupted() -> bool:
    return _interrupted.is_set()


def _cdk(project: Path, arguments: list[str], environment: Mapping[str, str], cwd: Path | None = None) -> None:
    quiet = {"CI": "true", "CDK_DISABLE_CLI_TELEMETRY": "true"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "CDK_"))}
    with _starting:
        if _interrupted.is_set():
            raise CdkFailed("interrupted")
        # Not isolated, but it ends with this process, however that ends: it would go on to write into the folder.
        process = Sandbox(isolated=False).popen(
            ["node", str(project / "node_modules" / "aws-cdk" / "bin" / "cdk"), *arguments, "--no-notices"],
            cwd=str(cwd or project),
            env={**kept, **quiet, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        _running.add(process)
    with process:
        output, status = _text(process), process.wait()
    _running.discard(process)
    if status:
        raise CdkFailed(f"cdk {arguments[0]} failed:\n{output}")


def _text(process: SandboxedProcess) -> str:
    assert process.stdout is not None
    return process.stdout.read().decode(errors="replace")
