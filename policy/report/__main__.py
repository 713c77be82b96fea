"""python -m policy.report <cdk.out> --output <folder>: writes policy.md and policy.html."""

import argparse
import sys
from pathlib import Path

import config
from policy.linters.report import LinterError
from policy.mutation.suite import NoVariantError
from policy.report.gather import gather
from policy.report.render import html, markdown
from policy.validation_report import NoReportError


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m policy.report", description="who may do what, and what was found")
    parser.add_argument("folder", type=Path, help="what `cdk synth` wrote: cdk.out")
    parser.add_argument("--output", type=Path, required=True, help="folder for policy.md and policy.html")
    parser.add_argument("--variants", type=Path, help="for the mutants, of other pipelines: strict/ and the like")
    parser.add_argument("--config", type=Path, default=Path("pipeline.yml"), help="from which it was synthesized")
    asked = parser.parse_args()
    try:
        document = gather(asked.folder, asked.variants, config.load(asked.config))
    except (config.ConfigError, LinterError, NoReportError, NoVariantError) as error:
        sys.exit(str(error))
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"{asked.folder} is no cloud assembly ({error}): `make synth` writes one")
    asked.output.mkdir(parents=True, exist_ok=True)
    for name, render in (("policy.md", markdown), ("policy.html", html)):
        (asked.output / name).write_text(render(document))
        print(f"Written: {asked.output / name}")


if __name__ == "__main__":
    main()
