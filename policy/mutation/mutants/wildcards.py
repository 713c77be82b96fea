"""What is allowed on every resource, and where."""

from policy.mutation.change_statement import elements, without
from policy.mutation.mutant import Mutant

FIND = ("production", "Ec2/Release/ServiceRole/Policy/Resource", "FindInstances")
TALK = ("production", "Ec2/Instances/InstanceRole/Policy/Resource", "TalkToSessionManager")
VALIDATE = ("Pipeline", "Roles/update-pipeline/Policy/Resource", "ValidateTemplates")

MUTANTS = (
    Mutant("finding instances: in every region", without(*FIND, "Condition")),
    Mutant("Session Manager's channels: in every region", without(*TALK, "Condition")),
    Mutant(
        "templates: validated in another region, too",
        elements(*VALIDATE, Condition={"StringLike": {"aws:RequestedRegion": "eu-*"}}),
    ),
)
