"""No environment variable of a build is a secret in plain text; PARAMETER_STORE and SECRETS_MANAGER keep them.

Plain text can be read by whoever may read the project or a build of it.
https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._secrets import is_secret
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        for variable in listed(at(project.properties, "Environment.EnvironmentVariables") or []):
            name = text(at(variable, "Name"))
            plain = at(variable, "Type") in (None, "PLAINTEXT")
            if plain and is_secret(name, at(variable, "Value")):
                yield project.violation(f"EnvironmentVariable {name}")
