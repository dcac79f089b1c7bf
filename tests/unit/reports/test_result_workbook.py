"""The result as a workbook: formulas that give the official figures, and nothing withheld."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from survey_app.core.disclosure import ShownResult, disclose_result
from survey_app.core.questionnaire import Edition
from survey_app.core.result import ItemAnswer, Remark, Result, RoundFacts, reckon
from survey_app.reports.result_workbook import write_workbook
from survey_app.reports.result_workbook.cells import LONGEST_TEXT, WITHHELD, Address, fit_text
from survey_app.reports.result_workbook.writing import SHEETS
from survey_app.storage.editions import read_edition
from tests.unit.core.small import build_edition, build_scheme, count_sheets, sheet_of
from tests.unit.reports.shown_results import (
    GOLDEN,
    GOLDEN_YEARS,
    disclose,
    golden_result,
    result_of,
    shown_of,
)
from tests.unit.reports.worksheets import NAMESPACE, Workbook

CASES = [(3, 3), (7, 7), (12, 12), (40, 40), (7, 40), (3, 60), (40, 12), (0, 0)]
CHECK_COLUMNS = {"สรุปผล": "G", "ตัวชี้วัด": "F", "IIT": "I", "EIT": "I", "OIT": "I"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(2564)


@pytest.fixture(scope="module")
def golden(edition: Edition) -> Workbook:
    return Workbook(write_workbook(golden_result(edition), edition, GOLDEN_YEARS))


def workbook_of(edition: Edition, iit: int, eit: int, **facts) -> Workbook:
    return Workbook(write_workbook(shown_of(edition, iit, eit, **facts), edition, GOLDEN_YEARS))


def fact(book: Workbook, label: str):
    """What stands beside a label on the first sheet."""
    return next(row["B"] for row in book.rows("สรุปผล") if row.get("A") == label)


def row_of(book: Workbook, sheet: str, column: str, word: str):
    return next(row for row in book.rows(sheet) if row.get(column) == word)


def checks(book: Workbook) -> list[str]:
    words = [
        book.reckon(s, p) for s, p in book.cells if CHECK_COLUMNS.get(s) == p.rstrip("0123456789")
    ]
    return [word for word in words if word in ("ตรงกัน", "ไม่ตรงกัน")]


def assert_formulas_give_what_is_held(book: Workbook) -> None:
    for (sheet, place), cell in book.formulas:
        found = book.reckon(sheet, place)
        if isinstance(found, str):
            assert found == cell.value, (sheet, place)
        else:
            assert found == pytest.approx(cell.value, rel=1e-12, abs=1e-9), (sheet, place)


# the way to the total


@pytest.mark.parametrize(("iit", "eit"), CASES)
def test_every_formula_gives_the_value_that_the_file_holds(edition, iit, eit) -> None:
    assert_formulas_give_what_is_held(workbook_of(edition, iit, eit))


@pytest.mark.parametrize(("iit", "eit"), CASES)
def test_every_check_agrees(edition, iit, eit) -> None:
    words = checks(workbook_of(edition, iit, eit))
    assert set(words) == {"ตรงกัน"}
    assert len(words) >= 43


def test_the_published_year_is_followed_from_questions_to_the_total(edition, golden) -> None:
    assert_formulas_give_what_is_held(golden)
    wanted = GOLDEN["years"]["2564"]
    rows = [row for row in golden.rows("ตัวชี้วัด") if row.get("B") in ("IIT", "EIT", "OIT")]
    assert [f"{row['D']:.2f}" for row in rows] == wanted["indicator_scores"]
    assert [row["E"] for row in rows] == [row["D"] for row in rows]
    assert (fact(golden, "คะแนนรวม"), fact(golden, "ระดับ")) == (59.46, "D")
    assert fact(golden, "ผลเทียบเกณฑ์ผ่าน") == "ไม่ผ่านเกณฑ์"
    deviation = row_of(golden, "ตัวชี้วัด", "C", "ส่วนเบี่ยงเบนมาตรฐานของกลุ่มตัวอย่าง (n−1)")
    assert deviation["D"] == deviation["E"] == 20.95


def test_ranks_are_those_of_the_printed_scores(edition, golden) -> None:
    rows = [row for row in golden.rows("ตัวชี้วัด") if row.get("B") in ("IIT", "EIT", "OIT")]
    found = sorted(rows, key=lambda row: row["G"])
    statistics = golden_result(edition).statistics
    assert [int(row["A"]) for row in found] == list(statistics.ranking)


@pytest.mark.parametrize(("iit", "eit"), [(12, 40), (40, 40)])
def test_official_figures_are_those_of_the_result(edition, iit, eit) -> None:
    shown = shown_of(edition, iit, eit)
    book = Workbook(write_workbook(shown, edition))
    for survey in (shown.iit, shown.eit):
        questions = [question for part in survey.indicators for question in part.questions]
        for question in questions:
            row = row_of(book, survey.instrument, "B", question.code)
            assert (row["H"], row["G"]) == (float(question.score), float(question.score))
            assert row["D"] == pytest.approx(float(Fraction(question.points)))
            assert row["E"] == question.answers
    for part in shown.oit.indicators:
        assert row_of(book, "OIT", "B", str(part.no))["H"] == float(part.score)
    assert fact(book, "คะแนนรวม") == float(shown.total)
    assert fact(book, "ระดับ") == fact(book, "ระดับทางการ") == shown.level


def test_a_total_can_be_traced_down_to_points_and_answers(golden) -> None:
    """From the total through every formula to plain numbers: no score is written in on the way."""
    labelled = next(place for place, cell in golden.cells.items() if cell.value == "คะแนนรวม")
    seen, todo = set(), [("สรุปผล", labelled[1].replace("A", "B"))]
    plain = set()
    while todo:
        place = todo.pop()
        if place in seen:
            continue
        seen.add(place)
        cell = golden.cells[place]
        if cell.formula is None:
            plain.add((place[0], place[1].rstrip("0123456789")))
        else:
            todo += golden.precedents(place[0], cell.formula)
    assert ("IIT", "E") in plain
    assert plain <= {("สรุปผล", "C"), *((s, c) for s in ("IIT", "EIT", "OIT") for c in "DE")}


def test_fractions_of_a_point_are_divisions(golden) -> None:
    formulas = [cell.formula for (s, p), cell in golden.formulas if (s, p[0]) == ("IIT", "D")]
    assert formulas
    assert all(re.fullmatch(r"\d+/\d+", formula) for formula in formulas)


def test_counts_of_options_give_the_points(golden) -> None:
    rows = [row for row in golden.rows("จำนวนคำตอบ") if row.get("A") == "IIT"]
    for code in ("i1", "i2", "i3"):
        mine = [row for row in rows if row["B"] == code]
        if any(row["H"] == WITHHELD for row in mine):
            continue
        parts = len({row["C"] for row in mine})
        points = row_of(golden, "IIT", "B", code)["D"]
        assert sum(row["H"] for row in mine) / parts == pytest.approx(points)


# halves and levels

WORDED = [
    ("ผ่านดีเยี่ยม", "95.00", "100.00", "95.00"),
    ("ผ่านดี", "85.00", "100.00", "85.00"),
    ("ผ่าน", "85.00", "100.00"),
    ("ต้องปรับปรุง", "70.00", "84.99"),
    ("ต้องปรับปรุงโดยด่วน", "0.00", "69.99"),
]


def small_edition() -> Edition:
    return build_edition(
        {1: {"i1": [[0, 20, 40, 60, 80, 100]]}},
        {2: {"e1": [[0, 49, 50, 100]]}},
        {3: {"3.1": ["o1"]}},
        {},
        build_scheme(levels=WORDED),
    )


def small_result(iit: list[int], eit: list[int], score: int = 100) -> tuple[ShownResult, Edition]:
    edition = small_edition()
    tallies = {
        "IIT": count_sheets(edition.iit, map(sheet_of, iit)),
        "EIT": count_sheets(edition.eit, map(sheet_of, eit)),
    }
    facts = RoundFacts("เทศบาล", 2566, {"IIT": 60, "EIT": 600})
    answers = {"o1": ItemAnswer(present=True, score=score)}
    result = reckon(edition, "0" * 64, facts, tallies, answers)
    return disclose_result(edition, result, "sha256:0"), edition


def test_an_exact_half_rounds_up_and_reaches_the_pass_mark() -> None:
    """30 + 0.3 × 2999 / 60 + 40 is 84.995, which no binary float holds."""
    shown, edition = small_result([6] * 10, [3] * 59 + [2])
    assert str(shown.total) == "85.00"
    book = Workbook(write_workbook(shown, edition))
    assert_formulas_give_what_is_held(book)
    assert (fact(book, "คะแนนรวม"), fact(book, "ระดับ")) == (85.0, "ผ่าน")
    assert fact(book, "ผลเทียบเกณฑ์ผ่าน") == "ผ่านเกณฑ์"


@given(
    st.lists(st.integers(1, 6), min_size=10, max_size=40),
    st.lists(st.integers(1, 4), min_size=10, max_size=40),
    st.sampled_from([0, 100]),
)
@settings(max_examples=40, deadline=None)
def test_no_answers_make_a_formula_differ_from_the_official_figure(iit, eit, score) -> None:
    shown, edition = small_result(iit, eit, score)
    book = Workbook(write_workbook(shown, edition))
    assert_formulas_give_what_is_held(book)
    assert set(checks(book)) == {"ตรงกัน"}
    assert fact(book, "ระดับ") == shown.level


def test_a_figure_that_was_tampered_with_is_said_to_differ(edition) -> None:
    shown = shown_of(edition, 40, 40)
    book = Workbook(write_workbook(replace(shown, total=shown.total + 1), edition))
    assert_formulas_give_what_is_held(book)
    assert "ไม่ตรงกัน" in checks(book)


# what is withheld


def hidden_numbers(edition: Edition, result: Result) -> set[str]:
    """What the round knows of its surveys and does not show; only unmistakable numbers."""
    shown = disclose(edition, result)
    hidden: set[Fraction] = set()
    for survey, seen in ((result.iit, shown.iit), (result.eit, shown.eit)):
        if seen.withheld and survey.score is not None:
            hidden.add(Fraction(survey.score))
        if seen.indicators_withheld:
            for part in survey.indicators:
                hidden.add(Fraction(part.score))
                for question in part.questions:
                    hidden |= {Fraction(question.score), Fraction(question.points)}
                    hidden.add(Fraction(question.points) / question.answers)
    return {f"{float(n):.6f}" for n in hidden if n.denominator > 1}


@pytest.mark.parametrize(("iit", "eit"), [(3, 3), (7, 7), (7, 40), (3, 60), (40, 7)])
def test_no_withheld_number_stands_anywhere_in_the_file(edition, iit, eit) -> None:
    result = result_of(edition, iit, eit)
    hidden = hidden_numbers(edition, result)
    assert len(hidden) > 10
    book = Workbook(write_workbook(disclose(edition, result), edition, GOLDEN_YEARS))
    numbers = {
        f"{float(number):.6f}"
        for name, part in book.parts.items()
        if name.startswith(("xl/worksheets/sheet", "xl/charts/", "xl/sharedStrings"))
        for number in re.findall(r"\d+\.\d+", re.sub(r'="[^"]*"', "", part.decode()))
    }
    known = {f"{float(s):.6f}" for y in GOLDEN_YEARS for s in y.scores.values()}
    assert not hidden & (numbers - known)
    divisions = {cell.formula for _, cell in book.formulas if "/" in cell.formula}
    points = {
        str(q.points)
        for s in (result.iit, result.eit)
        if s.respondents < 10
        for part in s.indicators
        for q in part.questions
    }
    assert not divisions & points


@pytest.mark.parametrize(("iit", "eit"), CASES)
def test_no_formula_looks_at_a_withheld_cell(edition, iit, eit) -> None:
    book = workbook_of(edition, iit, eit)
    for (sheet, _), cell in book.formulas:
        for place in book.precedents(sheet, cell.formula):
            assert book.cells[place].value != WITHHELD


@pytest.mark.parametrize(("iit", "eit"), CASES)
def test_there_is_no_error_value_and_no_blank_or_zero_for_a_withheld_score(
    edition, iit, eit
) -> None:
    shown = shown_of(edition, iit, eit)
    book = Workbook(write_workbook(shown, edition, GOLDEN_YEARS))
    assert not [
        c for c in book.cells.values() if isinstance(c.value, str) and c.value.startswith("#")
    ]
    for survey in (shown.iit, shown.eit):
        for part in survey.indicators:
            if part.score is None:
                row = row_of(book, survey.instrument, "B", str(part.no))
                assert {row[column] for column in "FGHI"} == {WITHHELD}
                row = row_of(book, "ตัวชี้วัด", "A", str(part.no))
                assert {row[column] for column in "DEFGH"} == {WITHHELD}
                for question in part.questions:
                    row = row_of(book, survey.instrument, "B", question.code)
                    assert {row[column] for column in "DEFGHI"} == {WITHHELD}


def test_with_three_there_is_no_total_level_or_pass(edition) -> None:
    book = workbook_of(edition, 3, 60)
    labels = ("คะแนนรวม", "ระดับ", "ระดับทางการ", "ผลเทียบเกณฑ์ผ่าน")
    assert {fact(book, label) for label in labels} == {WITHHELD}


def test_with_seven_the_instrument_has_its_official_score_and_no_formula(edition) -> None:
    shown = shown_of(edition, 7, 40)
    book = Workbook(write_workbook(shown, edition))
    row = row_of(book, "IIT", "B", "IIT")
    score = float(shown.iit.score)
    assert (row["F"], row["G"], row["H"]) == (WITHHELD, score, score)
    assert row["I"] == "ค่าทางการ ไม่มีสูตร"
    assert fact(book, "คะแนนรวม") == float(shown.total)
    assert {row["G"] for row in book.rows("ตัวชี้วัด") if row.get("B") == "OIT"} == {WITHHELD}


@pytest.mark.parametrize(("iit", "eit"), [(12, 12), (29, 29)])
def test_under_thirty_no_option_and_no_profile_is_counted(edition, iit, eit) -> None:
    book = workbook_of(edition, iit, eit)
    answers = [row for row in book.rows("จำนวนคำตอบ") if row.get("A") in ("IIT", "EIT")]
    assert {row["G"] for row in answers} == {row["H"] for row in answers} == {WITHHELD}
    profile = [row for row in book.rows("ข้อมูลผู้ตอบ") if row.get("A") in ("IIT", "EIT")]
    assert {row["D"] for row in profile} == {row["E"] for row in profile} == {WITHHELD}


def test_from_thirty_no_count_points_at_one_or_two_people(edition) -> None:
    book = workbook_of(edition, 30, 60)
    answers = [row["G"] for row in book.rows("จำนวนคำตอบ") if row.get("A") == "IIT"]
    assert WITHHELD in answers
    assert not {1.0, 2.0} & {n for n in answers if isinstance(n, float)}
    people = [row["D"] for row in book.rows("ข้อมูลผู้ตอบ") if row.get("A") in ("IIT", "EIT")]
    assert min(n for n in people if isinstance(n, float)) >= 5


# years and charts


def charts_of(book: Workbook) -> list[str]:
    return [
        part.decode() for name, part in book.parts.items() if name.startswith("xl/charts/chart")
    ]


def cached_numbers(chart: str) -> set[float]:
    return {float(number) for number in re.findall(r"<c:v>([\d.]+)</c:v>", chart)}


def test_years_stand_beside_each_other_with_the_right_change(golden) -> None:
    header = next(row for row in golden.rows("รายปี") if row.get("B") == "รายการ")
    years = ["2561 (นำเข้า)", "2562 (นำเข้า)", "2563 (นำเข้า)", "2564"]
    assert [header[column] for column in "CDEF"] == years
    total = row_of(golden, "รายปี", "B", "คะแนนรวม")
    assert [total[column] for column in "CDEFGH"] == [65.31, 64.25, 58.05, 59.46, 1.41, 2.43]
    agrees = row_of(golden, "รายปี", "B", "ตรงกับคะแนนที่ประกาศหรือไม่")
    assert [agrees[column] for column in "CDE"] == ["ไม่ตรงกัน", "ไม่ตรงกัน", "ตรงกัน"]
    again = row_of(golden, "รายปี", "B", "คะแนนรวมที่คำนวณใหม่จากตัวชี้วัด (ปีที่นำเข้า)")
    assert [again[column] for column in "CDE"] == [65.34, 63.84, 58.05]
    slipped = row_of(golden, "รายปี", "A", "7")
    assert (slipped["G"], slipped["H"]) == (-1.91, -2.19)


def test_a_round_given_among_the_years_stands_there_once(edition) -> None:
    shown = golden_result(edition)
    again = replace(
        GOLDEN_YEARS[0],
        fiscal_year=2564,
        edition=2564,
        imported=False,
        scores=shown.indicator_scores,
        total=shown.total,
        recomputed=None,
    )
    with_it = write_workbook(shown, edition, (again, *GOLDEN_YEARS))
    assert with_it == write_workbook(shown, edition, GOLDEN_YEARS)


def test_a_year_of_other_indicators_is_not_compared(edition) -> None:
    other = replace(GOLDEN_YEARS[0], edition=2500)
    book = Workbook(write_workbook(golden_result(edition), edition, (other,)))
    row = row_of(book, "รายปี", "A", "1")
    assert row["C"] == "เปรียบเทียบไม่ได้"
    assert row["E"] == "ไม่มีข้อมูล"
    assert len(charts_of(book)) == 2


def test_a_past_year_with_withheld_figures_says_so_and_breaks_the_line(edition) -> None:
    scores = {**GOLDEN_YEARS[0].scores, 1: None}
    past = replace(GOLDEN_YEARS[0], imported=False, recomputed=None, scores=scores)
    book = Workbook(write_workbook(golden_result(edition), edition, (past, *GOLDEN_YEARS[1:])))
    row = row_of(book, "รายปี", "A", "1")
    assert (row["E"], row["G"], row["H"]) == (WITHHELD,) * 3
    assert len(charts_of(book)) == 2
    assert_formulas_give_what_is_held(book)


def test_charts_show_the_scores_and_their_names(golden) -> None:
    bars, radar, lines = charts_of(golden)
    for score in GOLDEN["years"]["2564"]["indicator_scores"]:
        assert float(score) in cached_numbers(bars)
        assert float(score) in cached_numbers(radar)
    assert "ประสิทธิภาพการสื่อสาร" in bars
    assert "ปี 2563 (นำเข้า)" in radar
    assert lines.count("<c:ser>") == 11


@pytest.mark.parametrize(("iit", "eit"), [(3, 3), (7, 40)])
def test_no_chart_is_drawn_over_a_withheld_figure(edition, iit, eit) -> None:
    book = workbook_of(edition, iit, eit)
    assert not charts_of(book)
    assert "ไม่มีแผนภูมิ เพราะมีตัวชี้วัดที่ไม่แสดงคะแนน" in book.texts


# what people wrote

CORPUS = [
    "=1+1",
    "+66 2 000 0000",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("https://evil.example","กด")',
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    "http://looks.like.a.link",
    "internal:'IIT'!A1",
    "external:c:\\x.xlsx",
    "<r>&</r>",
    "<r><t>x</t></r>",
    "_x0041_",
    "a\x00b\x07c\x1bd\x7fe",
    "\ufffe\uffff",
    "บรรทัด\r\nสอง",
    "'=1",
    "#DIV/0!",
    "😀" * 20_000,
    "ก" * 40_000,
    "&L&P&D",
]


def hostile_result(edition: Edition) -> ShownResult:
    shown = shown_of(
        edition,
        40,
        40,
        agency="=1+1&P<r>",
        remarks=tuple(Remark(kind="closing", reason=text) for text in CORPUS),
    )
    data = json.loads(shown.oit.model_dump_json())
    items = [
        i for part in data["indicators"] for sub in part["sub_indicators"] for i in sub["items"]
    ]
    for item, text in zip(items, CORPUS, strict=False):
        item.update(note=text, comment=text, title=text, urls=[text, f"https://a.example/{text}"])
    return replace(shown, oit=type(shown.oit).model_validate_json(json.dumps(data)))


def test_what_people_wrote_stays_text(edition) -> None:
    plain = Workbook(write_workbook(shown_of(edition, 40, 40), edition))
    book = Workbook(write_workbook(hostile_result(edition), edition))
    assert len(list(book.formulas)) == len(list(plain.formulas))
    assert {c.formula for _, c in book.formulas} == {c.formula for _, c in plain.formulas}
    notes = [row["J"] for row in book.rows("OIT") if row.get("A") == "รายการ"]
    assert notes[0] == "=1+1"
    assert notes[CORPUS.index("a\x00b\x07c\x1bd\x7fe")] == "abcde"
    assert notes[CORPUS.index("<r>&</r>")] == " <r>&</r>"
    assert all(len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT for text in book.texts)


def test_a_hostile_file_is_whole_and_opens(edition) -> None:
    book = Workbook(write_workbook(hostile_result(edition), edition))
    for name, part in book.parts.items():
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", part), name
    assert len(book.cells) > 1_000
    with CalamineWorkbook.from_filelike(BytesIO(book.content)) as opened:
        assert opened.sheet_names == list(SHEETS)


def test_only_web_addresses_become_links(edition) -> None:
    book = Workbook(write_workbook(hostile_result(edition), edition))
    parts = [part.decode() for name, part in book.parts.items() if "worksheets/_rels" in name]
    targets = [t for part in parts for t in re.findall(r'Target="([^"]*)" TargetMode', part)]
    assert targets
    assert all(target.startswith(("http://", "https://")) for target in targets)


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://town.example/ก?ข=1", True),
        ("http://town.example/" + "a" * 2_000, True),
        ("http://town.example/" + "a" * 2_100, False),
        ("https://town.example/" + " " * 1_000, False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("internal:IIT!A1", False),
        ("https://", False),
        ("https://[", False),
        ("https://a\x00b", False),
        ("HTTPS://town.example", False),
        ("", False),
    ],
)
def test_an_address_is_a_link_only_if_it_is_safe(url, is_link) -> None:
    assert Address(url).is_link is is_link


def test_a_text_is_cut_to_what_a_cell_holds() -> None:
    assert fit_text("ก" * LONGEST_TEXT) == "ก" * LONGEST_TEXT
    cut = fit_text("😀" * LONGEST_TEXT)
    assert cut.endswith("…")
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_TEXT


# the file itself


def test_the_same_result_gives_the_same_bytes_that_name_nobody(edition) -> None:
    shown = shown_of(edition, 40, 40)
    content = write_workbook(shown, edition, GOLDEN_YEARS)
    assert content == write_workbook(shown, edition, GOLDEN_YEARS)
    core = Workbook(content).parts["docProps/core.xml"].decode()
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
    assert "2000-01-01" in core


def test_sheets_keep_their_header_in_view_and_fit_a4(golden) -> None:
    assert list(golden.sheets) == list(SHEETS)
    for name, sheet in golden.sheets.items():
        setup = sheet.find(f"{NAMESPACE}pageSetup")
        assert setup.get("paperSize") == "9"
        footer = sheet.findtext(f"{NAMESPACE}headerFooter/{NAMESPACE}oddFooter")
        assert "หน้า &P จาก &N" in footer
        if name not in ("สรุปผล", "แผนภูมิ"):
            assert sheet.find(f".//{NAMESPACE}pane").get("state") == "frozen"
    filtered = [
        name
        for name, sheet in golden.sheets.items()
        if sheet.find(f"{NAMESPACE}autoFilter") is not None
    ]
    assert filtered == ["IIT", "EIT", "OIT", "ที่อยู่เว็บ OIT", "จำนวนคำตอบ", "ข้อมูลผู้ตอบ"]


def test_scores_are_shown_with_two_decimals_in_a_thai_font(golden) -> None:
    styles = golden.parts["xl/styles.xml"].decode()
    assert 'val="TH Sarabun New"' in styles
    with CalamineWorkbook.from_filelike(BytesIO(golden.content)) as opened:
        rows = opened.get_sheet_by_name("IIT").to_python()
    assert 86.02 in [row[6] for row in rows]


def test_the_method_names_the_weights_and_the_limits(golden) -> None:
    words = " ".join(text for row in golden.rows("วิธีคิด") for text in row.values() if text)
    assert "IIT × 30 + EIT × 30 + OIT × 40" in words
    assert "85.00 คะแนน" in words
    assert "น้อยกว่า 5 คน" in words
