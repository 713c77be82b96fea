"""The command line of a rehearsal."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    approve: bool  # answer every approval with yes, and end after the first push
    keep: bool  # leave the local AWS running in the background
    config: Path | None  # another pipeline.yml than the commit's own
    branch: str | None  # to which the commit is pushed; that of `source` by default
    pull_request: str | None  # the branch that a pull request of that push is for
    kept: bool  # this process is the one in the background


def parse(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(
        prog="make rehearse", description="Rehearse the whole pipeline on this machine, without an AWS account."
    )
    parser.add_argument("--approve", action="store_true", help="APPROVE=yes: approve without asking")
    parser.add_argument("--keep", action="store_true", help="KEEP=yes: leave it running; `make stop` ends it")
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="CONFIG=FILE: in place of the commit's pipeline.yml"
    )
    parser.add_argument("--branch", metavar="NAME", help="BRANCH=NAME: push there, in place of source.branch")
    parser.add_argument(
        "--pull-request", metavar="TARGET", help="PULL_REQUEST=TARGET: open a pull request to that branch"
    )
    parser.add_argument("--kept", action="store_true", help=argparse.SUPPRESS)
    return Options(**vars(parser.parse_args(arguments)))
