"""The years of an agency side by side, and their charts as pictures."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.officers import EVERYONE, WRITERS
from survey_app.core.years import YearFigures, group_comparable
from survey_app.reports.charts import Chart
from survey_app.reports.drawing.house import FEW_YEARS
from survey_app.services.agencies import list_agencies
from survey_app.services.years import AgencyYears, read_agency_years
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.years.charts import draw_svg, indicator_chart, trend_chart
from survey_app.web.officer.years.page import (
    Wanted,
    choose_years,
    compose_years,
    instruments_of,
    name_of_group,
)

pages = Blueprint("officer_years", __name__, url_prefix="/officer")


@pages.get("/years")
@open_to(*EVERYONE)
def index() -> ResponseReturnValue:
    """The agencies whose years the officer may see; one's own at once."""
    agencies = list_agencies(instance(), current_actor())
    if len(agencies) == 1:
        return redirect(url_for("officer_years.show", agency_id=agencies[0].id))
    return render_template("officer/years/index.html", agencies=agencies)


@pages.get("/agencies/<agency_id>/years")
@open_to(*EVERYONE)
def show(agency_id: str) -> str:
    """The chosen years in tables and charts."""
    found, wanted = _read(agency_id)
    page = compose_years(found, wanted, choose_language())
    may_import = current_actor().role in WRITERS
    return render_template(
        "officer/years/show.html", page=page, may_import=may_import, few_years=FEW_YEARS
    )


@pages.get("/agencies/<agency_id>/years/trend.svg")
@open_to(*EVERYONE)
def trend(agency_id: str) -> Response:
    """The chart of all indicators along the chosen years."""
    found, wanted = _read(agency_id)
    years = _newest_group(wanted)
    names = name_of_group(found, years[-1].edition, choose_language())
    return _send(trend_chart(years, names))


@pages.get("/agencies/<agency_id>/years/indicator-<int:no>.svg")
@open_to(*EVERYONE)
def indicator(agency_id: str, no: int) -> Response:
    """The chart of one indicator along the chosen years."""
    found, wanted = _read(agency_id)
    years = _newest_group(wanted)
    if no not in years[-1].scores:
        abort(404)
    instrument = instruments_of(found.editions.get(years[-1].edition)).get(no, "")
    return _send(indicator_chart(years, no, instrument, wanted.kind))


def _read(agency_id: str) -> tuple[AgencyYears, Wanted]:
    found = read_agency_years(instance(), current_actor(), agency_id)
    return found, choose_years(found, request.args.getlist("year"), request.args.get("chart"))


def _newest_group(wanted: Wanted) -> tuple[YearFigures, ...]:
    """The years that may be drawn along one line: those that compare with the newest one asked for."""
    if not wanted.years:
        abort(404)
    return group_comparable(wanted.years)[0]


def _send(chart: Chart) -> Response:
    return Response(draw_svg(chart), mimetype="image/svg+xml")
