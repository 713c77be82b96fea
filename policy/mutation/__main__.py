"""python -m policy.mutation <cdk.out> --variants <folder>: which broken templates do we notice?"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from policy.mutation.suite import NoVariantError, run
from policy.mutation.table import HEADER, row, score
from policy.mutation.trial import Verdict


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m policy.mutation", description="the gate on trial")
    parser.add_argument("folder", type=Path, help="what `cdk synth` wrote: cdk.out")
    parser.add_argument("--variants", type=Path, help="of other pipelines: strict/ and the like")
    asked = parser.parse_args()
    try:
        verdicts = run(asked.folder, asked.variants)
    except NoVariantError as error:
        sys.exit(str(error) or type(error).__name__)
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"no cloud assembly ({error}): `make synth` writes one")
    show(verdicts, Console())
    sys.exit(0 if verdicts and not any(verdict.survived for verdict in verdicts) else 1)


def show(verdicts: Sequence[Verdict], console: Console) -> None:
    table = Table(*HEADER)
    for verdict in verdicts:
        table.add_row(*row(verdict), style="bold red" if verdict.survived else "dim" if verdict.idle else None)
    console.print(table)
    console.print(score(verdicts), highlight=False)


if __name__ == "__main__":
    main()
