"""Scan what the builds are made of: `python -m scan --npm . --npm webapp --python requirements/synth.txt`.

Reads `build.scan` of pipeline.yml. Exit status: 0 the scan passes, 1 it stops the build, 2 it could not be made.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import config
from scan import npm_audit, pip_audit, sbom, secrets
from scan.finding import Finding, ScanFailed
from scan.report import lines
from scan.verdict import judge


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        policy = config.load(Path("pipeline.yml")).build.scan
        found = list(dict.fromkeys(_findings(options)))  # once each, in however many locks
    except (config.ConfigError, ScanFailed) as error:
        print(
            f"{error}\nthe scan could not be made, which stops the build (whom it asks: docs/security.md)", flush=True
        )
        return 2
    verdict = judge(found, policy, datetime.now(UTC).date())
    print("\n".join(lines(verdict, policy)), flush=True)
    return 0 if verdict.passes else 1


def _findings(options: argparse.Namespace) -> Iterator[Finding]:
    for folder in options.npm:
        _say(f"npm audit of {folder}", npm_audit.REGISTRY)
        yield from npm_audit.scan(folder)
    for requirements in options.python:
        _say(f"pip-audit of {requirements}", pip_audit.OSV)
        audited = pip_audit.scan(requirements)
        yield from pip_audit.findings(audited, pip_audit.severity_of)
        if options.sbom:
            options.sbom.parent.mkdir(parents=True, exist_ok=True)
            options.sbom.write_text(sbom.cyclonedx(audited))
    _say("secrets in the source")
    yield from secrets.scan(Path())


def _say(what: str, variable: str = "") -> None:
    """Also whom it asks, if that is not the public service."""
    asked = os.environ.get(variable)
    print(f"{what}, asking {asked} ({variable})" if asked else what, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scan", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--npm", type=Path, action="append", default=[], help="a folder with a package-lock.json")
    parser.add_argument("--python", type=Path, action="append", default=[], help="a requirements file with hashes")
    parser.add_argument("--sbom", type=Path, help="where the Python packages are listed, in CycloneDX")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
