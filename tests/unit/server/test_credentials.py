"""A service gets a role's credentials only if the role trusts it, for the resource on whose behalf it acts."""

import threading
from typing import Any

import pytest
from ministack.services import iam, sts

from rehearsal.server import credentials
from rehearsal.server.credentials import Credentials, assume_as_service
from rehearsal.server.service import ApiError
from tests.unit.server.accounts import REGION, TOOLS, policy

ROLE = f"arn:aws:iam::{TOOLS}:role/service/builder"
PROJECT = f"arn:aws:codebuild:{REGION}:{TOOLS}:project/web"
SERVICE = "codebuild.amazonaws.com"
DEPUTY = {
    "StringEquals": {"aws:SourceAccount": TOOLS},
    "ArnLike": {"aws:SourceArn": f"arn:aws:codebuild:{REGION}:{TOOLS}:project/w*"},
}
TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": SERVICE}}


def assumed(
    monkeypatch: pytest.MonkeyPatch, *trust: dict[str, Any], source: str = PROJECT, by: str = SERVICE
) -> Credentials:
    """What a service gets for the role with this trust policy."""
    role = {"Arn": ROLE, "RoleId": "AROA1", "AssumeRolePolicyDocument": policy(*trust)}
    monkeypatch.setattr(iam, "_roles", {"builder": role})
    return assume_as_service(ROLE, by, "session", source_arn=source, region=REGION)


def test_a_service_that_the_role_trusts_gets_credentials_of_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    got = assumed(monkeypatch, TRUST)
    assert got.account == TOOLS
    assert got.access_key_id.startswith("ASIA")
    assert len({got.access_key_id, got.secret_access_key, got.session_token}) == 3
    assert got.access_key_id != assumed(monkeypatch, TRUST).access_key_id
    assert set(got.environment()) == {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"}


def test_one_of_several_services_and_statements_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {**TRUST, "Principal": {"AWS": f"arn:aws:iam::{TOOLS}:root"}}
    several = {**TRUST, "Principal": {"Service": ["events.amazonaws.com", SERVICE]}, "Action": ["sts:AssumeRole"]}
    assert assumed(monkeypatch, others, several).account == TOOLS


def test_the_confused_deputy_conditions_admit_what_they_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert assumed(monkeypatch, {**TRUST, "Condition": DEPUTY}).account == TOOLS


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(PROJECT.replace("project/web", "project/other"), id="another-project"),
        pytest.param(PROJECT.replace(TOOLS, "999999999999"), id="another-account"),
        pytest.param(PROJECT.replace(REGION, "us-east-1"), id="another-region"),
    ],
)
def test_the_confused_deputy_conditions_refuse_others(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    with pytest.raises(ApiError, match="not authorized to perform: sts:AssumeRole") as refused:
        assumed(monkeypatch, {**TRUST, "Condition": DEPUTY}, source=source)
    assert refused.value.code == "AccessDenied"
    assert ROLE in str(refused.value)
    assert source in str(refused.value)


@pytest.mark.parametrize(
    "trust",
    [
        pytest.param([{**TRUST, "Principal": {"Service": "events.amazonaws.com"}}], id="another-service"),
        pytest.param([{**TRUST, "Principal": {"AWS": f"arn:aws:iam::{TOOLS}:root"}}], id="only-the-account"),
        pytest.param([{**TRUST, "Action": "sts:TagSession"}], id="another-action"),
        pytest.param([{**TRUST, "Effect": "Deny"}], id="denied"),
        pytest.param([TRUST, {**TRUST, "Effect": "Deny"}], id="allowed-and-denied"),
    ],
)
def test_a_role_that_does_not_trust_the_service_refuses(
    monkeypatch: pytest.MonkeyPatch, trust: list[dict[str, Any]]
) -> None:
    with pytest.raises(ApiError, match="its trust policy must allow it"):
        assumed(monkeypatch, *trust)


def test_a_denial_whose_condition_is_not_met_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = {"StringEquals": {"aws:SourceAccount": "999999999999"}}
    assert assumed(monkeypatch, TRUST, {**TRUST, "Effect": "Deny", "Condition": elsewhere}).account == TOOLS


def test_a_role_that_does_not_exist_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iam, "_roles", {})
    with pytest.raises(ApiError, match="the role must exist"):
        assume_as_service(ROLE, SERVICE, "session", source_arn=PROJECT, region=REGION)


def test_sessions_that_begin_at_once_do_not_disturb_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one begins, all others are looked at; here that takes long enough for another to begin meanwhile."""
    others: list[threading.Thread] = []

    class LookedAtSlowly(dict[str, Any]):
        def get(self, *_: Any) -> None:
            if not others:
                others.append(threading.Thread(target=lambda: sts.register_session("another", {})))
                others[0].start()
                others[0].join(0.2)

    monkeypatch.setattr(sts, "_sessions", {"slow": LookedAtSlowly(), "quick": {}})
    monkeypatch.setattr(sts, "register_session", sts.register_session)
    credentials.install()
    sts.register_session("one", {})
    others[0].join()
    assert set(sts._sessions) == {"slow", "quick", "one", "another"}
