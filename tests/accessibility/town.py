"""The demonstration, an agency that just begins, and a neighbour in trouble: what pages can show."""

from dataclasses import dataclass, field
from datetime import timedelta

import pyotp

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.rounds import RoundState, SurveyDays
from survey_app.services import codes, measures, places, rounds
from survey_app.services.agencies import add_agency
from survey_app.services.demo.build import AGENCY, BUILDER, build_demo
from survey_app.services.instance import Instance
from survey_app.services.languages import open_languages
from survey_app.services.officers import add_officer
from survey_app.services.paper import allow_paper
from survey_app.services.publishing import publish
from survey_app.services.second_factor import begin_totp, enrol_totp
from survey_app.services.sign_in import sign_in
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round
from tests.respondents import open_pretend_round

PASSWORD = "correct horse 2564"


@dataclass(frozen=True)
class Town:
    """`names` fills an address such as `/officer/rounds/{open}`; `tokens` are sessions by officer."""

    names: dict[str, str]
    codes: list[str] = field(repr=False)
    tokens: dict[str, str] = field(repr=False)


def found_town(instance: Instance) -> Town:
    """Put everything into an empty instance."""
    build_demo(instance, lambda _steps: None)
    by_state = {one.state: one.id for one in rounds.list_rounds(instance, BUILDER)}
    closed, opened = by_state[RoundState.CLOSED], by_state[RoundState.OPEN]
    publish(instance, BUILDER, closed)
    open_languages(instance, BUILDER, opened, "EIT", ["my"])
    beginning = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลเพิ่งเริ่ม")
    names = {
        "town": AGENCY.id,
        "closed": closed,
        "open": opened,
        "draft": _draft(instance, AGENCY.id),
        "beginning": beginning.id,
        **_name_places(instance, opened),
        **_name_progress(instance),
        **_trouble(instance),
    }
    codes.void_codes(instance, BUILDER, opened)
    unused = codes.make_codes(instance, BUILDER, opened, 3)
    return Town(names, unused, _hire(instance, beginning))


def _draft(instance: Instance, agency: str) -> str:
    return rounds.create_round(
        instance, COMMAND_LINE, agency=agency, fiscal_year=2566, edition=2564, staff=40, public=400
    ).id


def _name_places(instance: Instance, opened: str) -> dict[str, str]:
    found = {view.instrument: view.place for view in places.list_places(instance, BUILDER, opened)}
    allow_paper(instance, BUILDER, opened, "EIT")
    stopped = places.add_place(instance, BUILDER, opened, "EIT", "ประตูหลัง")
    places.stop_place(instance, BUILDER, opened, stopped.id, "ย้ายจุดบริการ")
    return {
        "iit": found["IIT"].link_code,
        "eit": found["EIT"].link_code,
        "place": found["EIT"].id,
        "stopped_place": stopped.id,
        "stopped": stopped.link_code,
    }


def _name_progress(instance: Instance) -> dict[str, str]:
    year = max(measures.list_plan_years(instance, BUILDER, AGENCY.id))
    plan = measures.read_plan(instance, BUILDER, AGENCY.id, year)
    followed = next(one for one in plan if one.progress)
    return {"plan": str(year), "measure": followed.id, "entry": followed.progress[0].id}


def _trouble(instance: Instance) -> dict[str, str]:
    """Links that let nobody in, a round without answers, and a result that must be withheld."""
    agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลข้างเคียง", phone="0 3200 0001")
    few = close_pretend_round(instance, agency, iit=3, eit=7, fiscal_year=2562)
    later = SurveyDays(instance.today + timedelta(days=9), None)
    waiting = open_pretend_round(instance, agency, days=later, fiscal_year=2563)
    cancelled = open_pretend_round(instance, agency, fiscal_year=2564)
    rounds.cancel_round(instance, COMMAND_LINE, cancelled.id)
    return {
        "few": few.id,
        "ended": few.links["EIT"],
        "quiet": waiting.id,
        "waiting": waiting.links["EIT"],
        "cancelled": cancelled.links["EIT"],
    }


def _hire(instance: Instance, beginning: Agency) -> dict[str, str]:
    """Sessions of everybody who signs in, some of them only halfway."""

    def hire(name: str, role: Role, agency: str | None, **options: bool) -> str:
        add_officer(instance, COMMAND_LINE, name, role, agency, PASSWORD, **options)
        return sign_in(instance, name, PASSWORD).token

    found = {
        "admin": hire("admin", Role.ADMIN, AGENCY.id, totp_required=False),
        "overseer": hire("overseer", Role.ADMIN, None, totp_required=False),
        "executive": hire("executive", Role.EXECUTIVE, AGENCY.id, totp_required=False),
        "beginner": hire("beginner", Role.OFFICER, beginning.id, totp_required=False),
        "enrolling": hire("enrolling", Role.OFFICER, AGENCY.id),
    }
    token = hire("verifying", Role.OFFICER, AGENCY.id)
    enrol_totp(instance, token, pyotp.TOTP(begin_totp(instance, token).secret).at(instance.now))
    given = add_officer(instance, COMMAND_LINE, "newcomer", Role.OFFICER, AGENCY.id)
    return found | {
        "verifying": sign_in(instance, "verifying", PASSWORD).token,
        "newcomer": sign_in(instance, "newcomer", given).token,
    }
