"""What a linter says, and how it is asked."""

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple


class LinterError(Exception):
    """A linter could not do its work; the text says why."""


class Report(NamedTuple):
    template: Path
    resource: str  # logical id; empty for the template as a whole
    id: str  # `cfn-lint::W3005`, `checkov::CKV_AWS_18`


def output_of(linter: str, command: Sequence[str], **environment: str) -> Any:
    """The JSON that a linter prints. Run in an empty folder as its home: no configuration of the machine counts.

    Its exit code says no more than whether it found something.
    """
    with tempfile.TemporaryDirectory() as nowhere:
        settings = {"PATH": os.environ["PATH"], "HOME": nowhere, **environment}
        done = subprocess.run(command, cwd=nowhere, env=settings, capture_output=True, text=True)
    try:
        return json.loads(done.stdout)
    except ValueError:
        said = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
        raise LinterError(f"{linter} ended with code {done.returncode} and without a report; it says: {said}") from None
