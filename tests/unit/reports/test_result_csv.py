"""The result as one long table: every shown figure once, nothing withheld, no formula."""

import csv
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition
from survey_app.core.scoring import hundredths, mean
from survey_app.reports.result_csv import COLUMNS, KINDS, write_result_csv
from survey_app.reports.spreadsheets import read_table
from survey_app.storage.editions import read_edition
from tests.unit.reports.shown_results import disclose, golden_result, result_of, shown_of

CASES = [(0, 0), (3, 3), (7, 40), (12, 12), (40, 40)]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(2564)


def lines_of(shown: ShownResult, edition: Edition) -> list[dict[str, str]]:
    text = write_result_csv(shown, edition).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def select(lines: list[dict[str, str]], **wanted: str) -> list[dict[str, str]]:
    return [line for line in lines if all(line[key] == word for key, word in wanted.items())]


def exact_score(line: dict[str, str]) -> Fraction:
    return Fraction(int(line["points"]), int(line["divisor"]) * int(line["answers"]))


@pytest.mark.parametrize(("iit", "eit"), CASES)
def test_every_figure_stands_once(edition, iit, eit) -> None:
    shown = shown_of(edition, iit, eit)
    lines = lines_of(shown, edition)
    assert tuple(lines[0]) == COLUMNS
    assert {line["kind"] for line in lines} == set(KINDS)
    keys = [(line["instrument"], line["kind"], line["code"]) for line in lines]
    assert len(keys) == len(set(keys))
    for no, score in shown.indicator_scores.items():
        (line,) = select(lines, kind="indicator", code=str(no))
        assert line["score"] == ("" if score is None else str(score))
    assert len(select(lines, kind="question")) == 45
    assert len(select(lines, kind="item")) == 43


def test_the_published_total_can_be_reckoned_from_the_lines_alone(edition) -> None:
    lines = lines_of(golden_result(edition), edition)
    parts: dict[str, list[Fraction]] = {}
    group: list[Fraction] = []
    for line in lines:
        if line["kind"] == "indicator":
            group = []
            parts.setdefault(line["instrument"], []).append(group)
        elif line["kind"] == "question":
            group.append(exact_score(line))
        elif line["kind"] == "sub_indicator":
            group.append([])
        elif line["kind"] == "item":
            group[-1].append(exact_score(line))
    total = Fraction(0)
    for line in select(lines, kind="instrument"):
        means = [
            mean(mean(part) if isinstance(part, list) else part for part in group)
            for group in parts[line["instrument"]]
        ]
        assert str(hundredths(mean(means))) == line["score"]
        total += mean(means) * int(line["weight"]) / 100
    (line,) = select(lines, kind="total")
    assert line["score"] == str(hundredths(total)) == "59.46"


def test_points_over_divisor_and_answers_give_every_score(edition) -> None:
    for line in lines_of(shown_of(edition, 12, 40), edition):
        if line["kind"] == "question":
            assert str(hundredths(exact_score(line))) == line["score"]


@pytest.mark.parametrize(("iit", "eit"), [(3, 3), (7, 7), (7, 40), (40, 3)])
def test_what_is_withheld_is_empty_and_said(edition, iit, eit) -> None:
    result = result_of(edition, iit, eit)
    shown = disclose(edition, result)
    lines = lines_of(shown, edition)
    for survey, seen in ((result.iit, shown.iit), (result.eit, shown.eit)):
        if not seen.indicators_withheld:
            continue
        mine = select(lines, instrument=seen.instrument)
        for kind in ("indicator", "question"):
            for line in select(mine, kind=kind):
                assert (line["score"], line["points"], line["divisor"]) == ("", "", "")
                assert (line["answers"], line["withheld"]) == ("", "too_few")
        written = {line["score"] for line in mine if line["kind"] != "option"}
        known = {str(part.score) for part in survey.indicators} - {str(seen.score)}
        assert not written & known
    for kind in ("total", "level", "passed"):
        (line,) = select(lines, kind=kind)
        assert (line["withheld"] == "too_few") is (shown.total is None)
    assert {line["withheld"] for line in select(lines, kind="statistic")} == {"too_few"}


@pytest.mark.parametrize("people", [7, 12, 29])
def test_under_thirty_no_option_and_no_group_is_counted(edition, people) -> None:
    lines = lines_of(shown_of(edition, people, people), edition)
    for kind in ("option", "profile"):
        counted = {(line["answers"], line["withheld"]) for line in select(lines, kind=kind)}
        assert counted == {("", "too_few")}


def test_from_thirty_no_line_counts_one_or_two_people(edition) -> None:
    lines = lines_of(shown_of(edition, 30, 60), edition)
    options = select(lines, kind="option", instrument="IIT")
    assert {line["answers"] == "" for line in options} == {True, False}
    assert not {line["answers"] for line in options} & {"1", "2"}
    groups = [int(line["answers"]) for line in select(lines, kind="profile") if line["answers"]]
    assert min(groups) >= 5


def test_text_never_becomes_a_formula_and_a_line_stays_a_line(edition) -> None:
    shown = shown_of(edition, 40, 40, agency='=HYPERLINK("x")\r\nสอง\x00')
    content = write_result_csv(shown, edition)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = lines_of(shown, edition)
    assert {line["agency"] for line in lines} == {'\'=HYPERLINK("x") สอง'}
    assert read_table("a.csv", content)[0]["agency"] == '=HYPERLINK("x") สอง'
    assert content.decode("utf-8-sig").count("\n") == len(lines) + 1


def test_no_cell_looks_like_a_date_to_a_spreadsheet(edition) -> None:
    for line in lines_of(golden_result(edition), edition):
        for column in ("score", "points", "divisor", "answers", "weight"):
            assert line[column] == "" or Decimal(line[column]) >= 0
