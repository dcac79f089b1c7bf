"""The table of the three instruments with their weights, and the total under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.core.questionnaire.edition import INSTRUMENTS
from survey_app.core.rating import rate_total
from survey_app.reports.result_workbook.cells import Cell, Formula
from survey_app.reports.result_workbook.level_table import Rated
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.scores import SCORE_COLUMNS, Scored, Step, write_scored
from survey_app.reports.result_workbook.style import COLOURS, Kind, Tone
from survey_app.reports.result_workbook.survey_sheet import Read

SUMMARY_COLUMNS = (
    Column("แบบ", 26),
    Column("ชื่อ", 58),
    Column("น้ำหนัก (ร้อยละ)", 14, Kind.COUNT),
    *SCORE_COLUMNS,
    Column("ผู้ตอบ (คน)", 12, Kind.COUNT),
    Column("ขั้นต่ำ (คน)", 12, Kind.COUNT),
    Column("ผู้มีสิทธิตอบ (คน)", 15, Kind.COUNT),
)
_WEIGHT, _BEFORE, _ROUNDED = 2, 3, 4


@dataclass(frozen=True, slots=True)
class TotalPlaces:
    """Where the total and the weights stand, and what the level is found from, if it may be."""

    total: Scored
    weights: Mapping[str, str]
    rated: Rated | None


def write_instruments(
    page: Page,
    shown: ShownResult,
    edition: Edition,
    scores: Mapping[Instrument, Scored],
    read: Read,
) -> TotalPlaces:
    """The instruments one under the other, then the total."""
    page.write_header()
    first, last = page.row, page.row + len(INSTRUMENTS) - 1
    surveys = {"IIT": shown.iit, "EIT": shown.eit}
    for name in INSTRUMENTS:
        survey, scored = surveys.get(name), scores[name]
        people: tuple[Cell, ...] = (None, None, None)
        if survey is not None:
            people = survey.respondents, survey.minimum, survey.population
        step = Step(None if scored.exact is None else scored.before, scored.exact, scored.official)
        lead = (name, read(getattr(edition.scheme.instruments, name)), _weight(edition, name))
        write_scored(page, lead, step, tail=people, colour=COLOURS[name])
    total = _write_total(page, shown.total, edition, scores, (first, last))
    weights: dict[str, str] = {
        name: page.place(first + n, _WEIGHT) for n, name in enumerate(INSTRUMENTS)
    }
    rounded = _column(page, _ROUNDED, (first, last))
    return TotalPlaces(total, weights, _rated(total, rounded, list(scores.values())))


def _write_total(
    page: Page,
    official: Decimal | None,
    edition: Edition,
    scores: Mapping[Instrument, Scored],
    rows: tuple[int, int],
) -> Scored:
    """The weighted sum of unrounded scores; without a formula where one of them is withheld."""
    weights, parts = _column(page, _WEIGHT, rows), _column(page, _BEFORE, rows)
    exact = rate_total(edition.scheme, {name: scores[name].exact for name in INSTRUMENTS})
    formula = None if exact is None else f"SUMPRODUCT({weights},{parts})/100"
    whole = sum(_weight(edition, name) for name in INSTRUMENTS)
    lead = ("รวม", "คะแนนรวม", Formula(f"SUM({weights})", whole))
    return write_scored(page, lead, Step(formula, exact, official), Tone.WHOLE)


def _rated(total: Scored, instruments: str, scores: list[Scored]) -> Rated | None:
    found = [scored.found for scored in scores if scored.found is not None]
    if total.found is None or len(found) < len(scores):
        return None
    return Rated(total.rounded.rpartition("!")[2], instruments, total.found, min(found))


def _weight(edition: Edition, name: Instrument) -> int:
    weight: int = getattr(edition.scheme.weights, name)
    return weight


def _column(page: Page, column: int, rows: tuple[int, int]) -> str:
    return f"{page.cell(rows[0], column)}:{page.cell(rows[1], column)}"
