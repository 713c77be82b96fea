"""python -m tests.policy.shadow.templates <out>: the templates of every pipeline that the statements are taken from."""

import sys
from pathlib import Path

from tests.policy.shadow.comparison import PIPELINES
from tests.synth.synthesize import synthesize

if __name__ == "__main__":
    for path in PIPELINES:
        synthesize(path, Path(sys.argv[1]) / path.stem)
