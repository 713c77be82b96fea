"""What the app says beside the templates that it writes."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, synthesis_environment

PIPELINE = """\
application: shop
tools: {account: "111111111111", region: eu-central-1}
source: {provider: github, repository: example/shop}
environments:
  - {name: execution, account: "222222222222"}
  - {name: production, account: "333333333333"}
"""


def test_a_warning_is_printed_and_an_environment_may_be_called_execution(tmp_path: Path) -> None:
    file, out = tmp_path / "shop.yml", tmp_path / "out"
    file.write_text(PIPELINE)
    environment = {
        **synthesis_environment(),
        "CDK_CONTEXT_JSON": json.dumps({"config": str(file)}),
        "CDK_OUTDIR": str(out),
        "CDK_VALIDATION": "false",
    }
    done = subprocess.run([sys.executable, str(ROOT / "app.py")], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert f"warning: {file}:6:5: environments[1]: production changes without approval" in done.stderr
    assert (out / "execution.template.json").exists()
