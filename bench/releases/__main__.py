"""python -m bench.releases [TARGET/STRATEGY ...]: a row for docs/releases.md of each, of all without a name.

The pipeline has one environment of this target and strategy. Ten releases, three that are rolled back and three
infrastructure updates, in a random order, each a push that goes through the whole rehearsed pipeline, while a client
asks for the page 64 times a second; in the end the last commit once more.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from bench.releases import plan
from bench.releases.client import Client
from bench.releases.live import Live
from bench.releases.measurement import Measurement
from bench.releases.strategies import APPLICATION, STRATEGIES, Strategy
from tests.rehearsal import checkout
from tests.rehearsal.running import Running

LEAST_RATE = 50  # requests a second
# It takes its time in every push, and is no part of a release.
WITHOUT_SCAN = {"buildspec.synth.yml": ("python3 -m scan --npm", "true python3 -m scan --npm")}


def main() -> int:
    arguments = _arguments()
    return max(_measure(name, STRATEGIES[name], arguments.seed) for name in arguments.strategies or STRATEGIES)


def _measure(name: str, strategy: Strategy, seed: int) -> int:
    with tempfile.TemporaryDirectory(prefix="slipway-bench-") as folder:
        pipeline_yml = Path(folder) / "pipeline.yml"
        strategy.write(pipeline_yml)
        scratch = checkout.make(Path(folder) / "checkout", pipeline_yml)
        scratch.commit("Nothing is scanned", WITHOUT_SCAN)
        try:
            measurement = _all_steps(Live(Running.start(scratch, APPLICATION)), strategy, seed)
        finally:
            scratch.stop()
    print(_row(name, seed, measurement), flush=True)
    client = measurement.client
    failed = client.failures and not strategy.interrupts
    return 1 if failed or measurement.wrong or client.rate < LEAST_RATE else 0


def _all_steps(live: Live, strategy: Strategy, seed: int) -> Measurement:
    with Client((live.url,)).asking() as client:
        measurement = Measurement(live, client, live.running.commit)
        for number, step in enumerate(plan.steps(seed, strategy.rollbacks), start=1):
            measurement.carry_out(number, step)
            print(f"{number:>2} {step.kind:<40} {client.asked} asked, failed: {dict(client.failures)}", flush=True)
        measurement.again()
    return measurement


def _row(name: str, seed: int, measurement: Measurement) -> str:
    client = measurement.client
    bad = ", ".join(f"{cause}: {count}" for cause, count in measurement.bad_answers.items())
    wrong, again = "; ".join(measurement.wrong), ", ".join(measurement.changed_again)
    rate = f"{client.rate:.0f}, {client.least_rate:.0f}" + (" (too few)" if client.rate < LEAST_RATE else "")
    cells = (name, seed, client.asked, rate, client.failures.total(), bad, wrong or "none", again or "nothing")
    return f"| {' | '.join(map(str, cells))} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.releases", description=__doc__)
    parser.add_argument("strategies", nargs="*", metavar="TARGET/STRATEGY", help=f"of {', '.join(STRATEGIES)}")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="of the order of the steps")
    arguments = parser.parse_args()
    if unknown := set(arguments.strategies) - set(STRATEGIES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(STRATEGIES)}")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
