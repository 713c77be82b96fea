"""Properties of functions and of what starts them that our templates do not have: each added once."""

from policy.mutation.mutant import Mutant, put

STACK = "linear"
FUNCTION = (STACK, "Lambda/Function/Function/Resource")
HOOK = (STACK, "Lambda/Release/verify-alias/Function/Resource")
PERMISSION = (STACK, "Lambda/LoadBalancer/Invocation")

MUTANTS = tuple(
    Mutant(name, change, of="lambda")
    for name, change in (
        ("function: a layer", put(*FUNCTION, "Layers", [{"Ref": "Layer"}])),
        ("function: node starts with more", put(*FUNCTION, "Environment", {"Variables": {"NODE_OPTIONS": "-r /x"}})),
        ("function: code from a bucket", put(*FUNCTION, "Code", {"S3Bucket": "b", "S3Key": "k"})),
        ("hook: code from a bucket", put(*HOOK, "Code", {"S3Bucket": "b", "S3Key": "k"})),
        ("function: a file system", put(*FUNCTION, "FileSystemConfigs", [{"LocalMountPath": "/mnt/x"}])),
        ("permission: of an organisation", put(*PERMISSION, "PrincipalOrgID", "o-1234567890")),
        (
            "machine: values put into its text",
            put(STACK, "Lambda/Release/Machine/Machine/Resource", "DefinitionSubstitutions", {}),
        ),
    )
)
