"""python -m policy.execution cdk.out [--output execution-policies | --check execution-policies]"""

import argparse
import sys
from pathlib import Path

from policy.execution import folder, report
from policy.execution.accounts import Account, NoApplicationError, accounts
from policy.execution.boundary import UnboundedError
from policy.execution.check import missing, unused
from policy.execution.documents import TooLargeError
from policy.execution.excess import excess
from policy.execution.handlers import UnknownHandlersError
from policy.templates import assembly

REFUSED = (NoApplicationError, TooLargeError, UnboundedError, UnknownHandlersError)


def main() -> int:
    arguments = _arguments()
    try:
        found = accounts(_assembly(arguments.assembly))
        for warning in report.unmade(found):
            print(warning, file=sys.stderr)
        if arguments.output:
            return _write(found, arguments.output)
        if arguments.check:
            return _check(found, arguments.check, arguments.assembly)
        return _derive(found)
    except REFUSED as error:
        sys.exit(str(error))


def _assembly(folder: Path) -> assembly.Assembly:
    try:
        return assembly.read(folder)
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"{folder} is no cloud assembly; cdk synth writes one: {error}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m policy.execution", description="CloudFormation's own permissions: that IAM takes them"
    )
    parser.add_argument("assembly", type=Path, help="what cdk synth wrote: cdk.out")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--output", type=Path, metavar="FOLDER", help="write a template of policies for each account")
    what.add_argument(
        "--check", type=Path, metavar="FOLDER", help="fail where the policies there allow too little, or more"
    )
    return parser.parse_args()


def _derive(found: list[Account]) -> int:
    """To see that IAM takes them."""
    for account in found:
        account.template()
    return 0


def _write(found: list[Account], output: Path) -> int:
    for path in folder.write(output, found):
        print(f"# removed {path}: no stack is in that account")
    print(report.commands(found, output))
    return 0


def _check(found: list[Account], policies: Path, cdk_out: Path) -> int:
    stale = folder.stale(policies, found)
    for path in stale:
        print(f"{path}: stale, no stack is in that account")
    suffices = [_suffices(account, folder.file(policies, account)) for account in found]
    if all(suffices) and not stale:
        return 0
    print(f"Write the policies anew and deploy them: {report.regenerate(cdk_out, policies)}")
    return 1


def _suffices(account: Account, path: Path) -> bool:
    """And no more than that."""
    try:
        template = folder.read(path, account.application)
    except (OSError, ValueError) as error:
        print(f"{path}: {error}")
        return False
    refused, lacking = list(excess(account, template)), list(missing(account, template))
    print(report.checked(path, account, refused, lacking, list(unused(account, template))))
    return not refused and not lacking


if __name__ == "__main__":
    sys.exit(main())
