"""What `security` in pipeline.yml switches on: boundary, web ACL, replica, keys of the disks."""

from policy.mutation.mutant import Mutant, drop, put, remove

BUILD, PIPELINE = ("Pipeline", "Roles/build/Role/Resource"), ("Pipeline", "Roles/pipeline/Role/Resource")
INSTANCE = ("production", "Ec2/Instances/InstanceRole/Role/Resource")
REPLICATE = ("Pipeline", "Artifacts/Replication/replicate/Role/Resource")
ACL = "Ec2/LoadBalancer/WebAcl"
TEMPLATE = ("production", "Ec2/Instances/Template/Resource")
DISK_KEY = ("production", "Ec2/Instances/DiskKey/Resource")
REPLICATION_POLICY = ("Pipeline", "Artifacts/Replication/replicate/Policy/Resource")
BOUNDARY = "PermissionsBoundary"

MUTANTS = (
    Mutant("boundary: missing on the build role", drop(*BUILD, BOUNDARY), of="strict"),
    Mutant("boundary: missing on the pipeline's role", drop(*PIPELINE, BOUNDARY), of="strict"),
    Mutant("boundary: missing on the role of replication", drop(*REPLICATE, BOUNDARY), of="strict"),
    Mutant("boundary: missing on the instance role", drop(*INSTANCE, BOUNDARY), of="strict"),
    Mutant(
        "boundary: AdministratorAccess on the build role",
        put(*BUILD, BOUNDARY, "arn:aws:iam::aws:policy/AdministratorAccess"),
        of="strict",
    ),
    Mutant(
        "boundary: another one on the build role",
        put(*BUILD, BOUNDARY, "arn:aws:iam::111111111111:policy/wide"),
        of="strict",
    ),
    Mutant("web ACL: not before the load balancer", remove("production", f"{ACL}/Association"), of="strict"),
    Mutant("web ACL: no log", remove("production", f"{ACL}/Logging"), of="strict"),
    Mutant("web ACL: no rules", put("production", f"{ACL}/Acl", "Rules", []), of="strict"),
    Mutant("web ACL: known bad inputs pass", drop("production", f"{ACL}/Acl", "Rules.1"), of="strict"),
    Mutant(
        "web ACL: matches are counted and pass",
        put("production", f"{ACL}/Acl", "Rules.0.OverrideAction", {"Count": {}}),
        of="strict",
    ),
    Mutant("web ACL: log in the clear", drop("production", f"{ACL}/LogGroup/Resource", "KmsKeyId"), of="strict"),
    Mutant("disk key: not rotated", put(*DISK_KEY, "EnableKeyRotation", False), of="strict"),
    Mutant(
        "disk: in the clear in spite of its key",
        put(*TEMPLATE, "LaunchTemplateData.BlockDeviceMappings.0.Ebs.Encrypted", False),
        of="strict",
    ),
    Mutant(
        "replication: writes to every bucket",
        put(*REPLICATION_POLICY, "PolicyDocument.Statement.2.Resource", "arn:aws:s3:::*"),
        of="strict",
    ),
    Mutant(
        "replication: decrypts with every key",
        put(*REPLICATION_POLICY, "PolicyDocument.Statement.3.Resource", "*"),
        of="strict",
    ),
)
