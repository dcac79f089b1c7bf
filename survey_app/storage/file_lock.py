"""Writers of one SQLite file take turns: threads by a lock, processes by a lock on a file.

SQLite's busy timeout alone polls, and a writer may starve for the better part of a second.
"""

import os
import threading
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # Windows has no flock; there one process serves, and the thread lock is enough
    fcntl = None  # type: ignore[assignment]  # the module, or None where there is none


class FileLock:
    """A lock that threads and processes respect; the file stays, empty, beside the database."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.Lock()
        self._handle: int | None = None

    def __enter__(self) -> None:
        self._thread.acquire()
        try:
            if fcntl is not None:
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._handle, fcntl.LOCK_EX)
        except BaseException:
            self._release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._release()

    def _release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        self._thread.release()
