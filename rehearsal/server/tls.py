"""A certificate authority that lives as long as the rehearsal."""

from pathlib import Path

import trustme


def write_certificates(folder: Path) -> None:
    """Write ca.pem, server.pem and server.key (mode 0600) for localhost and 127.0.0.1."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = trustme.CA()
    server = authority.issue_cert("localhost", "*.localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    key = folder / "server.key"
    key.touch(mode=0o600)
    server.private_key_pem.write_to_path(str(key))
    chain = folder / "server.pem"
    for position, blob in enumerate(server.cert_chain_pems):
        blob.write_to_path(str(chain), append=position > 0)
