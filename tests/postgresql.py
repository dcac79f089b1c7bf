"""A throw-away PostgreSQL for the tests: the one present, else installed now, run as an ordinary user.

`python -m tests.postgresql` makes sure that there is one. With `CI=true` a missing one is a failure;
elsewhere the tests that need it say that they were skipped.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

REQUIRED = os.environ.get("CI") == "true"
_USER = "survey"
_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_SETTINGS = {
    "listen_addresses": "",  # by its socket alone
    "fsync": "off",  # the data is thrown away; what is promised of a power cut is tested apart
    "max_connections": "200",
    "timezone": "Asia/Bangkok",  # not UTC: a moment read in the server's zone would be noticed
    "shared_buffers": "64MB",
}


def find_binaries() -> Path | None:
    """The folder with initdb and postgres, or None."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    return next((folder for folder in (*_FOLDERS, *folders) if (folder / "initdb").exists()), None)


def install_postgresql() -> None:
    """Install it where that may be done; failures are found by looking again."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-qq", "update"], check=False, env=quiet)
        wanted = ["postgresql", "--no-install-recommends"]
        subprocess.run(["apt-get", "-qq", "-y", "install", *wanted], check=False, env=quiet)
        _FOLDERS[:] = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@dataclass
class Cluster:
    """A running server with its socket; each database is a copy of a prepared one."""

    binaries: Path
    folder: Path
    port: int = 5432

    def __post_init__(self) -> None:
        self._numbers = count(1)

    def url(self, database: str) -> str:
        """The address of a database of this server."""
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.folder}&port={self.port}"

    def create(self, template: str = "template0") -> str:
        """A new database; returns its name."""
        name = f"t{os.getpid()}_{next(self._numbers)}"
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def renew(self, name: str, template: str) -> None:
        """Make a database a copy of `template` again."""
        self.drop(name)
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        import psycopg  # noqa: PLC0415  # only where there is a server

        place = f"host={self.folder} port={self.port} user={_USER} dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement)

    def run(self, program: str, *arguments: str, check: bool = True) -> None:
        """One of PostgreSQL's programs, as an ordinary user: it refuses to run as root."""
        command = [str(self.binaries / program), *arguments]
        subprocess.run(command, check=check, stdout=subprocess.DEVNULL, cwd=self.folder, **_owner())


@contextmanager
def running_cluster(**settings: str) -> Iterator[Cluster]:
    """A server of its own, thrown away at the end; `settings` go on top of the usual ones."""
    binaries = find_binaries()
    assert binaries, "PostgreSQL is missing"
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        _give(folder)
        cluster = Cluster(binaries, folder)
        data = str(folder / "data")
        cluster.run("initdb", "-D", data, "-U", _USER, "--auth=trust", "--encoding=UTF8",
                    "--locale=C", "--no-sync")  # fmt: skip
        given = " ".join(f"-c {key}={value}" for key, value in (_SETTINGS | settings).items())
        log = str(folder / "log")
        options = f"{given} -c unix_socket_directories={folder}"
        cluster.run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield cluster
        finally:
            cluster.run("pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)


def _owner() -> dict[str, object]:
    """Whom to run as: `postgres` where we are root, else whoever we are."""
    if os.geteuid() != 0:
        return {}
    known = pwd.getpwnam("postgres")
    return {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": []}


def _give(folder: Path) -> None:
    owner = _owner()
    if owner:
        os.chown(folder, owner["user"], owner["group"])


def main() -> int:
    """Make sure there is a PostgreSQL; 1 if one is required and cannot be had."""
    if find_binaries() is None:
        install_postgresql()
    found = find_binaries()
    print(
        f"tests use PostgreSQL in {found}" if found else "no PostgreSQL: its tests will be skipped"
    )
    return 1 if found is None and REQUIRED else 0


if __name__ == "__main__":
    sys.exit(main())
