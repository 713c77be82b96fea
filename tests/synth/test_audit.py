"""Who did what is recorded: in every account once, where nobody changes it, for as long as pipeline.yml says."""

from pathlib import Path
from typing import Any

import pytest

from policy.templates.template import resources, text
from tests.synth.assembly import Assembly, only

TRAIL, BUCKET = "AWS::CloudTrail::Trail", "AWS::S3::Bucket"


@pytest.fixture
def several(variants: Path) -> Assembly:
    """Two environments in two accounts, one of them in two regions."""
    return Assembly(variants / "multi-account")


@pytest.fixture
def kept_longer(variants: Path) -> Assembly:
    return Assembly(variants / "gitlab-existing-network")


def records(assembly: Assembly) -> Any:
    [found] = [r["Properties"] for name, r in resources(assembly.pipeline, BUCKET) if name.startswith("AuditBucket")]
    return found


def policy_of(assembly: Assembly, kind: str, starts: str) -> dict[str, Any]:
    """Statements by their sid."""
    [found] = [r["Properties"] for name, r in resources(assembly.pipeline, kind) if name.startswith(starts)]
    document = found.get("PolicyDocument") or found["KeyPolicy"]
    return {statement.get("Sid"): statement for statement in document["Statement"]}


def test_each_account_has_one_trail_whatever_it_holds(several: Assembly) -> None:
    trails = {stack: list(resources(template, TRAIL)) for stack, template in several.templates.items()}
    with_one = {stack for stack, found in trails.items() if len(found) == 1}
    assert with_one == {"Pipeline", "dev", "production"}
    assert not any(found for stack, found in trails.items() if stack not in with_one)


def test_environments_in_the_tools_account_share_its_trail(variants: Path) -> None:
    found = Assembly(variants / "codecommit-one-account").templates
    assert [stack for stack, template in found.items() if list(resources(template, TRAIL))] == ["Pipeline"]


def test_the_tools_accounts_trail_sees_each_object_of_every_regions_artifacts(several: Assembly) -> None:
    [selector] = only(several.pipeline, TRAIL)["EventSelectors"]
    [objects] = selector["DataResources"]
    regions = [value.partition("-artifacts-111111111111-")[2] for value in objects["Values"]]
    assert regions == ["eu-central-1/", "eu-west-1/"]


def test_trails_of_all_accounts_deliver_to_one_bucket_with_one_key(several: Assembly) -> None:
    name, alias = records(several)["BucketName"], only(several.pipeline, "AWS::KMS::Alias")["AliasName"]
    for stack in ("dev", "production"):
        trail = only(several.templates[stack], TRAIL)
        assert trail["S3BucketName"] == name
        assert trail["KMSKeyId"] == f"arn:aws:kms:eu-central-1:111111111111:{alias}"
    write = policy_of(several, "AWS::S3::BucketPolicy", "AuditBucket")["TrailsWrite"]
    accounts = ("111111111111", "222222222222", "333333333333")
    assert [text(one) for one in write["Resource"]] == [f"arn:aws:s3:::{name}/AWSLogs/{one}/*" for one in accounts]
    sources = write["Condition"]["StringEquals"]["aws:SourceArn"]
    assert [arn.split(":")[4] for arn in sources] == list(accounts)


def test_records_are_locked_and_expire_together(kept_longer: Assembly, several: Assembly) -> None:
    for assembly, days in ((several, 365), (kept_longer, 730)):
        bucket = records(assembly)
        retention = bucket["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
        [rule] = bucket["LifecycleConfiguration"]["Rules"]
        assert (retention, rule["ExpirationInDays"]) == ({"Days": days, "Mode": "GOVERNANCE"}, days)


def test_nobody_reads_but_whom_pipeline_yml_names(kept_longer: Assembly, several: Assembly) -> None:
    readers = {"aws:PrincipalArn": ["arn:aws:iam::111111111111:role/auditors"]}
    of_bucket = policy_of(kept_longer, "AWS::S3::BucketPolicy", "AuditBucket")
    assert of_bucket["ReadersRead"]["Condition"] == {"ArnEquals": readers}
    assert policy_of(kept_longer, "AWS::KMS::Key", "AuditKey")["ReadersDecrypt"]["Condition"]["ArnEquals"] == readers
    assert "ReadersRead" not in policy_of(several, "AWS::S3::BucketPolicy", "AuditBucket")
    assert "ReadersDecrypt" not in policy_of(several, "AWS::KMS::Key", "AuditKey")


def test_with_a_trail_of_the_organisation_nothing_is_made(variants: Path) -> None:
    for template in Assembly(variants / "strict").templates.values():
        assert not list(resources(template, TRAIL))
        assert not [name for name, _ in resources(template, BUCKET) if "Audit" in name]
        assert not list(resources(template, "AWS::KMS::Alias"))
