"""The unit files of an instance: found, read once until `daemon-reload`, enabled by links."""

from collections.abc import Callable
from pathlib import Path

from rehearsal.instances.unit_file import ServiceUnit, parse

UNITS = "/etc/systemd/system"


class UnitNotFound(Exception):
    """No unit file of that name."""


class UnitStore:
    """locate: guest path -> path as this process finds it."""

    def __init__(self, locate: Callable[[str], str]) -> None:
        self._locate = locate
        self._read: dict[str, ServiceUnit] = {}

    def unit(self, name: str) -> ServiceUnit:
        """Raises UnitNotFound, or UnitFileError with file:line."""
        if name not in self._read:
            file = self._file(name)
            self._read[name] = parse(file.read_text(), f"{UNITS}/{name}")
        return self._read[name]

    def forget(self) -> None:
        """Read every file again when it is next asked for."""
        self._read.clear()

    def enabled(self, name: str) -> bool:
        return any(folder.joinpath(name).is_symlink() for folder in self._wants())

    def enable(self, name: str) -> list[str]:
        """Link the unit where its [Install] section says; return systemctl's lines about it."""
        self._file(name)
        lines = []
        for target in self.unit(name).wanted_by:
            link = Path(self._locate(f"{UNITS}/{target}.wants"), name)
            if not link.is_symlink():
                link.parent.mkdir(exist_ok=True)
                link.symlink_to(f"../{name}")
                lines.append(f"Created symlink {UNITS}/{target}.wants/{name} → {UNITS}/{name}.")
        return lines

    def disable(self, name: str) -> list[str]:
        """Remove the links; return systemctl's lines about it."""
        lines = []
        for folder in self._wants():
            if folder.joinpath(name).is_symlink():
                folder.joinpath(name).unlink()
                lines.append(f"Removed {UNITS}/{folder.name}/{name}.")
        return lines

    def wanted_at_boot(self) -> list[str]:
        folder = Path(self._locate(UNITS), "multi-user.target.wants")
        return sorted(link.name for link in folder.glob("*.service"))

    def _file(self, name: str) -> Path:
        file = Path(self._locate(f"{UNITS}/{name}"))
        if not file.is_file():
            raise UnitNotFound(name)
        return file

    def _wants(self) -> list[Path]:
        return sorted(Path(self._locate(UNITS)).glob("*.wants"))
