"""Writers of one SQLite file take turns: threads by a lock, processes by a lock on a file.

SQLite's busy timeout alone polls slowly, and a writer may starve for the better part of a second.
"""

import os
import threading
import time
from pathlib import Path
from types import TracebackType

from survey_app.core.errors import Busy

try:
    import fcntl
except ImportError:  # Windows has no flock; there one process serves, and the thread lock is enough
    fcntl = None  # type: ignore[assignment]  # the module, or None where there is none

_PAUSE = 0.002
"""Seconds between two looks at another process's lock; only one thread of a process looks."""


class FileLock:
    """A lock that threads and processes respect; the file stays, empty, beside the database.

    Whoever waits longer than `patience` seconds gets Busy.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._path = path
        self._patience = patience
        self._thread = threading.Lock()
        self._handle: int | None = None

    def __enter__(self) -> None:
        until = time.monotonic() + self._patience
        if not self._thread.acquire(timeout=self._patience):
            raise Busy
        try:
            if fcntl is not None:
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
                _lock_file(self._handle, until)
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


def _lock_file(handle: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy from None
            time.sleep(_PAUSE)
        else:
            return
