"""Building the demonstration, step by step; a build that was cut off goes on where it stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from survey_app.core.errors import NotOwnDemo
from survey_app.core.officers import Actor, Role
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.result import ItemAnswer
from survey_app.core.rounds import Round, RoundState, StaffAccess, SurveyDays
from survey_app.services import codes, past_years, places, respond, rounds
from survey_app.services.closing import close_round
from survey_app.services.demo import material
from survey_app.services.demo.plan import build_plan
from survey_app.services.instance import Instance
from survey_app.services.publishing import publish
from survey_app.storage import agencies, audit, disclosure_items, participation
from survey_app.storage.agencies import Agency

AGENCY = Agency(
    id="demo",
    name="เทศบาลตำบลบ้านฆ้อง",
    district="โพธาราม",
    province="ราชบุรี",
    phone="0 3200 0000",
    has_emblem=False,
)
BUILDER = Actor("ระบบสาธิต", Role.ADMIN, AGENCY.id)
PLACE = "เคาน์เตอร์บริการ"
BUILT = "demo.built"
_ASKED_IN_2564 = datetime(2021, 5, 10, 3, 0, tzinfo=UTC)
_CLOSED_IN_2564 = datetime(2021, 8, 16, 3, 0, tzinfo=UTC)
_OPEN_FOR = timedelta(days=120)

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class DemoRound:
    """What is built of one fiscal year."""

    fiscal_year: int
    staff: int
    public: int
    days: SurveyDays


CLOSED = DemoRound(2564, 40, 400, SurveyDays(date(2021, 4, 1), date(2021, 6, 30)))


def count_steps() -> int:
    """How many steps a whole build has, for a progress bar."""
    years = (material.demo_year(2564), material.demo_year(2565))
    return sum(len(s) for year in years for s in (*year.sheets.values(), year.answers))


def require_demo(instance: Instance) -> None:
    """Raise NotOwnDemo if the database holds anything but this demonstration."""
    with instance.database.snapshot() as session:
        known = [agency.id for agency in agencies.list_agencies(session, None)]
    if any(agency != AGENCY.id for agency in known):
        raise NotOwnDemo(instance.database.url.render_as_string())


def build_demo(instance: Instance, progress: Progress) -> None:
    """Build what is missing of the demonstration; calls `progress` with the steps done."""
    require_demo(instance)
    with instance.database.snapshot() as session:
        if any(entry.act == BUILT for entry in audit.read_chain(session, AGENCY.id)):
            return
    in_2564 = replace(instance, clock=lambda: _ASKED_IN_2564)
    _add_agency(in_2564)
    _build_closed(instance, in_2564, progress)
    build_plan(instance, BUILDER, AGENCY.id)
    publish(instance, BUILDER, _round(in_2564, CLOSED, 2564).id)
    _build_open(instance, progress)
    with instance.database.transaction() as session:
        audit.record(session, AGENCY.id, instance.now, BUILDER.name, BUILT, AGENCY.name)


def _add_agency(instance: Instance) -> None:
    with instance.database.transaction() as session:
        if not agencies.list_agencies(session, AGENCY.id):
            agencies.add_agency(session, AGENCY, None)
    past_years.import_years(instance, BUILDER, "history.csv", material.past_years())


def _build_closed(instance: Instance, in_2564: Instance, progress: Progress) -> None:
    found = _round(in_2564, CLOSED, 2564)
    if found.state is RoundState.CLOSED:
        return
    _send_sheets(in_2564, found, progress)
    _enter_items(in_2564, found, progress)
    close_round(replace(instance, clock=lambda: _CLOSED_IN_2564), BUILDER, found.id)


def _build_open(instance: Instance, progress: Progress) -> None:
    days = SurveyDays(instance.today, instance.today + _OPEN_FOR)
    found = _round(instance, DemoRound(2565, 45, 450, days), 2564)
    _send_sheets(instance, found, progress)
    _enter_items(instance, found, progress)


def _round(instance: Instance, wanted: DemoRound, edition: int) -> Round:
    known = {one.fiscal_year: one for one in rounds.list_rounds(instance, BUILDER)}
    if wanted.fiscal_year in known:
        return known[wanted.fiscal_year]
    new = rounds.create_round(
        instance,
        BUILDER,
        agency=AGENCY.id,
        fiscal_year=wanted.fiscal_year,
        edition=edition,
        staff=wanted.staff,
        public=wanted.public,
        staff_access=StaffAccess.CODES,
        days={"IIT": wanted.days, "EIT": wanted.days},
        first_place=PLACE,
    )
    rounds.open_round(instance, BUILDER, new.id)
    return rounds.find_round(instance, BUILDER, new.id)


def _send_sheets(instance: Instance, found: Round, progress: Progress) -> None:
    """Send what has not been sent yet, each sheet through a visit of its own."""
    for view in places.list_link_places(instance, BUILDER, found.id):
        visit = respond.visit_survey(instance, view.place.link_code)
        sheets = material.demo_year(found.fiscal_year).sheets[view.instrument]
        left = sheets[_sent(instance, visit.survey) :]
        admission = _codes(instance, found, view.instrument, len(left))
        progress(len(sheets) - len(left))
        for sheet in left:
            ticket = respond.issue_ticket(instance, visit)
            respond.submit_sheet(instance, visit, ticket, next(admission), sheet)
            progress(1)


def _sent(instance: Instance, survey: str) -> int:
    with instance.database.snapshot() as session:
        return participation.count_sheets(session, survey)


def _codes(
    instance: Instance, found: Round, instrument: SurveyInstrument, count: int
) -> Iterator[str | None]:
    """Fresh codes for the sheets still to send; those of a build that was cut off are void."""
    if found.access(instrument) is StaffAccess.LINK or not count:
        return iter([None] * count)
    codes.void_codes(instance, BUILDER, found.id)
    return iter(codes.make_codes(instance, BUILDER, found.id, count))


def _enter_items(instance: Instance, found: Round, progress: Progress) -> None:
    with instance.database.transaction() as session:
        known = disclosure_items.read_items(session, found.id)
        for code, answer in material.demo_year(found.fiscal_year).answers.items():
            if code not in known:
                _enter(session, instance, found, code, answer)
            progress(1)


def _enter(
    session: Session, instance: Instance, found: Round, code: str, answer: ItemAnswer
) -> None:
    item = disclosure_items.EnteredItem(code, answer)
    disclosure_items.write_item(session, found.id, item, BUILDER.name, instance.now)
