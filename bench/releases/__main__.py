"""python -m bench.releases examples/<name>/pipeline.yml: a row for docs/releases.md.

Ten releases, three that are rolled back and three infrastructure updates, in a random order, each a push that goes
through the whole rehearsed pipeline, while clients ask every environment for its page.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

import config
from bench.releases.client import Client
from bench.releases.plan import Kind, Step, steps
from tests.rehearsal import checkout
from tests.rehearsal.checkout import Checkout
from tests.rehearsal.running import Running

STOP = "rehearsal.run.stop"


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="slipway-bench-") as folder:
        scratch = checkout.make(Path(folder), arguments.pipeline_yml)
        try:
            return _measure(scratch, arguments)
        finally:
            scratch.module(STOP)


def _measure(scratch: Checkout, arguments: argparse.Namespace) -> int:
    pipeline = config.load(scratch.path / "pipeline.yml")
    running = Running.start(scratch, pipeline.application)
    urls = tuple(running.url(environment.name) for environment in pipeline.environments)
    wrong: list[str] = []
    with Client(urls).asking() as client:
        good = running.commit
        for step in steps(arguments.seed):
            good = _carry_out(step, running, good, wrong)
            found = {environment.name: running.answers(environment.name) for environment in pipeline.environments}
            if set(found.values()) != {good}:
                wrong.append(f"{step}: {found} answer, not {good}")
            print(f"{step.number:>2} {step.kind:<9} {client.answered} answered, {dict(client.failures)}", flush=True)
    name = arguments.pipeline_yml.parent.name
    print(f"| {name} | {arguments.seed} | {client.answered + client.failures.total()} | {client.rate:.0f} "
          f"| {client.failures.total()} | {'; '.join(wrong) or 'none'} |")  # fmt: skip
    return 1 if wrong or client.failures else 0


def _carry_out(step: Step, running: Running, good: str, wrong: list[str]) -> str:
    """The commit that should answer afterwards."""
    step.apply(running.checkout.path)
    commit = running.checkout.commit_all(f"{step.number}: {step.kind}")
    journey = running.delivered(running.push())
    expected = "Failed" if step.kind == Kind.ROLLBACK else "Succeeded"
    if journey.status != expected:
        wrong.append(f"{step}: {journey.status} at {journey.statuses()}")
    if step.kind == Kind.ROLLBACK:
        running.checkout.revert()
        return good
    return commit


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.releases", description=__doc__)
    parser.add_argument("pipeline_yml", type=Path, help="the pipeline.yml whose environments are released to")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="of the order of the steps")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
