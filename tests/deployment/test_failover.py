"""The machine with the database dies under load, the second takes its place, and nobody's sheet is lost."""

import random
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.services.agencies import add_agency
from survey_app.services.closing import close_round
from survey_app.services.instance import upgrade_instance
from survey_app.services.results import verify_result
from survey_app.settings import Settings
from tests.closed_rounds import score_items
from tests.deployment.conftest import advised_settings
from tests.deployment.stack import Server, running_server
from tests.deployment.standby import (
    REPLICATED,
    Standby,
    following,
    kill_primary,
    make_folder,
    url_of_both,
)
from tests.exactly_once.phones import Errand, Phone
from tests.postgresql import Cluster, running_cluster
from tests.respondents import PretendRound, as_fields, open_pretend_round, random_sheet

pytestmark = [pytest.mark.soak, pytest.mark.engine("postgresql")]

INSTRUMENTS: tuple[SurveyInstrument, ...] = ("IIT", "EIT")
CLIENTS = 8
EACH = 40


@pytest.fixture
def standby_folder() -> Iterator[Path]:
    folder = make_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Load:
    """Clients that send sheet after sheet, each until it is thanked for."""

    server: Server
    round_: PretendRound
    thanked: int = 0
    failures: list[BaseException] = field(default_factory=list)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def run(self, number: int) -> None:
        """One client's whole day."""
        try:
            for place in range(EACH):
                self._send(number * EACH + place)
        except BaseException as failure:  # noqa: BLE001  # the test's thread tells it
            self.failures.append(failure)

    def _send(self, number: int) -> None:
        phone, instrument = Phone(self.server.port), INSTRUMENTS[number % 2]
        form = self.round_.visit(instrument).form
        sheet = random_sheet(form, random.Random(number))
        fields = as_fields(form, sheet)
        with self._turn:
            if instrument == "IIT":
                fields["admission"] = self.round_.codes.pop()
        link = self.round_.links[instrument]
        phone.send_until_thanked(phone.fill(Errand(instrument, link, sheet, fields)))
        with self._turn:
            self.thanked += 1


def test_no_thanked_sheet_is_lost_when_the_standby_takes_over(tmp_path: Path, standby_folder: Path):
    with running_cluster(**advised_settings(), **REPLICATED) as cluster:
        name = cluster.create()
        settings = Settings(
            instance=tmp_path / "instance", database_url=url_of_both(cluster, standby_folder, name)
        )
        instance = upgrade_instance(settings)
        agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลทดสอบ")
        round_ = open_pretend_round(instance, agency, staff=CLIENTS * EACH, public=CLIENTS * EACH)
        with following(cluster, standby_folder) as standby:
            standby.require_both()
            with running_server(instance, tmp_path / "server") as server:
                load = Load(server, round_)
                _run_through_the_failover(load, cluster, standby)
            assert load.failures == []
            score_items(instance, round_.id)
            result = close_round(instance, COMMAND_LINE, round_.id, "ปิดตามกำหนดเวลา")
            half = CLIENTS * EACH // 2
            counted = [result.iit.respondents, result.eit.respondents]
            assert counted == [half, half]
            verify_result(instance, COMMAND_LINE, round_.id)
        instance.database.engine.dispose()


def _run_through_the_failover(load: Load, cluster: Cluster, standby: Standby) -> None:
    threads = [threading.Thread(target=load.run, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    _await(load, CLIENTS * EACH // 4)
    with standby.deaf():
        time.sleep(1)  # whatever is thanked for now, the standby would not have
        kill_primary(cluster)
    standby.promote()
    for thread in threads:
        thread.join()


def _await(load: Load, thanked: int) -> None:
    until = time.monotonic() + 300
    while load.thanked < thanked and not load.failures:
        assert time.monotonic() < until, load
        time.sleep(0.05)
