"""python -m policy.execution cdk.out --output execution-policies | --check execution-policies"""

import argparse
import json
import sys
from pathlib import Path

from policy.execution import report
from policy.execution.accounts import Account, NoApplicationError, accounts
from policy.execution.boundary import UnboundedError
from policy.execution.check import missing, read, unused
from policy.execution.documents import TooLargeError
from policy.execution.handlers import UnknownHandlersError
from policy.templates import assembly

REFUSED = (NoApplicationError, TooLargeError, UnboundedError, UnknownHandlersError)


def main() -> int:
    arguments = _arguments()
    try:
        found = accounts(_assembly(arguments.assembly))
        if arguments.output:
            _write(found, arguments.output)
            print(report.commands(found, arguments.output))
            return 0
        return _check(found, arguments.check, arguments.assembly)
    except REFUSED as error:
        sys.exit(str(error))


def _assembly(folder: Path) -> assembly.Assembly:
    try:
        return assembly.read(folder)
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"{folder} is no cloud assembly; cdk synth writes one: {error}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m policy.execution", description="CloudFormation's own permissions")
    parser.add_argument("assembly", type=Path, help="what cdk synth wrote: cdk.out")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--output", type=Path, metavar="FOLDER", help="write a template of policies for each account")
    what.add_argument("--check", type=Path, metavar="FOLDER", help="fail where the policies there do not suffice")
    return parser.parse_args()


def _write(found: list[Account], folder: Path) -> None:
    templates = {account.id: account.template() for account in found}
    folder.mkdir(parents=True, exist_ok=True)
    for account, template in templates.items():
        _file(folder, account).write_text(json.dumps(template, indent=1) + "\n")


def _check(found: list[Account], folder: Path, cdk_out: Path) -> int:
    failed = False
    for account in found:
        path = _file(folder, account.id)
        try:
            template = read(path)
        except (OSError, ValueError) as error:
            sys.exit(f"{path}: {error}. Write it: {report.regenerate(cdk_out, folder)}")
        lacking = list(missing(account, template))
        failed = failed or bool(lacking)
        print(report.checked(account, path, lacking, list(unused(account, template))))
    if failed:
        print(f"Write the policies anew and deploy them: {report.regenerate(cdk_out, folder)}")
    return int(failed)


def _file(folder: Path, account: str) -> Path:
    return folder / f"{account}.template.json"


if __name__ == "__main__":
    sys.exit(main())
