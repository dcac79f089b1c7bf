"""Yearly reports composed from fixed values, written as JSON that a person can read and compare.

`python -m tests.golden_reports --write` writes them anew to `tests/data/reports/`; read the
difference before keeping it. A space that no line ends at is written ⍽ there.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from survey_app.core.disclosure import disclose_result
from survey_app.core.measures import FollowUp, Measure, MeasureStatus
from survey_app.core.questionnaire import Edition, Questionnaire, SurveyInstrument
from survey_app.core.result import ItemAnswer, Remark, Result, RoundFacts, reckon
from survey_app.core.sheet import Sheet
from survey_app.core.statistics import describe_scores
from survey_app.core.tally import Tally, add_sheets, empty_tally
from survey_app.core.years import YearFigures
from survey_app.reports.document import Block, Document, Figure, Link, Table
from survey_app.reports.yearly import YearlyMatter, compose_report
from survey_app.services.demo.material import demo_year
from survey_app.storage.editions import read_edition

DATA = Path(__file__).parent / "data"
FOLDER = DATA / "reports"
GOLDEN = json.loads((DATA / "golden.json").read_text("utf-8"))
SIZES = (3, 7, 12, 40)
AGENCY = "เทศบาลตำบลทดสอบ"
FINGERPRINT = "sha256:" + "0123456789abcdef" * 4


def announced(year: str, *, total: str | None = None) -> YearFigures:
    """A past year of the golden example as it was imported."""
    known = GOLDEN["years"][year]
    scores = {no: Decimal(score) for no, score in enumerate(known["indicator_scores"], start=1)}
    return YearFigures(
        fiscal_year=int(year),
        edition=2564,
        imported=True,
        scores=scores,
        total=Decimal(total or known["announced_total"]),
        recomputed=Decimal(known["computed"]["total"]),
        level=known["announced_level"],
        statistics=describe_scores(scores),
    )


def pretend_sheets(form: Questionnaire, n: int) -> list[Sheet]:
    """`n` sheets without chance: person and row decide the option, the better one more often."""
    return [Sheet(tuple(_choices(form, person))) for person in range(n)]


def _choices(form: Questionnaire, person: int) -> Iterable[int]:
    for place, row in enumerate(form.scored_rows):
        best_first = sorted(range(len(row.options)), key=lambda p: -row.options[p].score)
        yield best_first[(person * 7 + place * 3) % 5 % 3 % len(best_first)]
    for place, question in enumerate(form.profile):
        yield (person + place) % min(3, len(question.options))


def pretend_answers(edition: Edition) -> dict[str, ItemAnswer]:
    """Every third item ไม่มี, every fifth never scored, the others shown, with 0 or 100."""
    return {item.code: _answer(item.code, n) for n, item in enumerate(edition.oit.items)}


def _answer(code: str, n: int) -> ItemAnswer:
    if n % 3 == 2:
        return ItemAnswer(present=False)
    address = f"https://town.example/{code}"
    if n % 5 == 4:
        return ItemAnswer(present=True, urls=(address,))
    comment = "" if n % 2 else "ข้อมูลไม่ครบถ้วน"
    score = 100 if n % 2 else 0
    return ItemAnswer(present=True, urls=(address,), note="หน้าแรก", score=score, comment=comment)


def reckon_pretend(edition: Edition, iit: int, eit: int, fiscal_year: int = 2564) -> Result:
    """The whole result of a round with so many respondents; most of it may not be shown."""
    asked: dict[SurveyInstrument, int] = {"IIT": iit, "EIT": eit}
    tallies = {
        name: add_sheets(
            empty_tally(edition.questionnaire(name)),
            pretend_sheets(edition.questionnaire(name), n),
        )
        for name, n in asked.items()
    }
    answers = pretend_answers(edition)
    short = tuple(_remark(f"under_minimum_{name}") for name, n in asked.items() if n < 30)
    remarks = (*short, _remark("unscored", items=6))
    facts = RoundFacts(AGENCY, fiscal_year, {"IIT": 45, "EIT": 300}, remarks, "salt")
    return reckon(edition, "0" * 64, facts, tallies, answers)


def _remark(kind: str, **facts: str | int) -> Remark:
    return Remark(kind=kind, reason="เกิดน้ำท่วมในช่วงเก็บข้อมูล", facts=facts)


def pretend_matter(
    result: Result, edition: Edition, before: YearFigures | None = None, **other: Any
) -> YearlyMatter:
    """The matter of a pretended round."""
    return YearlyMatter(
        agency=AGENCY,
        district="เมือง",
        province="ขอนแก่น",
        edition=edition,
        shown=disclose_result(edition, result, FINGERPRINT),
        closed_on=date(result.fiscal_year - 543, 8, 16),
        issued_on=date(result.fiscal_year - 543, 9, 1),
        before=before,
        **other,
    )


def sized_matter(n: int) -> YearlyMatter:
    """A round with `n` respondents in both surveys.

    With 12 it is the first year there is and has a plan; with 7 last year's total does not follow
    from its indicators, and there was a plan for this year.
    """
    edition = read_edition(2564)
    year = 2563 if n == 7 else 2564
    before = None if n == 12 else announced(str(year - 1))
    plan = (planned(1, 2565), planned(9, 2565)) if n == 12 else ()
    last = (planned(2, 2563, MeasureStatus.DONE), planned(9, 2563)) if n == 7 else ()
    texts: Mapping[SurveyInstrument, tuple[str, ...] | None] = {"IIT": None, "EIT": None}
    return pretend_matter(
        reckon_pretend(edition, n, n, year),
        edition,
        before,
        plan=plan,
        last_plan=last,
        suggestions=texts if n < 40 else {"IIT": (), "EIT": ("ควรเปิดให้บริการช่วงพักเที่ยง",)},
    )


def planned(indicator: int, year: int, status: MeasureStatus = MeasureStatus.PLANNED) -> Measure:
    """A measure as an officer would write it."""
    return Measure(
        id=f"m{indicator}",
        plan_year=year,
        indicator=indicator,
        title="ชี้แจงแนวปฏิบัติให้บุคลากรทุกส่วนงาน",
        steps=("จัดทำเอกสารสรุปหนึ่งหน้า", "ชี้แจงในที่ประชุมประจำเดือน"),
        owner="สำนักปลัดเทศบาล",
        period="ไตรมาสที่ 1",
        follow_up=FollowUp.YEARLY if indicator == 9 else FollowUp.QUARTERLY,
        status=status,
    )


def demo_matter(**other: Any) -> YearlyMatter:
    """The demonstration's closed round of 2564, computed from its sheets without a database."""
    edition, year = read_edition(2564), demo_year(2564)
    tallies = {name: _tally(edition, name, year.sheets[name]) for name in year.sheets}
    codes: dict[str, str | int] = {
        "printed": 40,
        "used": 40,
        "void": 0,
        "unused": 0,
        "staff": 40,
        "spares": 0,
    }
    facts = RoundFacts(
        "เทศบาลตำบลบ้านฆ้อง", 2564, {"IIT": 40, "EIT": 400}, (Remark(kind="codes", facts=codes),)
    )
    result = reckon(edition, "0" * 64, facts, tallies, year.answers)
    matter = YearlyMatter(
        agency="เทศบาลตำบลบ้านฆ้อง",
        district="โพธาราม",
        province="ราชบุรี",
        edition=edition,
        shown=disclose_result(edition, result, FINGERPRINT),
        closed_on=date(2021, 8, 16),
        issued_on=date(2022, 1, 10),
        before=announced("2563"),
    )
    texts = {name: _first_texts(year.sheets[name]) for name in year.sheets}
    values = {field.name: getattr(matter, field.name) for field in fields(matter)}
    return YearlyMatter(**(values | {"suggestions": texts} | other))


def _tally(edition: Edition, name: SurveyInstrument, sheets: Iterable[Sheet]) -> Tally:
    return add_sheets(empty_tally(edition.questionnaire(name)), sheets)


def _first_texts(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    return tuple(sheet.suggestion for sheet in sheets if sheet.suggestion)[:4]


def golden_documents() -> dict[str, Document]:
    """The golden documents by the name of their file."""
    documents = {f"n{n}": compose_report(sized_matter(n)) for n in SIZES}
    return documents | {"report-2564": compose_report(demo_matter())}


def write_document(document: Document) -> str:
    """A document as JSON: a line for every block, and for every row of a table."""
    parts = {
        field.name: _plain(getattr(document.cover, field.name)) for field in fields(document.cover)
    }
    blocks = ",\n".join(_write_block(block) for block in document.blocks)
    head = f'"cover": {_dump(parts)},\n"digits": {_dump(document.digits)}'
    return f'{{\n{head},\n"blocks": [\n{blocks}\n]\n}}\n'.replace("\u00a0", "⍽")


def _write_block(block: Block) -> str:
    parts = _plain(block)
    rows = parts.pop("rows", None)
    if rows is None:
        return _dump(parts)
    lines = ",\n".join(f"    {_dump(row)}" for row in rows)
    return f'{_dump(parts)[:-1]}, "rows": [\n{lines}\n  ]}}'


def _plain(value: Any) -> Any:
    """Dataclasses as objects that name their kind, decimals as text, a link as its address."""
    match value:
        case Link():
            return f"<{value.url}>"
        case Decimal() | bytes():
            return str(value)
        case tuple():
            return [_plain(part) for part in value]
        case object(__dataclass_fields__=known):
            parts = {name: _plain(getattr(value, name)) for name in known}
            return {"is": type(value).__name__} | parts if _is_block(value) else parts
    return value


def _is_block(value: Any) -> bool:
    return isinstance(value, Block | Figure | Table) or type(value).__module__.endswith("charts")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Write the golden documents."""
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.golden_reports --write")
    FOLDER.mkdir(exist_ok=True)
    for name, document in golden_documents().items():
        (FOLDER / f"{name}.json").write_text(write_document(document), "utf-8")


if __name__ == "__main__":
    main()
