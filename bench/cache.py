"""python -m bench.cache: what a build saves by what the one before it left in its cache.

Two builds in the rehearsal's CodeBuild load the CDK, as Synthesize does, with the cache of buildspec.synth.yml for it:
the first finds it empty. Counted is processor time, which other work on the machine hardly changes.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from rehearsal.codebuild.order import Order
from tests.unit.codebuild.a_build import ORDER, build

SPEC = """\
version: 0.2
env: {shell: bash}
phases:
  build:
    commands:
      - TIMEFORMAT='seconds %U %S'; time python3 -c 'import aws_cdk'
artifacts: {files: ['**/*']}
cache:
  paths: ['/root/.cache/aws/jsii/**/*']
"""
PATIENCE = 600  # seconds: the machine may be busy


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="slipway-bench-") as folder:
        order = replace(ORDER, cache=Path(folder) / "cache", timeout_seconds=PATIENCE)
        cold, warm = (_seconds(Path(folder) / name, order) for name in ("cold", "warm"))
    print(
        f"empty cache: {cold:.1f} s of processor time; the former build's: {warm:.1f} s; {cold / warm:.1f} times less"
    )
    return 0 if warm < cold else 1


def _seconds(folder: Path, order: Order) -> float:
    built = build(folder, SPEC, order=order)
    [line] = [line for line in built.output if line.startswith("seconds ")]
    return sum(map(float, line.split()[1:]))


if __name__ == "__main__":
    sys.exit(main())
