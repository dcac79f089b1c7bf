"""The power may fail at any moment: what was thanked is on the disk, and nothing half of it."""

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.closing import vacuum_closed
from survey_app.services.instance import Instance
from survey_app.services.results import verify_result
from survey_app.storage import pool, tickets
from survey_app.storage.agencies import Agency
from survey_app.storage.database import open_database
from tests.exactly_once.books import Cells, expected_cells, read_cells, require_closed_exact
from tests.exactly_once.crowd import plan_errands
from tests.exactly_once.disk import Disk
from tests.exactly_once.phones import Filled
from tests.exactly_once.recorded_calls import Call, Recorder, has_strace
from tests.exactly_once.server_process import ServerProcess, command_line
from tests.respondents import PretendRound, open_pretend_round

MEMORY = Path("/dev/shm")
IIT, EIT = 21, 3
"""Sheets of each survey: the first fills its pool, so that a lot is folded."""


@dataclass(frozen=True)
class Cuts:
    """At how many moments the power is cut besides every thank-you, and how often by chance at each."""

    moments: int
    chances: int

    def __str__(self) -> str:
        return f"{self.moments} moments, {self.chances} chances"


@dataclass
class Record:
    """A round's whole life as system calls, and the disk before it."""

    pretend: PretendRound
    before: Disk
    calls: list[Call]
    forms: list[Filled]

    def __post_init__(self) -> None:
        keys = self.pretend.instance.keys
        self.visits = {name: self.pretend.visit(name) for name in ("IIT", "EIT")}
        self._macs = {
            tickets.read_ticket(
                keys, self.visits[form.errand.instrument].survey, form.ticket
            ).mac: form
            for form in self.forms
        }

    def counted(self, spent: set[bytes]) -> list[Filled]:
        """The forms behind spent tickets."""
        return [self._macs[mac] for mac in spent]


ALL = 10**9
FULL = pytest.param(Cuts(ALL, 3), marks=pytest.mark.soak)


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("cuts", [Cuts(40, 1), FULL], ids=str)
def test_a_power_cut_loses_no_thanked_sheet_and_leaves_none_half_applied(
    instance: Instance, agency: Agency, tmp_path: Path, cuts: Cuts
):
    if not has_strace():
        pytest.skip("strace is not installed here: system calls cannot be recorded")
    record = _record(instance, agency, tmp_path)
    chance, looked = random.Random(780), 0
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.exists() else None) as name:
        folder = Path(name) / "instance"
        for thanked, closed, disk in _moments(record, cuts.moments, chance):
            for by_chance in (False, *[True] * cuts.chances):
                _lay_out(disk, folder, chance if by_chance else None)
                _inspect(record, folder, thanked, closed=closed)
                looked += 1
    print(f"{len(record.calls)} calls, {len(record.forms)} sheets, {looked} power cuts")


def _record(instance: Instance, agency: Agency, tmp_path: Path) -> Record:
    """Serve, take sheets one after the other, and close the round, all recorded."""
    pretend = open_pretend_round(instance, agency, staff=IIT, public=EIT)
    errands = plan_errands(pretend, IIT, EIT)
    instance.database.engine.dispose()
    before, recorder = Disk.holding(instance.settings.instance), Recorder(tmp_path)
    server = ServerProcess(
        instance.settings, (*recorder.prefix("server"), sys.executable, "-m", "survey_app")
    )
    server.start()
    forms = [server.phone.fill(errand) for errand in errands]
    for form in forms:
        server.phone.send_until_thanked(form)
    server.stop()
    words = ("round", "close", pretend.id, "--reason", "ทดสอบ")
    subprocess.run(
        [*recorder.prefix("closing"), sys.executable, "-m", "survey_app", *words],
        env=command_line(instance.settings)._env,
        check=True,
    )
    calls = [
        call
        for name in ("server", "closing")
        for call in recorder.read(name)
        if before.concerns(call) or _is_thank_you(call)
    ]
    require_closed_exact(pretend, errands)
    return Record(pretend, before, calls, forms)


def _moments(
    record: Record, most: int, chance: random.Random
) -> Iterator[tuple[list[Filled], bool, Disk]]:
    """The disk at moments of its life, with whom had been thanked by then, and once all is closed."""
    disk, thanked = record.before, 0
    chosen = set(chance.sample(range(len(record.calls)), min(most, len(record.calls))))
    for number, call in enumerate(disk.replay(record.calls)):
        thanked += _is_thank_you(call)
        if number in chosen or _is_thank_you(call):
            yield record.forms[:thanked], False, disk
    assert thanked == len(record.forms)
    yield record.forms, True, disk


def _is_thank_you(call: Call) -> bool:
    return call.name == "sendto" and b" 303 " in call.texts[0] and b"/thanks\r\n" in call.texts[0]


def _lay_out(disk: Disk, folder: Path, chance: random.Random | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    disk.lay_out(folder, chance)


def _inspect(record: Record, folder: Path, thanked: list[Filled], *, closed: bool) -> None:
    """Fail unless the database opens, is sound, and holds whole sheets with all that were thanked."""
    with sqlite3.connect(folder / "survey.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()
    instance = replace(
        record.pretend.instance, database=open_database(f"sqlite:///{folder}/survey.db")
    )
    with instance.database.snapshot() as session:
        spent = {bytes(mac) for mac in session.scalars(sa.text("SELECT mac FROM ticket"))}
        cells = read_cells(session, record.pretend.id)
        state = session.scalar(sa.text("SELECT state FROM round"))
        waiting = _read_waiting(session, record)
    counted = record.counted(spent)
    assert {form.ticket for form in thanked} <= {form.ticket for form in counted}
    assert cells + waiting == expected_cells(form.errand for form in counted)
    if closed or state == "closed":
        assert state == "closed"
        assert not waiting
        verify_result(instance, COMMAND_LINE, record.pretend.id)
        vacuum_closed(instance)
    instance.database.engine.dispose()


def _read_waiting(session: Session, record: Record) -> Cells:
    """What the sheets in the pools will add."""
    cells: Cells = Cells()
    for name, visit in record.visits.items():
        for sheet in pool.lock_pool(session, record.pretend.instance.keys, visit.survey) or ():
            pairs = zip(visit.form.row_codes, sheet.choices, strict=True)
            cells.update((name, row, choice) for row, choice in pairs)
    return cells
