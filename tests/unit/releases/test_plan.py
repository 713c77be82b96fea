"""What bench/releases does to the application: each strategy sees all of it, and every change finds its place."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

import config
from bench.releases import plan
from bench.releases.strategies import STRATEGIES, Strategy
from config.strategies import STRATEGIES as OF_TARGETS
from tests.conftest import ROOT
from tests.rehearsal.checkout import Checkout

CHANGED = ("webapp/src/page.html", "webapp/src/server.js", "webapp/src/main.js", "scripts/validate.sh", "appspec.yml")


@pytest.fixture(params=STRATEGIES)
def strategy(request: pytest.FixtureRequest) -> Strategy:
    return STRATEGIES[request.param]


@pytest.fixture
def checkout(tmp_path: Path, strategy: Strategy) -> Checkout:
    for name in CHANGED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    strategy.write(tmp_path / "pipeline.yml")
    made = Checkout(tmp_path)
    made.git("init", "--quiet")
    made.git("add", "--all")
    assert made.git("commit", "--quiet", "--message", "At first").returncode == 0
    return made


def test_every_strategy_of_every_target_is_measured() -> None:
    measured = {(one.environment["target"], one.environment["strategy"]) for one in STRATEGIES.values()}
    assert measured == {(target, strategy) for target, found in OF_TARGETS.items() for strategy in found}


def test_each_sees_ten_releases_three_updates_and_three_rollbacks_of_different_causes(strategy: Strategy) -> None:
    kinds = Counter(step.kind for step in plan.steps(1, strategy.rollbacks))
    assert (kinds.pop("release"), kinds.pop("update")) == (10, 3)
    assert (len(kinds), kinds.total()) == (3, 3)


def test_a_seed_repeats_the_order(strategy: Strategy) -> None:
    orders = [plan.steps(seed, strategy.rollbacks) for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]


def test_the_last_step_leaves_on_the_branch_what_runs(strategy: Strategy) -> None:
    assert {plan.steps(seed, strategy.rollbacks)[-1].rollback for seed in range(20)} == {None}


def test_each_step_is_a_commit_after_which_pipeline_yml_is_valid(checkout: Checkout, strategy: Strategy) -> None:
    commits = set()
    for number, step in enumerate(plan.steps(1, strategy.rollbacks)):
        commits.add(step.commit(checkout, number))
        config.load(checkout.path / "pipeline.yml")
        if step.rollback:
            checkout.revert()
    assert len(commits) == 16


def test_an_update_changes_an_alarm_and_the_size_of_what_runs(checkout: Checkout, strategy: Strategy) -> None:
    before = config.load(checkout.path / "pipeline.yml").environments[0]
    plan.Step("update").commit(checkout, 7)
    after = config.load(checkout.path / "pipeline.yml").environments[0]
    part = {"ec2": "capacity", "ecs": "task", "lambda": "function"}[after.target]
    assert after.alarms.latency_p95_seconds == 1.07
    assert getattr(before, part) != getattr(after, part)
