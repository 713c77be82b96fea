"""A function's code stands in the template, and is one of the texts that these rules know by their SHA-256.

Hooks decide whether a version gets traffic: one that always says yes looks like any other. The application's own code
comes with releases, never with the template. Whoever changes one of these texts changes its line here as well.
"""

from collections.abc import Iterator
from hashlib import sha256

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at

KNOWN = {
    "176f0946f4a1adc15db36bf0c8ac038375eff8c6d9174329aa28dfd0db4cefba",  # a hook: asks for health, compares the commit
    "d3d79b772c06a299f7dc50645826ea9cb73c5676599ed2742ab841e41f1d0466",  # an application before its first release: 404
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for function in assembly.resources("AWS::Lambda::Function"):
        code = at(function.properties, "Code.ZipFile")
        digest = sha256(code.encode()).hexdigest() if isinstance(code, str) else "not in the template"
        if digest not in KNOWN:
            yield function.violation(f"Code::{digest}")
