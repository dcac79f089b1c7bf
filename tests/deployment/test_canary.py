"""Whatever marks a person, and whatever goes wrong: none of it lies anywhere afterwards.

The marks of every person who answers or fails to (address, browser, language, cookie, code, ticket,
text ...) are searched for in each file that any part of the installation could write.
"""

import base64
import gzip
import io
import re
import signal
import time
import zipfile
import zlib
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
import sqlalchemy as sa

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.agencies import add_agency
from survey_app.services.backup import make_backup
from survey_app.services.instance import Instance
from tests.deployment import troubles
from tests.deployment.people import Person, Town, thai_mark
from tests.deployment.searching import Needles, files_under, open_files_of, search
from tests.deployment.stack import Stack, running_stack
from tests.postgresql import Cluster
from tests.respondents import PretendRound, open_pretend_round

pytestmark = pytest.mark.usefixtures("nginx_found")

SMALL = 40
FULL = [pytest.param(300, marks=pytest.mark.soak)]
CRASHES = (signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL)
_KEPT = re.compile(
    r"/officer/$|\[ERROR\] Worker$|\[(notice|info)\] \d+#\d+: [^*]+$"
    r"|\[alert\] .* worker process \d+ exited on signal 11"
)
"""Lines that tell of processes and not of requests."""
REFUSED = {
    "no such link": 404,
    "no such page": 404,
    "wrong method": 404,
    "wrong host": 400,
    "wrong field": 400,
    "missing answers": 422,
    "from another site": 403,
    "not a request": 400,
    "endless address": 414,
    "endless header": 400,
    "large body": 413,
    "larger body": 413,
    "no length": 411,
    "published nothing": 404,
    "plain http": 301,
}


@pytest.mark.parametrize("people", [SMALL, *FULL])
def test_nobody_who_answers_or_fails_to_leaves_a_mark(
    own_instance: Instance, own_cluster: Cluster | None, tmp_path: Path, people: int
):
    began = time.time()
    agency = add_agency(own_instance, COMMAND_LINE, name="เทศบาลตำบลทดสอบ", phone="0 4300 0000")
    round_ = open_pretend_round(own_instance, agency, staff=people + 10, public=people + 10)
    with running_stack(own_instance, tmp_path / "server", own_cluster) as stack:
        town = Town(stack.nginx)
        with troubles.stalled_sheet(town, round_) as give_up:
            _answer_all(town, round_, people)
            assert troubles.refused_requests(town, round_) == REFUSED
            expected = {"used code": 403, "bad code": 422, "forged ticket": 422}
            assert troubles.spent_codes(town, round_) == expected
            assert troubles.full_place(town, round_, stack) == 429
            assert troubles.broken_database(town, round_, stack) == 500
            troubles.half_sent(town, round_)
            give_up()
        crashes = CRASHES[:1] if people == SMALL else CRASHES
        for how in crashes:
            lost, repeated = troubles.dying_server(town, round_, stack, how)
            assert (lost, repeated) == (503, 303), how
        troubles.dying_nginx(town, round_, stack)
        still_open = [*_open_files(stack)]
        away = troubles.absent_server(town, round_, stack)
        assert away.status == 503
        assert "แม้ส่งซ้ำ ระบบก็นับเพียงครั้งเดียว" in away.text
        assert _count_sheets(own_instance) == people + 1 + len(crashes), (
            "all who were thanked, and nobody twice"
        )
        needles = Needles(_marks(town))
        contents = [*still_open, *_everything(stack, tmp_path, began)]
        assert [*search(needles, contents), *_packed_addresses(town, contents)] == []
        _prove_the_search(needles, town, contents)
        _prove_silence(stack, round_)


def _answer_all(town: Town, round_: PretendRound, people: int) -> None:
    for number in range(people):
        sent = town.next_person().answer(round_, "EIT" if number % 2 else "IIT")
        assert sent.status == 303, sent


def _count_sheets(instance: Instance) -> int:
    with instance.database.snapshot() as session:
        return int(session.scalar(sa.text("SELECT sum(n) FROM participation")))


def _marks(town: Town) -> dict[str, str | bytes]:
    """Everything that is looked for; the common part of all marks stands for each of them."""
    shared: dict[str, str | bytes] = {
        "mark": town.mark,
        "mark in Thai": thai_mark(town.mark),
        "address": f"{town.network}.",
        "forwarded address": f"{town.far_network}::",
    }
    return shared | {name: value for one in town.people for name, value in _secrets_of(one)}


def _secrets_of(person: Person) -> Iterator[tuple[str, str | bytes]]:
    """What the system itself gave them, and their address as sixteen bytes."""
    yield f"forwarded address of {person.mark}", ip_address(person.forwarded).packed
    if person.code:
        yield f"code of {person.mark}", person.code
    for ticket in person.tickets:
        yield f"ticket of {person.mark}", ticket
        yield f"random part of a ticket of {person.mark}", base64.urlsafe_b64decode(ticket)[:16]


def _packed_addresses(town: Town, contents: list[tuple[str, bytes]]) -> list[str]:
    """Addresses as four bytes come together by chance; a list of them would hold most."""
    packed = [ip_address(one.source).packed for one in town.people]
    found = [one for one in packed if any(one in content for _, content in contents)]
    return [str(ip_address(one)) for one in found] if len(found) > len(packed) // 4 else []


def _everything(stack: Stack, folder: Path, began: float) -> list[tuple[str, bytes]]:
    """All that lies on the disk: files, a backup, PostgreSQL's rows as text, the system's own places."""
    made = folder / "made"
    made.mkdir()
    make_backup(stack.instance, COMMAND_LINE, made / "backup.zip")
    if stack.cluster:
        stack.cluster.execute("CHECKPOINT")
        dump = f"{stack.cluster.folder}/dump.sql"
        stack.cluster.run("pg_dump", "-f", dump, _plain_url(stack.instance))
    return [*files_under([*stack.folders, made]), *_outside(began)]


def _plain_url(instance: Instance) -> str:
    return instance.settings.url.replace("+psycopg", "")


def _outside(began: float) -> Iterator[tuple[str, bytes]]:
    """What is new where programs and crash handlers leave things without being told to."""
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/var/crash", "/var/lib/systemd/coredump"):
        for path in Path(folder).glob("*"):
            try:
                if path.is_file() and path.stat().st_mtime >= began:
                    yield str(path), path.read_bytes()
            except OSError:
                continue  # another program's, and gone


def _open_files(stack: Stack) -> Iterator[tuple[str, bytes]]:
    assert stack.nginx.process
    server, nginx = stack.server, stack.nginx
    for process in (server.process.pid, *server.workers, nginx.process.pid, *nginx.workers):
        yield from open_files_of(process)


def _prove_the_search(needles: Needles, town: Town, contents: list[tuple[str, bytes]]) -> None:
    """A search that finds nothing proves something only if it would have found it."""
    person = next(one for one in town.people if one.tickets)
    text = f"[{person.suggestion}] {person.tickets[0]} {person.forwarded}"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("notes", text)
    planted = {
        "text": text.encode(),
        "UTF-16": text.encode("utf-16"),
        "hex": text.encode().hex().encode(),
        "base64": base64.b64encode(text.encode()),
        "gzip": b"\0" * 7 + gzip.compress(text.encode()),
        "zlib": b"\0" * 7 + zlib.compress(text.encode()),
        "zip": archive.getvalue(),
    }
    _, around = max(contents, key=lambda one: len(one[1]))
    for how, content in planted.items():
        middle = len(around) // 2
        found = search(needles, [(how, around[:middle] + content + around[middle:])])
        wanted = {"mark", f"ticket of {person.mark}", "forwarded address"}
        assert wanted <= {hit.what for hit in found} or how == "zip", how
    assert search(needles, [("zip", planted["zip"])])


def _prove_silence(stack: Stack, round_: PretendRound) -> None:
    """The logs that were kept do not even tell that a respondent's page was asked for."""
    links = "|".join(map(re.escape, round_.links.values()))
    for path in (stack.nginx.folder / "main.log", stack.server.folder / "journal"):
        told = [line for line in path.read_text("utf-8").splitlines() if not _KEPT.search(line)]
        assert told == [], path
        assert not re.search(rf"{links}|/s/", path.read_text("utf-8")), path
    assert (stack.nginx.folder / "access.log").read_bytes() == b""
    dumps = [path for folder in stack.folders for path in folder.rglob("core*") if path.is_file()]
    assert dumps == []
