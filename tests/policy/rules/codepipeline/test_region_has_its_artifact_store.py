from policy.rules.codepipeline.region_has_its_artifact_store import check
from tests.policy.rules.codepipeline.pipelines import found


def store(region: str, bucket: str) -> dict[str, object]:
    return {"Region": region, "ArtifactStore": {"Location": bucket, "Type": "S3"}}


HOME, WEST = store("eu-central-1", "home"), store("eu-west-1", "west")


def test_one_store_is_that_of_the_pipelines_region() -> None:
    assert found(check) == []
    assert found(check, ("prod/Release", "Region", "eu-central-1")) == []
    assert found(check, ("prod/Release", "Region", "eu-west-1")) == ["prod/Release no store in eu-west-1"]


def test_a_store_for_each_region() -> None:
    elsewhere = ("prod/Release", "Region", "eu-west-1")
    assert found(check, ("", "ArtifactStore", None), ("", "ArtifactStores", [HOME, WEST]), elsewhere) == []
    assert found(check, ("", "ArtifactStore", None), ("", "ArtifactStores", [HOME]), elsewhere) == [
        "prod/Release no store in eu-west-1"
    ]


def test_no_bucket_is_of_two_regions() -> None:
    same = [HOME, store("eu-west-1", "home")]
    assert found(check, ("", "ArtifactStore", None), ("", "ArtifactStores", same)) == [
        "the bucket of eu-central-1 is another region's too",
        "the bucket of eu-west-1 is another region's too",
    ]
