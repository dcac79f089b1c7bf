"""Past years from elsewhere: files, the form of one year, changing and removing one."""

from dataclasses import dataclass
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core.errors import BadFile, Refused
from survey_app.core.officers import WRITERS
from survey_app.core.past_years import PastYear, figure_past_year, list_indicators
from survey_app.core.questionnaire import Edition
from survey_app.reports.file_names import name_file
from survey_app.services import past_years as service
from survey_app.services.agencies import find_agency
from survey_app.services.years import AgencyYears, read_agency_years
from survey_app.storage.agencies import Agency
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.uploads import MEGABYTE, takes_upload
from survey_app.web.officer.years.forms import (
    OWN_SCHEME,
    ImportForm,
    PastYearForm,
    filled,
    year_form,
)
from survey_app.web.officer.years.notes import say_difference
from survey_app.web.officer.years.words import write_figure
from survey_app.web.results.names import name_indicators
from survey_app.wording import list_problems, say

pages = Blueprint(
    "officer_years_imported", __name__, url_prefix="/officer/agencies/<agency_id>/years"
)

LARGEST_FILE = 5 * MEGABYTE
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """An imported year in the list; `difference` says so where the two totals differ."""

    year: int
    scheme: int
    indicators: str
    announced: str
    recomputed: str
    difference: str | None


@pages.get("/imported")
@open_to(*WRITERS)
def index(agency_id: str) -> ResponseReturnValue:
    """The imported years, with a form for a file."""
    return _show_list(agency_id, ImportForm(formdata=None))


@pages.post("/imported")
@open_to(*WRITERS)
@takes_upload(LARGEST_FILE + MEGABYTE)
def load(agency_id: str) -> ResponseReturnValue:
    """A file, sent; its bad lines are named and nothing of it is kept."""
    form = ImportForm()
    sent = form.file.data
    if not form.validate() or not sent:
        form.file.errors = [*form.file.errors, _("เลือกไฟล์ก่อน")]
        return _show_list(agency_id, form)
    try:
        n = service.import_years(
            instance(), current_actor(), sent.filename or "", sent.read(), agency_id
        )
    except BadFile as refused:
        form.file.errors = [*form.file.errors, say(refused, choose_language())]
        return _show_list(agency_id, form, list_problems(refused, choose_language()))
    flash(_("นำเข้าแล้ว %(n)s ปี", n=n), "success")
    return _to_list(agency_id)


@pages.get("/imported/template.xlsx")
@open_to(*WRITERS)
def template(agency_id: str) -> Response:
    """A file to fill in, with the agency and the newest years that are not known."""
    agency = _find_agency(agency_id)
    content = service.write_template(instance(), current_actor(), agency.id)
    name = name_file(_("แบบกรอกผลปีก่อนหน้า"), agency.name, ending="xlsx")
    return send_download(content, name, _XLSX, ascii_name="past-years.xlsx")


@pages.get("/imported/new")
@open_to(*WRITERS)
def new(agency_id: str) -> ResponseReturnValue:
    """The form for a year that was not imported yet."""
    return _show_form(_find_agency(agency_id), _form())


@pages.post("/imported/new")
@open_to(*WRITERS)
def add(agency_id: str) -> ResponseReturnValue:
    """A year, sent; what cannot be kept comes back as it was typed."""
    agency, form = _find_agency(agency_id), _form()
    if not form.is_right(_allowed()):
        return _show_form(agency, form, status=422)
    return _enter(agency, form, form.fiscal_year.number)


@pages.get("/imported/<int:year>")
@open_to(*WRITERS)
def edit(agency_id: str, year: int) -> ResponseReturnValue:
    """The form of an imported year, filled."""
    agency, stands = _find_agency(agency_id), _find_year(agency_id, year)
    scheme = stands.scheme if stands.scheme in _allowed(stands) else OWN_SCHEME
    return _show_form(agency, _form(stands, data=filled(stands, scheme)), stands)


@pages.post("/imported/<int:year>")
@open_to(*WRITERS)
def change(agency_id: str, year: int) -> ResponseReturnValue:
    """A changed year, sent."""
    agency, stands = _find_agency(agency_id), _find_year(agency_id, year)
    form = _form(stands)
    if not form.is_right(_allowed(stands)):
        return _show_form(agency, form, stands, 422)
    return _enter(agency, form, year, stands)


@pages.get("/imported/<int:year>/remove")
@open_to(*WRITERS)
def ask_removal(agency_id: str, year: int) -> str:
    """Whether the year is really to be removed."""
    return render_template(
        "officer/years/remove.html",
        agency=_find_agency(agency_id),
        year=_find_year(agency_id, year),
    )


@pages.post("/imported/<int:year>/remove")
@open_to(*WRITERS)
def remove(agency_id: str, year: int) -> ResponseReturnValue:
    """Remove an imported year."""
    service.remove_year(instance(), current_actor(), agency_id, year)
    flash(_("ลบผลปี %(year)s ที่นำเข้าแล้ว", year=year), "success")
    return _to_list(agency_id)


def _enter(
    agency: Agency, form: PastYearForm, year: int, stands: PastYear | None = None
) -> ResponseReturnValue:
    try:
        service.enter_year(
            instance(),
            current_actor(),
            agency.id,
            year,
            form.scheme_of(year),
            form.scores,
            form.announced_total,
            replace=stands is not None,
        )
    except Refused as refused:
        form.refuse(refused)
        return _show_form(agency, form, stands, 422)
    flash(_("บันทึกผลปี %(year)s แล้ว", year=year), "success")
    return _to_list(agency.id)


def _find_agency(agency_id: str) -> Agency:
    return find_agency(instance(), current_actor(), agency_id)


def _find_year(agency_id: str, year: int) -> PastYear:
    return service.find_past_year(instance(), current_actor(), agency_id, year)


def _form(stands: PastYear | None = None, **begin: Any) -> PastYearForm:
    """The form with every indicator that a scheme to choose from has, and those the year has."""
    names = _names(service.known_editions())
    numbers = {no for known in _allowed(stands).values() for no in known}
    labels = {no: names.get(no, "") for no in sorted(numbers)}
    form = year_form(labels, _allowed(stands), **begin)
    if stands is not None:
        del form.fiscal_year
    return form


def _allowed(stands: PastYear | None = None) -> dict[int, tuple[int, ...]]:
    """The indicators of every scheme to choose from, newest first, at last of none of them."""
    editions = service.known_editions()
    schemes = list(editions)
    if stands is not None and stands.scheme not in (*editions, stands.fiscal_year):
        schemes.append(stands.scheme)
    return {scheme: list_indicators(editions.get(scheme)) for scheme in (*schemes, OWN_SCHEME)}


def _names(editions: dict[int, Edition]) -> dict[int, str]:
    """Names of indicators on which all editions agree; the others are called by their numbers."""
    language = choose_language()
    lists = [
        name_indicators(one, lambda text: text.read(language, agency="", year=0))
        for one in editions.values()
    ]
    numbers = {no for names in lists for no in names}
    said = {no: {names.get(no, "") for names in lists} for no in numbers}
    return {no: min(names) for no, names in said.items() if len(names) == 1}


def _show_form(
    agency: Agency, form: PastYearForm, stands: PastYear | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template("officer/years/year.html", agency=agency, form=form, stands=stands)
    return make_response(page, status)


def _show_list(
    agency_id: str, form: ImportForm, problems: tuple[str, ...] = ()
) -> ResponseReturnValue:
    actor = current_actor()
    found = read_agency_years(instance(), actor, agency_id)
    past = service.list_past_years(instance(), actor, agency_id)
    page = render_template(
        "officer/years/imported.html",
        agency=found.agency,
        lines=[_line(year, found) for year in past],
        form=form,
        problems=problems,
    )
    return make_response(page, 422 if form.errors else 200)


def _line(year: PastYear, found: AgencyYears) -> ImportedLine:
    figures = figure_past_year(year, found.editions.get(year.scheme))
    return ImportedLine(
        year=year.fiscal_year,
        scheme=year.scheme,
        indicators=_("%(known)s จาก %(all)s", known=len(year.scores), all=len(figures.scores)),
        announced=_("ไม่ได้ประกาศ")
        if figures.total is None
        else write_figure(figures.total, figures),
        recomputed=write_figure(figures.recomputed, figures),
        difference=say_difference(figures),
    )


def _to_list(agency_id: str) -> ResponseReturnValue:
    return redirect(url_for("officer_years_imported.index", agency_id=agency_id), 303)
