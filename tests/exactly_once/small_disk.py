"""A disk of a few megabytes that a test can fill, where mounting is allowed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgresql import Cluster

_SIZE = "64m"
_TABLESPACE = "cramped"


@dataclass
class SmallDisk:
    """A folder, on a disk of its own if `mounted`."""

    folder: Path
    mounted: bool

    @contextmanager
    def filled(self, spare: int = 0) -> Iterator[None]:
        """Full but for `spare` bytes, until the block ends."""
        filler = self.folder / "filler"
        try:
            free = os.statvfs(self.folder)
            with filler.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - spare)
            yield
        finally:
            filler.unlink()

    def hold_database(self, cluster: Cluster, name: str) -> None:
        """Move a PostgreSQL database here."""
        place = self.folder / "tablespace"
        place.mkdir()
        shutil.chown(self.folder, "postgres")
        shutil.chown(place, "postgres")
        cluster.execute(f"CREATE TABLESPACE {_TABLESPACE} LOCATION '{place}'")
        cluster.execute(f'ALTER DATABASE "{name}" SET TABLESPACE {_TABLESPACE}')

    def release_database(self, cluster: Cluster) -> None:
        """Forget the place once nothing lies in it."""
        cluster.execute(f"DROP TABLESPACE {_TABLESPACE}")


@contextmanager
def small_disk() -> Iterator[SmallDisk]:
    """A folder with a small disk in memory mounted on it; a plain one where that is not allowed."""
    with tempfile.TemporaryDirectory(prefix="disk", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL must reach it
        command = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=755", "survey", name]
        mounted = (
            os.geteuid() == 0
            and subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0
        )
        try:
            yield SmallDisk(folder, mounted)
        finally:
            if mounted:
                subprocess.run(["umount", "--lazy", name], check=True)
