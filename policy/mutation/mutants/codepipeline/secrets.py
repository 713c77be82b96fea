"""What the pipeline gives away."""

import json

from policy.mutation.mutant import Mutant
from policy.mutation.mutants.codepipeline._pipeline import BUILD, SOURCE, put


def _variables(name: str, value: str) -> str:
    return json.dumps([{"name": name, "value": value, "type": "PLAINTEXT"}])


MUTANTS = (
    Mutant(
        "Build: plaintext token for the build",
        put(f"{BUILD}.Configuration.EnvironmentVariables", _variables("NPM_TOKEN", "0123456789")),
    ),
    Mutant("Source: plaintext token of GitHub", put(f"{SOURCE}.Configuration.OAuthToken", "0123456789")),
    Mutant(
        "pipeline: plaintext password in a variable",
        put("Variables", [{"Name": "DB_PASSWORD", "DefaultValue": "0123456789"}]),
    ),
)
