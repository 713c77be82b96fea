"""An instance's metadata answers version 2 requests only.

Version 1 gives the role's credentials to whoever can make the instance fetch a URL.
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import fields


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        options = fields(launch.settings.get("MetadataOptions"))
        if options.get("HttpEndpoint") != "disabled" and options.get("HttpTokens") != "required":
            yield launch.resource.violation(f"MetadataOptions.HttpTokens::{text(options.get('HttpTokens', 'not set'))}")
