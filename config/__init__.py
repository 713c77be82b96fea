"""pipeline.yml -> typed, validated, frozen values. Knows nothing of CDK, and asks AWS nothing."""

from config.loader import load, warnings
from config.model import (
    Alarms,
    Build,
    Capacity,
    Environment,
    Filter,
    Network,
    Notifications,
    Pipeline,
    Source,
    Tools,
)
from config.problem import ConfigError, Problem

__all__ = [
    "load",
    "warnings",
    "ConfigError",
    "Problem",
    "Pipeline",
    "Tools",
    "Source",
    "Filter",
    "Build",
    "Notifications",
    "Environment",
    "Capacity",
    "Network",
    "Alarms",
]
