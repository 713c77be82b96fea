"""Secrets in the source, by their shape: texts that nobody writes by chance."""

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from policy.secret_shapes import SHAPES
from scan.finding import Finding, ScanFailed, Severity

GIT = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
DIGITS = 12


def scan(folder: Path) -> list[Finding]:
    """Of every file below, whatever its encoding; links are not followed. Raises ScanFailed."""
    try:
        found = {finding for file in _files(folder) for finding in findings(file.relative_to(folder), _text(file))}
    except (OSError, subprocess.CalledProcessError) as error:
        raise ScanFailed(f"secrets: {error}") from error
    return sorted(found, reverse=True)


def findings(file: Path, text: str) -> Iterator[Finding]:
    for shape, pattern in SHAPES.items():
        for match in re.finditer(pattern, text):
            line = text.count("\n", 0, match.start()) + 1
            yield Finding(
                severity=Severity.CRITICAL,
                id=fingerprint(match.group()),
                where=file.as_posix(),
                title=f"{shape} in line {line}",
                remedy="revoke it; it stays in the history",
            )


def fingerprint(secret: str) -> str:
    """Tells one secret from another, and does not show it."""
    return f"secret-{hashlib.sha256(secret.encode()).hexdigest()[:DIGITS]}"


def _files(folder: Path) -> Iterator[Path]:
    for name in _names(folder):
        if (file := folder / name).is_file() and not file.is_symlink():
            yield file


def _names(folder: Path) -> Iterator[str]:
    """In a checkout, what git knows: a build's source has that and nothing else."""
    if (folder / ".git").exists():
        listed = subprocess.run(GIT, cwd=folder, capture_output=True, text=True, check=True).stdout
        yield from filter(None, listed.split("\0"))
        return
    for where, _, names in os.walk(folder):
        yield from (str(Path(where, name).relative_to(folder)) for name in names)


def _text(file: Path) -> str:
    return file.read_bytes().decode(errors="replace")
