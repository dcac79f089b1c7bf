"""A published demonstration, made once with its real files and copied for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from survey_app.core.rounds import RoundState
from survey_app.services import rounds
from survey_app.services.demo.build import AGENCY, BUILDER, build_demo
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.services.publishing import publish
from survey_app.settings import Settings
from survey_app.web import build_app
from tests.conftest import Clock
from tests.visiting import Visitor

HOME = f"/r/{AGENCY.id}/2564"
PAGES = (HOME, f"{HOME}/oit", f"{HOME}/recompute")
ADDRESS = "https://ita.example.go.th"


def closed_round(instance: Instance) -> str:
    """The demonstration's round of 2564."""
    found = rounds.list_rounds(instance, BUILDER)
    return next(one.id for one in found if one.state is RoundState.CLOSED)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "instance"
    instance = upgrade_instance(Settings(instance=folder), Clock())
    build_demo(instance, lambda _steps: None)
    publish(instance, BUILDER, closed_round(instance))
    instance.database.engine.dispose()
    return folder


@dataclass(frozen=True)
class Published:
    """The demonstration with its published round."""

    instance: Instance
    round: str


@pytest.fixture
def demo(prepared: Path, tmp_path: Path, clock: Clock) -> Iterator[Published]:
    folder = tmp_path / "instance"
    shutil.copytree(prepared, folder)
    instance = open_instance(Settings(instance=folder), clock)
    yield Published(instance, closed_round(instance))
    instance.database.engine.dispose()


@pytest.fixture
def reader(demo: Published) -> Visitor:
    """Anybody with the link."""
    return Visitor(build_app(demo.instance))
