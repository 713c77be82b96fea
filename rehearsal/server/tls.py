"""A certificate authority that lives as long as the rehearsal."""

import ssl
from pathlib import Path

import trustme

AUTHORITY, AUTHORITY_KEY = "ca.pem", "ca.key"


def write_certificates(folder: Path) -> None:
    """Write ca.pem and server.pem, for localhost and 127.0.0.1, with ca.key and server.key (mode 0600)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = trustme.CA()
    server = authority.issue_cert("localhost", "*.localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(str(folder / AUTHORITY))
    _write_key(authority.private_key_pem, folder / AUTHORITY_KEY)
    _write_key(server.private_key_pem, folder / "server.key")
    chain = folder / "server.pem"
    for position, blob in enumerate(server.cert_chain_pems):
        blob.write_to_path(str(chain), append=position > 0)


def context_for(address: str, folder: Path) -> ssl.SSLContext:
    """Of a server at `address`, with a certificate of its own from the authority of write_certificates."""
    authority = trustme.CA.from_pem((folder / AUTHORITY).read_bytes(), (folder / AUTHORITY_KEY).read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(address).configure_cert(context)
    return context


def _write_key(key: trustme.Blob, path: Path) -> None:
    path.touch(mode=0o600)
    key.write_to_path(str(path))
