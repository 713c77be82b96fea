"""MiniStack with the services of CI/CD registered, ready to be served."""

from collections.abc import Callable
from typing import Any

import ministack.app as ministack_app

from rehearsal import chat
from rehearsal.cloudformation import acting, changed_outputs, deployed, enforcement
from rehearsal.cloudtrail import service as cloudtrail
from rehearsal.codebuild import service as codebuild
from rehearsal.codecommit import service as codecommit
from rehearsal.codeconnections import service as codeconnections
from rehearsal.codedeploy import service as codedeploy
from rehearsal.codepipeline import registration as codepipeline
from rehearsal.ec2 import resources as ec2
from rehearsal.eventbridge import service as eventbridge
from rehearsal.functions import service as functions
from rehearsal.git import pushes
from rehearsal.git.repositories import connected, control_socket
from rehearsal.iam import condition_keys, log_encryption, pass_role, topic_encryption
from rehearsal.load_balancer import ministack as load_balancers
from rehearsal.server import control, credentials, decisions, encryption, event_logs, iam_corrections, messages
from rehearsal.server import plug_points as ministack
from rehearsal.stepfunctions import service as stepfunctions
from rehearsal.waf import resources as waf


def boot() -> tuple[Any, Callable[[], None]]:
    """The ASGI application of the local AWS, and what ends its instances."""
    ministack.install()
    credentials.install()
    iam_corrections.install()
    condition_keys.install()
    decisions.install()
    encryption.install()
    messages.install()
    topic_encryption.install()
    log_encryption.install()
    event_logs.install()
    for service in (
        ec2,
        waf,
        chat,
        codecommit,
        codeconnections,
        codebuild,
        codepipeline,
        stepfunctions,
        eventbridge,
        functions,
        cloudtrail,
    ):
        service.install()
    fleet = codedeploy.install()
    deployed.install()
    enforcement.install()
    acting.install()
    changed_outputs.install()
    pass_role.install()
    control.serve(
        control_socket(),
        {
            "push": pushes.received,
            "complete-connections": lambda request: {"completed": codeconnections.complete_all()},
            "urls": lambda request: {"urls": load_balancers.urls()},
            "connected-repository": lambda request: {"path": str(connected(request["name"]).create().path)},
        },
    )
    return ministack_app.app, fleet.terminate_all
