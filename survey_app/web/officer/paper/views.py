"""Paper forms: asking for them, printing them, keying in what came back."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from survey_app.core.admission import read_code
from survey_app.core.errors import (
    Busy,
    CodeRefused,
    Flooded,
    NotEligible,
    TicketExpired,
    TicketForged,
    Unreachable,
)
from survey_app.core.officers import READERS, WRITERS
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import Round, RoundState, StaffAccess, SurveyState
from survey_app.core.sheet import FaultySheet, Sheet, read_sheet
from survey_app.reports.file_names import name_file
from survey_app.services.paper import allow_paper, find_paper, open_paper
from survey_app.services.printed import draw_paper_form
from survey_app.services.respond import Visit, issue_ticket, submit_sheet
from survey_app.services.rounds import find_round, list_surveys
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.paper.fields import NOT_ELIGIBLE, KeyedSheet, read_keyed
from survey_app.web.officer.paper.page import KeyingFaults, KeyingPage, Outcome, compose_keying

pages = Blueprint("officer_paper", __name__, url_prefix="/officer")

_PAPER = "/rounds/<round_id>/paper/<any(IIT, EIT):instrument>"


@pages.get(_PAPER)
@open_to(*READERS)
def show(round_id: str, instrument: SurveyInstrument) -> str:
    """What paper is for, the form to print, and the way to key in."""
    actor = current_actor()
    found = find_round(instance(), actor, round_id)
    survey = next(
        s for s in list_surveys(instance(), actor, round_id) if s.instrument == instrument
    )
    state = survey.state(found.state, instance().today)
    writes = actor.role in WRITERS
    return render_template(
        "officer/paper/show.html",
        round=found,
        survey=survey,
        instrument=instrument,
        view=find_paper(instance(), actor, round_id, instrument),
        needs_code=found.access(instrument) is StaffAccess.CODES,
        may_allow=writes and state is not SurveyState.ENDED,
        may_key=writes and state is SurveyState.ACCEPTING,
        is_draft=found.state is RoundState.DRAFT,
        ended=state is SurveyState.ENDED,
    )


@pages.post(_PAPER)
@open_to(*WRITERS)
def allow(round_id: str, instrument: SurveyInstrument) -> ResponseReturnValue:
    """Paper, asked for; a second time changes nothing."""
    allow_paper(instance(), current_actor(), round_id, instrument)
    flash(gettext("เปิดใช้แบบกระดาษแล้ว"), "success")
    return redirect(url_for(".show", round_id=round_id, instrument=instrument), 303)


@pages.get(f"{_PAPER}/form.pdf")
@open_to(*READERS)
def form(round_id: str, instrument: SurveyInstrument) -> Response:
    """The form, to be printed."""
    pdf = draw_paper_form(instance(), current_actor(), round_id, instrument)
    year = str(find_round(instance(), current_actor(), round_id).fiscal_year)
    name = name_file("แบบกระดาษ", instrument, year, ending="pdf")
    return send_download(pdf, name, "application/pdf", ascii_name=f"paper-{instrument}-{year}.pdf")


@pages.get(f"{_PAPER}/keying")
@open_to(*WRITERS)
def keying(round_id: str, instrument: SurveyInstrument) -> ResponseReturnValue:
    """An empty form to be keyed in."""
    found = find_round(instance(), current_actor(), round_id)
    visit = open_paper(instance(), current_actor(), round_id, instrument)
    return _show(found, visit, compose_keying(visit, issue_ticket(instance(), visit)))


@pages.post(f"{_PAPER}/keying")
@open_to(*WRITERS)
def save(round_id: str, instrument: SurveyInstrument) -> ResponseReturnValue:
    """One sheet: counted and followed by an empty form, or given back with what is wrong.

    The empty form answers the very request, without a redirect: so the number of sheets goes from
    page to page and through no address. Sent again by a reload, the ticket makes it count once.
    All that the page shows is read before: after the commit nothing may fail, for a page that says
    "not saved" of a sheet that counts has it keyed in again, with another ticket.
    """
    found = find_round(instance(), current_actor(), round_id)
    visit = open_paper(instance(), current_actor(), round_id, instrument)
    sent = read_keyed(visit)
    if sent.skipped:
        return _show_next(found, visit, Outcome.SKIPPED, sent.keyed)
    sheet, faults = _judge(visit, sent)
    if sheet is None:
        return _give_back(found, visit, sent, faults)
    return _count(found, visit, sent, sheet)


def _judge(visit: Visit, sent: KeyedSheet) -> tuple[Sheet | None, KeyingFaults]:
    """The sheet, or what the officer can mend; answers 400 to what no form of ours sends."""
    code = "malformed" if visit.needs_code and read_code(sent.admission) is None else ""
    not_eligible = sent.eligible == NOT_ELIGIBLE
    try:
        sheet = read_sheet(visit.form, sent.fields)
    except FaultySheet as faulty:
        if faulty.tampered:
            abort(400)
        return None, KeyingFaults(faulty, code, not_eligible)
    faults = KeyingFaults(code=code, not_eligible=not_eligible)
    return (None, faults) if faults else (sheet, faults)


def _count(found: Round, visit: Visit, sent: KeyedSheet, sheet: Sheet) -> ResponseReturnValue:
    try:
        submit_sheet(instance(), visit, sent.ticket, read_code(sent.admission), sheet)
    except CodeRefused as refused:
        return _give_back(found, visit, sent, KeyingFaults(code=refused.kind))
    except NotEligible:
        return _give_back(found, visit, sent, KeyingFaults(not_eligible=True))
    except (TicketExpired, TicketForged):
        page = compose_keying(visit, issue_ticket(instance(), visit), Outcome.STALE, sent)
        return _show(found, visit, page, 422)
    except (Busy, Unreachable, Flooded):
        page = compose_keying(visit, sent.ticket, Outcome.BUSY, sent)
        return _show(found, visit, page, 503)
    return _show_next(found, visit, Outcome.SAVED, sent.keyed + 1)


def _show_next(found: Round, visit: Visit, outcome: Outcome, keyed: int) -> ResponseReturnValue:
    """An empty form with a new ticket, and what became of the sheet before."""
    ticket = issue_ticket(instance(), visit)
    return _show(found, visit, compose_keying(visit, ticket, outcome, KeyedSheet(keyed=keyed)))


def _give_back(
    found: Round, visit: Visit, sent: KeyedSheet, faults: KeyingFaults
) -> ResponseReturnValue:
    """The same sheet with everything that was keyed, and its own ticket."""
    return _show(found, visit, compose_keying(visit, sent.ticket, sent=sent, faults=faults), 422)


def _show(found: Round, visit: Visit, page: KeyingPage, status: int = 200) -> ResponseReturnValue:
    words = render_template(
        "officer/paper/keying.html", round=found, instrument=visit.instrument, page=page
    )
    return make_response(words, status)
