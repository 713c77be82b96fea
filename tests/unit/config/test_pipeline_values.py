"""What a right pipeline.yml becomes: complete, typed, frozen values."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

import config
from config import names
from config.model import Capacity, Environment, Function, Network, Pipeline, Source, Traffic
from config.rules.capacity import hosts_in_service
from config.rules.draft import draft_of
from config.yaml_scalars import resolve

ROOT = Path(__file__).parents[3]
RIGHT = Path(__file__).parent / "right"


@pytest.mark.parametrize("file", sorted(RIGHT.glob("*.yml")), ids=lambda file: file.stem)
def test_a_right_file_is_accepted(file: Path) -> None:
    assert config.load(file).application == "webapp"


def test_the_repository_s_own_pipeline_is_right_and_warns_of_what_only_its_user_knows() -> None:
    """Which roles there are in the tools account."""
    assert config.load(ROOT / "pipeline.yml")
    [warning] = config.warnings(ROOT / "pipeline.yml")
    assert warning.message.startswith("no role is named that may approve production")


def test_the_smallest_useful_file_has_under_twenty_lines_and_sensible_defaults() -> None:
    file = RIGHT / "smallest.yml"
    assert len(file.read_text().splitlines()) < 20
    pipeline = config.load(file)
    assert pipeline.source == Source(provider="github", repository="example/webapp", branch="main")
    assert pipeline.build == config.Build(
        compute="small", image="aws/codebuild/standard:8.0", cache="local", timeout_minutes=20
    )
    assert pipeline.notifications.emails == ()
    assert pipeline.environments == (
        Environment(
            name="production",
            account="222222222222",
            region=None,
            target="ec2",
            strategy=None,
            traffic=Traffic(percent=10, interval_minutes=5, keep_minutes=60),
            capacity=Capacity(instance_type="t3.micro", min=1, desired=2, max=4, minimum_healthy="50%"),
            function=Function(memory_mb=256, timeout_seconds=10, reserved_concurrency=None),
            network=Network(cidr="10.0.0.0/16", internet_facing=True, allow=("0.0.0.0/0",)),
            approval=True,
            alarms=config.Alarms(
                http_5xx_percent=5.0,
                latency_p95_seconds=1.0,
                unhealthy_hosts=1,
                function_errors=1,
                function_throttles=1,
                outage_percent=50.0,
            ),
        ),
    )


def test_every_value_of_a_complete_file_arrives() -> None:
    pipeline = config.load(RIGHT / "complete.yml")
    dev, norway = pipeline.environments
    assert pipeline.tools.account == "012345678901"
    assert pipeline.source.paths == config.Filter(exclude=("docs/**", "*.md"))
    assert pipeline.build.timeout_minutes == 30
    assert pipeline.build.scan.severity == "moderate"
    assert [row.where for row in pipeline.build.scan.accepted] == ["lodash", "webapp/test/server.test.js"]
    assert dev.network.private_subnet_ids == ("subnet-00000003", "subnet-00000004")
    assert dev.network.internet_facing is False
    assert dev.alarms.latency_p95_seconds == 0.5
    assert norway.name == "no", "unquoted, it is a text in YAML 1.2"
    assert norway.account == dev.account
    assert norway.capacity == dev.capacity
    assert norway.approval is True


def test_values_cannot_be_changed() -> None:
    pipeline = config.load(RIGHT / "complete.yml")
    parts: tuple[BaseModel, ...] = (
        pipeline,
        pipeline.tools,
        pipeline.source,
        pipeline.build,
        pipeline.notifications,
        pipeline.environments[0],
        pipeline.environments[0].capacity,
        pipeline.environments[0].network,
        pipeline.environments[0].alarms,
    )
    for part in parts:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(part, next(iter(type(part).model_fields)), "other")
    assert hash(pipeline) == hash(config.load(RIGHT / "complete.yml"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("Off", "Off"),
        ("True", True),
        ("FALSE", False),
        ("", None),
        ("~", None),
        ("010", 10),
        ("0o10", 8),
        ("0x1f", 31),
        ("-7", -7),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-.inf", float("-inf")),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2026-01-01", "2026-01-01"),
        ("9" * 200, 1e200),
        ("9" * 5000, float("inf")),
        ("\u0661\u0662", "\u0661\u0662"),
    ],
)
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    resolved = resolve(text)
    assert resolved == value
    assert type(resolved) is type(value)


@pytest.mark.parametrize(
    ("minimum_healthy", "fleet", "hosts"),
    [("0", 2, 0), ("0%", 2, 0), ("1", 2, 1), ("50%", 2, 1), ("50%", 3, 2), ("99%", 100, 99), ("7%", 100, 7)],
)
def test_a_percentage_of_the_fleet_is_rounded_up(minimum_healthy: str, fleet: int, hosts: int) -> None:
    assert hosts_in_service(minimum_healthy, fleet) == hosts


def test_the_longest_names_keep_to_the_limits_of_aws() -> None:
    longest = "a" * 20
    pipeline = Pipeline.model_validate(
        {
            "application": longest,
            "tools": {"account": "111111111111", "region": "ap-southeast-7"},
            "source": {"provider": "s3", "bucket": "sources", "key": "a.zip"},
            "environments": [{"name": longest, "account": "222222222222"}],
        }
    )
    environment = pipeline.environments[0]
    longest_duty = "update-pipeline"
    assert len(names.artifact_bucket_name(pipeline)) <= 63, "S3"
    assert len(names.environment_role_name(pipeline, environment, longest_duty)) <= 64, "IAM"
    assert len(names.environment_name(pipeline, environment)) <= 100, "CodeDeploy, CloudFormation: 128"
    assert len(names.pipeline_name(pipeline)) <= 100, "CodePipeline"


def test_one_wrong_part_does_not_hide_the_others_from_the_rules() -> None:
    draft = draft_of(
        {
            "tools": {"account": 1},
            "environments": (
                {"name": "dev", "account": "222222222222", "capacity": {"min": "x"}},
                {"name": "qa"},
                7,
            ),
        }
    )
    assert draft.tools is None
    assert draft.environments == (Environment(name="dev", account="222222222222"), None, None)


def test_importing_config_does_not_import_the_cdk_or_an_aws_sdk() -> None:
    code = "import sys, config, config.names; print({'aws_cdk', 'boto3', 'botocore'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_loading_takes_well_under_100_ms() -> None:
    """The best of five, for the machine may be busy."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        config.load(RIGHT / "complete.yml")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1
