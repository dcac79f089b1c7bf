"""The whole stack over one database, and whether this machine has what it takes."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.agencies import add_agency
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.settings import Settings
from tests.deployment.stack import Server, running_server
from tests.nginx import REQUIRED, find_nginx
from tests.postgresql import Cluster, find_binaries, running_cluster
from tests.respondents import PretendRound, open_pretend_round

PAPER = Path(__file__).parents[2] / "docs" / "postgresql.md"


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """The real time: the server is another process and knows no other."""
    return lambda: datetime.now(UTC)


@pytest.fixture
def own_cluster(engine: str) -> Iterator[Cluster | None]:
    """A PostgreSQL of the test's own, if it is about that engine: all its files are looked through."""
    if engine == "sqlite":
        yield None
        return
    if find_binaries() is None and not REQUIRED:
        pytest.skip("there is no PostgreSQL here")
    with running_cluster(**advised_settings()) as cluster:
        yield cluster


def advised_settings() -> dict[str, str]:
    """What docs/postgresql.md tells to write into postgresql.conf."""
    block = re.findall(
        r"```conf\n# postgresql\.conf\n(.+?)```", PAPER.read_text("utf-8"), re.DOTALL
    )
    return dict(line.split(" = ") for line in block[0].splitlines())


@pytest.fixture
def own_instance(own_cluster: Cluster | None, tmp_path: Path) -> Iterator[Instance]:
    """An empty instance with a database of the test's own."""
    url = own_cluster.url(own_cluster.create()) if own_cluster else None
    opened = upgrade_instance(Settings(instance=tmp_path / "instance", database_url=url))
    yield opened
    opened.database.engine.dispose()


@dataclass(frozen=True)
class Standing:
    """A server over SQLite with an open round, for all tests that do it no harm."""

    server: Server
    round_: PretendRound


@pytest.fixture(scope="package")
def standing(empty_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    folder = tmp_path_factory.mktemp("standing")
    shutil.copytree(empty_instance, folder / "instance")
    opened = open_instance(Settings(instance=folder / "instance"))
    agency = add_agency(opened, COMMAND_LINE, name="เทศบาลตำบลทดสอบ", phone="0 4300 0000")
    round_ = open_pretend_round(opened, agency, public=1000)
    with running_server(opened, folder / "server") as server:
        yield Standing(server, round_)
    opened.database.engine.dispose()


@pytest.fixture(scope="package")
def nginx_found() -> None:
    """Skips where there is no nginx; with CI=true its lack is a failure."""
    if find_nginx() is None and not REQUIRED:
        pytest.skip("there is no nginx here")


@pytest.fixture
def dumps_seen() -> None:
    """Skips where the system puts core dumps out of sight of a test."""
    pattern = Path("/proc/sys/kernel/core_pattern")
    if os.name != "posix" or not pattern.exists() or pattern.read_text()[0] in "|/":
        pytest.skip("core dumps do not go to the folder of the process here")
