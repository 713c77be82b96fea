"""Object Lock of the buckets that CloudFormation makes: MiniStack's S3 has it, its CloudFormation leaves it out."""

from collections.abc import Callable
from typing import Any

from ministack.services import s3
from ministack.services.cloudformation import provisioners

from rehearsal.server import plug_points as ministack

BUCKET = "AWS::S3::Bucket"
Properties = dict[str, Any]


def install() -> None:
    own = dict(provisioners._RESOURCE_HANDLERS[BUCKET])

    def locked(make: Callable[..., Any], place: int) -> Callable[..., Any]:
        def make_and_lock(*arguments: Any) -> Any:
            made = make(*arguments)
            _lock(made[0], arguments[place])
            return made

        return make_and_lock

    changed = {"create": locked(own["create"], 1), "update": locked(own["update"], 2)}
    ministack.add_resource_types({BUCKET: {**own, **changed}})


def _lock(bucket: str, properties: Properties) -> None:
    wanted = properties.get("ObjectLockConfiguration")
    if wanted:
        retention = wanted.get("Rule", {}).get("DefaultRetention")
        days = {"Days": int(retention["Days"])} if retention and "Days" in retention else {}
        kept = {**retention, **days} if retention else None
        s3._bucket_object_lock[bucket] = {"enabled": True, "default_retention": kept}
