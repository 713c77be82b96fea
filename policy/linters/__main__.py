"""python -m policy.linters <cdk.out>: what the linters find and no exception lets pass. Fails if there is any."""

import argparse
import sys
from pathlib import Path

import config
from policy import linters
from policy.linters.report import LinterError
from policy.linters.verdict import judge
from policy.templates import assembly


def problems(folder: Path, pipeline_yml: Path) -> list[str]:
    """Raises ConfigError, LinterError, and what assembly.read raises."""
    found = linters.findings([folder])[folder]
    return judge(assembly.read(folder), config.load(pipeline_yml), found).problems


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m policy.linters", description="cfn-lint and checkov")
    parser.add_argument("folder", type=Path, help="what `cdk synth` wrote: cdk.out")
    parser.add_argument("--config", type=Path, default=Path("pipeline.yml"), help="from which it was synthesized")
    asked = parser.parse_args()
    try:
        found = problems(asked.folder, asked.config)
    except (config.ConfigError, LinterError) as error:
        sys.exit(str(error))
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"{asked.folder} is no cloud assembly ({error}): `make synth` writes one")
    if found:
        sys.exit("\n".join([f"The linters found {len(found)} problem(s):", *found]))


if __name__ == "__main__":
    main()
