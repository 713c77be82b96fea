"""Every pipeline.yml that is synthesized beside the repository's own: variants for tests, examples for users."""

from pathlib import Path

ROOT = Path(__file__).parents[2]

VARIANTS: dict[str, Path] = {
    **{path.stem: path for path in sorted((ROOT / "tests/synth/pipelines").glob("*.yml"))},
    **{path.parent.name: path for path in sorted((ROOT / "examples").glob("*/pipeline.yml"))},
}
