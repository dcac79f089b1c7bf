"""Printed matter of a round: QR pictures, posters, table cards, admission slips and paper forms.

What stands on them is gathered here from the round, its place and its agency; `reports` draws it.
"""

from dataclasses import dataclass
from typing import Literal

from survey_app.core.errors import NotFound, WrongState
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.questionnaire.text import ALWAYS_SPOKEN
from survey_app.core.rounds import Place, Round, StaffAccess, Survey, SurveyState
from survey_app.reports.paper_form import PaperForm, paper_form_pdf
from survey_app.reports.poster import Poster, poster_pdf, table_card_pdf
from survey_app.reports.qr import printed_address, qr_png, qr_svg, typed_address
from survey_app.reports.slips import slips_pdf
from survey_app.services.agencies import find_agency, read_emblem
from survey_app.services.codes import draw_up_codes, keep_codes
from survey_app.services.instance import Instance
from survey_app.services.languages import languages_of
from survey_app.services.paper import require_paper
from survey_app.services.places import PlaceView, find_link_place, list_link_places
from survey_app.services.poster_lines import invite_in
from survey_app.services.rounds import edition_of, find_round, list_surveys
from survey_app.storage.agencies import Agency

Paper = Literal["a4", "a5"]
Picture = Literal["svg", "png"]

_DRAWINGS = {"a4": poster_pdf, "a5": table_card_pdf}


@dataclass(frozen=True, slots=True)
class _Setting:
    """Everything around a place that its printed matter names."""

    round: Round
    survey: Survey
    place: Place
    agency: Agency
    emblem: bytes | None


def draw_qr(place: Place, public_url: str, picture: Picture) -> bytes:
    """The QR code of a place's link as SVG or PNG."""
    address = printed_address(public_url, place.link_code)
    return qr_svg(address).encode() if picture == "svg" else qr_png(address)


def draw_poster(
    instance: Instance, actor: Actor, round_id: str, place_id: str, public_url: str, paper: Paper
) -> bytes:
    """The poster (A4) or table card (A5) of a place as PDF; raises NotFound, or WrongState if stopped."""
    view = find_link_place(instance, actor, round_id, place_id)
    setting = _set_scene(instance, actor, round_id, view)
    form = edition_of(instance, actor, round_id).questionnaire(view.instrument)
    access = setting.round.access(view.instrument)
    poster = Poster(
        instrument=view.instrument,
        agency=setting.agency.name,
        emblem=setting.emblem,
        fiscal_year=setting.round.fiscal_year,
        address=printed_address(public_url, view.place.link_code),
        typed_address=typed_address(public_url, view.place.link_code),
        place=view.place.name,
        closes_on=setting.survey.days.closes_on,
        phone=setting.agency.phone,
        needs_code=access is StaffAccess.CODES,
        minutes=form.minutes,
        invitations=invite_in(languages_of(form, setting.survey)[len(ALWAYS_SPOKEN) :]),
    )
    return _DRAWINGS[paper](poster)


def print_slips(
    instance: Instance,
    actor: Actor,
    round_id: str,
    count: int,
    public_url: str,
    place_id: str | None = None,
) -> bytes:
    """Make `count` admission codes and draw their slips as PDF: the one time they can be printed.

    The slips lead to a place of IIT, the first whose link works unless one is named. Raises
    BadNumber, TooManyCodes, NoCodesNeeded, WrongState, NotFound.
    """
    view = _slip_place(instance, actor, round_id, place_id)
    setting = _set_scene(instance, actor, round_id, view)
    if setting.survey.state(setting.round.state, instance.today) is SurveyState.ENDED:
        raise WrongState("make_codes", SurveyState.ENDED)
    codes = draw_up_codes(instance, actor, round_id, count)
    drawn = slips_pdf(
        agency=setting.agency.name,
        emblem=setting.emblem,
        fiscal_year=setting.round.fiscal_year,
        link_address=printed_address(public_url, view.place.link_code),
        typed_address=typed_address(public_url, view.place.link_code),
        codes=codes,
        closes_on=setting.survey.days.closes_on,
        phone=setting.agency.phone,
    )
    keep_codes(instance, actor, round_id, codes)
    return drawn


def draw_paper_form(
    instance: Instance, actor: Actor, round_id: str, instrument: SurveyInstrument
) -> bytes:
    """The paper form of a survey as PDF; raises NotFound where paper was not asked for."""
    view = require_paper(instance, actor, round_id, instrument)
    setting = _set_scene(instance, actor, round_id, view)
    paper = PaperForm(
        form=edition_of(instance, actor, round_id).questionnaire(instrument),
        agency=setting.agency.name,
        emblem=setting.emblem,
        fiscal_year=setting.round.fiscal_year,
        closes_on=setting.survey.days.closes_on,
        phone=setting.agency.phone,
        needs_code=setting.round.access(instrument) is StaffAccess.CODES,
    )
    return paper_form_pdf(paper)


def _slip_place(instance: Instance, actor: Actor, round_id: str, place_id: str | None) -> PlaceView:
    links = list_link_places(instance, actor, round_id)
    staff = [view for view in links if view.instrument == "IIT"]
    wanted = [
        view
        for view in staff
        if (view.place.id == place_id if place_id else view.place.stopped_on is None)
    ]
    if not wanted:
        raise NotFound("place", place_id or "IIT")
    return wanted[0]


def _set_scene(instance: Instance, actor: Actor, round_id: str, view: PlaceView) -> _Setting:
    if view.place.stopped_on is not None:
        raise WrongState("print", "stopped")
    found = find_round(instance, actor, round_id)
    surveys = list_surveys(instance, actor, round_id)
    survey = next(one for one in surveys if one.id == view.place.survey)
    agency = find_agency(instance, actor, found.agency)
    return _Setting(found, survey, view.place, agency, read_emblem(instance, agency.id))
