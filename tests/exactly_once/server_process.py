"""The real server in a process group of its own, to be killed and started again on the same port."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from survey_app.settings import Settings
from tests.exactly_once.phones import Lost, Phone
from tests.serving import COMMAND, CommandLine, free_port

_IMPATIENT = """
import sys
from survey_app.storage import database
database.BUSY_MILLISECONDS = {milliseconds}
database.SQLITE_SETTINGS["busy_timeout"] = "{milliseconds}"
from survey_app.cli import main
sys.argv[0] = "survey-app"
main()
"""
"""The same program with less patience for locks, so that a test need not wait ten seconds for each."""


def impatient(milliseconds: int) -> tuple[str, ...]:
    """A command like `survey-app` that waits for locks only so long."""
    return (sys.executable, "-c", _IMPATIENT.format(milliseconds=milliseconds))


def command_line(settings: Settings) -> CommandLine:
    """`survey-app` over the database that `settings` name; storms are let in whole."""
    env = {"SURVEY_APP_DATABASE_URL": settings.url, "SURVEY_APP_FLOOD_CEILING": "1000000"}
    return CommandLine(settings.instance, env)


@dataclass
class ServerProcess:
    """`survey-app serve` over one database."""

    settings: Settings
    command: Sequence[str] = COMMAND
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def phone(self) -> Phone:
        """A phone that reaches it."""
        return Phone(self.port)

    def start(self) -> float:
        """Start and wait until it answers; returns the seconds that took."""
        began = time.monotonic()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*self.command, "serve", "--port", str(self.port)],
                env=command_line(self.settings)._env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._await_answer(began + 60)
        return time.monotonic() - began

    def kill(self) -> None:
        """SIGKILL to the whole process group, as when the machine's power button is held."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def kill_worker(self) -> float:
        """SIGKILL to the worker alone, as the kernel does when memory is short; seconds until it answers."""
        began = time.monotonic()
        worker = self.worker
        assert worker, "no worker to kill: 0 would mean this very process"
        os.kill(worker, signal.SIGKILL)
        while self.worker in (0, worker):
            time.sleep(0.01)
        self._await_answer(began + 60)
        return time.monotonic() - began

    @property
    def master(self) -> int:
        """The process that was started, which answers nobody itself."""
        assert self._process
        return self._process.pid

    @property
    def worker(self) -> int:
        """The process that answers, or 0 while there is none."""
        assert self._process
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(children[0]) if children else 0

    def stop(self) -> None:
        """Ask it to end, and wait."""
        assert self._process
        self._process.terminate()
        self._process.wait(30)

    def _await_answer(self, until: float) -> None:
        assert self._process
        while time.monotonic() < until:
            assert self._process.poll() is None, self._log.read_text()
            try:
                self.phone.fetch("/officer/sign-in")
            except Lost:
                time.sleep(0.02)
            else:
                return
        raise AssertionError(f"no answer: {self._log.read_text()}")

    @property
    def _log(self) -> Path:
        """What the server itself says, for when it does not start."""
        return self.settings.instance.with_name("server.log")
