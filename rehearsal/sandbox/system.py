"""What of this machine a sandbox may read: programs and public settings, never a home folder or a secret."""

import sys
from dataclasses import dataclass
from pathlib import Path

# Settings that programs need to resolve names, find libraries, trust certificates and show the time. Not
# among them: shadow, sudoers, ssh and machine keys, cloud and package-manager credentials.
_ETC = (
    "alternatives", "bash.bashrc", "ca-certificates", "ca-certificates.conf", "crypto-policies", "host.conf",
    "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "login.defs", "mime.types", "nsswitch.conf",
    "os-release", "pki/ca-trust", "pki/tls/certs", "pki/tls/cert.pem", "profile", "protocols", "resolv.conf",
    "services", "ssl/cert.pem", "ssl/certs", "ssl/openssl.cnf", "timezone",
)  # fmt: skip
_TOP = ("bin", "lib", "lib32", "lib64", "libx32", "sbin")


@dataclass(frozen=True)
class Bind:
    """`host` appears inside as `guest` (absolute); with no host, `guest` is an empty folder in memory."""

    host: Path | None
    guest: str
    writable: bool = False


def programs() -> tuple[Bind, ...]:
    """This machine's programs, libraries and settings, this interpreter and its packages; all read-only."""
    folders = [Path("/usr"), *(Path("/", name) for name in _TOP if Path("/", name).is_dir())]
    settings = [path for path in (Path("/etc", name) for name in _ETC) if path.exists()]
    return tuple(Bind(path, str(path)) for path in [*folders, *settings, *_interpreter()])


def _interpreter() -> list[Path]:
    prefixes = {Path(sys.prefix), Path(sys.base_prefix)}
    local = Path("/usr/local")
    if Path(sys.base_prefix) == local:  # named apart: a private /usr/local may be laid over the machine's
        prefixes = prefixes - {local} | {local / "lib", Path(sys.base_prefix, "bin", _base_name())}
    return sorted(p for p in prefixes if p.parts[:2] != ("/", "usr") or p.is_relative_to(local))


def _base_name() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}"
