"""The town, prepared once for each engine and copied for whoever changes it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.settings import Settings
from survey_app.web import build_app
from tests.conftest import START, Clock
from tests.postgresql import Cluster
from tests.security.browsers import Browser
from tests.security.contents import Watch
from tests.security.hostile_town import HostileTown, found_hostile_town
from tests.security.town import Town, found_town


@dataclass
class Site:
    """The application over a town."""

    town: Town
    instance: Instance
    app: Flask
    clock: Clock
    _browsers: dict[str, Browser] = field(default_factory=dict)

    def browser(self, name: str = "") -> Browser:
        """An officer's browser by name; without a name, somebody's who is not signed in."""
        if name not in self._browsers:
            self._browsers[name] = Browser(self.app, self.town.tokens[name] if name else None)
        return self._browsers[name]

    def address(self, written: str) -> str:
        """An address with the names of real things in place of `{…}`."""
        return written.format_map(self.town.names)


@dataclass(frozen=True)
class Prepared:
    """A town in a database that is only copied; `name` is that of PostgreSQL's."""

    town: Town
    folder: Path
    cluster: Cluster | None = None
    name: str = ""

    @classmethod
    def on_sqlite(cls, folder: Path) -> "Prepared":
        instance = upgrade_instance(Settings(instance=folder), Clock())
        town = found_town(instance)
        instance.database.engine.dispose()
        return cls(town, folder)

    @classmethod
    def on_postgresql(cls, folder: Path, cluster: Cluster) -> "Prepared":
        name = cluster.create()
        settings = Settings(instance=folder, database_url=cluster.url(name))
        instance = upgrade_instance(settings, Clock())
        town = found_town(instance)
        instance.database.engine.dispose()
        return cls(town, folder, cluster, name)

    def open(self, folder: Path) -> Iterator[Site]:
        """A copy of its own, open until the generator goes on."""
        shutil.copytree(self.folder, folder)
        settings, copy = Settings(instance=folder), ""
        if self.cluster:
            copy = self.cluster.create(self.name)
            settings = Settings(instance=folder, database_url=self.cluster.url(copy))
        clock = Clock()
        instance = open_instance(settings, clock)
        app = build_app(instance)
        app.testing = False
        yield Site(self.town, instance, app, clock)
        instance.database.engine.dispose()
        if self.cluster:
            self.cluster.drop(copy)

    def put_back(self, instance: Instance) -> None:
        """Make an opened copy again what it was."""
        instance.database.engine.dispose()
        path = instance.database.path
        if path:
            shutil.copyfile(self.folder / path.name, path)
        elif self.cluster:
            self.cluster.renew(str(instance.database.url.database), self.name)


@pytest.fixture(scope="session")
def prepare(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[str], Prepared]:
    """The prepared town of an engine, made when it is first asked for."""
    known: dict[str, Prepared] = {}

    def prepared(engine: str) -> Prepared:
        if engine not in known:
            folder = tmp_path_factory.mktemp("town") / "instance"
            known[engine] = (
                Prepared.on_sqlite(folder)
                if engine == "sqlite"
                else Prepared.on_postgresql(folder, request.getfixturevalue("cluster"))
            )
        return known[engine]

    return prepared


@pytest.fixture
def prepared(engine: str, prepare: Callable[[str], Prepared]) -> Prepared:
    return prepare(engine)


@pytest.fixture
def site(prepared: Prepared, tmp_path: Path) -> Iterator[Site]:
    """A town of the test's own."""
    yield from prepared.open(tmp_path / "town")


class Bench:
    """A town that is as it was before, however often something in it was changed."""

    def __init__(self, prepared: Prepared, folder: Path) -> None:
        self._prepared = prepared
        self._opened = prepared.open(folder / "town")
        self.site = next(self._opened)
        self.watch = Watch(self.site.instance)
        self._pristine = self.watch.contents

    def restore(self) -> None:
        """Put everything back."""
        self.site.clock.now = START
        self.watch.close()
        self._prepared.put_back(self.site.instance)
        self.watch = Watch(self.site.instance, self._pristine)

    def close(self) -> None:
        """Let go of it; it goes with its folder or its server."""
        self.watch.close()
        self.site.instance.database.engine.dispose()


@pytest.fixture(scope="session")
def benches() -> Iterator[dict[str, Bench]]:
    known: dict[str, Bench] = {}
    yield known
    for bench in known.values():
        bench.close()


@pytest.fixture
def bench(
    engine: str,
    prepare: Callable[[str], Prepared],
    benches: dict[str, Bench],
    tmp_path_factory: pytest.TempPathFactory,
) -> Bench:
    """A town shared with other tests, as it was prepared."""
    if engine not in benches:
        benches[engine] = Bench(prepare(engine), tmp_path_factory.mktemp("bench"))
    benches[engine].restore()
    return benches[engine]


@dataclass(frozen=True)
class HostileSite:
    """The town in which every text is harm; nobody changes it, and its clock is the real one."""

    town: HostileTown
    instance: Instance


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileSite]:
    folder = tmp_path_factory.mktemp("hostile") / "instance"
    instance = upgrade_instance(Settings(instance=folder))
    yield HostileSite(found_hostile_town(instance), instance)
    instance.database.engine.dispose()
