"""python -m tests.synth.synthesize <out>: every variant, each into a folder of its own, in one CDK process.

Findings do not stop it: tests read them from the reports. Below `bare` are some once more, with nothing
acknowledged: CDK reports no annotation that is.
"""

import sys
from pathlib import Path
from unittest import mock

import app
import config
from policy import gate
from tests.synth.files import VARIANTS

BARE = ("bitbucket-long-names", "gitlab-existing-network", "strict")  # those that CDK has remarks about
GO_ON = "@aws-cdk/core:failSynthOnValidationErrors"


def synthesize(pipeline_yml: Path, out: Path) -> None:
    cdk_app = app.new_app(outdir=str(out))
    cdk_app.node.set_context(GO_ON, False)
    app.add_stacks(cdk_app, config.load(pipeline_yml))
    cdk_app.synth()


def main(out: Path) -> None:
    for name, pipeline_yml in VARIANTS.items():
        synthesize(pipeline_yml, out / name)
    with mock.patch.object(gate, "_acknowledge"):
        for name in BARE:
            synthesize(VARIANTS[name], out / "bare" / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
