"""What a build does stands in a file of its source: it is reviewed with the commit that it builds.

An inline buildspec, or one in a bucket, can change what is built without a commit.
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

FILE_NAME = re.compile(r"(?!/)[\w./-]+\.ya?ml")


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        buildspec = at(project.properties, "Source.BuildSpec")
        if buildspec is not None and FILE_NAME.fullmatch(text(buildspec)) is None:
            yield project.violation("BuildSpec")
