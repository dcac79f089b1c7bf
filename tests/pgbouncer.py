"""A throw-away PgBouncer before a throw-away PostgreSQL, for `make soak`.

`python -m tests.pgbouncer` makes sure that there is one. With `CI=true` a missing one is a failure;
elsewhere the test that needs it says that it was skipped.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.postgresql import _USER, Cluster, _give, _owner

REQUIRED = os.environ.get("CI") == "true"
_PLACES = (os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")
_SETTINGS = """\
[databases]
* = host={cluster} port=5432 user={user}
[pgbouncer]
unix_socket_dir = {folder}
listen_addr =
listen_port = 6432
auth_type = any
{advised}
logfile = {folder}/log
pidfile = {folder}/pid
"""


def find_pgbouncer() -> str | None:
    """The path of a PgBouncer, or None."""
    return shutil.which("pgbouncer", path=os.pathsep.join(_PLACES))


def install_pgbouncer() -> None:
    """Install it where that may be done; failures are found by looking again."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        subprocess.run(["apt-get", "-qq", "update"], check=False, env=quiet)
        wanted = ["pgbouncer", "--no-install-recommends"]
        subprocess.run(["apt-get", "-qq", "-y", "install", *wanted], check=False, env=quiet)


@contextmanager
def running_pgbouncer(cluster: Cluster, advised: str) -> Iterator[Path]:
    """A PgBouncer with the lines that the paper advises, until the block ends; gives its socket's folder."""
    found = find_pgbouncer()
    assert found, "PgBouncer is missing"
    with tempfile.TemporaryDirectory(prefix="pgb", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        _give(folder)
        text = _SETTINGS.format(cluster=cluster.folder, user=_USER, folder=folder, advised=advised)
        (folder / "settings.ini").write_text(text)
        command = [found, str(folder / "settings.ini")]
        with subprocess.Popen(
            command, stderr=subprocess.DEVNULL, cwd=folder, **_owner()
        ) as process:
            try:
                _wait(folder, process)
                yield folder
            finally:
                process.terminate()
                process.wait(20)


def _wait(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(f"host={folder} port=6432 user={_USER} dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((folder / "log").read_text())


def main() -> int:
    """Make sure there is a PgBouncer; 1 if one is required and cannot be had."""
    if find_pgbouncer() is None:
        install_pgbouncer()
    found = find_pgbouncer()
    print(f"tests use {found}" if found else "no PgBouncer: its test will be skipped")
    return 1 if found is None and REQUIRED else 0


if __name__ == "__main__":
    sys.exit(main())
