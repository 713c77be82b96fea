"""Deployment groups of CodeDeploy, as a pipeline's actions name them."""

from policy.templates.assembly import Located
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import at

GROUP, APPLICATION = "AWS::CodeDeploy::DeploymentGroup", "AWS::CodeDeploy::Application"


def names_of(group: Located) -> tuple[str, str]:
    """Of its application, and its own."""
    named = at(group.properties, "ApplicationName")
    application = resource_referred(group.stack, named, APPLICATION)
    name = at(application.properties, "ApplicationName") if application else named
    return text(name), text(at(group.properties, "DeploymentGroupName"))
