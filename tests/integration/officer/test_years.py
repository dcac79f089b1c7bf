"""Years side by side: what the page shows, its charts, and past years from files and forms."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.past_years import PastYear
from survey_app.reports.spreadsheets import Column, Sheet, read_table, write_xlsx
from survey_app.services.instance import Instance
from survey_app.services.past_years import enter_year, import_years, list_past_years
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round
from tests.visiting import Element, Page, Visitor

GOLDEN = json.loads((Path(__file__).parents[2] / "data" / "golden.json").read_text("utf-8"))
INDICATORS = "คะแนนรายตัวชี้วัดของแบบสอบถามฉบับปี 2564"
SUMMARY = "คะแนนรวม ระดับ และค่าสถิติของแต่ละปี"


def enter_golden(instance: Instance, agency: Agency, *years: int) -> None:
    for year in years or (2561, 2562, 2563, 2564):
        told = GOLDEN["years"][str(year)]
        scores = dict(enumerate(map(Decimal, told["indicator_scores"]), start=1))
        total = Decimal(told["announced_total"])
        enter_year(instance, COMMAND_LINE, agency.id, year, 2564, scores, total)


def years_of(agency: Agency, *parts: str) -> str:
    return "/".join((f"/officer/agencies/{agency.id}/years", *parts))


def read_row(page: Page, table: str, title: str) -> list[str]:
    """The cells of the row with that title in the table with that caption."""
    captions = [one for one in page.find("caption") if one.text == table]
    whole = captions[0].inside("table")
    heads = [
        one
        for one in page.find("th", scope="row")
        if one.inside("table") is whole and one.text.startswith(title)
    ]
    row = heads[0].inside("tr")
    return [one.text for one in page.find("td") if one.inside("tr") is row]


def pictures(page: Page) -> list[Element]:
    return [one for one in page.find("img") if ".svg" in one.attributes["src"]]


def test_the_published_years_stand_side_by_side_with_their_changes(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency)
    page = officer.open(years_of(agency))
    assert read_row(page, SUMMARY, "คะแนนรวม") == [
        "65.31",
        "64.25 \u22121.06 ลดลง (ร้อยละ 1.62)",
        "58.05 \u22126.20 ลดลง (ร้อยละ 9.65)",
        "59.46 +1.41 เพิ่มขึ้น (ร้อยละ 2.43)",
    ]
    assert read_row(page, SUMMARY, "คะแนนรวมที่คำนวณ") == [
        "65.34 ต่างจากที่ประกาศ",
        "63.84 ต่างจากที่ประกาศ",
        "58.05",
        "59.46",
    ]
    assert read_row(page, SUMMARY, "ระดับ") == ["C", "D", "D", "D"]
    assert read_row(page, SUMMARY, "ส่วนเบี่ยงเบน")[3] == "20.95"
    assert read_row(page, SUMMARY, "สูงสุด")[3] == "86.02 ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"
    for no in range(1, 11):
        row = read_row(page, INDICATORS, f"ตัวชี้วัดที่ {no} ")
        printed = [
            GOLDEN["years"][str(year)]["indicator_scores"][no - 1] for year in range(2561, 2565)
        ]
        assert [cell.split()[0] for cell in row] == printed
        change = Decimal(printed[3]) - Decimal(printed[2])
        word = "เพิ่มขึ้น" if change > 0 else "ลดลง"
        sign = "+" if change > 0 else "\u2212"
        assert row[3] == f"{printed[3]} {sign}{abs(change)} {word}"


def test_totals_that_differ_are_said_to_differ(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency)
    for address in (years_of(agency), years_of(agency, "imported")):
        text = officer.open(address).text.replace("\xa0", " ")
        for announced, recomputed, points in (
            ("65.31", "65.34", "0.03"),
            ("64.25", "63.84", "0.41"),
        ):
            assert f"คะแนนรวมที่ประกาศ {announced} ไม่ตรงกับที่คำนวณ" in text
            assert f"ซึ่งได้ {recomputed} (ต่างกัน {points} คะแนน)" in text
        assert text.count("ไม่ตรงกับที่คำนวณ") == 2


def test_only_the_chosen_years_are_shown_and_compared_with_one_another(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency)
    officer.open(years_of(agency))
    page = officer.submit({"year": ["2561", "2564"], "chart": "bar"})
    assert read_row(page, INDICATORS, "ตัวชี้วัดที่ 1 ") == ["90.87", "86.02 \u22124.85 ลดลง"]
    chosen = [one.attributes["value"] for one in page.find("input", type="checkbox", checked="")]
    assert chosen == ["2564", "2561"]
    assert [one.attributes["value"] for one in page.find("input", type="radio", checked="")] == [
        "bar"
    ]
    alts = [one.attributes["alt"] for one in pictures(page)]
    assert alts[1] == "กราฟแท่ง ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่: ปี 2561 90.87, ปี 2564 86.02"


def test_what_was_not_asked_for_well_is_passed_over(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency)
    page = officer.open(f"{years_of(agency)}?year=2563&year=1999&year=x&chart=pie")
    assert read_row(page, SUMMARY, "คะแนนรวม") == ["58.05"]
    assert pictures(page) == []


def test_every_chart_is_a_picture_with_words_and_a_table(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency)
    page = officer.open(years_of(agency))
    found = pictures(page)
    assert len(found) == 11
    tables = {one.text for one in page.find("caption")}
    for picture in found:
        assert picture.attributes["alt"]
        reply = officer.get(picture.attributes["src"])
        assert reply.status == 200
        assert reply.response.mimetype == "image/svg+xml"
        assert reply.response.headers["Cache-Control"] in ("no-store", "private")
        assert reply.html.lstrip().startswith(("<?xml", "<svg"))
    for name in GOLDEN["indicators"]:
        assert any(name in table for table in tables)


def test_a_line_and_bars_are_different_pictures(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency)
    line = officer.get(years_of(agency, "indicator-1.svg")).html
    bars = officer.get(years_of(agency, "indicator-1.svg?chart=bar")).html
    assert line != bars
    assert officer.get(years_of(agency, "indicator-11.svg")).status == 404


def test_there_is_nothing_to_compare_at_first(officer: Visitor, agency: Agency) -> None:
    page = officer.open(years_of(agency))
    assert "ยังไม่มีผลของปีใดให้เปรียบเทียบ" in page.text
    assert officer.get(years_of(agency, "trend.svg")).status == 404
    assert officer.get(years_of(agency, "indicator-1.svg")).status == 404


def test_years_that_do_not_mean_the_same_are_said_not_to_compare(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency, 2563, 2564)
    content = b"fiscal_year,indicator,score\n2560,1,44.44\n2560,total,50\n"
    import_years(instance, COMMAND_LINE, "a.csv", content, agency.id)
    page = officer.open(years_of(agency))
    assert read_row(page, SUMMARY, "คะแนนรวม") == [
        "50.00",
        "58.05 เปรียบเทียบไม่ได้",
        "59.46 +1.41 เพิ่มขึ้น (ร้อยละ 2.43)",
    ]
    text = page.text.replace("\xa0", " ")
    assert "ใช้ตัวชี้วัดของแบบสอบถามฉบับปี 2560 ซึ่งไม่ได้ระบุว่ามีความหมายเดียวกับฉบับปี 2564" in text
    assert read_row(page, INDICATORS, "ตัวชี้วัดที่ 1 ") == ["82.39", "86.02 +3.63 เพิ่มขึ้น"]
    strange = "คะแนนรายตัวชี้วัดของแบบสอบถามฉบับปี 2560"
    assert read_row(page, strange, "ตัวชี้วัดที่ 1") == ["44.44"]
    assert read_row(page, strange, "ตัวชี้วัดที่ 2") == ["ไม่มีข้อมูล"]
    mixed = officer.get(years_of(agency, "indicator-1.svg?year=2560&year=2563&year=2564")).html
    alone = officer.get(years_of(agency, "indicator-1.svg?year=2563&year=2564")).html
    assert mixed == alone


@pytest.mark.parametrize(("people", "total"), [(3, False), (7, True)])
def test_what_is_withheld_is_said_to_be_withheld(
    officer: Visitor, instance: Instance, agency: Agency, people: int, *, total: bool
) -> None:
    enter_golden(instance, agency, 2563)
    close_pretend_round(instance, agency, iit=people, eit=12)
    page = officer.open(years_of(agency))
    row = read_row(page, SUMMARY, "คะแนนรวม")
    assert (row[1] != "ไม่แสดง") is total
    for no in range(1, 6):
        assert read_row(page, INDICATORS, f"ตัวชี้วัดที่ {no} ")[1] == "ไม่แสดง"
    assert "ไม่แสดง" not in read_row(page, INDICATORS, "ตัวชี้วัดที่ 6 ")[1]
    for title in ("ค่าเฉลี่ย", "ส่วนเบี่ยงเบน", "สูงสุด", "ต่ำสุด"):
        assert read_row(page, SUMMARY, title)[1] == "ไม่แสดง"
    text = page.text.replace("\xa0", " ")
    assert f"ผู้ตอบแบบ IIT ต่ำกว่าจำนวนขั้นต่ำ ({people} จาก 30 คน)" in text
    assert ("เพราะมีแบบที่ผู้ตอบน้อยกว่า 5 คน" in text) is not total
    assert "ไม่แสดงคะแนนรายตัวชี้วัดของแบบที่ผู้ตอบน้อยกว่า 10 คน" in text
    alts = [one.attributes["alt"] for one in pictures(page)]
    assert "ปี 2564 ไม่แสดง" in alts[1]


def test_a_round_is_shown_and_the_imported_total_of_its_year_is_kept(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency, 2564)
    closed = close_pretend_round(instance, agency, iit=12, eit=12)
    page = officer.open(years_of(agency))
    assert "คะแนนรวมที่ประกาศซึ่งนำเข้าไว้คือ 59.46" in page.text
    assert f"/officer/rounds/{closed.id}/result" in page.links.values()
    result = officer.open(f"/officer/rounds/{closed.id}/result")
    assert result.links["เปรียบเทียบรายปี"] == years_of(agency)


def test_everyone_of_the_agency_compares_and_strangers_find_nothing(
    executive: Visitor,
    auditor: Visitor,
    system_admin: Visitor,
    stranger: Visitor,
    client: FlaskClient,
    instance: Instance,
    agency: Agency,
) -> None:
    enter_golden(instance, agency)
    seen = [years_of(agency), years_of(agency, "trend.svg"), years_of(agency, "indicator-1.svg")]
    kept = [
        years_of(agency, "imported"),
        years_of(agency, "imported", "new"),
        years_of(agency, "imported", "template.xlsx"),
        years_of(agency, "imported", "2563"),
        years_of(agency, "imported", "2563", "remove"),
    ]
    for address in (*seen, *kept):
        assert stranger.get(address).status == 404, address
        assert client.get(address).status_code == 302, address
        assert system_admin.get(address).status == 200, address
    for visitor in (executive, auditor):
        assert [visitor.get(address).status for address in seen] == [200] * 3
        assert [visitor.get(address).status for address in kept] == [403] * 5
        assert "นำเข้าผลปีก่อนหน้า" not in visitor.open(years_of(agency)).links


def test_strangers_change_nothing(stranger: Visitor, instance: Instance, agency: Agency) -> None:
    enter_golden(instance, agency)
    before = list_past_years(instance, COMMAND_LINE, agency.id)
    stranger.open("/officer/account")
    scores = {"fiscal_year": "2560", "scheme": "2564", "score_1": "1"}
    sent = (b"fiscal_year,indicator,score\n2560,1,50\n", "a.csv")
    assert stranger.post(years_of(agency, "imported"), {"file": sent}).status == 404
    assert stranger.post(years_of(agency, "imported", "new"), scores).status == 404
    assert stranger.post(years_of(agency, "imported", "2563"), scores).status == 404
    assert stranger.post(years_of(agency, "imported", "2563", "remove")).status == 404
    assert list_past_years(instance, COMMAND_LINE, agency.id) == before


def test_the_menu_leads_to_the_own_years_or_to_a_choice(
    officer: Visitor, system_admin: Visitor, agency: Agency, other_agency: Agency
) -> None:
    page = officer.open("/officer/years")
    assert page.path == years_of(agency)
    here = [one.text for one in page.find("a", aria_current="page")]
    assert here == ["เปรียบเทียบรายปี"]
    choice = system_admin.open("/officer/years")
    assert {years_of(agency), years_of(other_agency)} <= set(choice.links.values())


def test_a_file_is_imported_with_or_without_the_agency(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    officer.open(years_of(agency, "imported"))
    page = officer.submit({"file": (b"fiscal_year,indicator,score\n2563,1,82.39\n", "a.csv")})
    assert "นำเข้าแล้ว 1 ปี" in page.text.replace("\xa0", " ")
    columns = tuple(map(Column, ("agency", "fiscal_year", "indicator", "score")))
    rows = [[agency.name, "๒๕๖๒", "total", "64.25"]]
    page = officer.submit({"file": (write_xlsx([Sheet("ก", columns, rows)]), "ข.xlsx")})
    assert [one.fiscal_year for one in list_past_years(instance, COMMAND_LINE, agency.id)] == [
        2563,
        2562,
    ]


def test_a_bad_file_names_its_lines_and_nothing_of_it_is_kept(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    officer.open(years_of(agency, "imported"))
    lines = b"fiscal_year,indicator,score\n2563,1,82.39\n2563,12,70\n2563,2,101\n"
    page = officer.submit({"file": (lines, "a.csv")})
    assert page.status == 422
    assert [one.text.split(":")[0] for one in page.find("li") if "บรรทัด" in one.text] == [
        "บรรทัด 3",
        "บรรทัด 4",
    ]
    assert officer.submit({}).status == 422
    assert list_past_years(instance, COMMAND_LINE, agency.id) == []


def test_the_template_is_filled_and_comes_back(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    reply = officer.get(years_of(agency, "imported", "template.xlsx")).response
    assert "past-years.xlsx" in reply.headers["Content-Disposition"]
    rows = read_table("a.xlsx", reply.get_data())
    assert {row["agency"] for row in rows} == {agency.name}
    columns = tuple(map(Column, rows[0].cells))
    filled = [
        [*list(row.cells.values())[:-1], "70.5" if row["fiscal_year"] == "2563" else ""]
        for row in rows
    ]
    officer.open(years_of(agency, "imported"))
    page = officer.submit({"file": (write_xlsx([Sheet("ก", columns, filled)]), "a.xlsx")})
    assert page.status == 200, page.text
    (year,) = list_past_years(instance, COMMAND_LINE, agency.id)
    scores = dict.fromkeys(range(1, 11), Decimal("70.50"))
    assert year == PastYear(2563, 2564, Decimal("70.50"), scores)


def test_a_year_is_typed_in_thai_digits(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    officer.open(years_of(agency, "imported", "new"))
    page = officer.submit({"fiscal_year": "๒๕๖๓", "score_1": "๘๒.๓๙", "announced": " ๕๘.๐๕ "})
    assert page.path == years_of(agency, "imported")
    (year,) = list_past_years(instance, COMMAND_LINE, agency.id)
    assert year == PastYear(2563, 2564, Decimal("58.05"), {1: Decimal("82.39")})


def test_a_form_with_mistakes_keeps_what_was_typed(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    officer.open(years_of(agency, "imported", "new"))
    typed = {
        "fiscal_year": "๒๕๖๓",
        "score_1": "๘๒.๓๙",
        "score_2": "แปดสิบ",
        "score_3": "100.01",
        "announced": "58.0506",
    }
    page = officer.submit(typed)
    assert page.status == 422
    kept = page.forms[1].values
    assert {name: kept[name] for name in typed} == typed
    for sentence in ("กรอกเป็นตัวเลข", "คะแนนต้องอยู่ระหว่าง 0 ถึง 100", "ทศนิยมได้ไม่เกินสองตำแหน่ง"):
        assert sentence in page.text.replace("\xa0", " ")
    assert list_past_years(instance, COMMAND_LINE, agency.id) == []


def test_an_empty_form_and_a_year_that_stands_are_refused(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency, 2563)
    officer.open(years_of(agency, "imported", "new"))
    assert "โปรดกรอกอย่างน้อยหนึ่งช่อง" in officer.submit({"fiscal_year": "2562"}).text
    page = officer.submit({"fiscal_year": "2563", "score_1": "1"})
    assert (page.status, "นำเข้าไว้แล้ว" in page.text) == (422, True)
    assert page.forms[1].values["score_1"] == "1"
    assert list_past_years(instance, COMMAND_LINE, agency.id)[0].scores[1] == Decimal("82.39")


def test_an_imported_year_is_changed_and_removed(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency, 2563)
    page = officer.open(years_of(agency, "imported", "2563"))
    assert page.forms[1].values["score_10"] == "12.50"
    officer.submit({"score_10": "13.5", "score_9": ""})
    (year,) = list_past_years(instance, COMMAND_LINE, agency.id)
    assert (year.scores[10], 9 in year.scores) == (Decimal("13.50"), False)
    page = officer.open(years_of(agency, "imported", "2563", "remove"))
    assert "ลบผลปี 2563" in page.headings
    assert list_past_years(instance, COMMAND_LINE, agency.id) != []
    page = officer.submit()
    assert "ลบผลปี 2563 ที่นำเข้าแล้ว" in page.text.replace("\xa0", " ")
    assert list_past_years(instance, COMMAND_LINE, agency.id) == []
    assert officer.get(years_of(agency, "imported", "2563")).status == 404


def test_a_year_that_no_edition_means_the_same_as_names_itself(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    officer.open(years_of(agency, "imported", "new"))
    officer.submit({"fiscal_year": "2560", "scheme": "0", "score_1": "50"})
    (year,) = list_past_years(instance, COMMAND_LINE, agency.id)
    assert year == PastYear(2560, 2560, None, {1: Decimal("50.00")})
    page = officer.open(years_of(agency, "imported", "2560"))
    assert page.forms[1].values["scheme"] == "0"
    officer.submit({"score_1": "51"})
    (year,) = list_past_years(instance, COMMAND_LINE, agency.id)
    assert (year.scheme, year.scores) == (2560, {1: Decimal("51.00")})


def test_the_pages_speak_english_too(officer: Visitor, instance: Instance, agency: Agency) -> None:
    enter_golden(instance, agency)
    officer.open(years_of(agency))
    officer.submit({"language": "en"}, form="/officer/language")
    for address in ("", "imported", "imported/new", "imported/2563", "imported/2563/remove"):
        assert officer.open(years_of(agency, address).rstrip("/")).find("html", lang="en")
