"""What tests of every level stand on: an instance of its own with a clock that obeys."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.services.agencies import add_agency
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.settings import Settings
from survey_app.storage.agencies import Agency

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


@pytest.fixture(scope="session")
def empty_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a migrated instance that holds nothing, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("empty") / "instance"
    upgrade_instance(Settings(instance=folder)).database.engine.dispose()
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def instance(empty_instance: Path, tmp_path: Path, clock: Clock):
    """A fresh SQLite instance in the test's own folder."""
    folder = tmp_path / "instance"
    shutil.copytree(empty_instance, folder)
    opened = open_instance(Settings(instance=folder), clock)
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
