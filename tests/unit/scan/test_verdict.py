"""Which findings stop a build, for any findings, any acceptances and any day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from config.model import Accepted, Scan
from scan.finding import Finding, Severity
from scan.report import lines
from scan.verdict import judge

TODAY = date(2026, 6, 1)
IDS, PLACES = ["GHSA-aaaa", "GHSA-bbbb"], ["lodash", "src/a.js"]

findings = st.builds(
    Finding, st.sampled_from(Severity), st.sampled_from(IDS), st.sampled_from(PLACES), st.just("x"), st.just("y")
)
rows = st.builds(
    Accepted,
    id=st.sampled_from(IDS),
    where=st.sampled_from(PLACES),
    reason=st.just("it does no harm"),
    expires=st.integers(-3, 3).map(lambda days: (TODAY + timedelta(days)).isoformat()),
)
policies = st.builds(
    Scan, severity=st.sampled_from(["low", "moderate", "high", "critical"]), accepted=st.lists(rows).map(tuple)
)


def row(expires: str) -> Accepted:
    return Accepted(id="GHSA-aaaa", where="lodash", reason="it does no harm", expires=expires)


@given(st.sets(findings), policies)
def test_every_finding_stops_the_build_or_is_accepted_or_is_below(found: set[Finding], policy: Scan) -> None:
    verdict = judge(found, policy, TODAY)
    assert sorted((*verdict.stopping, *verdict.accepted, *verdict.below)) == sorted(found)
    least = Severity.of(policy.severity)
    valid = {(row.id, row.where) for row in policy.accepted if row.expires >= TODAY.isoformat()}
    assert all(each.severity >= least and (each.id, each.where) not in valid for each in verdict.stopping)
    assert all(each.severity < least for each in verdict.below)
    assert all((each.id, each.where) in valid for each in verdict.accepted)


@given(st.sets(findings), policies)
def test_it_passes_only_without_stopping_findings_and_expired_rows(found: set[Finding], policy: Scan) -> None:
    verdict = judge(found, policy, TODAY)
    expired = any(row.expires < TODAY.isoformat() for row in policy.accepted)
    assert verdict.passes == (not verdict.stopping and not expired)


@given(st.sets(findings), policies)
def test_nothing_is_left_out_of_the_list(found: set[Finding], policy: Scan) -> None:
    verdict = judge(found, policy, TODAY)
    *told, last = lines(verdict, policy)
    assert last == ("the scan passes" if verdict.passes else "the scan stops the build")
    assert all(any(f" {each.id} {each.where}: " in line for line in told) for each in found)
    assert len([line for line in told if line.startswith(("expired", "stale"))]) == len(verdict.expired) + len(
        verdict.stale
    )


def test_the_last_day_is_a_day_of_grace() -> None:
    found = [Finding(Severity.HIGH, "GHSA-aaaa", "lodash", "x", "y")]
    assert judge(found, Scan(accepted=(row("2026-06-01"),)), TODAY).passes
    assert not judge(found, Scan(accepted=(row("2026-05-31"),)), TODAY).passes


def test_an_acceptance_is_for_one_package() -> None:
    found = [Finding(Severity.HIGH, "GHSA-aaaa", "lodash-es", "x", "y")]
    verdict = judge(found, Scan(accepted=(row("2026-06-01"),)), TODAY)
    assert (verdict.stopping, verdict.stale) == (tuple(found), (row("2026-06-01"),))
