"""What the rehearsal takes from MiniStack, most of it private, is there as it was: an upgrade that moves it
fails here, with the name and our line, before it fails somewhere else without."""

import ast
import functools
import importlib
import inspect
import tomllib
from importlib.metadata import version
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.rehearsal.plug_points import Use, uses

USES = uses()
DEPLOY = (
    "stack_name, stack_id, template, param_values, disable_rollback, tags, is_update, previous_stack, "
    "retain_except_on_create, imports"
)
# What we put something else in the place of is called by MiniStack: with these parameters.
REPLACED = {
    "app._maybe_record_cloudtrail": "service, method, path, headers, body, query_params, request_id, region",
    "core.iam_actions._lambda_action": "method, path",
    "core.iam_actions.extract_resource_arn": "service, method, path, headers, body, query_params, region, account_id",
    "core.iam_actions.request_tag_context": "service, iam_action, body, params",
    "core.iam_evaluator._first_match": "ctx, stmts, effect",
    "core.iam_evaluator._principal_keys": "credential",
    "core.iam_evaluator._resolve_condition_key": "key, ctx",
    "core.iam_evaluator._resource_policy": "service, resource_arn",
    "core.iam_evaluator.enforce": "access_key_id, iam_action, service, region, resource_arn, service_context",
    "core.lambda_runtime.execution_credentials": "config",
    "services.alb._action_xml": "a",
    "services.alb._parse_actions": "params, prefix",
    "services.autoscaling._reconcile_instances": "asg",
    "services.cloudformation.changesets._deploy_stack_async": DEPLOY,
    "services.cloudformation.handlers._deploy_stack_async": DEPLOY,
    "services.cloudformation.provisioners._cw_metric_alarm_record": "name, props",
    "services.cloudformation.stacks._delete_resource": "resource_type, physical_id, props, stack_name, logical_id",
    "services.cloudformation.stacks._provision_resource": "resource_type, logical_id, props, stack_name",
    "services.cloudformation.stacks._runs_on_worker_thread": "resource_type",
    "services.cloudformation.stacks._update_resource": (
        "resource_type, physical_id, old_props, new_props, stack_name, logical_id, old_attrs"
    ),
    "services.cloudwatch._dispatch_alarm_actions": "alarm, old_state, new_state, reason",
    "services.ecr._batch_check_layer_availability": "data",
    "services.ecr._complete_layer_upload": "data",
    "services.ecr._upload_layer_part": "data",
    "services.ecr.repository_policy_for_arn": "resource_arn",
    "services.eventbridge._dispatch_to_stepfunctions": "arn, payload",
    "services.eventbridge._invoke_target": "target, event, rule, view",
    "services.kms.key_policy_for_arn": "resource_arn",
    "services.lambda_svc._effective_func_record_for_qualifier": "func, qualifier",
    "services.lambda_svc._invoke": "name, event, headers, path_qualifier, query_params",
    "services.lambda_svc.execution_credentials": "config",
    "services.s3._check_sse_read_headers": "headers, obj",
    "services.s3._foreign_bucket_allows": "owner_account, bucket_name, key, method, query_params, caller, headers",
    "services.s3._get_object_data": "bucket_name, key, version_id",
    "services.s3._resolve_sse_write_headers": "headers, bucket_name",
    "services.s3.bucket_policy_for_arn": "resource_arn",
    "services.stepfunctions._execute_task": "state_def, raw_input, execution, ctx",
    "services.stepfunctions._invoke_resource": "resource, input_data",
    "services.stepfunctions._invoke_with_callback": "resource, input_data, token, state_def",
    "services.stepfunctions._run_execution": "exec_arn",
    "services.stepfunctions._scaled_sleep": "seconds",
    "services.sts.register_session": "access_key, session",
}


def found(use: Use) -> Any:
    """Raises AttributeError or ModuleNotFoundError."""
    return functools.reduce(getattr, use.name.split("."), importlib.import_module(use.module))


def signature(use: Use) -> inspect.Signature | None:
    """None of what has none (a method of C, say) or has gone, which another test tells."""
    try:
        return inspect.signature(found(use))
    except (AttributeError, ModuleNotFoundError, TypeError, ValueError):
        return None


CALLS = [use for use in USES if use.call and signature(use)]


def test_the_sources_use_what_this_test_is_about() -> None:
    named = {str(use) for use in USES}
    assert "ministack.services.iam._roles.get" in named
    assert "ministack.services.alb._targets._data" in named
    assert len(CALLS) > 50


@pytest.mark.parametrize("name", sorted({str(use) for use in USES}))
def test_ministack_has(name: str) -> None:
    use = next(use for use in USES if str(use) == name)
    try:
        found(use)
    except (AttributeError, ModuleNotFoundError) as error:
        pytest.fail(f"{use.place} uses {use}, which MiniStack {version('ministack')} does not have: {error}")


@pytest.mark.parametrize("use", [pytest.param(use, id=f"{use}-{use.place}") for use in CALLS])
def test_ministack_takes_the_arguments_that_we_pass(use: Use) -> None:
    taken = signature(use)
    assert use.call is not None
    assert taken is not None
    starred = any(isinstance(each, ast.Starred) for each in use.call.args)
    plain = [each for each in use.call.args if not isinstance(each, ast.Starred)]
    named = {str(keyword.arg): keyword.value for keyword in use.call.keywords if keyword.arg}
    try:
        (taken.bind_partial if starred else taken.bind)(*plain, **named)
    except TypeError as error:
        pytest.fail(f"{use.place} calls {use}{taken}: {error}")


@pytest.mark.parametrize("use", [pytest.param(use, id=f"{use}-{use.key}") for use in USES if use.key])
def test_ministack_has_the_entry(use: Use) -> None:
    assert use.key in found(use), f"{use.place}: {use} has no entry {use.key}"


def test_what_we_replace_is_called_as_it_was() -> None:
    replaced = {str(use).removeprefix("ministack."): found(use) for use in USES if use.replaces}
    signatures = {name: ", ".join(inspect.signature(function).parameters) for name, function in replaced.items()}
    assert signatures == REPLACED


def test_the_installed_version_is_the_pinned_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = [each for each in project["optional-dependencies"]["rehearsal"] if each.startswith("ministack")]
    assert pinned == [f"ministack=={version('ministack')}"]
