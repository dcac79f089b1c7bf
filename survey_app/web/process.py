"""What the server's own process may do, whoever starts it and however."""

import ctypes
import resource
import sys

MOST_CONNECTIONS = 4096
"""Those that arrive, are answered and leave, together; the slowest give way to newcomers."""
_SPARE_FILES = 128
"""Files that are not connections: the database, its lock, pictures and fonts being drawn."""
_PR_SET_DUMPABLE = 4


def forbid_core_dumps() -> None:
    """No crash writes this memory to a file, where a sheet on its way to the pool would be found.

    The limit stops files; a system that hands dumps to a program (apport, systemd-coredump) ignores
    it, so on Linux the process is marked as not to be dumped too. Children inherit both.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def allow_connections() -> int:
    """Let this process hold as many connections as the system grants it; how many those are."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + _SPARE_FILES
    granted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (granted, most))
    return granted - _SPARE_FILES
