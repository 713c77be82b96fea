"""The artifact bucket and its key: who writes what, who reads what, and for how long it stays."""

from pathlib import Path
from typing import Any

from policy.tables import iam_table
from policy.tables.iam_table import Statement
from policy.templates.template import Template, resources
from tests.synth.assembly import Assembly

DAYS_A_RELEASE_MUST_LAST = 365


def bucket(template: Template) -> Any:
    found = [r for name, r in resources(template, "AWS::S3::Bucket") if name.startswith("ArtifactsBucket")]
    assert len(found) == 1
    return found[0]


def granted(template: Template, sid: str) -> Statement:
    [statement] = [s for s in iam_table.statements(template) if s.sid == sid]
    return statement


def test_it_is_versioned_private_and_encrypted_with_a_key_of_its_own(assembly: Assembly) -> None:
    properties = bucket(assembly.pipeline)["Properties"]
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    [rule] = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["BucketKeyEnabled"] is True
    assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    key = assembly.pipeline["Resources"][rule["ServerSideEncryptionByDefault"]["KMSMasterKeyID"]["Fn::GetAtt"][0]]
    assert key["Properties"]["EnableKeyRotation"] is True


def test_every_bucket_refuses_plain_http_and_blocks_the_public(assembly: Assembly) -> None:
    for stack, template in assembly.templates.items():
        refused = {s.policy for s in iam_table.statements(template) if _refuses_http(s)}
        policies = [logical_id for logical_id, _ in resources(template, "AWS::S3::BucketPolicy")]
        assert refused == {f"AWS::S3::BucketPolicy {logical_id}" for logical_id in policies}, stack
        buckets = [r["Properties"] for _, r in resources(template, "AWS::S3::Bucket")]
        assert len(buckets) == len(policies)
        assert all(set(one["PublicAccessBlockConfiguration"].values()) == {True} for one in buckets)


def test_it_and_its_key_stay_when_the_stack_goes(assembly: Assembly) -> None:
    keys = [r for _, r in resources(assembly.pipeline, "AWS::KMS::Key")]
    for resource in [bucket(assembly.pipeline), *keys]:
        assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
        assert resource["UpdateReplacePolicy"] == "Retain"


def test_what_is_delivered_outlives_a_long_pause_and_the_rest_does_not(assembly: Assembly) -> None:
    """A new instance downloads the last successful revision, however old it is."""
    rules = {r["Id"]: r for r in bucket(assembly.pipeline)["Properties"]["LifecycleConfiguration"]["Rules"]}
    assert rules["ExpireBuilt"]["ExpirationInDays"] >= DAYS_A_RELEASE_MUST_LAST
    assert rules["ExpireBuilt"]["Prefix"].endswith("/Built")
    assert rules["ExpireSource"]["ExpirationInDays"] == 30
    assert rules["RemoveLeftovers"]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert rules["RemoveLeftovers"]["NoncurrentVersionExpiration"]["NoncurrentDays"] == 30
    assert all(rule["Status"] == "Enabled" for rule in rules.values())


def test_each_project_writes_its_own_artifact_only(assembly: Assembly) -> None:
    """The application's build could otherwise replace the templates that will be deployed."""
    build, synthesize = (granted(assembly.pipeline, sid) for sid in ("BuildWritesBuilt", "SynthesizeWritesSynthesized"))
    assert build.actions == synthesize.actions == ("s3:PutObject",)
    assert build.resources[0].endswith("/Built*")
    assert synthesize.resources[0].endswith("/Synthesize*")  # CodePipeline cuts the name at 10 characters
    assert not set(build.principals) & set(synthesize.principals)
    written_by_build = [s for s in iam_table.statements(assembly.pipeline) if _writes(s, build.principals[0])]
    assert [s.sid for s in written_by_build] == ["BuildWritesBuilt"]


def test_an_environment_reads_revisions_where_all_three_policies_agree(assembly: Assembly) -> None:
    in_bucket, of_key = (granted(assembly.pipeline, sid) for sid in ("EnvironmentsReadBuilt", "EnvironmentsDecrypt"))
    for stack, template in assembly.environments.items():
        account = assembly.manifest["artifacts"][stack]["environment"].split("/")[2]
        for duty in ("release", "instance"):
            [role] = [s.policy for s in iam_table.statements(template) if s.is_trust and s.policy.endswith(duty)]
            arn = f"arn:aws:iam::{account}:role/{role.removeprefix('trust of ')}"
            for statement in (in_bucket, of_key):
                assert f"arn:aws:iam::{account}:root" in statement.principals
                assert arn in " ".join(statement.conditions).replace(",", " ").split()
            own = [s for s in iam_table.statements(template) if s.policy == f"role {arn.rpartition('/')[2]}"]
            assert {"ReadRevisions", "DecryptRevisions"} <= {s.sid for s in own}
            [read] = [s for s in own if s.sid == "ReadRevisions"]
            assert read.resources == in_bucket.resources


def test_an_environment_in_the_tools_account_has_its_deploy_role_named(variants: Path) -> None:
    """The bootstrap deploy role's own policy reaches other accounts' buckets only."""
    template = Assembly(variants / "codecommit-one-account").pipeline
    deploy_role = "arn:aws:iam::111111111111:role/cdk-hnb659fds-deploy-role-111111111111-us-east-1"
    for sid in ("DeploymentsReadSynthesized", "DeploymentsDecrypt"):
        assert deploy_role in granted(template, sid).principals


def test_elsewhere_no_deploy_role_is_a_principal(assembly: Assembly) -> None:
    """It need not exist when the pipeline's stack is deployed."""
    principals = [p for s in iam_table.statements(assembly.pipeline) for p in s.principals]
    assert principals
    assert not [principal for principal in principals if "deploy-role" in principal]


def test_who_manages_a_key_cannot_use_it(assembly: Assembly) -> None:
    for template in assembly.templates.values():
        for statement in iam_table.statements(template):
            if statement.sid == "ManageButNotUse":
                used = {"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant", "kms:ReEncryptFrom"}
                assert not used & set(statement.actions)
                assert "kms:PutKeyPolicy" in statement.actions  # or the key could never be changed again


def _refuses_http(statement: Statement) -> bool:
    """A topic refuses it likewise, for publishing."""
    if not statement.policy.startswith("AWS::S3::BucketPolicy "):
        return False
    return statement.effect == "Deny" and statement.conditions == ("aws:SecureTransport Bool false",)


def _writes(statement: Statement, principal: str) -> bool:
    return "s3:PutObject" in statement.actions and principal in statement.principals
