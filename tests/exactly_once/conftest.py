"""Real server processes over real databases, under the real clock."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.agencies import add_agency
from survey_app.services.instance import Instance, open_instance
from survey_app.settings import Settings
from tests.conftest import ENGINES, Prepared
from tests.exactly_once.server_process import ServerProcess, impatient
from tests.exactly_once.small_disk import SmallDisk, small_disk
from tests.respondents import PretendRound, open_pretend_round


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """The real time: the server is another process and knows no other."""
    return lambda: datetime.now(UTC)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One server an engine for all tests that do it no harm."""
    asked = metafunc.config.getoption("--engine") or ENGINES
    for shared in {"served", "cramped"} & set(metafunc.fixturenames):
        metafunc.parametrize(shared, asked, indirect=True, scope="package")


@dataclass
class Served:
    """A running server and the instance it serves, opened a second time by the test."""

    instance: Instance
    server: ServerProcess
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def open_round(self, **options: Any) -> PretendRound:
        """An open round of an agency of its own."""
        name = f"เทศบาลตำบลที่ {next(self._numbers)}"
        agency = add_agency(self.instance, COMMAND_LINE, name=name, phone="0 4300 0000")
        return open_pretend_round(self.instance, agency, **options)


@dataclass
class Cramped(Served):
    """The same where room is short and patience shorter."""

    disk: SmallDisk = field(kw_only=True)


@pytest.fixture(scope="package")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served") / "instance"
    with standing_instance(request, folder) as instance:
        server = ServerProcess(instance.settings)
        server.start()
        yield Served(instance, server)
        server.stop()


@contextmanager
def standing_instance(
    request: pytest.FixtureRequest, folder: Path, disk: SmallDisk | None = None
) -> Iterator[Instance]:
    """An empty instance on the engine that the request names, for longer than one test.

    Its database lies on `disk`, if one is given and can be had.
    """
    if request.param == "sqlite":
        folder = disk.folder / "instance" if disk else folder
        shutil.copytree(request.getfixturevalue("empty_instance"), folder)
        yield from _open(Settings(instance=folder))
        return
    empty: Prepared = request.getfixturevalue("empty_database")
    shutil.copytree(empty.folder, folder)
    name = empty.cluster.create(empty.name)
    if disk and disk.mounted:
        disk.hold_database(empty.cluster, name)
    yield from _open(Settings(instance=folder, database_url=empty.cluster.url(name)))
    empty.cluster.drop(name)
    if disk and disk.mounted:
        disk.release_database(empty.cluster)


def _open(settings: Settings) -> Iterator[Instance]:
    opened = open_instance(settings)
    yield opened
    opened.database.engine.dispose()


@pytest.fixture(scope="package")
def cramped(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cramped]:
    """A server on a small disk of its own, which waits for locks only half a second."""
    with small_disk() as disk:
        folder = tmp_path_factory.mktemp("cramped") / "instance"
        with standing_instance(request, folder, disk) as instance:
            server = ServerProcess(instance.settings, impatient(500))
            server.start()
            yield Cramped(instance, server, disk=disk)
            server.stop()
