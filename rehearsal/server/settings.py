"""What the launcher tells the server process, through its environment."""

import os
from dataclasses import dataclass
from pathlib import Path

PREFIX = "SLIPWAY_REHEARSAL_"


@dataclass(frozen=True)
class Settings:
    folder: Path  # private, removed at the end: certificates, repositories, instances, builds
    port: int  # of the AWS endpoint, on 127.0.0.1
    network: str  # the first two octets of the loopback addresses of load balancers and instances
    project: Path  # the checkout that is rehearsed

    @property
    def endpoint(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def certificate_authority(self) -> Path:
        return self.folder / "tls" / "ca.pem"

    @property
    def certificate(self) -> Path:
        return self.folder / "tls" / "server.pem"

    @property
    def private_key(self) -> Path:
        return self.folder / "tls" / "server.key"

    def environment(self) -> dict[str, str]:
        """For the server process: these settings, and MiniStack's own switches."""
        return {
            PREFIX + "FOLDER": str(self.folder),
            PREFIX + "PORT": str(self.port),
            PREFIX + "NETWORK": self.network,
            PREFIX + "PROJECT": str(self.project),
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "AUTH": "true",  # IAM is enforced
            "USE_SSL": "1",  # without TLS every bucket that demands it would refuse
            "MINISTACK_SSL_CERT": str(self.certificate),
            "MINISTACK_SSL_KEY": str(self.private_key),
            # What functions inherit, which run as this process's children.
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_CA_BUNDLE": str(self.certificate_authority),
            "NODE_EXTRA_CA_CERTS": str(self.certificate_authority),
            "IOT_MTLS_ENABLED": "0",  # it would listen on every interface
            "SFTP_ENABLED": "0",
            # MiniStack stops every container that carries its label: those are not ours to stop.
            "DOCKER_HOST": f"unix://{self.folder}/no-docker.sock",
            "S3_DATA_DIR": str(self.folder / "s3"),
            "TMPDIR": str(self.folder / "tmp"),
            "LOG_LEVEL": "WARNING",
        }


def from_environment() -> Settings:
    """The settings that `Settings.environment` wrote. Raises KeyError outside a server process."""
    return Settings(
        folder=Path(os.environ[PREFIX + "FOLDER"]),
        port=int(os.environ[PREFIX + "PORT"]),
        network=os.environ[PREFIX + "NETWORK"],
        project=Path(os.environ[PREFIX + "PROJECT"]),
    )
