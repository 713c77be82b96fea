"""The JSON Schema of pipeline.yml, for editors that complete and check it. Run as a module to write it.

What it cannot say, and `config.load` checks: the rules of config/rules, keys given twice, and that 2.0
is no whole number (JSON Schema takes it for one).
"""

import json
from pathlib import Path

from config.model import Pipeline

FILE = Path(__file__).with_name("pipeline.schema.json")


def text() -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Pipeline.model_json_schema(),
        "title": "pipeline.yml",
    }
    return json.dumps(schema, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
