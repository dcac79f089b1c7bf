"""Importing past years as they were announced."""

from collections import defaultdict
from decimal import Decimal, InvalidOperation

from sqlmodel import Session

from survey_app.core.errors import BadFile, NotFound
from survey_app.core.officers import Actor
from survey_app.core.thai import arabic_digits
from survey_app.reports.spreadsheets import TableRow, read_table
from survey_app.services.agencies import own_agency
from survey_app.services.instance import Instance
from survey_app.storage import agencies, audit, editions, history
from survey_app.storage.history import HistoryYear

COLUMNS = ("agency", "fiscal_year", "indicator", "score")
TOTAL = "total"

Years = dict[tuple[str, int], dict[str, Decimal]]


def import_years(instance: Instance, actor: Actor, file_name: str, content: bytes) -> int:
    """Import indicator scores and announced totals; returns how many years.

    Raises BadFile naming every bad line, and then imports nothing.
    """
    rows = read_table(file_name, content, required=COLUMNS, optional=())
    with instance.database.transaction() as session:
        years = _read_years(session, actor, file_name, rows)
        for (agency, year), scores in years.items():
            history.write_year(session, agency, _year(year, scores))
            facts = {"fiscal_year": year, "scheme": scheme_of(year)}
            audit.record(
                session, agency, instance.now, actor.name, "history.import", str(year), facts
            )
    return len(years)


def _read_years(session: Session, actor: Actor, file_name: str, rows: list[TableRow]) -> Years:
    years: Years = defaultdict(dict)
    problems = []
    for row in rows:
        try:
            agency, year, indicator, score = _read_row(session, actor, row)
        except ValueError as error:
            problems.append(f"บรรทัด {row.line}: {error}")
            continue
        if indicator in years[agency, year]:
            problems.append(f"บรรทัด {row.line}: มีตัวชี้วัด {indicator} ของปี {year} ซ้ำ ให้เหลือบรรทัดเดียว")
        years[agency, year][indicator] = score
    if problems:
        raise BadFile(file_name, tuple(problems))
    return years


def _read_row(session: Session, actor: Actor, row: TableRow) -> tuple[str, int, str, Decimal]:
    """One line's values; raises ValueError with what to mend, in Thai."""
    try:
        agency = agencies.find_agency(session, row["agency"].strip()).id
        own_agency(actor, agency)
    except NotFound as error:
        raise ValueError(f"ไม่พบหน่วยงาน “{row.cells['agency']}” ให้ใช้ชื่อเต็มหรือรหัส") from error
    year = arabic_digits(row["fiscal_year"].strip())
    if not (year.isdecimal() and 2540 <= int(year) <= 2700):
        raise ValueError(f"ปีงบประมาณ “{year}” ต้องเป็น พ.ศ. สี่หลัก เช่น 2563")
    indicator = arabic_digits(row["indicator"].strip())
    if indicator != TOTAL and not (indicator.isdecimal() and 1 <= int(indicator) <= 10):
        raise ValueError(f"ตัวชี้วัด “{indicator}” ต้องเป็น 1 ถึง 10 หรือ total")
    number = indicator if indicator == TOTAL else str(int(indicator))
    return agency, int(year), number, _score(row["score"])


def _score(text: str) -> Decimal:
    try:
        score = Decimal(arabic_digits(text.strip()))
    except InvalidOperation as error:
        raise ValueError(f"คะแนน “{text}” ไม่ใช่ตัวเลข เช่น 82.39") from error
    if not score.is_finite():
        raise ValueError(f"คะแนน “{text}” ไม่ใช่ตัวเลข เช่น 82.39")
    if not (0 <= score <= 100) or score != round(score, 2):
        raise ValueError(f"คะแนน “{text}” ต้องอยู่ระหว่าง 0 ถึง 100 และมีทศนิยมไม่เกินสองตำแหน่ง")
    return score.quantize(Decimal("0.01"))


def _year(year: int, scores: dict[str, Decimal]) -> HistoryYear:
    by_number = {int(no): score for no, score in scores.items() if no != TOTAL}
    return HistoryYear(year, scheme_of(year), scores.get(TOTAL), by_number)


def scheme_of(year: int) -> int:
    """The edition whose indicators a past year's continue, else the year itself."""
    for known in editions.list_editions():
        if year == known or year in editions.read_edition(known).scheme.continues:
            return known
    return year
