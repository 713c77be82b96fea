from policy.rules.s3.bucket_logs_access import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket, with_balancer, with_log_bucket

SILENT = bucket(LoggingConfiguration=None)


def test_accesses_are_logged_but_to_logs() -> None:
    assert details(check, with_log_bucket(SILENT)) == []
    assert details(check, with_balancer(SILENT)) == []


def test_nobody_knows_who_was_there() -> None:
    assert details(check, assembly_of(SILENT)) == ["LoggingConfiguration"]
