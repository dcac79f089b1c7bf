"""That the rounds `growth` is measured on are those that real sheets leave: both made, side by side.

400 and 10,000 sheets are sent over HTTP to a real server, one by one as phones send them, and as
many are folded by `answered.py`. What then lies in the tables is counted in both.
"""

import argparse
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import sqlalchemy as sa

from benchmarks.answered import make_answered, make_sheets, open_empty
from benchmarks.machine import describe_machine
from survey_app.services.respond import issue_ticket
from tests.exactly_once.phones import Errand, Filled
from tests.exactly_once.server_process import ServerProcess
from tests.respondents import PretendRound, as_fields

SIZES = (400, 10_000)
_CLIENTS = 8
_COUNTS = {
    "sheets folded": "SELECT sum(n) FROM released",
    "rows of counts": "SELECT count(*) FROM tally",
    "answers in them": "SELECT sum(n) FROM tally",
    "pools": "SELECT count(*) FROM pool",
    "bytes of both pools": "SELECT sum(length(sealed)) FROM pool",
    "sheets by place and day": "SELECT sum(n) FROM participation",
    "tickets": "SELECT count(*) FROM ticket",
    "suggestions": "SELECT count(*) FROM suggestion",
}


def main() -> None:
    """Print both states beside each other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many answers")
    asked = parser.parse_args()
    print(describe_machine())
    with tempfile.TemporaryDirectory() as folder:
        for answers in asked.sizes:
            sent = _send(Path(folder) / f"s{answers}", answers)
            made = make_answered(Path(folder) / f"m{answers}", answers, staff=0, tickets=answers)
            _print_both(answers, sent, made)


def _send(folder: Path, answers: int) -> PretendRound:
    """A round whose EIT was answered by phones of a real server."""
    opened = open_empty(folder)
    server = ServerProcess(opened.instance.settings)
    server.start()
    try:
        with ThreadPoolExecutor(_CLIENTS) as phones:
            list(phones.map(server.phone.send_until_thanked, _fill(opened, answers)))
    finally:
        server.stop()
    opened.instance.database.vacuum()
    return opened


def _fill(opened: PretendRound, answers: int) -> Sequence[Filled]:
    """Forms with a ticket of their own, as the form page would have given them."""
    visit, link = opened.visit("EIT"), opened.links["EIT"]
    forms = []
    for sheet in make_sheets(visit.form, answers, 0):
        fields = as_fields(visit.form, sheet)
        ticket = {"ticket": issue_ticket(opened.instance, visit)}
        forms.append(
            Filled(Errand("EIT", link, sheet, fields), f"/s/{link}/answers", fields | ticket)
        )
    return forms


def _print_both(answers: int, sent: PretendRound, made: PretendRound) -> None:
    print(f"\n{answers:,} answers{'sent':>26}{'folded':>12}")
    for what, query in _COUNTS.items():
        counts = [_ask(opened, query) for opened in (sent, made)]
        print(f"{what:26}" + "".join(f"{n:>12,}" for n in counts))
    sizes = [opened.instance.database.file_bytes // 1024 for opened in (sent, made)]
    print(f"{'KiB of the file':26}" + "".join(f"{n:>12,}" for n in sizes))


def _ask(opened: PretendRound, query: str) -> int:
    with opened.instance.database.snapshot() as session:
        return int(session.execute(sa.text(query)).scalar() or 0)


if __name__ == "__main__":
    main()
