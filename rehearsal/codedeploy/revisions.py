"""What the agent keeps on an instance's disk: the revisions of a deployment group, and which one counts.

The layout and the names are those of agent v1.8 (command_executor.rb).
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DEPLOYMENT_ROOT = "/opt/codedeploy-agent/deployment-root"
RETAINED = 5


@dataclass(frozen=True)
class DeploymentSpec:
    """What the service tells the agent about a deployment. bundle: the BUNDLE_* variables of the scripts."""

    application_name: str
    deployment_id: str
    deployment_group_name: str
    deployment_group_id: str
    file_exists_behavior: str = "DISALLOW"
    bundle: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, values: dict[str, Any]) -> "DeploymentSpec":
        return cls(**values)


class Revisions:
    """The revisions of one deployment on its instance. root: what stands before the instance's paths."""

    def __init__(self, root: str, spec: DeploymentSpec) -> None:
        self._group_folder = Path(f"{root}{DEPLOYMENT_ROOT}", spec.deployment_group_id)
        self.instructions = self._group_folder.parent / "deployment-instructions"
        self._group = spec.deployment_group_id
        self.current = self._group_folder / spec.deployment_id
        self._guest = f"{DEPLOYMENT_ROOT}/{spec.deployment_group_id}"

    @property
    def archive(self) -> Path:
        return self.current / "deployment-archive"

    @property
    def cleanup_file(self) -> Path:
        return self.instructions / f"{self._group}-cleanup"

    @property
    def install_file(self) -> Path:
        return self.instructions / f"{self._group}-install.json"

    def last_successful(self) -> Path | None:
        pointer = self.instructions / f"{self._group}_last_successful_install"
        return self._group_folder / Path(pointer.read_text().strip()).name if pointer.exists() else None

    def mark_last_successful(self) -> None:
        self._point("last_successful_install")

    def mark_most_recent(self) -> None:
        self._point("most_recent_install")

    def _point(self, name: str) -> None:
        self.instructions.mkdir(parents=True, exist_ok=True)
        (self.instructions / f"{self._group}_{name}").write_text(f"{self._guest}/{self.current.name}")

    def remove_old(self) -> None:
        """Before a download: keep the newest, and always the last successful; RETAINED with the new one."""
        others = [folder for folder in self._group_folder.iterdir() if folder != self.current]
        surplus = len(others) - RETAINED + 1
        removable = sorted(set(others) - {self.last_successful()}, key=lambda folder: folder.stat().st_mtime)
        for folder in removable[: max(surplus, 0)]:
            shutil.rmtree(folder)
