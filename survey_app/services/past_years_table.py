"""Past years as rows of a table file, and what is wrong with a file, line by line in Thai."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlmodel import Session

from survey_app.core.errors import NotFound
from survey_app.core.officers import Actor
from survey_app.core.past_years import (
    FIRST_YEAR,
    LAST_YEAR,
    PastYear,
    UnreadableScore,
    list_indicators,
    read_score,
)
from survey_app.core.questionnaire import Edition
from survey_app.core.thai import arabic_digits
from survey_app.reports.spreadsheets import Column, Sheet, TableRow, read_table, write_xlsx
from survey_app.services.agencies import own_agency
from survey_app.storage import agencies

TOTAL = "total"
REQUIRED = ("fiscal_year", "indicator", "score")
OPTIONAL = ("scheme", "name")
"""`name` is there for people to read; importing does not look at it."""

_QUOTED = 40
_COLUMNS = ("agency", "fiscal_year", "scheme", "indicator", "name", "score")
_WIDTHS = {"agency": 34, "name": 40}
_HELP = {
    "agency": "ชื่อเต็มของหน่วยงาน ลบคอลัมน์นี้ได้เมื่อนำเข้าในหน้าของหน่วยงานเอง",
    "fiscal_year": "ปีงบประมาณ พ.ศ. สี่หลัก เช่น 2563",
    "scheme": "ตัวชี้วัดของปีนั้นเป็นของแบบสอบถามฉบับปีใด ถ้าเว้นว่าง ระบบเลือกฉบับที่ระบุว่าใช้ตัวชี้วัดชุดเดียวกับปีนั้น",
    "indicator": "หมายเลขตัวชี้วัด หรือ total สำหรับคะแนนรวมที่ประกาศ",
    "name": "ชื่อตัวชี้วัด มีไว้ให้อ่าน ระบบไม่ใช้คอลัมน์นี้",
    "score": "คะแนนตามที่ประกาศ 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง เช่น 82.39 ใช้เลขไทยได้ "
    "ปีใดไม่มีคะแนนเลยให้ปล่อยว่างทั้งปี ถ้าไม่ทราบเพียงบางตัวชี้วัดให้ลบบรรทัดนั้น",
}
_TOTAL_NAME = "คะแนนรวมที่ประกาศ"
_SHEET = "ปีก่อนหน้า"
_HELP_SHEET = "คำอธิบาย"
_BAD_SCORES = {
    "no_number": "คะแนน “{found}” ไม่ใช่ตัวเลข เช่น 82.39",
    "out_of_range": "คะแนน “{found}” ต้องอยู่ระหว่าง 0 ถึง 100",
    "many_decimals": "คะแนน “{found}” มีทศนิยมได้ไม่เกินสองตำแหน่ง",
}

Editions = Mapping[int, Edition]
Years = dict[tuple[str, int], PastYear]


@dataclass(frozen=True, slots=True)
class AgencyFinder:
    """Finds whose a row is, among those the actor may see; `only` is the one it may be."""

    session: Session
    actor: Actor
    only: str | None
    _known: dict[str, str | ValueError] = field(default_factory=dict, init=False)

    def find(self, wanted: str) -> str:
        """The id of the agency a cell names; raises ValueError with what to mend, in Thai."""
        if self.only is not None and not wanted:
            return self.only
        if wanted not in self._known:  # most files name one agency in thousands of lines
            self._known[wanted] = self._try(wanted)
        found = self._known[wanted]
        if isinstance(found, ValueError):
            raise ValueError(*found.args)  # noqa: TRY004  # a kept refusal, said again
        return found

    def _try(self, wanted: str) -> str | ValueError:
        try:
            return self._look_up(wanted)
        except ValueError as error:
            return error

    def _look_up(self, wanted: str) -> str:
        try:
            found = agencies.find_agency(self.session, wanted).id
            own_agency(self.actor, found)
        except NotFound as error:
            raise ValueError(f"ไม่พบหน่วยงาน “{wanted[:_QUOTED]}” ให้ใช้ชื่อเต็มหรือรหัส") from error
        if self.only not in (None, found):
            raise ValueError(f"หน่วยงาน “{wanted[:_QUOTED]}” ไม่ใช่หน่วยงานของหน้านี้")
        return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as read: `indicator` None is the total, `score` None an empty cell."""

    line: int
    agency: str
    year: int
    scheme: int | None
    indicator: int | None
    score: Decimal | None


def read_rows(file_name: str, content: bytes, *, with_agency: bool) -> list[TableRow]:
    """The rows of a file with the columns of past years; raises BadFile."""
    required = ("agency", *REQUIRED) if with_agency else REQUIRED
    return read_table(file_name, content, required=required, optional=("agency", *OPTIONAL))


def read_years(
    rows: Iterable[TableRow], find: AgencyFinder, editions: Editions
) -> tuple[Years, list[str]]:
    """The years that rows describe, and every problem by its line, in order.

    A year without any score is an unfilled part of our template and is passed over; an empty score
    among others is a problem.
    """
    lines: dict[tuple[str, int], list[_Line]] = {}
    problems: list[tuple[int, str]] = []
    for row in rows:
        try:
            line = _read_line(row, find, editions)
        except ValueError as error:
            problems.append((row.line, str(error)))
            continue
        lines.setdefault((line.agency, line.year), []).append(line)
    filled = {
        key: found for key, found in lines.items() if any(line.score is not None for line in found)
    }
    years = {key: _read_year(found, editions, problems) for key, found in filled.items()}
    if not years and not problems:
        problems.append((2, "ไฟล์ไม่มีคะแนนเลย"))
    return years, [f"บรรทัด {line}: {problem}" for line, problem in sorted(problems)]


def _read_line(row: TableRow, find: AgencyFinder, editions: Editions) -> _Line:
    """One line's values; raises ValueError with what to mend, in Thai."""
    return _Line(
        row.line,
        find.find(row["agency"].strip()),
        _read_fiscal_year(row["fiscal_year"]),
        _read_scheme(row["scheme"], editions),
        _read_indicator(row["indicator"]),
        _read_score(row["score"]),
    )


def _read_fiscal_year(cell: str) -> int:
    year = arabic_digits(cell.strip())
    written = year.isascii() and year.isdigit() and len(year) <= 4
    if not (written and FIRST_YEAR <= int(year) <= LAST_YEAR):
        raise ValueError(f"ปีงบประมาณ “{year[:_QUOTED]}” ต้องเป็น พ.ศ. สี่หลัก เช่น 2563")
    return int(year)


def _read_scheme(cell: str, editions: Editions) -> int | None:
    scheme = arabic_digits(cell.strip())
    if not scheme:
        return None
    known = {str(year): year for year in editions}
    if scheme not in known:
        listed = ", ".join(known)
        raise ValueError(f"ไม่มีแบบสอบถามฉบับปี “{scheme[:_QUOTED]}” ในระบบ ที่มีคือ {listed}")
    return known[scheme]


def _read_indicator(cell: str) -> int | None:
    indicator = arabic_digits(cell.strip())
    if indicator.lower() == TOTAL:
        return None
    if not (indicator.isascii() and indicator.isdigit() and len(indicator) <= 3):
        raise ValueError(f"ตัวชี้วัด “{indicator[:_QUOTED]}” ต้องเป็นหมายเลขตัวชี้วัดหรือ total")
    return int(indicator)


def _read_score(cell: str) -> Decimal | None:
    if not cell.strip():
        return None
    try:
        return read_score(cell)
    except UnreadableScore as bad:
        raise ValueError(_BAD_SCORES[bad.kind].format(found=bad.found)) from bad


def _read_year(lines: list[_Line], editions: Editions, problems: list[tuple[int, str]]) -> PastYear:
    """A year of several lines; what is wrong between them is added to `problems`."""
    year = lines[0].year
    scheme = next((line.scheme for line in lines if line.scheme), find_scheme(year, editions))
    allowed = list_indicators(editions.get(scheme))
    scores: dict[int | None, Decimal] = {}
    for line in lines:
        problem = _find_problem(line, scheme, allowed, scores)
        if problem:
            problems.append((line.line, problem))
        elif line.score is not None:
            scores[line.indicator] = line.score
    announced = scores.pop(None, None)
    return PastYear(year, scheme, announced, {no: s for no, s in scores.items() if no is not None})


def _find_problem(
    line: _Line, scheme: int, allowed: tuple[int, ...], before: Mapping[int | None, Decimal]
) -> str | None:
    name = TOTAL if line.indicator is None else str(line.indicator)
    if line.scheme not in (None, scheme):
        return f"ปี {line.year} ระบุแบบสอบถามไว้สองฉบับ คือ {scheme} และ {line.scheme}"
    if line.indicator is not None and line.indicator not in allowed:
        return f"ตัวชี้วัด “{name}” ต้องเป็น {min(allowed)} ถึง {max(allowed)} หรือ total"
    if line.indicator in before:
        return f"มีตัวชี้วัด {name} ของปี {line.year} ซ้ำ ให้เหลือบรรทัดเดียว"
    if line.score is None:
        return f"ยังไม่ได้ใส่คะแนนของตัวชี้วัด {name} ปี {line.year} ถ้าไม่ทราบให้ลบบรรทัดนี้"
    return None


def find_scheme(year: int, editions: Editions) -> int:
    """The edition of that year, or whose indicators that year's continue, else the year itself."""
    if year in editions:
        return year
    found = (known for known, edition in editions.items() if year in edition.scheme.continues)
    return next(found, year)


def write_template(agency: str, schemes: Mapping[int, int], editions: Editions) -> bytes:
    """A workbook with a line for each indicator and the total of these years, scores left empty."""
    rows = [
        [agency, str(year), str(scheme) if scheme in editions else "", *indicator, ""]
        for year, scheme in schemes.items()
        for indicator in _indicator_cells(editions.get(scheme))
    ]
    columns = tuple(Column(name, _WIDTHS.get(name, 13), _HELP[name]) for name in _COLUMNS)
    return write_xlsx([Sheet(_SHEET, columns, rows, frozen_columns=2), _help_sheet()])


def _indicator_cells(edition: Edition | None) -> list[tuple[str, str]]:
    names = edition.indicator_names if edition else {}
    listed = [(str(no), names.get(no, "")) for no in list_indicators(edition)]
    return [*listed, (TOTAL, _TOTAL_NAME)]


def _help_sheet() -> Sheet:
    columns = (Column("คอลัมน์", 16), Column("สิ่งที่ต้องกรอก", 110))
    return Sheet(_HELP_SHEET, columns, [(name, _HELP[name]) for name in _COLUMNS])
