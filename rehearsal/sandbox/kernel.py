"""The few Linux calls that Python 3.11 has no name for (unshare, mount, pivot_root, prctl, capset)."""
# ruff: noqa: PTH123 (pathlib would add a quarter to the start of every sandbox)

import ctypes
import os

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = (
    0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000,
)  # fmt: skip
MS_BIND, MS_REC, MS_PRIVATE, MNT_DETACH = 0x1000, 0x4000, 0x40000, 2
MS_NOSUID, MS_NODEV, MS_NOEXEC = 0x2, 0x4, 0x8
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 0x1, 0x2, 0x4
_AT_FDCWD, _AT_RECURSIVE, _SYS_MOUNT_SETATTR = -100, 0x8000, 442  # one number on every architecture
_PR_SET_PDEATHSIG, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 24, 36, 38
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def _call(what: str, result: int) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Give this process new namespaces; a new PID namespace begins with its next child."""
    _call("unshare", _libc.unshare(flags))


def mount(source: str, target: str, kind: str = "none", flags: int = 0, data: str = "") -> None:
    result = _libc.mount(source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode())
    _call(f"mount {source} on {target}", result)


def detach(target: str) -> None:
    _call(f"umount {target}", _libc.umount2(target.encode(), MNT_DETACH))


def restrict(target: str, attributes: int, recursive: bool = True) -> None:
    """Set mount attributes on `target` and every mount below it (mount_setattr, Linux 5.12)."""
    attr = (ctypes.c_uint64 * 4)(attributes, 0, 0, 0)
    flags = _AT_RECURSIVE if recursive else 0
    size = ctypes.c_size_t(ctypes.sizeof(attr))
    result = _libc.syscall(_SYS_MOUNT_SETATTR, _AT_FDCWD, target.encode(), flags, attr, size)
    _call(f"mount_setattr {target}", result)


def pivot_root(new_root: str) -> None:
    """Make `new_root` the root of this mount namespace; the old root is gone afterwards."""
    os.chdir(new_root)
    _call("pivot_root", _libc.pivot_root(b".", b"."))  # pivot_root(2): the old root lies on the new one
    detach(".")
    os.chdir("/")


def set_hostname(name: str) -> None:
    _call("sethostname", _libc.sethostname(name.encode(), ctypes.c_size_t(len(name.encode()))))


def die_with_parent(signal_number: int) -> None:
    """Ask for a signal when the parent ends. Its thread is meant: the parent must have only one."""
    _call("prctl", _libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0))


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _call("prctl", _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))


def keep_capabilities(kept: frozenset[int]) -> None:
    """Drop every other capability for good, for this process and whatever it starts.

    Without CAP_SYS_ADMIN nothing inside can make a read-only mount writable again.
    """
    with open("/proc/sys/kernel/cap_last_cap") as file:
        last = int(file.read())
    for capability in set(range(last + 1)) - kept:
        _call("prctl", _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0))
    mask = sum(1 << capability for capability in kept)
    low, high = mask & 0xFFFFFFFF, mask >> 32
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _call("capset", _libc.capset(header, (ctypes.c_uint32 * 6)(low, low, 0, high, high, 0)))
    _call("prctl", _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
