"""Counting sheets: those that arrive together share one commit, and each is judged by itself.

A sheet counts, or is refused, behind its survey's lock; nobody is answered before the commit.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from sqlmodel import Session

from survey_app.core.admission import read_code
from survey_app.core.errors import (
    Busy,
    CodeRefused,
    LinkStopped,
    NotAccepting,
    NotFound,
    PlaceFull,
    Refused,
    TicketExpired,
    Unreachable,
)
from survey_app.core.questionnaire import Questionnaire
from survey_app.core.rounds import Place, SurveyState
from survey_app.core.sheet import Sheet
from survey_app.services import lots
from survey_app.services.instance import Instance
from survey_app.services.together import Arrival
from survey_app.storage import admission_codes, participation, pool, tickets
from survey_app.storage.standing import Standing, read_standing
from survey_app.storage.tickets import Ticket


@dataclass(eq=False, slots=True)
class Sent(Arrival):
    """A sheet on its way to the pool. `admission` is the code as typed; None over an open link."""

    survey: str = ""
    link_code: str = ""
    form: Questionnaire = field(kw_only=True, repr=False)
    ticket: Ticket = field(kw_only=True, repr=False)
    sheet: Sheet = field(kw_only=True, repr=False)
    needs_code: bool = False
    admission: str | None = field(default=None, repr=False)


def count_sheet(instance: Instance, sent: Sent) -> None:
    """Count one sheet, together with others that are waiting; returns after the commit.

    On SQLite one gate leads to the file; on PostgreSQL each survey has its own, and agencies share
    nothing. Raises what `submit_sheet` says.
    """
    key = None if instance.database.is_sqlite else sent.survey
    instance.turns.go_through(key, sent, lambda own, gather: _settle(instance, own, gather))


def _settle(instance: Instance, leader: Sent, gather: Callable[[], list[Sent]]) -> None:
    """Count all who go together; where that fails for a defect, it may be one sheet's alone."""
    try:
        _commit(instance, leader, gather)
    except (Busy, Unreachable):
        gather()  # they waited for the same lock, and need not wait for it once more
        raise
    except Exception:
        together = gather()
        if len(together) == 1:
            raise
        for one in together:
            _settle_alone(instance, one)


def _settle_alone(instance: Instance, sent: Sent) -> None:
    sent.refusal = None
    try:
        _commit(instance, sent, lambda: [sent])
    except Exception as error:  # noqa: BLE001  # its own thread raises it
        sent.refusal = error


def _commit(instance: Instance, leader: Sent, gather: Callable[[], list[Sent]]) -> None:
    with instance.database.transaction(by_respondent=True) as session:
        waiting = pool.lock_pool(session, instance.keys, leader.survey)
        company = sorted(gather(), key=lambda one: (one.survey != leader.survey, one.survey))
        for survey, group in groupby(company, key=lambda one: one.survey):
            if survey != leader.survey:
                waiting = pool.lock_pool(session, instance.keys, survey)
            _count(session, instance, survey, list(group), waiting)


def _count(
    session: Session, instance: Instance, survey: str, sent: list[Sent], waiting: list[Sheet] | None
) -> None:
    """Judge one survey's sheets, whose pool is locked, and write all that count at once."""
    bench = _Bench.take_seat(session, instance, survey, sent, ended=waiting is None)
    counted = [one for one in sent if bench.admits(one)]
    if waiting is None or not counted or bench.standing is None:
        return
    keys, form = instance.keys, counted[0].form
    tickets.spend(session, survey, [one.ticket for one in counted])
    if bench.spent_codes:
        admission_codes.spend_codes(session, keys, survey, bench.spent_codes)
    participation.note_sheets(session, survey, bench.sent, bench.today)
    sheets = [one.sheet for one in counted]
    lots.take_in(session, keys, bench.standing.access, survey, form, waiting, sheets)


@dataclass(eq=False)
class _Bench:
    """Judges the sheets of one survey one after the other, each knowing of those before."""

    session: Session
    instance: Instance
    today: date
    ended: bool
    standing: Standing | None
    spent: set[bytes]
    codes: dict[str, str]
    spent_codes: list[str] = field(default_factory=list)
    sent: Counter[str] = field(default_factory=Counter)

    @classmethod
    def take_seat(
        cls, session: Session, instance: Instance, survey: str, sent: list[Sent], *, ended: bool
    ) -> "_Bench":
        """With all the facts read at once, behind the lock."""
        typed = {read_code(one.admission or "") for one in sent if one.needs_code} - {None}
        codes = {code for code in typed if code}
        return cls(
            session,
            instance,
            instance.today,
            ended,
            read_standing(session, survey, {one.link_code for one in sent}),
            tickets.find_spent(session, [one.ticket for one in sent]),
            admission_codes.read_states(session, instance.keys, survey, codes) if codes else {},
        )

    def admits(self, one: Sent) -> bool:
        """Whether the sheet is to be counted now; one that was counted before is no refusal."""
        one.refusal = None
        if one.ticket.mac in self.spent:
            return False
        try:
            place = self._require_accepting(one)
            if one.needs_code:
                self._spend_code(one)
            else:
                self._pass_open_link(place)
        except Refused as refused:
            one.refusal = refused
            return False
        self.spent.add(one.ticket.mac)
        self.sent[place.id] += 1
        return True

    def _require_accepting(self, one: Sent) -> Place:
        """The place as it stands now."""
        if self.standing is None or one.link_code not in self.standing.places:
            raise NotFound("link", one.link_code)
        place = self.standing.places[one.link_code]
        state = self.standing.survey.state(self.standing.round_state, self.today)
        if state is not SurveyState.ACCEPTING:
            raise NotAccepting(state)
        if place.stopped_on is not None:
            raise LinkStopped
        if self.ended:
            raise NotAccepting(SurveyState.ENDED)
        if one.ticket.expired(self.today):
            raise TicketExpired
        return place

    def _pass_open_link(self, place: Place) -> None:
        """Raise PlaceFull, or Flooded; only sheets about to be counted take up room at the gate."""
        if place.daily_ceiling is not None:
            before = participation.count_place(self.session, place.id, self.today)
            if place.full(before + self.sent[place.id]):
                raise PlaceFull
        self.instance.gate.enter(self.instance.settings.flood_ceiling)

    def _spend_code(self, one: Sent) -> None:
        code = read_code(one.admission or "")
        if code is None:
            raise CodeRefused("malformed")
        state = self.codes.get(code, "unknown")
        if state != "unused":
            raise CodeRefused(state)
        self.codes[code] = "used"
        self.spent_codes.append(code)
