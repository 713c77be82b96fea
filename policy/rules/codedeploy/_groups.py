"""Deployment groups and the alarms that they watch."""

from collections.abc import Iterator
from typing import Any

from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.template import listed
from policy.templates.values import at

ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")


def groups(assembly: Assembly) -> Iterator[Located]:
    return assembly.resources("AWS::CodeDeploy::DeploymentGroup")


def alarm_names(group: Located) -> list[Any]:
    """As the group names them: text, or a Ref."""
    return [at(alarm, "Name") for alarm in listed(at(group.properties, "AlarmConfiguration.Alarms") or [])]


def alarm(group: Located, name: Any) -> Located | None:
    """That of the group's own template."""
    return resource_meant(group.stack, name, "AlarmName", *ALARMS)


def release_alarms(assembly: Assembly) -> Iterator[Located]:
    """Each metric alarm that a deployment group watches, once."""
    watched = {
        (found.stack.id, found.logical_id)
        for group in groups(assembly)
        for found in (alarm(group, name) for name in alarm_names(group))
        if found is not None
    }
    found_alarms = assembly.resources("AWS::CloudWatch::Alarm")
    return (found for found in found_alarms if (found.stack.id, found.logical_id) in watched)
