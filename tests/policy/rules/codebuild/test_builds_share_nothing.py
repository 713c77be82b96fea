from typing import Any

from policy.rules.codebuild.builds_share_nothing import check
from tests.policy.rules.builder import assembly_of, details


def project(log: str, buildspec: str | None = None, cache: dict[str, Any] | None = None) -> dict[str, Any]:
    logs = {"CloudWatchLogs": {"GroupName": {"Ref": log}}}
    source = {"BuildSpec": buildspec} if buildspec else {}
    properties = {"LogsConfig": logs, "Source": source, "Cache": cache or {"Type": "LOCAL"}}
    return {"Type": "AWS::CodeBuild::Project", "Properties": properties}


def test_two_builds_of_their_own() -> None:
    caches = [{"Type": "S3", "Location": location} for location in ("b/one", "b/two")]
    assert details(check, assembly_of(project("A", "a.yml", caches[0]), project("B", "b.yml", caches[1]))) == []
    assert details(check, assembly_of(project("A"))) == []


def test_what_two_builds_share_is_found() -> None:
    cache = {"Type": "S3", "Location": "b/cache"}
    assert details(check, assembly_of(project("A", "a.yml", cache), project("B", "b.yml", cache))) == 2 * [
        "Cache.Location b/cache"
    ]
    assert details(check, assembly_of(project("A", "a.yml"), project("A", "b.yml"))) == 2 * [
        "CloudWatchLogs.GroupName ${A}"
    ]
    assert details(check, assembly_of(project("A"), project("B", "buildspec.yml"))) == 2 * [
        "Source.BuildSpec buildspec.yml"
    ]
