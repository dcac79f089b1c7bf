"""The follow-up report of a plan as a file: to be read, filed, and shown as evidence of OIT."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from survey_app.core.measures import Term, quarters, whole_year
from survey_app.core.officers import Actor
from survey_app.core.thai import Digits
from survey_app.reports.document import Document
from survey_app.reports.docx import write_docx
from survey_app.reports.file_names import name_file
from survey_app.reports.follow_up import AskedItem, FollowUpMatter, compose_follow_up
from survey_app.reports.pdf import write_pdf
from survey_app.services.agencies import read_emblem
from survey_app.services.instance import Instance
from survey_app.services.measures.board import EvidenceItem, PlanBoard, read_board
from survey_app.services.years import read_years


class PaperForm(StrEnum):
    """The formats of a follow-up report; the value is the file's ending."""

    DOCX = "docx"
    PDF = "pdf"


_MEDIA_TYPES = {
    PaperForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperForm.PDF: "application/pdf",
}
_WRITE: dict[PaperForm, Callable[[Document], bytes]] = {
    PaperForm.DOCX: write_docx,
    PaperForm.PDF: write_pdf,
}


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A follow-up report as a file; its name is Thai, as officers know their files."""

    name: str
    media_type: str
    content: bytes


def make_follow_up(
    instance: Instance,
    actor: Actor,
    agency_id: str,
    plan_year: int,
    quarter: int | None,
    form: PaperForm,
    digits: Digits = Digits.ARABIC,
) -> PaperFile:
    """The report of a quarter (1 to 4; None: of the whole year); raises NotFound, BadNumber."""
    document = build_follow_up(instance, actor, agency_id, plan_year, quarter, digits)
    agency = document.cover.agency
    term = "ทั้งปี" if quarter is None else f"ไตรมาส{quarter}"
    name = name_file("รายงานติดตามมาตรการ", term, str(plan_year), agency, ending=form)
    return PaperFile(name, _MEDIA_TYPES[form], _WRITE[form](document))


def build_follow_up(
    instance: Instance,
    actor: Actor,
    agency_id: str,
    plan_year: int,
    quarter: int | None,
    digits: Digits = Digits.ARABIC,
) -> Document:
    """The same report before it is drawn."""
    board = read_board(instance, actor, agency_id, plan_year)
    years = {one.fiscal_year for one in read_years(instance, actor, agency_id)}
    emblem = read_emblem(instance, agency_id)
    follows = plan_year - 1 in years
    return compose_follow_up(
        _matter(board, _term(plan_year, quarter), digits, emblem, follows=follows)
    )


def _term(plan_year: int, quarter: int | None) -> Term:
    return whole_year(plan_year) if quarter is None else quarters(plan_year)[quarter - 1]


def _matter(
    board: PlanBoard, term: Term, digits: Digits, emblem: bytes | None, *, follows: bool
) -> FollowUpMatter:
    return FollowUpMatter(
        agency=board.agency.name,
        district=board.agency.district,
        province=board.agency.province,
        plan_year=board.plan_year,
        term=term,
        as_of=board.today,
        plan=board.plan,
        indicators=board.edition.indicator_names,
        movements=board.movements,
        follows=follows,
        has_result=board.figures is not None,
        asked=tuple(_ask(board, one) for one in board.evidence),
        digits=digits,
        emblem=emblem,
    )


def _ask(board: PlanBoard, asked: EvidenceItem) -> AskedItem:
    words = {"agency": board.agency.name, "year": board.plan_year}
    return AskedItem(asked.item.code, asked.item.title.read("th", **words), asked.evidence)
