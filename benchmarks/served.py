"""Any application behind the program's own server, in a process of its own: `served NAME URL PORT`.

NAME is `survey` (the URL is that of its database, its instance folder the one in the environment),
`floor` or `orm`. All are served alike; what they cost is read from the system.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from flask import Flask

from benchmarks.floor_app import make_floor_app
from benchmarks.orm_app import make_orm_app
from survey_app.settings import Settings
from survey_app.storage.database import open_database
from survey_app.web import create_app
from survey_app.web.gunicorn_server import Server
from survey_app.web.process import allow_connections
from survey_app.web.server import THREADS
from tests.serving import free_port

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its port, and the process that answers."""

    port: int
    process: int

    @property
    def cpu_seconds(self) -> float:
        """Processor time its processes have used so far."""
        return sum(_cpu(pid) for pid in (self.process, *_children(self.process)))


@contextmanager
def serving(name: str, url: str, instance: Path) -> Iterator[Served]:
    """The server until the block ends."""
    port = free_port()
    known = {"SURVEY_APP_INSTANCE": str(instance), "SURVEY_APP_FLOOD_CEILING": "1000000"}
    command = [sys.executable, "-m", "benchmarks.served", name, url, str(port)]
    with subprocess.Popen(command, env={**os.environ, **known}) as process:
        try:
            _await(port)
            yield Served(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _await(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urlopen(f"http://127.0.0.1:{port}/none", timeout=5)  # our own server
        except HTTPError:
            return
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(port)


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in found]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


class _Any(Server):
    """The program's server around another application."""

    def __init__(self, name: str, url: str, port: int) -> None:
        self._name, self._url = name, url
        settings = Settings(database_url=url)
        super().__init__(
            settings, "127.0.0.1", port, threads=THREADS, connections=allow_connections()
        )

    def load(self) -> Flask:
        """The application of that name."""
        if self._name == "survey":
            return create_app(Settings(database_url=self._url))
        database = open_database(self._url)
        if self._name == "floor":
            return make_floor_app(database)
        return make_orm_app(database.engine)


if __name__ == "__main__":
    named, address, number = sys.argv[1:]
    _Any(named, address, int(number)).run()
