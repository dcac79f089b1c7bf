"""The result as JSON: the published shape, exact figures, and nothing that is withheld."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from survey_app.core.questionnaire import Edition
from survey_app.core.scoring import hundredths, mean
from survey_app.reports.result_json import SCHEMA_FILE, ResultJson, result_json, result_schema
from survey_app.storage.editions import read_edition
from tests.unit.core.schema_walk import complaints
from tests.unit.reports.shown_results import golden_result, shown_of

Json = dict[str, Any]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(2564)


def json_of(edition: Edition, iit: int, eit: int) -> Json:
    return json.loads(json.dumps(result_json(shown_of(edition, iit, eit), edition)))


def shape(value: object) -> object:
    """The keys of a value, all the way down; what stands at the ends does not matter."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items() if name != "facts"}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [shape(part) for part in value]
    return None


def without_categories(data: Json) -> Json:
    """Merged categories are as many as there are, so their number is no part of the shape."""
    for name in ("IIT", "EIT"):
        for part in data["instruments"][name]["profile"]:
            part["categories"] = None
    return data


def test_the_published_schema_is_that_of_the_models() -> None:
    assert json.loads(SCHEMA_FILE.read_text("utf-8")) == result_schema(), (
        "the shape changed: run python -c "
        "'from survey_app.reports.result_json import write_schema; write_schema()'"
    )


@pytest.mark.parametrize("people", [0, 3, 7, 12, 30, 60])
def test_keys_never_disappear(edition: Edition, people: int) -> None:
    full = without_categories(json_of(edition, 60, 60))
    assert shape(without_categories(json_of(edition, people, people))) == shape(full)


@pytest.mark.parametrize("people", [0, 3, 7, 12, 30, 60])
def test_every_result_has_the_published_shape(edition: Edition, people: int) -> None:
    text = json.dumps(json_of(edition, people, 60))
    assert ResultJson.model_validate_json(text).instruments.IIT.respondents == people


def test_a_full_result_is_shown_as_the_contract_says(edition: Edition) -> None:
    shown = shown_of(edition, 60, 60)
    data = json_of(edition, 60, 60)
    assert data["agency"] == "เทศบาลตำบลทดสอบ"
    assert (data["fiscal_year"], data["edition"]) == (2564, 2564)
    assert data["self_assessment"] is True
    assert data["total"] == str(shown.total)
    assert (data["level"], data["passed"], data["withheld"]) == ("F", False, None)
    assert data["pass_mark"] == "85.00"
    iit = data["instruments"]["IIT"]
    assert (iit["respondents"], iit["minimum"], iit["weight"]) == (60, 30, 30)
    assert [part["no"] for part in iit["indicators"]] == [1, 2, 3, 4, 5]
    assert len(iit["indicators"][0]["questions"]) == 6
    oit = data["instruments"]["OIT"]
    assert (oit["items"], oit["unscored"], oit["weight"], oit["score"]) == (43, 34, 40, "10.00")
    assert [part["no"] for part in oit["indicators"]] == [9, 10]
    assert oit["indicators"][0]["sub_indicators"][0]["score"] == "100.00"
    first = oit["indicators"][0]["sub_indicators"][0]["items"][0]
    assert (first["code"], first["answer"], first["score"], first["counted"]) == (
        "o1",
        "มี",
        100,
        100,
    )
    assert data["remarks"] == [{"kind": "closing", "reason": "ครบกำหนด", "facts": {}}]
    assert data["fingerprint"] == shown.fingerprint


def test_points_divided_by_answers_give_the_score(edition: Edition) -> None:
    for name in ("IIT", "EIT"):
        for part in json_of(edition, 37, 41)["instruments"][name]["indicators"]:
            for question in part["questions"]:
                points, _, parts = question["points"].partition("/")
                mean = Decimal(points) / Decimal(parts or 1) / question["answers"]
                assert abs(mean - Decimal(question["score"])) <= Decimal("0.005")


def test_shown_option_counts_give_the_points(edition: Edition) -> None:
    scores = {
        row.code: [option.score for option in row.options]
        for question in edition.iit.questions
        for row in question.rows
    }
    checked = 0
    for part in json_of(edition, 60, 60)["instruments"]["IIT"]["indicators"]:
        for question in part["questions"]:
            if any(row["counts"] is None for row in question["rows"]):
                continue
            assert all(len(row["counts"]) == len(row["options"]) for row in question["rows"])
            sums = [
                sum(s * n for s, n in zip(scores[row["code"]], row["counts"], strict=True))
                for row in question["rows"]
            ]
            points, _, parts = question["points"].partition("/")
            assert Decimal(sum(sums)) * int(parts or 1) == Decimal(points) * len(sums)
            checked += 1
    assert checked > 20


def test_statistics_are_those_of_the_printed_scores(edition: Edition) -> None:
    data = json_of(edition, 60, 60)
    parts = [part for name in ("IIT", "EIT", "OIT") for part in _indicators(data, name)]
    scores = {part["no"]: Decimal(part["score"]) for part in parts}
    found = data["statistics"]
    assert found["highest"] == str(max(scores.values()))
    assert found["lowest"] == str(min(scores.values()))
    assert found["highest_indicators"] == [found["ranking"][0]]
    assert found["lowest_indicators"] == [found["ranking"][-1]]
    assert found["ranking"] == sorted(scores, key=lambda no: (-scores[no], no))
    assert abs(Decimal(found["mean"]) - sum(scores.values()) / 10) <= Decimal("0.005")
    assert found["withheld"] is None


def test_under_five_there_is_no_score_of_the_survey_and_no_total(edition: Edition) -> None:
    data = json_of(edition, 4, 60)
    iit = data["instruments"]["IIT"]
    assert (iit["score"], iit["withheld"], iit["respondents"]) == (None, "too_few", 4)
    assert [data[key] for key in ("total", "level", "passed", "withheld")] == [
        None,
        None,
        None,
        "too_few",
    ]
    assert data["instruments"]["EIT"]["score"] is not None
    _assert_all_withheld(iit)
    _assert_no_statistics(data)


@pytest.mark.parametrize("people", [5, 9])
def test_under_ten_only_the_survey_has_a_score(edition: Edition, people: int) -> None:
    data = json_of(edition, people, 60)
    iit = data["instruments"]["IIT"]
    assert (iit["withheld"], data["withheld"]) == (None, None)
    assert iit["score"] is not None
    assert data["total"] is not None
    _assert_all_withheld(iit)
    _assert_no_statistics(data)


@pytest.mark.parametrize("people", [10, 29])
def test_under_thirty_there_are_no_counts_and_no_profile(edition: Edition, people: int) -> None:
    data = json_of(edition, people, 60)
    iit = data["instruments"]["IIT"]
    rows = [row for part in iit["indicators"] for q in part["questions"] for row in q["rows"]]
    assert {(row["counts"], row["withheld"]) for row in rows} == {(None, "too_few")}
    assert {(p["categories"], p["withheld"]) for p in iit["profile"]} == {(None, "too_few")}
    assert all(part["score"] for part in iit["indicators"])
    assert data["statistics"]["withheld"] is None


def test_from_thirty_no_shown_count_points_at_one_or_two_people(edition: Edition) -> None:
    iit = json_of(edition, 30, 60)["instruments"]["IIT"]
    rows = [row for part in iit["indicators"] for q in part["questions"] for row in q["rows"]]
    shown = [row["counts"] for row in rows if row["counts"] is not None]
    assert 0 < len(shown) < len(rows)
    assert not {n for counts in shown for n in counts} & {1, 2}
    parts = [part["n"] for p in iit["profile"] for part in p["categories"] or []]
    assert parts
    assert min(parts) >= 5


def _indicators(data: Json, instrument: str) -> list[Json]:
    found: list[Json] = data["instruments"][instrument]["indicators"]
    return found


def _assert_all_withheld(survey: Json) -> None:
    for part in survey["indicators"]:
        assert (part["score"], part["withheld"]) == (None, "too_few")
        for question in part["questions"]:
            held = (question["score"], question["points"], question["answers"])
            assert held == (None, None, None)
            assert question["withheld"] == "too_few"
            assert {row["counts"] for row in question["rows"]} == {None}


def _assert_no_statistics(data: Json) -> None:
    found = dict(data["statistics"])
    assert found.pop("withheld") == "too_few"
    assert set(found.values()) == {None}


def as_walked(value: Any) -> Any:
    """Lists as tuples, which is how the schema walker tells them apart."""
    if isinstance(value, dict):
        return {name: as_walked(part) for name, part in value.items()}
    return tuple(map(as_walked, value)) if isinstance(value, list) else value


@pytest.mark.parametrize("people", [0, 3, 7, 12, 30, 60])
def test_every_result_keeps_to_the_schema_file(edition: Edition, people: int) -> None:
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    assert list(complaints(as_walked(json_of(edition, people, 60)), schema, schema)) == []


def test_the_schema_file_refuses_what_is_no_result(edition: Edition) -> None:
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    data = json_of(edition, 60, 60)
    for broken in ({**data, "total": "59.4"}, {**data, "more": 1}, {**data, "withheld": "secret"}):
        assert list(complaints(as_walked(broken), schema, schema))


def test_an_auditor_can_reckon_the_total_and_the_level_from_the_file_alone(
    edition: Edition,
) -> None:
    data = json.loads(json.dumps(result_json(golden_result(edition), edition)))
    total = Fraction(0)
    for name, part in data["instruments"].items():
        total += mean(map(exact_indicator, part["indicators"])) * part["weight"] / 100
        assert len(part["indicators"]) == {"IIT": 5, "EIT": 3, "OIT": 2}[name]
    assert data["total"] == str(hundredths(total)) == "59.46"
    levels = [
        level["name"]
        for level in data["levels"]
        if Decimal(level["least"]) <= hundredths(total) <= Decimal(level["most"])
    ]
    assert levels == [data["level"]]


def exact_indicator(part: Json) -> Fraction:
    if "questions" in part:
        return mean(Fraction(q["points"]) / q["answers"] for q in part["questions"])
    items = [[Fraction(i["counted"]) for i in sub["items"]] for sub in part["sub_indicators"]]
    return mean(map(mean, items))


def test_points_of_options_stand_beside_their_counts(edition: Edition) -> None:
    for part in json_of(edition, 60, 60)["instruments"]["IIT"]["indicators"]:
        for question in part["questions"]:
            rows = question["rows"]
            assert all(len(row["scores"]) == len(row["options"]) for row in rows)
            if all(row["counts"] is not None for row in rows):
                sums = [
                    sum(s * n for s, n in zip(row["scores"], row["counts"], strict=True))
                    for row in rows
                ]
                assert Fraction(sum(sums), len(rows)) == Fraction(question["points"])
