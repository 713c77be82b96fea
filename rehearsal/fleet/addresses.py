"""Loopback addresses: 127/8 needs no configuration on Linux, so everything gets one of its own."""

from threading import Lock

LOAD_BALANCER_HOSTS = range(1, 50)
INSTANCE_HOSTS = range(50, 255)


class AddressBook:
    """Hands out `<network>.<n>.<m>`: n stands for the account, m for the load balancer or instance.

    `network` is the first two octets. The lowest free address comes first, so that the first load
    balancer of the first account is always `<network>.1.1`. Safe to use from several threads.
    """

    def __init__(self, network: str) -> None:
        self._network = network
        self._accounts: list[str] = []
        self._taken: set[str] = set()
        self._lock = Lock()

    def load_balancer(self, account: str) -> str:
        return self._take(account, LOAD_BALANCER_HOSTS)

    def instance(self, account: str) -> str:
        return self._take(account, INSTANCE_HOSTS)

    def release(self, address: str) -> None:
        with self._lock:
            self._taken.discard(address)

    def _take(self, account: str, hosts: range) -> str:
        """Raises LookupError when all are taken."""
        with self._lock:
            if account not in self._accounts:
                self._accounts.append(account)
            prefix = f"{self._network}.{self._accounts.index(account) + 1}"
            for host in hosts:
                address = f"{prefix}.{host}"
                if address not in self._taken:
                    self._taken.add(address)
                    return address
        raise LookupError(f"{prefix}.{hosts.start} to {prefix}.{hosts.stop - 1} are all taken")
