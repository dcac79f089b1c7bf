"""What the database holds of a round, read without the program's own readers, and what it must hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass

import sqlalchemy as sa
from sqlmodel import Session

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.closing import close_round
from survey_app.services.results import verify_result
from survey_app.storage import pool, tickets
from tests.exactly_once.phones import Errand, Filled
from tests.respondents import PretendRound

Cells = Counter[tuple[str, str, int]]
"""Sheets by instrument, row code and place of the chosen option."""
NOT_ROWS = {"ticket", "suggestion", "admission"}
"""What a form sends besides the answer of each row."""
_CELLS = """
    SELECT s.instrument, t."row", t."option", t.n FROM tally t JOIN survey s ON s.id = t.survey
    WHERE s.round = :round"""
_TEXTS = """
    SELECT g.text FROM suggestion g JOIN survey s ON s.id = g.survey WHERE s.round = :round"""
_NUMBERS = {
    "sent": "SELECT coalesce(sum(n), 0) FROM participation WHERE survey = :survey",
    "folded": "SELECT n FROM released WHERE survey = :survey",
    "tickets": "SELECT count(*) FROM ticket WHERE survey = :survey",
    "codes": "SELECT count(*) FROM admission_code WHERE survey = :survey AND state = 'used'",
}


@dataclass(frozen=True, slots=True)
class Books:
    """Five numbers of a survey that one sheet moves together."""

    sent: int
    kept: int
    tickets: int
    codes: int
    least: int
    most: int

    @property
    def balanced(self) -> bool:
        """Whether nothing is half applied."""
        return len(set(astuple(self))) == 1


def expected_cells(errands: Iterable[Errand]) -> Cells:
    """Every sheet counted once, by a plain loop over what was typed into the form."""
    cells: Cells = Counter()
    for errand in errands:
        for row in errand.fields.keys() - NOT_ROWS:
            cells[errand.instrument, row, int(errand.fields[row]) - 1] += 1
    return cells


def read_cells(session: Session, round_id: str) -> Cells:
    """The folded counts."""
    found = session.execute(sa.text(_CELLS), {"round": round_id})
    return +Counter({(instrument, row, option): n for instrument, row, option, n in found})


def read_books(session: Session, pretend: PretendRound, instrument: str) -> Books:
    """The numbers of a survey at one moment."""
    visit = pretend.visit(instrument)
    number = {
        name: int(session.scalar(sa.text(query), {"survey": visit.survey}) or 0)
        for name, query in _NUMBERS.items()
    }
    rows: Counter[str] = Counter(dict.fromkeys(visit.form.row_codes, 0))
    for (name, row, _option), n in read_cells(session, pretend.id).items():
        if name == instrument:
            rows[row] += n
    waiting = pool.count_waiting(session, pretend.instance.keys, visit.survey)
    return Books(
        sent=number["sent"],
        kept=number["folded"] + waiting,
        tickets=number["tickets"],
        codes=number["codes"] if visit.needs_code else number["sent"],
        least=min(rows.values()) + waiting,
        most=max(rows.values()) + waiting,
    )


def require_balance(pretend: PretendRound) -> dict[str, Books]:
    """Fail if anything is half applied at this moment; returns the numbers."""
    with pretend.instance.database.snapshot() as session:
        books = {name: read_books(session, pretend, name) for name in ("IIT", "EIT")}
    assert all(one.balanced for one in books.values()), books
    return books


def find_counted(pretend: PretendRound, sent: Iterable[Filled]) -> list[Filled]:
    """Which of the forms were counted, by their spent tickets."""
    with pretend.instance.database.snapshot() as session:
        spent = {bytes(mac) for mac in session.scalars(sa.text("SELECT mac FROM ticket"))}
    keys = pretend.instance.keys
    surveys = {name: pretend.visit(name).survey for name in ("IIT", "EIT")}

    def mac(filled: Filled) -> bytes:
        return tickets.read_ticket(keys, surveys[filled.errand.instrument], filled.ticket).mac

    return [filled for filled in sent if mac(filled) in spent]


def require_counted(pretend: PretendRound, thanked: Iterable[Filled]) -> None:
    """Fail if a thank-you was said for a sheet that is not counted."""
    promised = list(thanked)
    lost = len(promised) - len(find_counted(pretend, promised))
    assert lost == 0, f"{lost} of {len(promised)} thanked sheets are not counted"


def require_exact(pretend: PretendRound, errands: Iterable[Errand]) -> None:
    """Close the round where it is open; every cell and text must be what these errands alone give."""
    wanted = list(errands)
    require_balance(pretend)
    close_round(pretend.instance, COMMAND_LINE, pretend.id, "ปิดเพื่อเทียบจำนวน")
    require_closed_exact(pretend, wanted)


def require_closed_exact(pretend: PretendRound, errands: Iterable[Errand]) -> None:
    """The same for a round that is closed already."""
    wanted = list(errands)
    with pretend.instance.database.snapshot() as session:
        cells = read_cells(session, pretend.id)
        texts = Counter(session.scalars(sa.text(_TEXTS), {"round": pretend.id}))
    assert cells == expected_cells(wanted)
    assert texts == Counter(e.sheet.suggestion for e in wanted if e.sheet.suggestion)
    sent = Counter(errand.instrument for errand in wanted)
    books = require_balance(pretend)
    assert {name: one.sent for name, one in books.items()} == {n: sent[n] for n in books}
    verify_result(pretend.instance, COMMAND_LINE, pretend.id)
