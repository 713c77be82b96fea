"""The values of pipeline.yml: frozen, typed, complete. Field names are the file's own keys.

A string below a field is its description in the JSON Schema, which editors show while one types.
"""

from config.model.alarms import Alarms
from config.model.approval import Approval
from config.model.audit import Audit
from config.model.branch_pipeline import BranchPipeline
from config.model.build import Build
from config.model.capacity import Capacity
from config.model.chat import Slack, Teams
from config.model.environment import Environment
from config.model.function import Function
from config.model.network import Network
from config.model.notifications import Notifications
from config.model.pipeline import Pipeline, Tools
from config.model.scan import Accepted, Scan
from config.model.security import Encryption, Replica, Security
from config.model.source import Filter, Source
from config.model.task import Task
from config.model.traffic import Traffic
from config.model.value import Value
from config.model.window import Window

__all__ = [
    "Accepted",
    "Alarms",
    "Approval",
    "Audit",
    "BranchPipeline",
    "Build",
    "Capacity",
    "Encryption",
    "Environment",
    "Filter",
    "Function",
    "Network",
    "Notifications",
    "Pipeline",
    "Replica",
    "Scan",
    "Security",
    "Slack",
    "Source",
    "Task",
    "Teams",
    "Tools",
    "Traffic",
    "Value",
    "Window",
]
