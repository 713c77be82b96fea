"""CodePipeline as a part of the server: its API, its CloudFormation type, its place as a target of events."""

from rehearsal.codepipeline import event_target, resources, service
from rehearsal.server import plug_points as ministack


def install() -> None:
    ministack.add_service("codepipeline", service, "CodePipeline_20150709")
    ministack.add_resource_arns("codepipeline", service.resource_arn)
    ministack.add_resource_types(resources.HANDLERS)
    ministack.start_pipelines_from_events(event_target.start)
