"""The addresses of the respondent pages; each view reads the request, asks one service, shows one page.

The second route of each view serves `/S/…`, since QR codes are printed in upper case.
"""

from flask import Response, g, redirect
from flask.typing import ResponseReturnValue

from survey_app.core.admission import read_code
from survey_app.core.errors import (
    Busy,
    CodeRefused,
    NotEligible,
    NotFound,
    TicketExpired,
    TicketForged,
    Unreachable,
)
from survey_app.core.sheet import FaultySheet, Sheet, is_eligible, read_sheet
from survey_app.services.respond import Visit, admit, emblem_of, issue_ticket, submit_sheet
from survey_app.web.access import open_to_respondents
from survey_app.web.instance import instance
from survey_app.web.respondent import respondent
from survey_app.web.respondent.failures import give_back_unread
from survey_app.web.respondent.fields import (
    FieldsRefused,
    SentSheet,
    is_begun_sheet,
    read_sent_sheet,
    read_typed_code,
)
from survey_app.web.respondent.form_page import FormFaults, bad_code_words, compose_form
from survey_app.web.respondent.refusals import note
from survey_app.web.respondent.rendering import (
    show_form,
    show_form_again,
    show_message,
    show_start,
    show_start_again,
)
from survey_app.web.respondent.visiting import address, language, open_visit, require_accepting


@respondent.get("/S/<link>/")
@respondent.get("/s/<link>/")
@respondent.get("/S/<link>")
@respondent.get("/s/<link>")
@open_to_respondents
def start(link: str) -> ResponseReturnValue:
    """Who asks and why; the way into the form."""
    visit = open_visit(link)
    require_accepting(visit)
    return show_start(visit)


@respondent.get("/S/<link>/form")
@respondent.get("/s/<link>/form")
@open_to_respondents
def form(link: str) -> ResponseReturnValue:
    """The whole form, empty; it asks for the code where the survey needs one."""
    visit = open_visit(link)
    require_accepting(visit)
    return show_form(visit, issue_ticket(instance(), visit))


@respondent.post("/S/<link>/form")
@respondent.post("/s/<link>/form")
@open_to_respondents
def enter_with_code(link: str) -> ResponseReturnValue:
    """The form for someone whose admission code is good; the code is not spent yet.

    Without JavaScript a change of language comes here too, with the whole sheet, which goes back as
    it came.
    """
    visit = open_visit(link)
    if is_begun_sheet():
        begun = read_sent_sheet(visit.form, needs_code=visit.needs_code)
        require_accepting(visit)
        return _give_back(visit, begun, FormFaults(), begun.ticket)
    typed = read_typed_code()
    require_accepting(visit)
    try:
        code = admit(instance(), visit, typed) if visit.needs_code else ""
    except CodeRefused as refused:
        if refused.kind != "malformed":
            raise
        note("code_malformed")
        return show_start_again(visit, typed, bad_code_words(typed))
    return show_form(visit, issue_ticket(instance(), visit), code)


@respondent.post("/S/<link>/answers")
@respondent.post("/s/<link>/answers")
@open_to_respondents
def send_answers(link: str) -> ResponseReturnValue:
    """Take one sheet; a mended or expired one comes back with its answers."""
    try:
        visit = open_visit(link)
    except (Busy, Unreachable):
        return give_back_unread()
    sent = read_sent_sheet(visit.form, needs_code=visit.needs_code)
    g.respondent_sheet = sent
    sheet, faults = _judge(visit, sent)
    if sheet is None:
        require_accepting(visit)
        note("unseen_filled" if faults.doubtful else "incomplete")
        return _give_back(visit, sent, faults, sent.ticket)
    return _submit(visit, sent, sheet)


@respondent.get("/S/<link>/answers")
@respondent.get("/s/<link>/answers")
@open_to_respondents
def return_to_form(link: str) -> ResponseReturnValue:
    """Someone reloaded the address that takes answers: there is only the form to show."""
    return redirect(address("form", open_visit(link)), 303)


@respondent.get("/S/<link>/thanks")
@respondent.get("/s/<link>/thanks")
@open_to_respondents
def thanks(link: str) -> ResponseReturnValue:
    """The thank-you, true for a first send and for a retry alike."""
    visit = open_visit(link)
    return show_message("thanks", visit, visit.form.thanks)


@respondent.get("/S/<link>/not-eligible")
@respondent.get("/s/<link>/not-eligible")
@open_to_respondents
def not_eligible(link: str) -> ResponseReturnValue:
    """Thanks to someone the survey does not ask; nothing is stored."""
    visit = open_visit(link)
    return show_message("not_eligible", visit, visit.form.not_eligible)


@respondent.get("/S/<link>/emblem.png")
@respondent.get("/s/<link>/emblem.png")
@open_to_respondents
def emblem(link: str) -> ResponseReturnValue:
    """The agency's emblem."""
    picture = emblem_of(instance(), open_visit(link))
    if picture is None:
        raise NotFound("emblem", link)
    return Response(picture, mimetype="image/png")


def _judge(visit: Visit, sent: SentSheet) -> tuple[Sheet | None, FormFaults]:
    """The sheet, or what the person can mend; raises FieldsRefused for what nobody could."""
    bad_code = visit.needs_code and read_code(sent.admission) is None
    try:
        sheet = read_sheet(visit.form, sent.fields)
    except FaultySheet as faulty:
        if faulty.tampered:
            raise FieldsRefused from faulty
        return None, FormFaults(faulty, bad_code, sent.doubtful)
    faults = FormFaults(bad_code=bad_code, doubtful=sent.doubtful)
    return (None, faults) if faults else (sheet, faults)


def _submit(visit: Visit, sent: SentSheet, sheet: Sheet) -> ResponseReturnValue:
    """Hand the sheet over; nothing is checked before the ticket, since a retry must stay true."""
    if not is_eligible(visit.form, sheet):
        return redirect(address("not_eligible", visit), 303)
    try:
        submit_sheet(instance(), visit, sent.ticket, read_code(sent.admission), sheet)
    except NotEligible:
        return redirect(address("not_eligible", visit), 303)
    except (TicketExpired, TicketForged) as refused:
        require_accepting(visit)
        note("ticket_expired" if isinstance(refused, TicketExpired) else "ticket_forged")
        return _give_back(visit, sent, FormFaults(stale=True), issue_ticket(instance(), visit))
    return redirect(address("thanks", visit), 303)


def _give_back(visit: Visit, sent: SentSheet, faults: FormFaults, ticket: str) -> Response:
    """The form as it was sent; one that came without a ticket gets one."""
    wanted = ticket or issue_ticket(instance(), visit)
    return show_form_again(visit, compose_form(visit, language(), wanted, sent, faults))
