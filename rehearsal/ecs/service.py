"""ECS and ECR of the local AWS, made real: `install` plugs them in."""

from collections.abc import Callable

from rehearsal.ecs import api, resources
from rehearsal.ecs.api import Api
from rehearsal.ecs.scheduler import Scheduler
from rehearsal.ecs.services import Services
from rehearsal.images import registry
from rehearsal.server.plug_points import add_resource_arns, add_resource_types, provision_on_threads


def install(services: Services) -> Callable[[], None]:
    """What ends all tasks, for good."""
    registry.install()
    operations = Api(services)
    operations.install()
    add_resource_arns("ecs", api.resource_arn)
    add_resource_types(resources.handlers(services, operations))
    provision_on_threads(resources.SERVICE, resources.SIZE)
    scheduler = Scheduler(services.keep_sizes)
    scheduler.start()

    def end() -> None:
        scheduler.end()
        services.terminate_all()

    return end
