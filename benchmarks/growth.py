"""What grows with the number of answers, and what does not: 400 to 1,000,000 sheets in one survey.

Everything but the bytes is told as a time and as a multiple of the same thing at the smallest size,
measured in turn with the others in one run, so that a noisy machine is noisy for all of them. How
the rounds come about is told in `answered.py`; `sent.py` shows that real sends leave the same state.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask.testing import FlaskClient

from benchmarks.answered import at_later_day, make_answered
from benchmarks.machine import describe_machine
from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.reports.document import Document
from survey_app.reports.docx import write_docx
from survey_app.reports.pdf import write_pdf
from survey_app.services.agencies import list_agencies
from survey_app.services.closing import close_round, preview_closing
from survey_app.services.officers import add_officer
from survey_app.services.report import read_report
from survey_app.services.results import read_closed
from survey_app.services.tidying import tidy
from survey_app.services.watching import watch_round
from survey_app.storage import editions, surveys, tallies
from survey_app.web import build_app
from tests.respondents import PretendRound
from tests.visiting import Visitor

SIZES = (400, 10_000, 100_000, 1_000_000)
TEXTS = 10
"""One sheet in so many carries a suggestion, where any does."""
READINGS, DRAWINGS = 60, 5
FLAT = 1.2
"""What may not grow may cost this much more at the largest size, which is noise."""
CLOSES_IN = 1.0
"""Seconds."""
_WEEK_LATER = 8
_PASSWORD = "correct horse 2564"  # noqa: S105  # of a pretend officer in a database thrown away
_KINDS = ("answers alone", "and as many tickets", "and a tenth with a text")

Rounds = Mapping[int, PretendRound]
Work = Callable[[PretendRound], object]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many answers")
    asked = parser.parse_args()
    print(describe_machine())
    with tempfile.TemporaryDirectory() as folder:
        _Growth(Path(folder), asked.sizes).run()


class _Growth:
    """Three rounds of each size, read, closed, reported and forgotten."""

    def __init__(self, folder: Path, sizes: Sequence[int]) -> None:
        self._sizes = sizes
        self._plain = {n: make_answered(folder / f"a{n}", n) for n in sizes}
        self._ticketed = {n: make_answered(folder / f"t{n}", n, tickets=n) for n in sizes}
        self._written = {n: make_answered(folder / f"w{n}", n, texts=n // TEXTS) for n in sizes}

    @property
    def _kinds(self) -> Iterator[tuple[str, Rounds]]:
        return zip(_KINDS, (self._plain, self._ticketed, self._written), strict=True)

    def run(self) -> None:
        """Measure in the order of a round's life."""
        print(f"\n{'answers':44}" + "".join(f"{n:>18,}" for n in self._sizes))
        self._read()
        self._print_bytes("open")
        self._close()
        self._report()
        self._print_bytes("closed")
        self._tidy()
        self._print_bytes("a week later, tidied")

    def _read(self) -> None:
        print(f"open: milliseconds (multiple; at most {FLAT})")
        for kind, rounds in self._kinds:
            print(f"  {kind}")
            _print_times("the tally", rounds, READINGS, _read_tally)
            _print_times("the dashboard, read", rounds, READINGS, _watch)
            pages = {opened.id: _sign_in(opened) for opened in rounds.values()}
            _print_times(
                "the dashboard, as a page",
                rounds,
                READINGS,
                lambda of, pages=pages: _fetch(pages[of.id], of),
            )
            _print_times("what closing would do", rounds, READINGS, _preview)

    def _close(self) -> None:
        print(f"closing: milliseconds, of which the processor's (at most {CLOSES_IN:.0f} s)")
        for kind, rounds in self._kinds:
            costs = [_cost_of(_close, opened) for opened in rounds.values()]
            _print_line(kind, [f"{c.wall * 1000:,.0f} ({c.cpu * 1000:,.0f})" for c in costs])

    def _report(self) -> None:
        print("closed: milliseconds (multiple)")
        for kind, rounds in self._kinds:
            print(f"  {kind}")
            _print_times("the result", rounds, READINGS, _read_result)
            _print_times("the report, read and composed", rounds, DRAWINGS, _compose)
        print(f"  {_KINDS[0]}, drawn")
        documents = {of.id: _compose(of) for of in self._plain.values()}
        for name, draw in (("PDF", write_pdf), ("DOCX", write_docx)):
            _print_times(
                f"the report as {name}",
                self._plain,
                DRAWINGS,
                lambda of, draw=draw: draw(documents[of.id]),
            )

    def _tidy(self) -> None:
        print("tidied once the tickets have expired: milliseconds")
        costs = [_cost_of(_tidy_later, of) for of in self._ticketed.values()]
        _print_line(_KINDS[1], [f"{c.wall * 1000:,.0f} ({c.cpu * 1000:,.0f})" for c in costs])

    def _print_bytes(self, when: str) -> None:
        print(f"{when}: KiB of the file (in use: the rest is overwritten and used again)")
        for kind, rounds in self._kinds:
            sizes = [_measure_file(of) for of in rounds.values()]
            _print_line(kind, [f"{whole:,} ({used:,})" for whole, used in sizes])


def _measure_file(opened: PretendRound) -> tuple[int, int]:
    """KiB of the SQLite file, and of its pages that hold anything."""
    with opened.instance.database.snapshot() as session:
        pages, free, size = (
            session.execute(sa.text(f"PRAGMA {name}")).scalar_one()
            for name in ("page_count", "freelist_count", "page_size")
        )
    return pages * size // 1024, (pages - free) * size // 1024


def _print_times(what: str, rounds: Rounds, times: int, work: Work) -> None:
    """The median of `times` readings of each round, taken in turn."""
    spent: dict[int, list[float]] = {n: [] for n in rounds}
    for _ in range(times):
        for n, opened in rounds.items():
            began = time.perf_counter()
            work(opened)
            spent[n].append(time.perf_counter() - began)
    medians = [median(one) for one in spent.values()]
    shown = [f"{one * 1000:,.2f} ({one / medians[0]:4.2f})" for one in medians]
    _print_line(f"  {what}", shown)


def _print_line(what: str, shown: Sequence[str]) -> None:
    print(f"  {what:42}" + "".join(f"{one:>18}" for one in shown), flush=True)


@dataclass(frozen=True, slots=True)
class _Cost:
    """Seconds, by the clock and of this process's processor time."""

    wall: float
    cpu: float


def _cost_of(work: Work, opened: PretendRound) -> _Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    work(opened)
    return _Cost(time.perf_counter() - wall, time.process_time() - cpu)


def _read_tally(opened: PretendRound) -> object:
    with opened.instance.database.snapshot() as session:
        survey = surveys.find_survey(session, opened.id, "EIT")
        edition, _ = editions.frozen_edition(session, opened.id)
        return tallies.read_tally(session, survey.id, edition.eit)


def _watch(opened: PretendRound) -> object:
    return watch_round(opened.instance, COMMAND_LINE, opened.id)


def _preview(opened: PretendRound) -> object:
    return preview_closing(opened.instance, COMMAND_LINE, opened.id)


def _close(opened: PretendRound) -> object:
    return close_round(opened.instance, COMMAND_LINE, opened.id, "ปิดตามกำหนดเวลา")


def _read_result(opened: PretendRound) -> object:
    return read_closed(opened.instance, COMMAND_LINE, opened.id)


def _compose(opened: PretendRound) -> Document:
    return read_report(opened.instance, COMMAND_LINE, opened.id).document


def _tidy_later(opened: PretendRound) -> object:
    return tidy(at_later_day(opened, _WEEK_LATER))


def _sign_in(opened: PretendRound) -> FlaskClient:
    """The browser of an officer of the round's agency."""
    agency = list_agencies(opened.instance, COMMAND_LINE)[0].id
    add_officer(
        opened.instance, COMMAND_LINE, "bench", Role.OFFICER, agency, _PASSWORD, totp_required=False
    )
    visitor = Visitor(build_app(opened.instance))
    visitor.open("/officer/sign-in")
    visitor.submit({"name": "bench", "password": _PASSWORD})
    return visitor.client


def _fetch(browser: FlaskClient, opened: PretendRound) -> object:
    reply = browser.get(f"/officer/rounds/{opened.id}/watch")
    if reply.status_code != 200:
        sys.exit(f"the dashboard answered {reply.status}")
    return reply


if __name__ == "__main__":
    main()
