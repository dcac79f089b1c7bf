"""What tests of every level stand on: an instance of its own with a clock that obeys."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.services import passwords
from survey_app.services.agencies import add_agency
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.settings import Settings
from survey_app.storage.agencies import Agency
from tests.browser import chromium
from tests.postgresql import REQUIRED, Cluster, find_binaries, running_cluster

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ENGINES = ("sqlite", "postgresql")

START = datetime(2021, 3, 1, 3, 0, tzinfo=UTC)
"""10:00 on 1 March 2564 in Thailand, in the middle of fiscal year 2564."""


@dataclass
class Clock:
    """The time, which only a test moves."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        """Let time pass, such as `advance(minutes=31)`."""
        self.now += timedelta(**amount)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", action="append", choices=ENGINES, help="test on this engine alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that stands on an instance runs once an engine, unless it is about one engine alone."""
    if "engine" not in metafunc.fixturenames:
        return
    mark = metafunc.definition.get_closest_marker("engine")
    asked = metafunc.config.getoption("--engine") or ENGINES
    metafunc.parametrize("engine", [one for one in asked if mark is None or one in mark.args])


class CompiledTemplates(BytecodeCache):
    """Templates compiled once for all the applications that tests build."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """Half the time of a page's first request goes into reading its templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Flask.jinja_options, "bytecode_cache", CompiledTemplates())
        yield


class QuickHasher(PasswordHasher):
    """argon2id with a thousandth of the memory, for the thousands of officers who sign in here."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """What `hash_password` costs in earnest is a test of its own (`test_passwords.py`)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "PasswordHasher", QuickHasher)
        yield


@pytest.fixture(scope="session")
def empty_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a migrated SQLite instance that holds nothing, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("empty") / "instance"
    upgrade_instance(Settings(instance=folder)).database.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium for the whole run."""
    path = chromium.find_chromium()
    if path is None and chromium.REQUIRED:
        pytest.fail("no Chromium, which CI requires")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with chromium.running_chromium(path) as running:
        yield running


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for the whole run."""
    if find_binaries() is None and not REQUIRED:
        pytest.skip("there is no PostgreSQL here")
    with running_cluster() as running:
        yield running


@dataclass(frozen=True)
class Prepared:
    """A migrated and empty database on a server, to be copied, and the key it is bound to."""

    cluster: Cluster
    name: str
    folder: Path


@pytest.fixture(scope="session")
def empty_database(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The same on PostgreSQL."""
    folder, name = tmp_path_factory.mktemp("empty") / "instance", cluster.create()
    settings = Settings(instance=folder, database_url=cluster.url(name))
    upgrade_instance(settings).database.engine.dispose()
    return Prepared(cluster, name, folder)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def instance(engine: str, tmp_path: Path, clock: Clock, request: pytest.FixtureRequest):
    """A fresh instance in the test's own folder, on either engine."""
    folder = tmp_path / "instance"
    if engine == "sqlite":
        shutil.copytree(request.getfixturevalue("empty_instance"), folder)
        yield from _open(Settings(instance=folder), clock)
        return
    empty: Prepared = request.getfixturevalue("empty_database")
    shutil.copytree(empty.folder, folder)
    name = empty.cluster.create(empty.name)
    yield from _open(Settings(instance=folder, database_url=empty.cluster.url(name)), clock)
    empty.cluster.drop(name)


def _open(settings: Settings, clock: Clock) -> Iterator[Instance]:
    opened = open_instance(settings, clock)
    yield opened
    opened.database.engine.dispose()


@pytest.fixture
def agency(instance: Instance) -> Agency:
    """The agency the tests' officers are bound to."""
    return add_agency(
        instance,
        COMMAND_LINE,
        name="เทศบาลตำบลทดสอบ",
        district="เมือง",
        province="ขอนแก่น",
        phone="0 4300 0000",
    )


@pytest.fixture
def other_agency(instance: Instance) -> Agency:
    """An agency whose things the officers of `agency` must never see."""
    return add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลอื่น", phone="0 4399 9999")


@pytest.fixture
def officer_actor(agency: Agency) -> Actor:
    """An officer of `agency`, for calling services without the web."""
    return Actor("officer", Role.OFFICER, agency.id)
