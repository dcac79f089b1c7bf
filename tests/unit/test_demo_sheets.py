"""The sheets the demonstration ships, counted again naively against the published figures."""

import json
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "survey_app" / "services" / "demo" / "sheets.json"
WEIGHTS = {"IIT": 30, "EIT": 30, "OIT": 40}
PROFILE_OPTIONS = {
    "IIT": {"sex": 4, "age": 5, "education": 4, "service": 6, "post": 6},
    "EIT": {"sex": 4, "age": 7, "education": 5, "capacity": 5},
}
RESPONDENT_SURVEYS = [(year, name) for year in ("2564", "2565") for name in ("IIT", "EIT")]


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def shipped() -> Any:
    return read(SHIPPED)


@pytest.fixture(scope="module")
def structure() -> Any:
    return read(ROOT / "tests" / "data" / "structure-2564.json")["instruments"]


@pytest.fixture(scope="module")
def golden() -> Any:
    return read(ROOT / "tests" / "data" / "golden.json")


def average(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def printed(score: Fraction) -> str:
    """Two decimals, half up; 60 digits keep a tie of these small fractions a tie."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(score.numerator) / Decimal(score.denominator)
        return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def scored_rows(structure: Any, name: str) -> dict[str, list[int]]:
    """Each row's scores by option, in file order."""
    return {
        row["code"]: [score for _, score in row["options"]]
        for indicator in structure[name]
        for question in indicator["questions"]
        for row in question["rows"]
    }


def respondent_scores(shipped: Any, structure: Any, name: str) -> list[Fraction]:
    """The exact indicator scores of IIT or EIT in 2564, from row counts."""
    scores, codes = scored_rows(structure, name), shipped["rows"][name]
    sheets = [sheet["answers"] for sheet in shipped["2564"][name]]
    row_means = {
        code: average(
            [Fraction(scores[code][int(sheet[codes.index(code)]) - 1]) for sheet in sheets]
        )
        for code in scores
    }
    return [
        average(
            [
                average([row_means[row["code"]] for row in question["rows"]])
                for question in indicator["questions"]
            ]
        )
        for indicator in structure[name]
    ]


def disclosure_scores(shipped: Any, structure: Any) -> list[Fraction]:
    """The exact indicator scores of OIT in 2564."""
    items = shipped["2564"]["OIT"]
    return [
        average(
            [
                average([Fraction(items[item["code"]]["score"]) for item in sub["items"]])
                for sub in indicator["sub_indicators"]
            ]
        )
        for indicator in structure["OIT"]
    ]


@pytest.fixture(scope="module")
def exact(shipped: Any, structure: Any) -> dict[str, list[Fraction]]:
    return {
        "IIT": respondent_scores(shipped, structure, "IIT"),
        "EIT": respondent_scores(shipped, structure, "EIT"),
        "OIT": disclosure_scores(shipped, structure),
    }


def test_the_ten_indicators_are_the_published_ones(exact: Any, golden: Any) -> None:
    found = [printed(score) for name in ("IIT", "EIT", "OIT") for score in exact[name]]
    assert found == golden["years"]["2564"]["indicator_scores"]


def test_instruments_and_total_are_the_published_ones(exact: Any, golden: Any) -> None:
    means = {name: average(scores) for name, scores in exact.items()}
    total = sum((WEIGHTS[name] * mean / 100 for name, mean in means.items()), Fraction(0))
    found = {name: printed(mean) for name, mean in means.items()} | {"total": printed(total)}
    assert found == golden["years"]["2564"]["computed"]
    assert printed(total) == golden["years"]["2564"]["announced_total"] == "59.46"


def test_each_sub_indicator_passes_as_many_items_as_published(
    shipped: Any, structure: Any, golden: Any
) -> None:
    items = shipped["2564"]["OIT"]
    found = {
        sub["code"]: [
            sum(items[item["code"]]["score"] == 100 for item in sub["items"]),
            len(sub["items"]),
        ]
        for indicator in structure["OIT"]
        for sub in indicator["sub_indicators"]
    }
    assert found == golden["oit_2564_items_passed"]


@pytest.mark.parametrize("name", ["IIT", "EIT"])
def test_rows_stand_in_file_order_with_the_profile_last(
    shipped: Any, structure: Any, name: str
) -> None:
    assert shipped["rows"][name] == [*scored_rows(structure, name), *PROFILE_OPTIONS[name]]


@pytest.mark.parametrize(("year", "name"), RESPONDENT_SURVEYS)
def test_every_sheet_is_complete_and_in_range(
    shipped: Any, structure: Any, year: str, name: str
) -> None:
    scored = {code: len(scores) for code, scores in scored_rows(structure, name).items()}
    sizes = [*scored.values(), *PROFILE_OPTIONS[name].values()]
    for sheet in shipped[year][name]:
        assert set(sheet) == {"answers", "suggestion"}
        assert len(sheet["answers"]) == len(sizes)
        assert all(1 <= int(digit) <= n for digit, n in zip(sheet["answers"], sizes, strict=True))


@pytest.mark.parametrize("year", ["2564", "2565"])
def test_nobody_with_under_a_year_of_service_answers(shipped: Any, year: str) -> None:
    service = shipped["rows"]["IIT"].index("service")
    assert "1" not in {sheet["answers"][service] for sheet in shipped[year]["IIT"]}


def test_the_closed_round_has_enough_sheets_and_the_open_one_is_one_short_of_a_lot(
    shipped: Any,
) -> None:
    assert all(30 <= len(shipped["2564"][name]) <= 40 for name in ("IIT", "EIT"))
    assert (len(shipped["2565"]["IIT"]), len(shipped["2565"]["EIT"])) == (19, 39)


@pytest.mark.parametrize(("year", "name"), RESPONDENT_SURVEYS)
def test_one_sheet_in_five_carries_a_suggestion_of_its_own(
    shipped: Any, year: str, name: str
) -> None:
    texts = [sheet["suggestion"] for sheet in shipped[year][name] if sheet["suggestion"]]
    assert 0.15 <= len(texts) / len(shipped[year][name]) <= 0.25
    assert max(Counter(texts).values()) == 1
    assert all(len(text) <= 1000 for text in texts)


def test_every_item_of_the_closed_round_is_answered_and_scored(
    shipped: Any, structure: Any
) -> None:
    codes = [
        item["code"]
        for indicator in structure["OIT"]
        for sub in indicator["sub_indicators"]
        for item in sub["items"]
    ]
    assert list(shipped["2564"]["OIT"]) == codes
    assert {item["score"] for item in shipped["2564"]["OIT"].values()} == {0, 100}
    assert list(shipped["2565"]["OIT"]) == codes[:12]


@pytest.mark.parametrize("year", ["2564", "2565"])
def test_an_item_has_an_address_exactly_when_it_is_answered_yes(shipped: Any, year: str) -> None:
    for item in shipped[year]["OIT"].values():
        assert set(item) == {"answer", "score", "url", "where", "comment"}
        assert item["answer"] in ("มี", "ไม่มี")
        says_yes = item["answer"] == "มี"
        assert item["url"].startswith("https://www.bankhong.example/") == says_yes
        assert bool(item["where"]) == says_yes
        assert not (item["score"] == 100 and not says_yes)


@pytest.mark.parametrize("year", ["2564", "2565"])
def test_an_item_that_failed_says_what_was_missing(shipped: Any, year: str) -> None:
    failed = [item for item in shipped[year]["OIT"].values() if item["score"] == 0]
    assert all(item["comment"] for item in failed)
