"""docs/operations.md has what messages link to, and every alarm."""

import re

import pytest

from config import names
from pipeline_stack.notifications import occasions
from tests.conftest import ROOT

RUNBOOK = (ROOT / "docs" / "operations.md").read_text()
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", RUNBOOK, re.MULTILINE | re.DOTALL))
OCCASIONS = [one.name for one in vars(occasions).values() if isinstance(one, occasions.Occasion)]


@pytest.mark.parametrize("occasion", [*OCCASIONS, "tell-failed", "untold"])
def test_each_occasion_has_its_section(occasion: str) -> None:
    for question in ("Means", "Look first", "Mend", "Silence"):
        assert f"**{question}.**" in SECTIONS[occasion], question


@pytest.mark.parametrize(
    "alarm", sorted({one for alarms in names.RELEASE_ALARMS.values() for one in alarms} | {names.OUTAGE})
)
def test_each_alarm_of_an_environment_is_explained(alarm: str) -> None:
    kind = alarm.removeprefix("blue-").removeprefix("green-")
    assert f"| `{kind}` |" in SECTIONS["alarm"]


def test_sections_link_to_sections() -> None:
    anchors = {re.sub(r"[^a-z0-9-]", "", heading.lower().replace(" ", "-")) for heading in SECTIONS}
    assert set(re.findall(r"\]\(#([^)]+)\)", RUNBOOK)) <= anchors
