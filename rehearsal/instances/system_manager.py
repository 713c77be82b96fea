"""The services of one instance, as systemd holds them. Runs inside the instance."""

import threading
from pathlib import Path

from rehearsal.instances.service import Service, StartError
from rehearsal.instances.unit_file import UnitFileError
from rehearsal.instances.unit_store import UNITS, UnitNotFound, UnitStore

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"
NOT_INSTALLED = 5  # systemctl(1), exit status


class Refused(Exception):
    """An answer for the caller of systemctl: (exit code, message)."""


class SystemManager:
    """root: "" where the instance is isolated, else the folder that stands for its `/`."""

    def __init__(self, root: str) -> None:
        self._root = root
        path = f"{root}/usr/local/bin:{PATH}" if root else PATH
        self.environment = {"PATH": path, "LANG": "C.UTF-8"} | ({"INSTANCE_ROOT": root} if root else {})
        self.units = UnitStore(self.locate)
        self._services: dict[str, Service] = {}
        self._lock = threading.RLock()

    def locate(self, guest: str) -> str:
        """Where this process finds what the instance calls `guest`."""
        return self._root + guest

    def has(self, name: str) -> bool:
        return Path(self.locate(f"{UNITS}/{name}")).is_file()

    def known(self, name: str) -> Service | None:
        """The service, if it was ever asked for since boot."""
        return self._services.get(name)

    def service(self, name: str, doing: str) -> Service:
        """The service of a unit file; a changed file counts once the service is down. Raises Refused."""
        with self._lock:
            try:
                unit = self.units.unit(name)
            except UnitNotFound:
                raise Refused(NOT_INSTALLED, f"Failed to {doing} {name}: Unit {name} not found.") from None
            except UnitFileError as error:
                raise Refused(1, f"Failed to {doing} {name}: {error}") from None
            service = self._services.get(name)
            if service is None or (service.unit != unit and service.state in ("inactive", "failed")):
                service = self._services[name] = Service(name, unit, self.environment, self.locate)
            return service

    def start(self, name: str) -> None:
        """Raises Refused."""
        try:
            self.service(name, "start").start()
        except StartError as error:
            raise Refused(1, f"Job for {name} failed: {error}") from None

    def stop(self, name: str) -> None:
        """Raises Refused when there is no such unit."""
        service = self.known(name)
        if service is not None:
            service.stop()
        elif not self.has(name):
            raise Refused(NOT_INSTALLED, f"Failed to stop {name}: Unit {name} not loaded.")

    def boot(self) -> list[str]:
        """Start what is enabled; return what went wrong, a line for each unit."""
        errors = []
        for name in self.units.wanted_at_boot():
            try:
                self.start(name)
            except Refused as error:
                errors.append(error.args[1])
        return errors

    def stop_all(self) -> None:
        for service in self._services.values():
            service.stop()
