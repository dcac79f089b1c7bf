"""Importing, entering and removing past years."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from survey_app.core.errors import (
    BadFile,
    BadNumber,
    NoFigures,
    NotFound,
    YearImported,
)
from survey_app.core.officers import COMMAND_LINE, Actor
from survey_app.core.past_years import PastYear
from survey_app.reports.spreadsheets import Column, Sheet, read_table, write_xlsx
from survey_app.services import past_years as service
from survey_app.services.instance import Instance
from survey_app.storage import audit
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round

HEADER = "agency,fiscal_year,indicator,score"
OWN = "fiscal_year,indicator,score"


def load(
    instance: Instance, lines: Sequence[str], actor: Actor = COMMAND_LINE, only: str | None = None
) -> int:
    content = "\n".join(lines).encode()
    return service.import_years(instance, actor, "years.csv", content, only)


def refuse(
    instance: Instance, lines: Sequence[str], actor: Actor = COMMAND_LINE, only: str | None = None
) -> tuple[str, ...]:
    with pytest.raises(BadFile) as refused:
        load(instance, lines, actor, only)
    return refused.value.problems


def stands(instance: Instance, agency: Agency) -> list[PastYear]:
    return service.list_past_years(instance, COMMAND_LINE, agency.id)


def acts(instance: Instance, agency: Agency) -> list[str]:
    with instance.database.snapshot() as session:
        chain = audit.read_chain(session, agency.id)
    return [one.act for one in chain if one.act.startswith("history.")]


def test_a_file_brings_years_of_a_scheme(instance: Instance, agency: Agency) -> None:
    lines = [HEADER, f"{agency.name},๒๕๖๓,๑,๘๒.๓๙", f"{agency.id},2563,total,58.05"]
    assert load(instance, lines) == 1
    assert stands(instance, agency) == [
        PastYear(2563, 2564, Decimal("58.05"), {1: Decimal("82.39")})
    ]
    assert acts(instance, agency) == ["history.import"]


def test_a_year_may_name_its_scheme_and_one_that_nothing_continues_names_itself(
    instance: Instance, agency: Agency
) -> None:
    lines = [f"{OWN},scheme", "2560,1,50,2564", "2560,2,50,", "2559,1,50,"]
    assert load(instance, lines, only=agency.id) == 2
    assert [(one.fiscal_year, one.scheme) for one in stands(instance, agency)] == [
        (2560, 2564),
        (2559, 2559),
    ]


def test_every_bad_line_is_named_and_nothing_is_imported(
    instance: Instance, agency: Agency
) -> None:
    lines = [
        f"{HEADER},scheme",
        f"{agency.name},2563,1,82.39,",
        "เทศบาลไม่มีจริง,2563,2,70,",
        f"{agency.name},2563,11,70,",
        f"{agency.name},63,1,70,",
        f"{agency.name},2563,total,100.01,",
        f"{agency.name},2563,2,เจ็ดสิบ,",
        f"{agency.name},2563,3,70.001,",
        f"{agency.name},2563,1,70,",
        f"{agency.name},2563,4,70,2510",
        f"{agency.name},2563,5,,",
        f"{agency.name},2563,x,1,",
    ]
    problems = refuse(instance, lines)
    assert [problem.split(":")[0] for problem in problems] == [
        f"บรรทัด {line}" for line in range(3, 13)
    ]
    assert "1 ถึง 10 หรือ total" in problems[1]
    assert "ฉบับปี “2510”" in problems[7]
    assert "ยังไม่ได้ใส่คะแนนของตัวชี้วัด 5" in problems[8]
    assert stands(instance, agency) == []
    assert acts(instance, agency) == []


def test_a_year_cannot_name_two_schemes(
    instance: Instance, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = service.known_editions()
    monkeypatch.setattr(service, "known_editions", lambda: known | {2566: known[2564]})
    lines = [f"{OWN},scheme", "2563,1,50,2564", "2563,2,50,2566"]
    assert refuse(instance, lines, only=agency.id) == (
        "บรรทัด 3: ปี 2563 ระบุแบบสอบถามไว้สองฉบับ คือ 2564 และ 2566",
    )


def test_the_scheme_says_how_many_indicators_there_are(
    instance: Instance, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = service.known_editions()[2564]
    fewer = edition.model_copy(update={"iit": edition.iit.model_copy(update={"indicators": ()})})
    monkeypatch.setattr(service, "known_editions", lambda: {2564: fewer})
    (problem,) = refuse(instance, [OWN, "2563,6,50", "2563,5,50"], only=agency.id)
    assert problem == "บรรทัด 3: ตัวชี้วัด “5” ต้องเป็น 6 ถึง 10 หรือ total"


def test_an_imported_year_is_replaced_whole(instance: Instance, agency: Agency) -> None:
    load(instance, [OWN, "2563,1,50", "2563,2,60", "2563,total,55"], only=agency.id)
    load(instance, [OWN, "2563,2,61"], only=agency.id)
    assert stands(instance, agency) == [PastYear(2563, 2564, None, {2: Decimal("61.00")})]


def test_a_page_takes_only_its_own_agency(
    instance: Instance, agency: Agency, other_agency: Agency, officer_actor: Actor
) -> None:
    lines = [HEADER, f"{other_agency.name},2563,1,50", ",2563,2,50"]
    (problem,) = refuse(instance, lines, only=agency.id)
    assert problem == f"บรรทัด 2: หน่วยงาน “{other_agency.name}” ไม่ใช่หน่วยงานของหน้านี้"
    (problem,) = refuse(instance, lines, officer_actor, agency.id)
    assert "ไม่พบหน่วยงาน" in problem
    assert load(instance, [HEADER, ",2563,2,50"], officer_actor, agency.id) == 1


def test_officers_import_nothing_for_another_agency(
    instance: Instance, agency: Agency, other_agency: Agency, officer_actor: Actor
) -> None:
    lines = [HEADER, f"{other_agency.name},2563,1,50", "ไม่มีจริง,2563,1,50"]
    theirs, none = refuse(instance, lines, officer_actor)
    assert theirs.replace(other_agency.name, "X")[10:] == none.replace("ไม่มีจริง", "X")[10:]
    for verb in (
        lambda: load(instance, [OWN, "2563,1,5"], officer_actor, other_agency.id),
        lambda: service.enter_year(
            instance, officer_actor, other_agency.id, 2563, 2564, {1: Decimal(5)}, None
        ),
        lambda: service.remove_year(instance, officer_actor, other_agency.id, 2563),
        lambda: service.list_past_years(instance, officer_actor, other_agency.id),
        lambda: service.find_past_year(instance, officer_actor, other_agency.id, 2563),
        lambda: service.write_template(instance, officer_actor, other_agency.id),
    ):
        with pytest.raises(NotFound):
            verb()
    assert stands(instance, other_agency) == []


def test_a_file_without_any_score_is_refused(instance: Instance, agency: Agency) -> None:
    assert refuse(instance, [OWN, "2563,1,"], only=agency.id) == ("บรรทัด 2: ไฟล์ไม่มีคะแนนเลย",)
    assert refuse(instance, [OWN], only=agency.id) == ("บรรทัด 2: ไฟล์ไม่มีคะแนนเลย",)


def test_the_template_comes_back_as_what_was_filled_in(instance: Instance, agency: Agency) -> None:
    template = service.write_template(instance, COMMAND_LINE, agency.id)
    rows = read_table("template.xlsx", template)
    assert {row["fiscal_year"] for row in rows} == {"2561", "2562", "2563"}
    assert {row["scheme"] for row in rows} == {"2564"}
    assert [row["name"] for row in rows][9:11] == ["การป้องกันการทุจริต", "คะแนนรวมที่ประกาศ"]
    columns = tuple(Column(name) for name in rows[0].cells)
    filled = [
        [*list(row.cells.values())[:-1], str(50 + row.line) if row["fiscal_year"] == "2562" else ""]
        for row in rows
    ]
    back = write_xlsx([Sheet("ปีก่อนหน้า", columns, filled)])
    for only in (None, agency.id):
        assert service.import_years(instance, COMMAND_LINE, "template.xlsx", back, only) == 1
    (year,) = stands(instance, agency)
    assert (year.fiscal_year, year.scheme, year.announced_total) == (2562, 2564, Decimal("73.00"))
    assert list(year.scores.values()) == [Decimal(f"{n}.00") for n in range(63, 73)]


def test_the_template_is_for_years_that_are_not_known_yet(
    instance: Instance, agency: Agency
) -> None:
    service.enter_year(instance, COMMAND_LINE, agency.id, 2562, 2564, {1: Decimal(50)}, None)
    close_pretend_round(instance, agency, iit=1, eit=1, fiscal_year=2563)
    template = service.write_template(instance, COMMAND_LINE, agency.id)
    rows = read_table("template.xlsx", template)
    assert {row["fiscal_year"] for row in rows} == {"2559", "2560", "2561"}
    assert {row["scheme"] for row in rows} == {"", "2564"}


def test_a_year_is_entered_changed_and_removed_and_the_audit_says_so(
    instance: Instance, agency: Agency, officer_actor: Actor
) -> None:
    at = (instance, officer_actor, agency.id)
    service.enter_year(*at, 2563, 2564, {1: Decimal("82.39")}, Decimal("58.05"))
    with pytest.raises(YearImported):
        service.enter_year(*at, 2563, 2564, {1: Decimal("1.00")}, None)
    service.enter_year(*at, 2563, 2564, {2: Decimal("69.17")}, None, replace=True)
    expected = PastYear(2563, 2564, None, {2: Decimal("69.17")})
    assert service.find_past_year(*at, 2563) == expected
    service.remove_year(*at, 2563)
    assert stands(instance, agency) == []
    with pytest.raises(NotFound):
        service.remove_year(*at, 2563)
    with instance.database.snapshot() as session:
        chain = audit.read_chain(session, agency.id, subject="2563")
    assert [one.act for one in chain] == ["history.remove", "history.enter", "history.enter"]
    assert chain[0].facts == {"scheme": 2564, "total": None, "scores": {"2": "69.17"}}


def test_what_makes_no_sense_is_not_entered(instance: Instance, agency: Agency) -> None:
    at = (instance, COMMAND_LINE, agency.id)
    one = {1: Decimal("50.00")}
    with pytest.raises(BadNumber):
        service.enter_year(*at, 63, 2564, one, None)
    with pytest.raises(BadNumber):
        service.enter_year(*at, 2563, 2564, {11: Decimal("50.00")}, None)
    with pytest.raises(NoFigures):
        service.enter_year(*at, 2563, 2564, {}, None)
    with pytest.raises(NotFound):
        service.enter_year(*at, 2563, 2510, one, None)
    with pytest.raises(ValueError, match="read_score"):
        service.enter_year(*at, 2563, 2564, {1: Decimal("100.01")}, None)
    with pytest.raises(NotFound):
        service.enter_year(instance, COMMAND_LINE, "nothing", 2563, 2564, one, None)
    assert stands(instance, agency) == []


def test_a_year_keeps_a_scheme_whose_files_are_gone(instance: Instance, agency: Agency) -> None:
    load(instance, [OWN, "2560,1,50"], only=agency.id)
    at = (instance, COMMAND_LINE, agency.id)
    service.enter_year(*at, 2560, 2560, {1: Decimal("51.00")}, None, replace=True)
    assert stands(instance, agency)[0].scores == {1: Decimal("51.00")}
