"""The program as it is run: the command in a process of its own, and the server behind a port."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-m", "survey_app")


@dataclass
class CommandLine:
    """`survey-app` over an instance folder of its own."""

    instance: Path
    env: dict[str, str] = field(default_factory=dict)

    def run(
        self, *words: str, stdin: str | None = None, expect: int = 0
    ) -> subprocess.CompletedProcess[str]:
        """Run a command, check its exit code, return what it said."""
        done = subprocess.run(  # noqa: PLW1510  # the exit code is compared below
            [*COMMAND, *words],
            capture_output=True,
            text=True,
            input=stdin,
            env=self._env,
            timeout=120,
        )
        assert done.returncode == expect, (words, done.returncode, done.stdout, done.stderr)
        return done

    def ask(self, *words: str, **options: Any) -> str:
        """What a command prints on stdout, without the line end."""
        return self.run(*words, **options).stdout.strip()

    def ask_json(self, *words: str) -> Any:
        """What a command prints with `--json`."""
        return json.loads(self.ask(*words, "--json"))

    @contextmanager
    def serve(self) -> Iterator[str]:
        """The server on a free port, until the block ends; gives its address."""
        port = free_port()
        with subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)],
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}/officer/sign-in", server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()
                server.wait(20)

    @property
    def _env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if "SURVEY_APP" not in name}
        return {**kept, "SURVEY_APP_INSTANCE": str(self.instance), "LC_ALL": "C.UTF-8", **self.env}


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[str], seconds: float = 30) -> None:
    """Wait until the server answers, or fail with what it said."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            raise AssertionError(server.stdout.read() if server.stdout else "the server stopped")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:  # refused, or too busy to answer in time
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")
