"""The yearly report of a closed round: gathered once, then made into any file."""

import gc
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from survey_app.core.officers import Actor
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.years import YearFigures, year_before
from survey_app.reports.document import Document
from survey_app.reports.docx import write_docx
from survey_app.reports.file_names import name_file
from survey_app.reports.html import write_html
from survey_app.reports.pdf import write_pdf
from survey_app.reports.result_csv import write_result_csv
from survey_app.reports.result_json import result_json
from survey_app.reports.result_workbook import write_workbook
from survey_app.reports.yearly import YearlyMatter, compose_report
from survey_app.services.agencies import read_emblem
from survey_app.services.instance import BANGKOK, Instance
from survey_app.services.measures import read_plan
from survey_app.services.results import ClosedRound, read_chosen, read_closed
from survey_app.services.years import read_years
from survey_app.storage import report_texts
from survey_app.storage.report_texts import ReportTexts


class ReportForm(StrEnum):
    """The formats of a report; the value is the file's ending."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    ReportForm.DOCX: f"{_OFFICE}.wordprocessingml.document",
    ReportForm.PDF: "application/pdf",
    ReportForm.HTML: "text/html",
    ReportForm.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    ReportForm.CSV: "text/csv",
    ReportForm.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report as a file; its name is Thai, as officers know their files."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class YearlyReport:
    """A round's report before it is drawn: its matter, and all known years of its agency.

    `chosen` are the keys of the suggestions that an officer chose for it.
    """

    closed: ClosedRound
    years: tuple[YearFigures, ...]
    matter: YearlyMatter
    chosen: frozenset[str]

    @property
    def document(self) -> Document:
        """The words and figures, composed."""
        return compose_report(self.matter)


def read_report(instance: Instance, actor: Actor, round_id: str) -> YearlyReport:
    """The report of a closed round; raises WrongState before it is closed, NotFound."""
    closed = read_closed(instance, actor, round_id)
    years = read_years(instance, actor, closed.agency.id)
    with instance.database.snapshot() as session:
        texts = report_texts.read_texts(session, round_id)
    matter = _gather(instance, actor, closed, years, texts)
    return YearlyReport(closed, years, matter, texts.suggestions)


def make_report(instance: Instance, actor: Actor, round_id: str, form: ReportForm) -> ReportFile:
    """The report in one format."""
    return draw_report(read_report(instance, actor, round_id), form)


def make_all(instance: Instance, actor: Actor, round_id: str) -> Iterator[ReportFile]:
    """The report in every format, one after the other, from one reading."""
    report = read_report(instance, actor, round_id)
    for form in ReportForm:
        yield draw_report(report, form)


def draw_report(report: YearlyReport, form: ReportForm) -> ReportFile:
    """A report drawn in one format."""
    shown = report.closed.shown
    name = name_file("รายงานผลการประเมิน", "ITA", str(shown.fiscal_year), shown.agency, ending=form)
    content = _DRAW[form](report)
    # Figures and the trees of Word files are large rings of objects: left to chance, they stay for
    # several reports, and the server's memory grows by 20 MiB with each.
    gc.collect()
    return ReportFile(name, _MEDIA_TYPES[form], content)


def _draw_workbook(report: YearlyReport) -> bytes:
    return write_workbook(report.closed.shown, report.closed.edition, report.years)


def _draw_json(report: YearlyReport) -> bytes:
    result = result_json(report.closed.shown, report.closed.edition)
    return f"{json.dumps(result, ensure_ascii=False, indent=2)}\n".encode()


_DRAW: dict[ReportForm, Callable[[YearlyReport], bytes]] = {
    ReportForm.DOCX: lambda report: write_docx(report.document),
    ReportForm.PDF: lambda report: write_pdf(report.document),
    ReportForm.HTML: lambda report: write_html(report.document),
    ReportForm.XLSX: _draw_workbook,
    ReportForm.CSV: lambda r: write_result_csv(r.closed.shown, r.closed.edition),
    ReportForm.JSON: _draw_json,
}


def _gather(
    instance: Instance,
    actor: Actor,
    closed: ClosedRound,
    years: tuple[YearFigures, ...],
    texts: ReportTexts,
) -> YearlyMatter:
    agency, year = closed.agency, closed.round.fiscal_year
    closed_on = closed.closed_at.astimezone(BANGKOK).date()
    this = next(one for one in years if one.fiscal_year == year and not one.imported)
    return YearlyMatter(
        agency=closed.shown.agency,
        district=agency.district,
        province=agency.province,
        edition=closed.edition,
        shown=closed.shown,
        closed_on=closed_on,
        issued_on=texts.issued_on or closed_on,
        before=year_before(years, this),
        plan=read_plan(instance, actor, agency.id, year + 1),
        last_plan=read_plan(instance, actor, agency.id, year),
        suggestions=_chosen(instance, actor, closed, texts.suggestions),
        paragraphs=texts.paragraphs,
        digits=texts.digits,
        emblem=read_emblem(instance, agency.id),
    )


def _chosen(
    instance: Instance, actor: Actor, closed: ClosedRound, keys: frozenset[str]
) -> dict[SurveyInstrument, tuple[str, ...] | None]:
    """The chosen suggestions a survey; None where too few were written to show any."""
    return {
        instrument: read_chosen(instance, actor, closed.round.id, instrument, keys)
        for instrument in SURVEY_INSTRUMENTS
    }
