"""Many servers share few connections through PgBouncer in transaction mode, as the paper tells to set it."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.agencies import add_agency
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.services.results import verify_result
from survey_app.settings import Settings
from tests.closed_rounds import score_items
from tests.deployment.conftest import PAPER
from tests.pgbouncer import REQUIRED, find_pgbouncer, running_pgbouncer
from tests.postgresql import Cluster, running_cluster
from tests.respondents import PretendRound, open_pretend_round

pytestmark = [pytest.mark.soak, pytest.mark.engine("postgresql")]

SERVERS, EACH = 12, 25


def test_rounds_are_answered_and_closed_through_pgbouncer(tmp_path: Path):
    if find_pgbouncer() is None and not REQUIRED:
        pytest.skip("there is no PgBouncer here")
    with running_cluster() as cluster:
        name = cluster.create()
        _advise_role(cluster)
        with running_pgbouncer(cluster, _advised_lines()) as socket:
            url = f"postgresql+psycopg://survey@/{name}?host={socket}&port=6432"
            settings = Settings(instance=tmp_path / "instance", database_url=url)
            instance = upgrade_instance(settings)
            agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลทดสอบ")
            round_ = open_pretend_round(instance, agency, public=SERVERS * EACH)
            with ThreadPoolExecutor(SERVERS) as pool:
                list(pool.map(lambda number: _answer(settings, round_, number), range(SERVERS)))
            _require_limits(instance)
            score_items(instance, round_.id)
            close_round(instance, COMMAND_LINE, round_.id, "ปิดตามกำหนดเวลา")
            verify_result(instance, COMMAND_LINE, round_.id)
            with psycopg.connect(f"host={cluster.folder} user=survey dbname={name}") as direct:
                query = "SELECT sum(n) FROM participation"
                assert direct.execute(query).fetchone() == (SERVERS * EACH,)
            instance.database.engine.dispose()


def _answer(settings: Settings, round_: PretendRound, number: int) -> None:
    """One of the servers, with connections of its own."""
    instance = open_instance(settings)
    own = PretendRound(instance, round_.id, round_.links, [])
    own.send_many("EIT", EACH, seed=number)
    instance.database.engine.dispose()


def _require_limits(instance: Instance) -> None:
    """What the program asks for at connecting, PgBouncer drops: the role must bring it."""
    with instance.database.engine.connect() as connection:
        limit = connection.exec_driver_sql("SHOW lock_timeout").scalar()
        zone = connection.exec_driver_sql("SHOW timezone").scalar()
    assert (limit, zone) == ("10s", "UTC")


def _advise_role(cluster: Cluster) -> None:
    for statement in re.findall(r"^ +(ALTER ROLE .+;)$", PAPER.read_text("utf-8"), re.MULTILINE):
        cluster.execute(statement.replace("survey_app", "survey"))


def _advised_lines() -> str:
    block = re.findall(r"```ini\n; pgbouncer\.ini\n(.+?)```", PAPER.read_text("utf-8"), re.DOTALL)
    return block[0]
