"""Time and peak memory of the demonstration's report in each format.

Each format is made by a process of its own, as an officer's command makes it, three times; the fastest
counts. `result` makes no file and shows what starting and reading the round cost by themselves.
"""

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

from benchmarks.machine import describe_machine

COMMAND = Path(sys.executable).with_name("survey-app")
FORMATS = ("json", "csv", "xlsx", "html", "docx", "pdf", "all")
TIMES = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time, and the most memory a process held, in MiB."""

    seconds: float
    memory: float


def main() -> None:
    """Build the demonstration, make every format, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SURVEY_APP_INSTANCE"] = folder
        run([COMMAND, "demo", "--build-only"], check=True, capture_output=True)
        round_id = _closed_round()
        base = _measure("result", round_id)
        print(describe_machine())
        print(f"{'format':8}{'seconds':>9}{'× result':>10}{'MiB':>7}")
        _print("result", base, base)
        for form in FORMATS:
            _print(form, _measure("report", round_id, "--format", form, "--to", folder), base)


def _closed_round() -> str:
    listed = run([COMMAND, "round", "list", "--json"], check=True, capture_output=True).stdout
    return next(one["id"] for one in json.loads(listed) if one["state"] == "closed")


def _measure(*arguments: str) -> Cost:
    return min((_run_once(arguments) for _ in range(TIMES)), key=lambda cost: cost.seconds)


def _run_once(arguments: tuple[str, ...]) -> Cost:
    started = time.perf_counter()
    silent = os.open(os.devnull, os.O_WRONLY)
    moved = [(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_DUP2, silent, 2)]
    pid = os.posix_spawn(COMMAND, [str(COMMAND), *arguments], os.environ, file_actions=moved)
    _, status, usage = os.wait4(pid, 0)
    os.close(silent)
    if status:
        sys.exit(f"survey-app {' '.join(arguments)} failed")
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def _print(name: str, cost: Cost, base: Cost) -> None:
    ratio = cost.seconds / base.seconds
    print(f"{name:8}{cost.seconds:9.2f}{ratio:10.1f}{cost.memory:7.0f}")


if __name__ == "__main__":
    main()
