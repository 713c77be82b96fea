"""ECS and ECR of the local AWS, made real: `install` plugs them in."""

from rehearsal.ecs import api, resources
from rehearsal.ecs.api import Api
from rehearsal.ecs.services import Services
from rehearsal.images import registry
from rehearsal.server.plug_points import add_resource_arns, add_resource_types, provision_on_threads


def install(services: Services) -> Services:
    registry.install()
    operations = Api(services)
    operations.install()
    add_resource_arns("ecs", api.resource_arn)
    add_resource_types(resources.handlers(services, operations))
    provision_on_threads(resources.SERVICE, resources.SIZE)
    return services
