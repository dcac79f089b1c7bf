"""Form page, submit and visit against the least a server can do, and against a row-per-answer app.

All are served by the program's own server, one after the other in turns, so that what disturbs the
machine disturbs them alike; of several turns the best counts. Seconds mean little, ratios more.
`--engine postgresql` starts a server of its own; `--folder` is where the databases lie, which has
to be a disk and no memory, since a commit is measured.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.floor_app import make_table
from benchmarks.load import Crowd, get, post, send_all
from benchmarks.machine import describe_machine
from benchmarks.orm_app import fill
from benchmarks.served import Served, serving
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import StaffAccess
from survey_app.services import respond
from survey_app.services.agencies import add_agency
from survey_app.services.instance import upgrade_instance
from survey_app.settings import Settings
from survey_app.storage.database import open_database
from tests.postgresql import running_cluster
from tests.respondents import PretendRound, as_fields, open_pretend_round, random_sheet

TURNS = 3
PAGES, SHEETS = 400, 64
LENGTH = 12_288
"""Bytes of a sheet: the form's script sends them all of one length."""
_CHANCE = random.Random(7)  # noqa: S311  # any sheets will do
LONE, TOGETHER = Crowd(1, keeps=True), Crowd(16, keeps=True)
NEW = Crowd(16, keeps=False)


@dataclass(frozen=True, slots=True)
class Speed:
    """Requests answered in a second, and milliseconds of the server's processor for each."""

    rate: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Stage:
    """What is measured: three servers and the round that is answered."""

    survey: Served
    floor: Served
    orm: Served
    pretend: PretendRound
    instrument: SurveyInstrument

    def form_page(self, count: int) -> list[bytes]:
        """Requests for the form."""
        return [get(f"/s/{self._link}/form")] * count

    def sheets(self, count: int) -> list[bytes]:
        """Whole sheets, each with a ticket of its own."""
        visit = self.pretend.visit(self.instrument)
        ticket = lambda: respond.issue_ticket(self.pretend.instance, visit)  # noqa: E731  # said once
        path = f"/s/{self._link}/answers"
        return [post(path, self._body({"ticket": ticket()})) for _ in range(count)]

    def orm_sheets(self, count: int) -> list[bytes]:
        """The same answers for the other application."""
        return [post("/1", self._body({})) for _ in range(count)]

    def _body(self, more: Mapping[str, str]) -> bytes:
        form = self.pretend.visit(self.instrument).form
        fields = as_fields(form, random_sheet(form, _CHANCE))
        return urlencode(fields | more).encode().ljust(LENGTH, b"&")

    @property
    def _link(self) -> str:
        return self.pretend.links[self.instrument]


def main() -> None:
    """Measure and print the table."""
    asked = _read_arguments()
    tempfile.tempdir = str(asked.folder)
    with ExitStack() as stack:
        stage = _set_stage(stack, asked.engine, asked.instrument)
        print(describe_machine())
        print(f"{asked.engine}, {asked.instrument}; 8 threads; best of {TURNS} turns")
        print(f"{'':34}{'a second':>10}{'CPU ms':>9}{'ratio':>8}{'target':>9}")
        _compare(stage)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--instrument", choices=("EIT", "IIT"), default="EIT")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"))  # noqa: S108  # a disk
    return parser.parse_args()


def _set_stage(stack: ExitStack, engine: str, instrument: SurveyInstrument) -> Stage:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    address = stack.enter_context(_databases(engine, folder))
    settings = Settings(instance=folder / "instance", database_url=address("survey"))
    instance = upgrade_instance(settings)
    agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลตัวอย่าง", phone="02 000 0000")
    pretend = open_pretend_round(instance, agency, access=StaffAccess.LINK)
    floor, orm = open_database(address("floor")), open_database(address("orm"))
    make_table(floor)
    fill(orm.engine, pretend.visit(instrument).form)
    for database in (floor, orm, instance.database):
        database.engine.dispose()
    served = [
        stack.enter_context(serving(name, address(name), settings.instance))
        for name in ("survey", "floor", "orm")
    ]
    return Stage(*served, pretend, instrument)


@contextmanager
def _databases(engine: str, folder: Path) -> Iterator[Callable[[str], str]]:
    """The address of a database of each name."""
    if engine == "sqlite":
        yield lambda name: f"sqlite:///{folder / name}.db"
        return
    with running_cluster(fsync="on", synchronous_commit="on") as cluster:
        made = {name: cluster.url(cluster.create()) for name in ("survey", "floor", "orm")}
        yield made.__getitem__


def _compare(stage: Stage) -> None:
    hello, page = [get("/hello")] * PAGES, stage.form_page(PAGES)
    for crowd, name in (
        (LONE, "one after the other"),
        (TOGETHER, "16 together"),
        (NEW, "16 together, new connections"),
    ):
        base, ours = _measure(
            crowd,
            b"200",
            (stage.floor, lambda: hello),
            (stage.survey, lambda: page),
        )
        _print(f"hello, {name}", base)
        _print(f"form page, {name}", ours, ours.rate / base.rate, ">= 0.9")
    commit = [post("/commit", b"&" * LENGTH)] * SHEETS
    for crowd, name, target in (
        (LONE, "one after the other", ">= 0.5"),
        (TOGETHER, "16 together", ">= 2"),
    ):
        base, ours = _measure(
            crowd,
            b"303",
            (stage.floor, lambda: commit),
            (stage.survey, lambda: stage.sheets(SHEETS)),
        )
        _print(f"one commit, {name}", base)
        _print(f"submit, {name}", ours, ours.rate / base.rate, target)
        if crowd is LONE:
            _compare_cpu(stage, ours)


def _compare_cpu(stage: Stage, ours: Speed) -> None:
    """One after the other: together, a row-per-answer app on SQLite loses sheets to locks."""
    (orm,) = _measure(LONE, b"303", (stage.orm, lambda: stage.orm_sheets(SHEETS)))
    (page,) = _measure(LONE, b"200", (stage.survey, lambda: stage.form_page(PAGES)))
    _print("row-per-answer app, a submit", orm)
    print(f"{'  CPU of our submit against it':34}{ours.cpu / orm.cpu:27.2f}{'<= 0.33':>9}")
    print(f"{'  CPU of a visit, page and submit':34}{page.cpu + ours.cpu:19.2f}{'<= 4 ms':>17}")


def _measure(
    crowd: Crowd, status: bytes, *measured: tuple[Served, Callable[[], list[bytes]]]
) -> list[Speed]:
    """The best of several turns of each, taken in turns."""
    best: dict[int, list[Speed]] = {place: [] for place in range(len(measured))}
    for _turn in range(TURNS):
        for place, (served, make) in enumerate(measured):
            best[place].append(_run(served, make(), crowd, status))
    return [
        Speed(max(one.rate for one in turns), min(one.cpu for one in turns))
        for turns in best.values()
    ]


def _run(served: Served, requests: list[bytes], crowd: Crowd, status: bytes) -> Speed:
    before = served.cpu_seconds
    seconds = send_all(served.port, requests, crowd, status)
    return Speed(len(requests) / seconds, (served.cpu_seconds - before) * 1000 / len(requests))


def _print(name: str, speed: Speed, ratio: float | None = None, target: str = "") -> None:
    said = f"{ratio:8.2f}" if ratio is not None else " " * 8
    print(f"{name:34}{speed.rate:10.0f}{speed.cpu:9.2f}{said}{target:>9}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
