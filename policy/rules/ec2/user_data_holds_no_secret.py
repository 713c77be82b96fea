"""User data sets no password, token or key: everything on the instance can read it, and so can who describes it."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches, user_data
from policy.rules._secrets import assigned_in, shapes_in
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        script = user_data(launch)
        for name in assigned_in(script):
            yield launch.resource.violation(f"UserData::{name}")
        for _, shape in shapes_in(script):
            yield launch.resource.violation(f"UserData::{shape}")
