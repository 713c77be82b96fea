"""What a person reads: commands to run, statements to add."""

import json
from collections.abc import Iterator
from pathlib import Path

from policy.execution.accounts import Account
from policy.execution.check import Missing, Unused
from policy.execution.excess import Excess
from policy.execution.folder import file


def commands(accounts: list[Account], folder: Path) -> str:
    """For each account: make the policies, then bootstrap with them."""
    return "\n".join(line for account in accounts for line in _commands(account, accounts, folder))


def regenerate(cdk_out: Path, folder: Path) -> str:
    return f"make execution (python -m policy.execution {cdk_out} --output {folder})"


def unmade(accounts: list[Account]) -> Iterator[str]:
    """A warning for each boundary that looks like one of ours and that nothing writes."""
    for boundary in sorted({one for account in accounts for one in account.boundaries_unmade}):
        where = ", ".join(account.id for account in accounts if boundary in account.boundaries_unmade)
        yield (
            f"warning: the roles in {where} carry {boundary}, and nobody here makes that policy. If the one of "
            f"{accounts[0].application} is meant, write into pipeline.yml: "
            f"permissions_boundary: {accounts[0].boundary_name}"
        )


def checked(path: Path, account: Account, refused: list[Excess], missing: list[Missing], unused: list[Unused]) -> str:
    found = [f"{len(ones)} {state}" for ones, state in ((refused, "refused"), (missing, "missing")) if ones]
    lines = [f"{path}: {', '.join(found) or 'enough'}, {len(unused)} not needed"]
    for excess in refused:
        lines.append(f"  refused in {excess.where}: {excess.why}")
        lines += [f"    {json.dumps(excess.statement)}"] if excess.statement else []
    for one in missing:
        lines += _missing(account, one)
    lines += [f"  not needed in {one.policies}: {one.action} on {one.resource}{_under(one)}" for one in unused]
    return "\n".join(lines)


def _commands(account: Account, accounts: list[Account], folder: Path) -> Iterator[str]:
    tools = next(one.id for one in accounts if one.has_pipeline)
    trust = f" --trust {tools}" if account.id != tools else ""
    arns = ",".join(account.arn(policy) for policy in account.execution)
    yield f"# account {account.id}"
    yield (
        f"aws cloudformation deploy --region {account.regions[0]} --stack-name {account.stack_name} "
        f"--template-file {file(folder, account)} --capabilities CAPABILITY_NAMED_IAM"
    )
    for region in account.regions:
        yield f"cdk bootstrap aws://{account.id}/{region}{trust} --cloudformation-execution-policies {arns}"
    if account.unbounded:
        yield f"# without a permissions boundary: {', '.join(account.unbounded)}"
    if not account.boundary:
        yield f"# not written here, as it is not this application's: {', '.join(sorted(account.boundaries_set))}"


def _missing(account: Account, one: Missing) -> Iterator[str]:
    need = one.need
    found = [stack.template["Resources"].get(need.logical_id) for stack in account.stacks if stack.id == need.stack]
    kind = found[0]["Type"] if found and found[0] else "parameter"
    more = f" (and {one.others} more)" if one.others else ""
    yield f"  {need.stack}/{need.logical_id} ({kind}), {need.operation}: {need.action}{more}. Add to {one.policies}:"
    yield f"    {json.dumps(one.statement)}"


def _under(one: Unused) -> str:
    return "".join(f", {operator} {key} {', '.join(values)}" for operator, key, values in one.conditions)
