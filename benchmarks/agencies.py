"""500 agencies with open rounds in one database: whether one agency ever waits for another.

PostgreSQL is asked first: submits spread over all agencies, from 1, 2 and 4 server processes that
phones reach in turn, beside the rate at which the very same database commits one changed row for as
many connections (pgbench). What the server's connections wait for is sampled meanwhile: a wait of
the kind `Lock` would be one agency's wait for another. Then one agency's pool is held, as by an
officer who closes its round, and the others go on. SQLite, which has one writer, comes last.
"""

import argparse
import os
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from subprocess import run
from threading import Event

import psycopg
import sqlalchemy as sa

from benchmarks.machine import describe_machine
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import StaffAccess
from survey_app.services.agencies import add_agency
from survey_app.services.instance import Instance, upgrade_instance
from survey_app.services.respond import Visit, issue_ticket, visit_survey
from survey_app.settings import Settings
from tests.exactly_once.phones import Lost, Phone
from tests.exactly_once.server_process import ServerProcess
from tests.postgresql import Cluster, running_cluster
from tests.respondents import as_fields, open_pretend_round, random_sheet

AGENCIES = 500
PROCESSES = (1, 2, 4)
PHONES = 16
SECONDS = 8
_BARE_SECONDS = 5
_HELD_SECONDS = 5
_SAMPLED_EVERY = 0.01
_BARE = """
\\set row random(1, 500)
UPDATE bare SET n = n + 1 WHERE id = :client_id * 500 + :row;
"""
"""One changed row a commit, and no two connections ever want the same row."""


@dataclass(frozen=True)
class Towns:
    """All agencies' open EIT surveys in one database."""

    instance: Instance
    visits: tuple[Visit, ...]

    @classmethod
    def found(cls, settings: Settings, agencies: int) -> "Towns":
        """A new database with that many agencies, each with an open round."""
        instance = upgrade_instance(settings)
        visits = []
        for number in range(agencies):
            agency = add_agency(instance, COMMAND_LINE, name=f"เทศบาลตำบลที่ {number + 1}")
            opened = open_pretend_round(
                instance, agency, staff=40, public=4000, access=StaffAccess.LINK
            )
            visits.append(visit_survey(instance, opened.links["EIT"]))
        return cls(instance, tuple(visits))

    def count_sheets(self) -> int:
        """Sheets that the database says were sent."""
        with self.instance.database.snapshot() as session:
            found = session.execute(sa.text("SELECT coalesce(sum(n), 0) FROM participation"))
            return int(found.scalar_one())


@dataclass
class Crowd:
    """Phones that send sheets to surveys in turn and by processes in turn, until told to stop."""

    towns: Towns
    phones: Sequence[Phone]
    seconds: list[float] = field(default_factory=list)
    """How long each sheet took to be thanked for."""

    def __post_init__(self) -> None:
        chance = random.Random(2564)  # noqa: S311  # the same sheets at every run
        form = self.towns.visits[0].form
        self._fields = [as_fields(form, random_sheet(form, chance)) for _ in range(100)]
        self._turn = count()
        self._done = Event()
        self._threads = ThreadPoolExecutor(PHONES)
        self._sending: list[Future[None]] = []

    def start(self, visits: Sequence[Visit], phones: int) -> None:
        """Let that many phones send, each when its last sheet was thanked for."""
        self._sending += [self._threads.submit(self._send_on, visits) for _ in range(phones)]

    def stop(self) -> None:
        """Wait until every sheet under way is thanked for; raises what went wrong for any."""
        self._done.set()
        for sending in self._sending:
            sending.result()
        self._threads.shutdown()

    def _send_on(self, visits: Sequence[Visit]) -> None:
        while not self._done.is_set():
            turn = next(self._turn)
            began = time.perf_counter()
            self._send(visits[turn % len(visits)], turn)
            self.seconds.append(time.perf_counter() - began)

    def _send(self, visit: Visit, turn: int) -> None:
        """One sheet, sent again with the same ticket wherever the server was too busy."""
        ticket = {"ticket": issue_ticket(self.towns.instance, visit)}
        fields = self._fields[turn % len(self._fields)] | ticket
        phone = self.phones[turn % len(self.phones)]
        while not _is_thanked(phone, visit, fields):
            time.sleep(0.05)


def _is_thanked(phone: Phone, visit: Visit, fields: dict[str, str]) -> bool:
    try:
        reply = phone.fetch(f"/s/{visit.link_code}/answers", fields)
    except Lost:
        return False
    if reply.status not in (303, 503):
        raise RuntimeError(f"{reply.status}: {reply.text[:500]}")
    return reply.status == 303


def main() -> None:
    """Print the tables of both engines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agencies", type=int, default=AGENCIES)
    parser.add_argument("--processes", type=int, nargs="+", default=PROCESSES)
    asked = parser.parse_args()
    print(describe_machine())
    with tempfile.TemporaryDirectory() as name, running_cluster(fsync="on") as cluster:
        database = cluster.create()
        settings = Settings(instance=Path(name) / "pg", database_url=cluster.url(database))
        towns = Towns.found(settings, asked.agencies)
        print(f"\nPostgreSQL, {asked.agencies} agencies, {PHONES} phones")
        _print_rates(towns, asked.processes, _Bare(cluster, database))
        _print_held(towns, max(asked.processes), cluster, database)
        towns.instance.database.engine.dispose()
    with tempfile.TemporaryDirectory() as name:
        towns = Towns.found(Settings(instance=Path(name) / "lite"), asked.agencies)
        print(f"\nSQLite, {asked.agencies} agencies, {PHONES} phones")
        _print_rates(towns, asked.processes, None)
        towns.instance.database.engine.dispose()


def _print_rates(towns: Towns, processes: Sequence[int], bare: "_Bare | None") -> None:
    alone = bare.measure() if bare else _commit_bare(towns.instance)
    print(f"  a bare commit of one row: {alone:,.0f} a second")
    print(f"  {'processes':12}{'submits/s':>10}{'× one':>8}{'× bare':>8}{'cores':>7}{'ms each':>9}"
          f"{'median ms':>11}{'p99 ms':>8}   connections at work: what they waited for")  # fmt: skip
    first = 0.0
    for amount in processes:
        before = towns.count_sheets()
        with served(towns.instance.settings, amount) as servers:
            waits = _Waits(bare) if bare else None
            crowd = Crowd(towns, [server.phone for server in servers])
            crowd.start(towns.visits, PHONES)
            worked, began = _work_of(servers), time.perf_counter()
            rate = _watch(crowd, SECONDS, waits)
            cores = (_work_of(servers) - worked) / (time.perf_counter() - began)
            crowd.stop()
        first = first or rate
        print(f"  {amount:<12}{rate:10.0f}{rate / first:8.2f}{rate / alone:8.2f}{cores:7.2f}"
              f"{cores / rate * 1000:9.1f}{_latency(crowd.seconds)}   {waits or ''}", flush=True)  # fmt: skip
        _require_exact(towns.count_sheets() - before, len(crowd.seconds))


def _watch(crowd: Crowd, seconds: float, waits: "_Waits | None" = None) -> float:
    """Sheets thanked for in a second, counted after the first second."""
    time.sleep(1)
    began, before = time.perf_counter(), len(crowd.seconds)
    while time.perf_counter() - began < seconds:
        if waits:
            waits.sample()
        time.sleep(_SAMPLED_EVERY)
    return (len(crowd.seconds) - before) / (time.perf_counter() - began)


def _work_of(servers: Sequence[ServerProcess]) -> float:
    """Seconds of processor time that the workers have used: what no neighbour on the machine changes."""
    ticks = 0
    for server in servers:
        stat = Path(f"/proc/{server.worker}/stat").read_text().rpartition(")")[2].split()
        ticks += int(stat[11]) + int(stat[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _latency(seconds: Sequence[float]) -> str:
    slowest = quantiles(seconds, n=100)[-1]
    return f"{median(seconds) * 1000:11.0f}{slowest * 1000:8.0f}"


def _require_exact(counted: int, thanked: int) -> None:
    if counted != thanked:
        raise RuntimeError(f"{thanked} sheets were thanked for and {counted} counted")


@contextmanager
def served(settings: Settings, processes: int) -> Iterator[list[ServerProcess]]:
    """Server processes over one database."""
    with ExitStack() as stack:
        servers = [ServerProcess(settings) for _ in range(processes)]
        for server in servers:
            server.start()
            stack.callback(server.stop)
        yield servers


@dataclass(frozen=True)
class _Bare:
    """The same PostgreSQL, asked for nothing but commits."""

    cluster: Cluster
    database: str

    def connect(self) -> psycopg.Connection:
        """A connection of its own."""
        place = f"host={self.cluster.folder} port={self.cluster.port} user=survey"
        return psycopg.connect(f"{place} dbname={self.database}", autocommit=True)

    def measure(self) -> float:
        """Commits of one changed row a second, with as many connections as phones."""
        with self.connect() as connection:
            connection.execute("CREATE TABLE bare (id int PRIMARY KEY, n int NOT NULL)")
            connection.execute(
                "INSERT INTO bare SELECT i, 0 FROM generate_series(1, %s) i", [500 * PHONES]
            )
        script = self.cluster.folder / "bare.sql"
        script.write_text(_BARE)
        words = ("-n", "-h", self.cluster.folder, "-U", "survey", "-c", PHONES, "-j", 2,
                 "-T", _BARE_SECONDS, "-f", script, self.database)  # fmt: skip
        command = [str(self.cluster.binaries / "pgbench"), *map(str, words)]
        done = run(command, check=True, capture_output=True, text=True)
        with self.connect() as connection:
            connection.execute("DROP TABLE bare")
        found = re.search(r"tps = ([\d.]+)", done.stdout)
        return float(found[1]) if found else 0.0


def _commit_bare(instance: Instance) -> float:
    """Commits of one changed row a second, by one writer with the program's own settings."""
    began, commits = time.perf_counter(), 0
    with instance.database.transaction() as session:
        session.execute(sa.text("CREATE TABLE bare (n int NOT NULL)"))
        session.execute(sa.text("INSERT INTO bare VALUES (0)"))
    while time.perf_counter() - began < _BARE_SECONDS:
        with instance.database.transaction() as session:
            session.execute(sa.text("UPDATE bare SET n = n + 1"))
        commits += 1
    with instance.database.transaction() as session:
        session.execute(sa.text("DROP TABLE bare"))
    return commits / _BARE_SECONDS


class _Waits:
    """What the server's connections were doing whenever they were looked at."""

    def __init__(self, bare: _Bare) -> None:
        self._connection = bare.connect()
        self._seen: Counter[str] = Counter()

    def sample(self) -> None:
        """Look once."""
        query = """
            SELECT coalesce(wait_event_type || ':' || wait_event, 'running') FROM pg_stat_activity
            WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
        """
        self._seen.update(name for (name,) in self._connection.execute(query))

    def __str__(self) -> str:
        whole = self._seen.total() or 1
        locks = sum(n for name, n in self._seen.items() if name.startswith("Lock:"))
        most = [f"{name} {n / whole:.0%}" for name, n in self._seen.most_common(4)]
        return f"{whole}: {', '.join(most)}; waits on another's lock: {locks}"


def _print_held(towns: Towns, processes: int, cluster: Cluster, database: str) -> None:
    """Hold one agency's pool while some of its people send, and see how the others fare."""
    held, *others = towns.visits
    print(f"\n  one agency's pool is held for {_HELD_SECONDS} s; {processes} processes")
    print(
        f"  {'its phones':12}{'submits/s':>10}{'':16}{'median ms':>11}{'p99 ms':>8}   of the others"
    )
    for waiting in (0, 4, 16):
        with served(towns.instance.settings, processes) as servers:
            phones = [server.phone for server in servers]
            crowd, stuck = Crowd(towns, phones), Crowd(towns, phones)
            with _Bare(cluster, database).connect() as connection, connection.transaction():
                query = "SELECT 1 FROM pool WHERE survey = %s FOR UPDATE"
                connection.execute(query, [held.survey])
                stuck.start([held], waiting)
                crowd.start(others, PHONES)
                rate = _watch(crowd, _HELD_SECONDS)
                unheld = len(stuck.seconds)
            crowd.stop()
            stuck.stop()
        note = f"{unheld} of its own were thanked for meanwhile, {len(stuck.seconds)} afterwards"
        print(f"  {waiting:<12}{rate:10.0f}{'':16}{_latency(crowd.seconds)}   {note}", flush=True)


if __name__ == "__main__":
    main()
