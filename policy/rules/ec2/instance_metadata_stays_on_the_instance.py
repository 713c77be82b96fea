"""An instance's metadata is one hop away at most, so that no container or proxy on it reads the credentials.

It has to be said: Amazon Linux 2023 images ask for two hops.
https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import fields, number


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        options = fields(launch.settings.get("MetadataOptions"))
        hops = options.get("HttpPutResponseHopLimit", "not set")
        if options.get("HttpEndpoint") != "disabled" and number(hops) != 1:
            yield launch.resource.violation(f"MetadataOptions.HttpPutResponseHopLimit::{text(hops)}")
