"""PostgreSQL itself dies under load: what was thanked is there when it is back, and the server goes on."""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.agencies import add_agency
from survey_app.services.instance import upgrade_instance
from survey_app.settings import Settings
from tests.exactly_once.books import require_balance, require_counted, require_exact
from tests.exactly_once.crowd import Crowd, plan_errands
from tests.exactly_once.server_process import ServerProcess
from tests.postgresql import REQUIRED, Cluster, find_binaries, running_cluster
from tests.respondents import open_pretend_round


@dataclass(frozen=True)
class Storm:
    """How many sheets are sent, and how often the database dies meanwhile."""

    sheets: int
    crashes: int

    def __str__(self) -> str:
        return f"{self.sheets} sheets, {self.crashes} crashes"


FULL = pytest.param(Storm(3_000, 15), marks=pytest.mark.soak)


@pytest.mark.engine("postgresql")
@pytest.mark.parametrize("storm", [Storm(80, 2), FULL], ids=str)
def test_no_thanked_sheet_is_lost_when_the_database_dies(engine: str, tmp_path: Path, storm: Storm):
    if find_binaries() is None and not REQUIRED:
        pytest.skip("there is no PostgreSQL here")
    with running_cluster(fsync="on") as cluster:
        url = cluster.url(cluster.create())
        instance = upgrade_instance(Settings(instance=tmp_path / "instance", database_url=url))
        agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลทดสอบ", phone="0 4300 0000")
        pretend = open_pretend_round(instance, agency, staff=storm.sheets, public=storm.sheets)
        errands = plan_errands(pretend, iit=storm.sheets // 2, eit=storm.sheets // 2)
        server = ServerProcess(instance.settings)
        server.start()
        crowd, began = Crowd(server.phone), time.monotonic()
        with crowd.busy_with(errands):
            for number in range(storm.crashes):
                crowd.await_thanked((number + 1) * storm.sheets // (storm.crashes + 1))
                promised = tuple(crowd.thanked)
                crash(cluster)
                require_counted(pretend, promised)
                require_balance(pretend)
        seconds = time.monotonic() - began
        server.stop()
        require_exact(pretend, errands)
        instance.database.engine.dispose()
    print(f"{storm} in {seconds:.1f} s")


def crash(cluster: Cluster) -> None:
    """Every process of it ends on the spot, and what was only in its memory is gone; then it starts."""
    data, log = str(cluster.folder / "data"), str(cluster.folder / "log")
    cluster.run("pg_ctl", "-D", data, "-l", log, "-m", "immediate", "-w", "restart")
