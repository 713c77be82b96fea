"""Build projects and report groups."""

from policy.mutation.mutant import Change, Mutant, drop, properties, put
from policy.templates.assembly import Assembly

BUILD = ("Pipeline", "Projects/build/Resource")
SYNTHESIZE = ("Pipeline", "Projects/synthesize/Resource")
REPORTS = ("Pipeline", "Operations/TestReports/Resource")
VARIABLES = "Environment.EnvironmentVariables"


def _variable(name: str, value: str) -> list[dict[str, str]]:
    return [{"Name": name, "Type": "PLAINTEXT", "Value": value}]


def _role_of(stack_id: str, construct: str, name: str) -> Change:
    """The build gets the role that the resource has in its property `name`."""

    def change(assembly: Assembly) -> None:
        properties(assembly, *BUILD)["ServiceRole"] = properties(assembly, stack_id, construct)[name]

    return change


MUTANTS = (
    Mutant("build: privileged", put(*BUILD, "Environment.PrivilegedMode", True)),
    Mutant("synthesis: privileged", put(*SYNTHESIZE, "Environment.PrivilegedMode", True)),
    Mutant("build: plaintext token", put(*BUILD, VARIABLES, _variable("NPM_TOKEN", "0123456789"))),
    *(
        Mutant(f"build: plaintext {name}", put(*BUILD, VARIABLES, _variable(name, "0123456789")))
        for name in ("DB_PWD", "DB_PASS", "NPM_AUTH", "SENTRY_DSN", "ENCRYPTION_KEY", "SALT")
    ),
    Mutant(
        "build: plaintext password in a URL", put(*BUILD, VARIABLES, _variable("INDEX", "https://me:" + "pw@pypi.test"))
    ),
    Mutant("synthesis: plaintext access key", put(*SYNTHESIZE, VARIABLES, _variable("X", "AKIA" + "A" * 16))),
    Mutant(
        "synthesis: a secret that CloudFormation resolves to plain text",
        put(*SYNTHESIZE, VARIABLES, _variable("X", "{{resolve:secretsmanager:github:SecretString:pat}}")),
    ),
    Mutant("build: key removed", drop(*BUILD, "EncryptionKey")),
    Mutant("synthesis: key removed", drop(*SYNTHESIZE, "EncryptionKey")),
    Mutant("build: artifact not encrypted", put(*BUILD, "Artifacts.EncryptionDisabled", True)),
    Mutant("build: log configuration removed", drop(*BUILD, "LogsConfig")),
    Mutant("build: log disabled", put(*BUILD, "LogsConfig.CloudWatchLogs.Status", "DISABLED")),
    Mutant("synthesis: log to a group that CodeBuild makes", drop(*SYNTHESIZE, "LogsConfig.CloudWatchLogs.GroupName")),
    Mutant(
        "build: log in S3 not encrypted",
        put(*BUILD, "LogsConfig.S3Logs", {"Status": "ENABLED", "EncryptionDisabled": True}),
    ),
    Mutant("build: no timeout of its own", drop(*BUILD, "TimeoutInMinutes")),
    Mutant("build: may hang for a day and a half", put(*BUILD, "TimeoutInMinutes", 2160)),
    Mutant("build: public", put(*BUILD, "Visibility", "PUBLIC_READ")),
    Mutant("build: source of its own", put(*BUILD, "Source.Type", "GITHUB")),
    Mutant("build: started by a webhook", put(*BUILD, "Triggers", {"Webhook": True})),
    Mutant("build: artifact to a bucket of its own", put(*BUILD, "Artifacts.Type", "S3")),
    Mutant("synthesis: inline buildspec", put(*SYNTHESIZE, "Source.BuildSpec", '{"version": "0.2", "phases": {}}')),
    Mutant("synthesis: buildspec in a bucket", put(*SYNTHESIZE, "Source.BuildSpec", "arn:aws:s3:::tools/build.yml")),
    Mutant("build: image of Docker Hub", put(*BUILD, "Environment.Image", "node:latest")),
    Mutant("build: image of ECR by its tag", put(*BUILD, "Environment.Image", "1.dkr.ecr.eu-central-1.aws/b:latest")),
    Mutant("build: role of the synthesis", _role_of(*SYNTHESIZE, "ServiceRole")),
    Mutant("build: role of the pipeline", _role_of("Pipeline", "Delivery/Pipeline/Resource", "RoleArn")),
    Mutant(
        "test reports: exported in the clear",
        put(*REPORTS, "ExportConfig", {"ExportConfigType": "S3", "S3Destination": {"Bucket": "reports"}}),
    ),
)
