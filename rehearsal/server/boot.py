"""MiniStack with the services of CI/CD registered, ready to be served."""

from typing import Any

import ministack.app as ministack_app

from rehearsal.codebuild import service as codebuild
from rehearsal.codecommit import service as codecommit
from rehearsal.codeconnections import service as codeconnections
from rehearsal.codepipeline import event_target
from rehearsal.codepipeline import service as codepipeline
from rehearsal.ec2 import resources as ec2
from rehearsal.git import pushes
from rehearsal.git.repositories import connected, control_socket
from rehearsal.server import control, encryption
from rehearsal.server import ministack_patches as ministack


def boot() -> Any:
    """The ASGI application of the local AWS."""
    ministack.install()
    encryption.install()
    for service in (ec2, codecommit, codeconnections, codebuild, codepipeline):
        service.install()
    ministack.start_pipelines_from_events(event_target.start)
    control.serve(control_socket(), {
        "push": pushes.received,
        "complete-connections": lambda request: {"completed": codeconnections.complete_all()},
        "connected-repository": lambda request: {"path": str(connected(request["name"]).create().path)},
    })
    return ministack_app.app
