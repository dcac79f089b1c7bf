"""What a visitor of the demonstration needs: links, an officer's password, spare codes."""

from dataclasses import dataclass

from survey_app.core.officers import Role
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import Round, RoundState
from survey_app.services import codes, places, rounds
from survey_app.services.demo.build import AGENCY, BUILDER
from survey_app.services.instance import Instance
from survey_app.services.officers import add_officer
from survey_app.services.passwords import hash_password, make_one_time_password
from survey_app.storage import officers

OFFICER = "demo"
SPARE_CODES = 3


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """Links of the open round by instrument; password and codes are fresh at each start."""

    links: dict[SurveyInstrument, str]
    officer: str
    password: str
    codes: list[str]


def prepare_visit(instance: Instance, public_url: str) -> DemoVisit:
    """Fresh password and codes, since only their hashes are kept; a closed round has neither."""
    found = _newest(instance)
    links = {
        view.instrument: places.link_of(view.place, public_url)
        for view in places.list_link_places(instance, BUILDER, found.id)
    }
    fresh = _fresh_codes(instance, found) if found.state is RoundState.OPEN else []
    return DemoVisit(links, OFFICER, _fresh_password(instance), fresh)


def _newest(instance: Instance) -> Round:
    return next(
        one
        for one in rounds.list_rounds(instance, BUILDER)
        if one.state is not RoundState.CANCELLED
    )


def _fresh_codes(instance: Instance, found: Round) -> list[str]:
    codes.void_codes(instance, BUILDER, found.id)
    _, left = codes.count_codes(instance, BUILDER, found.id)
    wanted = min(SPARE_CODES, left)
    return codes.make_codes(instance, BUILDER, found.id, wanted) if wanted else []


def _fresh_password(instance: Instance) -> str:
    """The demonstration's officer signs in with a password alone: the second factor is off."""
    password = make_one_time_password()
    with instance.database.transaction() as session:
        known = officers.find_officer(session, OFFICER)
        if known:
            officers.set_password(session, OFFICER, hash_password(password), one_time=False)
    if not known:
        add_officer(
            instance, BUILDER, OFFICER, Role.ADMIN, AGENCY.id, password, totp_required=False
        )
    return password
