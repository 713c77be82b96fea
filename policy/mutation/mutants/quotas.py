"""Templates that AWS would refuse for their size."""

from functools import partial

from policy.mutation.mutant import Change, Mutant, dict_of, properties, put, put_of_stack, stack, statement
from policy.mutation.mutants.codepipeline._pipeline import APPROVE, PIPELINE, PREPARE
from policy.templates.assembly import Assembly

_of_pipeline = partial(put, *PIPELINE)
LONG = "x" * 300
BUILD = ("Pipeline", "Roles/build/Policy/Resource")
STORE = ("Pipeline", "Artifacts/Bucket/Policy/Resource")
GLOBS = "Triggers.0.GitConfiguration.Push.0.Branches.Includes"


def _stages(count: int) -> Change:
    def change(assembly: Assembly) -> None:
        stages = properties(assembly, *PIPELINE)["Stages"]
        stages += [{**stages[3], "Name": f"dev{number}"} for number in range(count)]

    return change


def _actions(count: int) -> Change:
    def change(assembly: Assembly) -> None:
        actions = properties(assembly, *PIPELINE)["Stages"][5]["Actions"]
        actions += [{**actions[1], "Name": f"Approve{number}"} for number in range(count)]

    return change


def _resources(count: int) -> Change:
    def change(assembly: Assembly) -> None:
        resources = dict_of(stack(assembly, "dev").template)["Resources"]
        handle = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
        resources.update({f"Handle{number}": handle for number in range(count)})

    return change


def _queries(count: int) -> Change:
    def change(assembly: Assembly) -> None:
        queries = properties(assembly, "dev", "Ec2/Alarms/http-5xx/Resource")["Metrics"]
        queries += [{**queries[1], "Id": f"failed{number}"} for number in range(count)]

    return change


def _many_objects(place: tuple[str, str], sid: str) -> Change:
    def change(assembly: Assembly) -> None:
        found = statement(assembly, *place, sid)
        found["Resource"] = [f"arn:aws:s3:::webapp-artifacts/webapp/{number}{LONG}*" for number in range(100)]

    return change


MUTANTS = (
    Mutant("quota: 51 stages", _stages(45)),
    Mutant("quota: 51 actions in a stage", _actions(47)),
    Mutant("quota: a long question to the approver", _of_pipeline(f"{APPROVE}.Configuration.CustomData", "x" * 1001)),
    Mutant("quota: many parameters", _of_pipeline(f"{PREPARE}.Configuration.ParameterOverrides", "x" * 1025)),
    Mutant("quota: nine branches in a filter", _of_pipeline(GLOBS, list("abcdefghi"))),
    Mutant("quota: 501 resources", _resources(500)),
    Mutant("quota: a build's policy too long for IAM", _many_objects(BUILD, "ReadArtifactBucketProperties")),
    Mutant("quota: the bucket's policy too long for S3", _many_objects(STORE, "BuildWritesBuilt")),
    Mutant("quota: a role's name", put("dev", "Ec2/Instances/InstanceRole/Role/Resource", "RoleName", "r" * 65)),
    Mutant("quota: a stack's name", put_of_stack("dev", name="webapp-" + "d" * 122)),
    Mutant(
        "quota: eleven alarms",
        put("dev", "Ec2/Release/Group/Resource", "AlarmConfiguration.Alarms", [{"Name": str(n)} for n in range(11)]),
    ),
    Mutant("quota: eleven metrics of an alarm", _queries(9)),
    Mutant(
        "quota: eleven policies of a role",
        put("Pipeline", "Roles/build/Role/Resource", "ManagedPolicyArns", [{"Ref": f"P{n}"} for n in range(11)]),
    ),
)
