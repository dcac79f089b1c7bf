"""A second PostgreSQL that follows the first and can take its place."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.postgresql import _SETTINGS, _USER, Cluster, _owner

REPLICATED = {"wal_level": "replica", "max_wal_senders": "4", "synchronous_commit": "on"}
"""As docs/postgresql.md tells; `require_both` adds that the first waits for the second."""


@dataclass(frozen=True)
class Standby:
    """The second server; its socket lies in a folder of its own."""

    cluster: Cluster
    folder: Path

    def require_both(self) -> None:
        """From now on a sheet is thanked for only when this server has it too."""
        self.cluster.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.cluster.execute("SELECT pg_reload_conf()")
        query = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if _ask(self.cluster.folder, query):
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """It receives nothing, as when the line between the two machines is cut."""
        receiver = _ask(self.folder, "SELECT pid FROM pg_stat_wal_receiver")
        os.kill(receiver, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(receiver, signal.SIGKILL)

    def promote(self) -> None:
        """Make it the first."""
        self.cluster.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "promote")


@contextmanager
def following(cluster: Cluster, folder: Path) -> Iterator[Standby]:
    """A standby of `cluster` in `folder`, streaming, until the block ends."""
    data = str(folder / "data")
    cluster.run("pg_basebackup", "-D", data, "-R", "-X", "stream", "-c", "fast",
                "-h", str(cluster.folder), "-U", _USER, "--no-sync")  # fmt: skip
    given = " ".join(f"-c {key}={value}" for key, value in (_SETTINGS | REPLICATED).items())
    given += f" -c unix_socket_directories={folder}"
    log = str(folder / "log")
    cluster.run("pg_ctl", "-D", data, "-l", log, "-w", "-o", given, "start")
    try:
        yield Standby(cluster, folder)
    finally:
        cluster.run("pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)


def kill_primary(cluster: Cluster) -> None:
    """As when the machine's plug is pulled: every process of it, at once."""
    leader = int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
    for process in (leader, *map(int, children)):
        os.kill(process, signal.SIGKILL)


def url_of_both(cluster: Cluster, standby_folder: Path, database: str) -> str:
    """The address of whichever of the two takes changes."""
    hosts = f"host={cluster.folder},{standby_folder}&port=5432,5432&target_session_attrs=read-write"
    return f"postgresql+psycopg://{_USER}@/{database}?{hosts}"


def make_folder() -> Path:
    """A folder that PostgreSQL's account may use."""
    command = ["mktemp", "-d", "/tmp/standbyXXXXXX"]
    made = subprocess.run(command, check=True, capture_output=True, text=True, **_owner())
    return Path(made.stdout.strip())


def _ask(folder: Path, query: str) -> int:
    with psycopg.connect(f"host={folder} user={_USER} dbname=postgres") as connection:
        row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
