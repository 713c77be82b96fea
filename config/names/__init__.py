"""Names that follow from pipeline.yml alone, so that no stack needs another account's outputs.

IAM role names are at most 64 characters, S3 bucket names 63, target group names 32: `application`
and an environment's `name` are at most 20 each (config.model.Name). One module for each part of what is named; who
asks for a name need not know which.
"""

# ruff: noqa: F403
from config.names.accounts import *
from config.names.artifacts import *
from config.names.audit import *
from config.names.deployments import *
from config.names.environment import *
from config.names.images import *
from config.names.notifications import *
from config.names.pipeline import *
from config.names.release import *
from config.names.stage import *
