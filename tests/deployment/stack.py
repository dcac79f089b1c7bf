"""The whole of what is installed: nginx with the shipped site, the server's processes, a database.

Everything that any of them could write lies under one folder, so that it can be searched.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from survey_app.services.instance import Instance
from tests.nginx import HOST, Nginx, running_nginx
from tests.postgresql import Cluster
from tests.serving import COMMAND, CommandLine, free_port, wait_for

PUBLIC_URL = f"https://{HOST}"
DUMPING_SHELL = ("/bin/sh", "-c", 'ulimit -c "$(ulimit -H -c)"; exec "$@"', "sh")
CRAMPED_SHELL = ("/bin/sh", "-c", 'ulimit -n 200; exec "$@"', "sh")
"""Before a command: a shell of somebody who wants core dumps, or of one who grants few open files."""


@dataclass(frozen=True)
class Server:
    """`survey-app serve` in a folder of its own."""

    process: subprocess.Popen[str]
    port: int
    folder: Path

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in children]

    @property
    def worker(self) -> int:
        """The one that answers now; waits for it if it is being replaced."""
        until = time.monotonic() + 30
        while not (found := self.workers) and time.monotonic() < until:
            time.sleep(0.02)
        return found[0]

    def kill_worker(self, how: signal.Signals) -> None:
        """End the worker by a signal, and wait until another answers."""
        killed = self.worker
        os.kill(killed, how)
        while killed in self.workers:
            time.sleep(0.02)
        wait_for(f"http://127.0.0.1:{self.port}/officer/sign-in", self.process)


@contextmanager
def running_server(
    instance: Instance, folder: Path, shell: tuple[str, ...] = DUMPING_SHELL
) -> Iterator[Server]:
    """The server, started by somebody who has core dumps switched on; `folder` is its current one."""
    port = free_port()
    for name in ("tmp", "home"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    command = CommandLine(
        instance.settings.instance,
        {
            "SURVEY_APP_DATABASE_URL": instance.settings.url,
            "SURVEY_APP_PUBLIC_URL": PUBLIC_URL,
            "TMPDIR": str(folder / "tmp"),
            "HOME": str(folder / "home"),
        },
    )
    with (
        (folder / "journal").open("wb") as journal,
        subprocess.Popen(
            [*shell, *COMMAND, "serve", "--port", str(port)],
            env=command._env,
            cwd=folder,
            stdout=journal,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/officer/sign-in", process, 60)
            yield Server(process, port, folder)
        finally:
            _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """Ask it to end; one that is stuck is ended."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()


@dataclass(frozen=True)
class Stack:
    """All of it, running."""

    instance: Instance
    server: Server
    nginx: Nginx
    cluster: Cluster | None

    @property
    def folders(self) -> list[Path]:
        """Everything that any part of it writes to."""
        database = [self.cluster.folder] if self.cluster else []
        return [self.instance.settings.instance, self.server.folder, self.nginx.folder, *database]


@contextmanager
def running_stack(instance: Instance, folder: Path, cluster: Cluster | None) -> Iterator[Stack]:
    """The server of `instance` behind nginx, until the block ends."""
    with running_server(instance, folder) as server, running_nginx(server.port) as nginx:
        yield Stack(instance, server, nginx, cluster)


def copy_folders(folders: list[Path], to: Path) -> None:
    """A copy of what lies there now, but not of sockets and pipes."""
    for number, folder in enumerate(folders):
        for path in folder.rglob("*"):
            if path.is_file():
                target = to / str(number) / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
